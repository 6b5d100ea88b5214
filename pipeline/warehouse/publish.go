package warehouse

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/export"
	"jaarcijfers/pipeline/model"
)

// publishedSchemas are what a release holds; raw stays behind.
var publishedSchemas = []string{"core", "mart", "meta"}

// A Table is one table as it is published.
type Table struct {
	Name    string // mart.inflow_by_year
	Grain   model.Words
	Columns []PublishedColumn
	Key     []string           // columns whose values name one row; none of them is ever empty
	Unique  []string           // the same, when one of them may be empty
	Foreign []model.ForeignKey // columns that hold the key of another table
	Order   []string           // columns by which its rows are sorted; of a table that no model makes all
	Rows    int
	SHA256  string // of its rows in order
	result  *engine.ResultSet
}

// A PublishedColumn is a column with the words that describe it.
type PublishedColumn struct {
	engine.Column
	Words model.Words
}

// Published reads all tables that a release holds, in order of schema and name.
func (w *Warehouse) Published(ctx context.Context, models *model.Models) ([]Table, error) {
	comments, err := w.comments(ctx)
	if err != nil {
		return nil, err
	}
	var tables []Table
	for _, schema := range publishedSchemas {
		names, err := w.Tables(ctx, schema)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			t, err := w.published(ctx, models, name, comments)
			if err != nil {
				return nil, err
			}
			tables = append(tables, t)
		}
	}
	return tables, nil
}

// PublishedTable reads one of them again, after it was filled.
func (w *Warehouse) PublishedTable(ctx context.Context, models *model.Models, name string) (Table, error) {
	comments, err := w.comments(ctx)
	if err != nil {
		return Table{}, err
	}
	return w.published(ctx, models, name, comments)
}

func (w *Warehouse) published(ctx context.Context, models *model.Models, name string, comments comments) (Table, error) {
	t := Table{Name: name}
	var err error
	if t.result, err = w.Query(ctx, "from "+engine.Qualified(name)+" order by "+models.OrderOf(name)); err != nil {
		return Table{}, fmt.Errorf("read %s: %w", name, err)
	}
	columns := make([]engine.Column, len(t.result.Columns))
	for i, column := range t.result.Columns {
		columns[i] = engine.Column{Name: column, Type: t.result.Types[i]}
	}
	words, err := w.describe(ctx, models, &t, columns, comments)
	if err != nil {
		return Table{}, err
	}
	for _, c := range columns {
		if words[c.Name] == nil {
			return Table{}, fmt.Errorf("column %s of %s: %w", c.Name, name, errNoWords)
		}
		t.Columns = append(t.Columns, PublishedColumn{c, words[c.Name]})
	}
	t.Rows = len(t.result.Rows)
	t.SHA256, err = contentHash(t.result)
	return t, err
}

// describe gives a table what its model, or its own comments, say of it, and returns the
// words of each column.
func (w *Warehouse) describe(
	ctx context.Context, models *model.Models, t *Table, columns []engine.Column, comments comments,
) (words map[string]model.Words, err error) {
	m, ok := models.Model(t.Name)
	if !ok {
		if t.Grain, words, err = comments.words(t.Name); err == nil {
			t.Key, err = w.ownKey(ctx, t.Name)
		}
		return words, err
	}
	words = map[string]model.Words{}
	for _, c := range columns {
		declared, _ := m.Column(c.Name)
		words[c.Name] = declared.Words
	}
	t.Grain, t.Key, t.Unique, t.Foreign, t.Order = m.Grain, m.Key, m.Unique, models.ForeignKeys(m, columns), m.Order
	return words, nil
}

var errNoWords = errors.New("nothing says what it is")

// comments are those on tables that no model makes, and on their columns, by table and
// column; that of a table itself stands at no column.
type comments map[string]map[string]string

// comments reads all of them at once: the engine lists every column each time.
func (w *Warehouse) comments(ctx context.Context) (comments, error) {
	found, err := w.Query(ctx, `
		select schema_name || '.' || table_name, '', comment from duckdb_tables()
		where database_name = current_database() and comment is not null
		union all
		select schema_name || '.' || table_name, column_name, comment from duckdb_columns()
		where database_name = current_database() and comment is not null`)
	if err != nil {
		return nil, fmt.Errorf("read comments on tables: %w", err)
	}
	all := comments{}
	for _, row := range found.Rows {
		table := engine.Text(row[0])
		if all[table] == nil {
			all[table] = map[string]string{}
		}
		all[table][engine.Text(row[1])] = engine.Text(row[2])
	}
	return all, nil
}

