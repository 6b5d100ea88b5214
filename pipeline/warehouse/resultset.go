package warehouse

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// A ResultSet is the answer to a query. Values are nil, bool, int64 and other
// integers, float64, string, time.Time, []any for lists, or what prints itself.
type ResultSet struct {
	Columns []string
	Types   []string // as DuckDB writes them
	Rows    [][]any
}

func (w *Warehouse) query(ctx context.Context, statement string, args ...any) (*ResultSet, error) {
	rows, err := w.conn.QueryContext(ctx, statement, args...)
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

// sort orders rows by their text, so that the same rows come out the same way.
func (r *ResultSet) sort() {
	slices.SortStableFunc(r.Rows, func(a, b []any) int { return slices.Compare(texts(a), texts(b)) })
}

func texts(row []any) []string {
	out := make([]string, len(row))
	for i, v := range row {
		out[i] = text(v)
	}
	return out
}

// text writes a value the way a CSV file has it; nothing for no value.
func text(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case time.Time:
		return v.Format(time.DateOnly)
	case []any:
		encoded, err := json.Marshal(v)
		if err != nil {
			return fmt.Sprint(v)
		}
		return string(encoded)
	default:
		return fmt.Sprint(v)
	}
}
