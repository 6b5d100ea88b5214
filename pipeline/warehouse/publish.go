package warehouse

import (
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// publishedSchemas are what a release holds; raw stays behind.
var publishedSchemas = []string{"core", "mart", "meta"}

// A Table is one table as it is published.
type Table struct {
	Name    string // mart.inflow_by_year
	Grain   Words
	Columns []PublishedColumn
	Rows    int
	SHA256  string // of its rows in order
	result  *ResultSet
}

// A PublishedColumn is a column with the words that describe it.
type PublishedColumn struct {
	Column
	Words Words
}

// Published reads all tables that a release holds, in order of schema and name.
func (w *Warehouse) Published(ctx context.Context, models *Models) ([]Table, error) {
	var tables []Table
	for _, schema := range publishedSchemas {
		names, err := w.tables(ctx, schema)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			t, err := w.published(ctx, models, name)
			if err != nil {
				return nil, err
			}
			tables = append(tables, t)
		}
	}
	return tables, nil
}

// PublishedTable reads one of them again, after it was filled.
func (w *Warehouse) PublishedTable(ctx context.Context, models *Models, name string) (Table, error) {
	return w.published(ctx, models, name)
}

func (w *Warehouse) published(ctx context.Context, models *Models, name string) (Table, error) {
	t := Table{Name: name}
	order, words := "all", map[string]Words{} // words by column: a model may describe columns in another order
	if at := slices.IndexFunc(models.Models, func(m Model) bool { return m.Name == name }); at >= 0 {
		m := models.Models[at]
		t.Grain, order = m.Grain, orderBy(m.Order)
		for _, c := range m.Columns {
			words[c.Name] = c.Words
		}
	}
	var err error
	if t.Grain == nil {
		if t.Grain, words, err = w.ownWords(ctx, name); err != nil {
			return Table{}, err
		}
	}
	if t.result, err = w.query(ctx, "from "+qualified(name)+" order by "+order); err != nil {
		return Table{}, fmt.Errorf("read %s: %w", name, err)
	}
	for i, column := range t.result.Columns {
		if words[column] == nil {
			return Table{}, fmt.Errorf("column %s of %s: %w", column, name, errNoWords)
		}
		t.Columns = append(t.Columns, PublishedColumn{Column{Name: column, Type: t.result.Types[i]}, words[column]})
	}
	t.Rows = len(t.result.Rows)
	t.SHA256, err = contentHash(t.result)
	return t, err
}

var errNoWords = errors.New("nothing says what it is")

// ownWords takes the words of a table that no model makes, and of its columns by name,
// from its comments, which have English first and Dutch after a slash
// (sql/meta/schema.sql).
func (w *Warehouse) ownWords(ctx context.Context, table string) (grain Words, columns map[string]Words, err error) {
	comments, err := w.query(ctx, `
		select '', comment from duckdb_tables()
		where database_name = current_database() and schema_name || '.' || table_name = $1
		union all
		select column_name, comment from duckdb_columns()
		where database_name = current_database() and schema_name || '.' || table_name = $1`, table)
	if err != nil {
		return nil, nil, fmt.Errorf("read comments of %s: %w", table, err)
	}
	columns = map[string]Words{}
	for _, row := range comments.Rows {
		if en, nl, ok := strings.Cut(text(row[1]), " / "); ok {
			columns[text(row[0])] = Words{"en": en, "nl": nl}
		}
	}
	if columns[""] == nil {
		return nil, nil, fmt.Errorf("table %s: %w", table, errNoWords)
	}
	return columns[""], columns, nil
}

// contentHash is over the rows in order, each as a line of JSON, after a line of
// columns and types. It does not depend on how the file stores them.
func contentHash(r *ResultSet) (string, error) {
	h := sha256.New()
	lines := json.NewEncoder(h)
	if err := lines.Encode([2][]string{r.Columns, r.Types}); err != nil {
		return "", fmt.Errorf("hash columns: %w", err)
	}
	for i, row := range r.Rows {
		if err := lines.Encode(row); err != nil {
			return "", fmt.Errorf("hash row %d: %w", i+1, err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// WriteCSV writes the table for other programs: UTF-8, comma, a header, lists as
// JSON.
func (t Table) WriteCSV(out io.Writer) error {
	c := csv.NewWriter(out)
	if err := c.Write(t.result.Columns); err != nil {
		return fmt.Errorf("write %s: %w", t.Name, err)
	}
	for _, row := range t.result.Rows {
		if err := c.Write(texts(row)); err != nil {
			return fmt.Errorf("write %s: %w", t.Name, err)
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("write %s: %w", t.Name, err)
	}
	return nil
}

// Publish writes a new database at path: every published table in its order,
// with its comments. The file never held anything else, so nothing that was
// deleted can be found in it.
func (w *Warehouse) Publish(ctx context.Context, path string, models *Models, tables []Table) error {
	defer zeroMemory()()
	if _, err := w.conn.ExecContext(ctx, "attach "+literal(path)+" as release "+fileFormat); err != nil {
		return fmt.Errorf("make %s: %w", path, err)
	}
	err := w.inTransaction(ctx, func() error {
		for _, schema := range publishedSchemas {
			if _, err := w.conn.ExecContext(ctx, "create schema release."+schema); err != nil {
				return fmt.Errorf("publish schema %s: %w", schema, err)
			}
		}
		for _, t := range tables {
			if err := w.publishTable(ctx, models, t); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if _, err := w.conn.ExecContext(ctx, "detach release"); err != nil {
		return fmt.Errorf("finish %s: %w", path, err)
	}
	return nil
}

func (w *Warehouse) publishTable(ctx context.Context, models *Models, t Table) error {
	order := "all"
	if at := slices.IndexFunc(models.Models, func(m Model) bool { return m.Name == t.Name }); at >= 0 {
		order = orderBy(models.Models[at].Order)
	}
	name := qualified(t.Name)
	var b strings.Builder
	fmt.Fprintf(&b, "create table release.%s as from %s order by %s;\n", name, name, order)
	fmt.Fprintf(&b, "comment on table release.%s is %s;\n", name, literal(comment(t.Grain)))
	for _, c := range t.Columns {
		fmt.Fprintf(&b, "comment on column release.%s.%s is %s;\n", name, ident(c.Name), literal(comment(c.Words)))
	}
	if _, err := w.conn.ExecContext(ctx, b.String()); err != nil {
		return fmt.Errorf("publish %s: %w", t.Name, err)
	}
	return nil
}

// comment is what every client shows of a table or column.
func comment(words Words) string { return words["en"] + " / " + words["nl"] }

// Result is the rows of the table in their order.
func (t Table) Result() *ResultSet { return t.result }