// words takes the words of a table that no model makes, and of its columns by name, from
// its comments, which have English first and Dutch after a slash (sql/meta/schema.sql).
func (c comments) words(table string) (grain model.Words, columns map[string]model.Words, err error) {
	columns = map[string]model.Words{}
	for column, comment := range c[table] {
		if en, nl, ok := strings.Cut(comment, " / "); ok {
			columns[column] = model.Words{"en": en, "nl": nl}
		}
	}
	if columns[""] == nil {
		return nil, nil, fmt.Errorf("table %s: %w", table, errNoWords)
	}
	return columns[""], columns, nil
}

// contentHash is over the rows in order, each as a line of JSON, after a line of
// columns and types. It does not depend on how the file stores them.
func contentHash(r *engine.ResultSet) (string, error) {
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
// JSON. No spreadsheet takes a text in it for a formula.
func (t Table) WriteCSV(out io.Writer) error {
	if err := export.WriteCSV(out, append([][]any{export.Cells(t.result.Columns)}, t.result.Rows...)); err != nil {
		return fmt.Errorf("write %s: %w", t.Name, err)
	}
	return nil
}

// Publish writes a new database at path: every published table in its order,
// with its comments. The file never held anything else, so nothing that was
// deleted can be found in it.
func (w *Warehouse) Publish(ctx context.Context, path string, models *model.Models, tables []Table) error {
	defer engine.ZeroMemory()()
	if err := w.AttachNew(ctx, path, "release"); err != nil {
		return fmt.Errorf("make %s: %w", path, engine.Full(filepath.Dir(path), err))
	}
	err := w.fillRelease(ctx, models, tables)
	if err == nil {
		err = w.Checkpoint(ctx, "release")
	}
	// The engine keeps to itself what goes wrong at the end, so what is in the file is
	// looked at afterwards.
	err = errors.Join(err, w.Detach(ctx, "release"))
	if err == nil {
		err = w.compareFile(ctx, path, models, tables)
	}
	if err != nil {
		return fmt.Errorf("make %s: %w", path, engine.Full(filepath.Dir(path), err))
	}
	return nil
}

func (w *Warehouse) fillRelease(ctx context.Context, models *model.Models, tables []Table) error {
	return w.InTransaction(ctx, func() error {
		for _, schema := range publishedSchemas {
			if _, err := w.Exec(ctx, "create schema release."+schema); err != nil {
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
}

// compareFile reads a published database as its users will, and compares every table
// with what was published.
func (w *Warehouse) compareFile(ctx context.Context, path string, models *model.Models, tables []Table) error {
	if _, err := os.Lstat(path + ".wal"); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, errors.New("a log was left beside the database"))
	}
	if _, err := w.Exec(ctx, "attach "+engine.Literal(path)+" as written (read_only)"); err != nil {
		return fmt.Errorf("read what was written: %w", err)
	}
	return errors.Join(w.compareTables(ctx, models, tables), w.Detach(ctx, "written"))
}

func (w *Warehouse) compareTables(ctx context.Context, models *model.Models, tables []Table) error {
	count, err := w.Query(ctx, "select count(*) from duckdb_tables() where database_name = 'written'")
	if err != nil {
		return fmt.Errorf("count tables that were written: %w", err)
	}
	if n := count.Rows[0][0]; n != int64(len(tables)) {
		return fmt.Errorf("%d tables were published and %v written", len(tables), n)
	}
	for _, t := range tables {
		rows, err := w.Query(ctx, "from written."+engine.Qualified(t.Name)+" order by "+models.OrderOf(t.Name))
		if err != nil {
			return fmt.Errorf("read %s as it was written: %w", t.Name, err)
		}
		sum, err := contentHash(rows)
		if err != nil {
			return fmt.Errorf("hash %s as it was written: %w", t.Name, err)
		}
		if sum != t.SHA256 {
			return fmt.Errorf("%s was written with other rows than it has: %d of %d", t.Name, len(rows.Rows), t.Rows)
		}
	}
	return nil
}

func (w *Warehouse) publishTable(ctx context.Context, models *model.Models, t Table) error {
	name := engine.Qualified(t.Name)
	var b strings.Builder
	fmt.Fprintf(&b, "create table release.%s (%s);\n", name, t.definition())
	fmt.Fprintf(&b, "insert into release.%s from %s order by %s;\n", name, name, models.OrderOf(t.Name))
	fmt.Fprintf(&b, "comment on table release.%s is %s;\n", name, engine.Literal(comment(t.Grain)))
	for _, c := range t.Columns {
		fmt.Fprintf(&b, "comment on column release.%s.%s is %s;\n", name, engine.Identifier(c.Name), engine.Literal(comment(c.Words)))
	}
	if _, err := w.Exec(ctx, b.String()); err != nil {
		return fmt.Errorf("publish %s: %w", t.Name, err)
	}
	return nil
}

// comment is what every client shows of a table or column.
func comment(words model.Words) string { return words["en"] + " / " + words["nl"] }

// Result is the rows of the table in their order.
func (t Table) Result() *engine.ResultSet { return t.result }
