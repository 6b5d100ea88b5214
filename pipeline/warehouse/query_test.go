package warehouse

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// testDatabase makes a database of one table.
func testDatabase(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.duckdb")
	w, err := open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.conn.ExecContext(t.Context(), "create schema mart; create table mart.rate as select i, 'x' || i as name from range(100) t(i)"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// collect keeps an answer.
type collect struct {
	columns []Column
	rows    [][]string
	count   int
}

func (c *collect) Head(columns []Column) error { c.columns = columns; return nil }

func (c *collect) Row(values [][]byte) error {
	c.count++
	if len(c.rows) >= 1000 {
		return nil
	}
	row := make([]string, len(values))
	for i, value := range values {
		row[i] = string(value)
		if value == nil {
			row[i] = "<null>"
		}
	}
	c.rows = append(c.rows, row)
	return nil
}

func ask(ctx context.Context, database, question string, nested Nested) (*collect, error) {
	c := &collect{}
	return c, Answer(ctx, Question{Database: database, SQL: question, Memory: "300MB", Nested: nested}, c)
}

func TestTry(t *testing.T) {
	db := testDatabase(t)
	text, _ := os.ReadFile(os.Getenv("TRY"))
	for _, q := range strings.Split(string(text), "\n") {
		c, err := ask(t.Context(), db, strings.ReplaceAll(q, "$DB", db), JSON)
		var e *QueryError
		t.Log("Q:", q)
		if errors.As(err, &e) {
			t.Logf("   %s %q", e.Kind, e.Detail)
		} else {
			t.Log("  ", err)
		}
		t.Log("  ", c.columns, c.count)
		for _, r := range c.rows[:min(3, len(c.rows))] {
			t.Logf("   %q", r)
		}
	}
}
