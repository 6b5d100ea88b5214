package engine

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"jaarcijfers/pipeline/export"
)

// A ResultSet is the answer to a query. Values are nil, bool, int64 and other
// integers, float64, string, time.Time, []any for lists, or what prints itself.
type ResultSet struct {
	Columns []string
	Types   []string // as DuckDB writes them
	Rows    [][]any
}

// Query answers a question with all its rows.
func (d *DB) Query(ctx context.Context, statement string, args ...any) (*ResultSet, error) {
	rows, err := d.conn.QueryContext(ctx, statement, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	result := &ResultSet{}
	if result.Columns, err = rows.Columns(); err != nil {
		return nil, fmt.Errorf("read columns: %w", err)
	}
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, fmt.Errorf("read column types: %w", err)
	}
	for _, t := range types {
		result.Types = append(result.Types, t.DatabaseTypeName())
	}
	for rows.Next() {
		values := make([]any, len(result.Columns))
		targets := make([]any, len(values))
		for i := range values {
			targets[i] = &values[i]
		}
		if err := rows.Scan(targets...); err != nil {
			return nil, fmt.Errorf("read row %d: %w", len(result.Rows)+1, err)
		}
		result.Rows = append(result.Rows, values)
	}
	return result, rows.Err()
}

// RawBytes is a text that is good until the next row.
type RawBytes = sql.RawBytes

// Each puts the answer to a question into targets, one row after another, and calls row
// for each.
func (d *DB) Each(ctx context.Context, question string, args, targets []any, row func()) error {
	rows, err := d.conn.QueryContext(ctx, question, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for n := 1; rows.Next(); n++ {
		if err := rows.Scan(targets...); err != nil {
			return fmt.Errorf("read row %d: %w", n, err)
		}
		row()
	}
	return rows.Err()
}

// All reads the answer to a question into one value a row, of which fields gives a
// pointer for each column.
func All[T any](ctx context.Context, d *DB, question string, fields func(*T) []any, args ...any) ([]T, error) {
	var one T
	var list []T
	err := d.Each(ctx, question, args, fields(&one), func() { list = append(list, one) })
	return list, err
}

// One reads an answer of one value.
func One[T any](ctx context.Context, d *DB, question string, args ...any) (T, error) {
	var value T
	err := d.QueryRow(ctx, question, args...).Scan(&value)
	return value, err
}

// Sort orders rows by their text, so that the same rows come out the same way.
func (r *ResultSet) Sort() {
	slices.SortStableFunc(r.Rows, func(a, b []any) int { return slices.Compare(Texts(a), Texts(b)) })
}

// Texts writes the values of a row, each as [Text] does.
func Texts(row []any) []string {
	out := make([]string, len(row))
	for i, v := range row {
		out[i] = Text(v)
	}
	return out
}

// Text writes a value of an answer as every file has it.
func Text(value any) string { return export.Text(value) }
