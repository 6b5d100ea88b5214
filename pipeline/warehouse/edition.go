package warehouse

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"jaarcijfers/pipeline/edition"
	"jaarcijfers/pipeline/model"
)

// extractMart is how the names of tables begin that have rows with an extract only.
const extractMart = "mart.extract_"

// TellChanges puts what differs from the accepted state into the tables that checks
// read.
func (w *Warehouse) TellChanges(ctx context.Context, changed []edition.Change, shown []edition.FigureChange) error {
	var rows, figures [][]any
	for _, c := range changed {
		rows = append(rows, []any{c.File, c.Line, c.Key, c.Column, string(c.Kind), c.Before, c.After})
	}
	for _, c := range shown {
		figures = append(figures, []any{c.Model, c.Key, c.Column, string(c.Kind), c.Before, c.After, edition.Causes(c.Because), c.Follows()})
	}
	return errors.Join(
		w.Tell(ctx, "raw.row_change", []string{"file", "source_line", "row_key", "column_name", "kind", "accepted", "found"}, rows),
		w.Tell(ctx, "raw.figure_change",
			[]string{"model", "figure_key", "column_name", "kind", "accepted", "found", "changed_rows", "only_added"}, figures),
	)
}

// Figures are the rows of the published tables that say which rows of data
// they rest on, as text. Those of an extract are left out: they are of its own day,
// and no copy of them may be kept. So are wide tables: one name that changes would ask a
// reason for each row that has it.
func (w *Warehouse) Figures(ctx context.Context, models *model.Models) ([]edition.Figure, error) {
	private, err := w.extractIDs(ctx)
	if err != nil {
		return nil, err
	}
	var figures []edition.Figure
	for _, m := range models.Models {
		if !strings.HasPrefix(m.Name, "mart.") || strings.HasPrefix(m.Name, extractMart) || m.Wide {
			continue
		}
		result, err := w.Query(ctx, "from "+m.Name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", m.Name, err)
		}
		if !slices.ContainsFunc(result.Columns, isLineage) {
			continue
		}
		for _, row := range result.Rows {
			f := asFigure(m, result.Columns, row)
			if !slices.ContainsFunc(f.Under, func(id string) bool { return private[id] }) {
				figures = append(figures, f)
			}
		}
	}
	return figures, nil
}

// extractIDs are the observations that an extract gave.
func (w *Warehouse) extractIDs(ctx context.Context) (map[string]bool, error) {
	found, err := w.Query(ctx, "select observation_id from raw.extract_observation")
	if err != nil {
		return nil, fmt.Errorf("read observations of the extract: %w", err)
	}
	ids := map[string]bool{}
	for _, row := range found.Rows {
		ids[fmt.Sprint(row[0])] = true
	}
	return ids, nil
}

// isLineage tells whether a column says which rows of data a row rests on.
func isLineage(column string) bool {
	return column == "lineage" || strings.HasSuffix(column, "_lineage") || column == "measure_status_ids"
}

// asFigure writes a row as text. Its key is what gives it its place in the table.
func asFigure(m model.Model, columns []string, row []any) edition.Figure {
	f := edition.Figure{Model: m.Name, Values: map[string]string{}}
	keys := make([]string, len(m.Order))
	for i, column := range columns {
		value := figureText(row[i])
		switch at := slices.Index(m.Order, column); {
		case at >= 0:
			keys[at] = value
		case isLineage(column):
			f.Under = append(f.Under, strings.Fields(value)...)
		case slices.Contains(model.ValueColumns, column): // a figure has its value in one of them
			f.Values[edition.ValueColumn] += value
		default:
			f.Values[column] = shortened(value)
		}
	}
	f.Key = edition.FigureKey(m.Order, keys)
	return f
}

// figureText writes a value so that it reads the same on every machine: the last
// digits of a computed number are not.
func figureText(value any) string {
	const digits = 10
	switch v := value.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(v, 'g', digits, 64)
	case time.Time:
		return v.Format(time.DateOnly)
	case []any:
		parts := make([]string, len(v))
		for i, one := range v {
			parts[i] = figureText(one)
		}
		return strings.Join(parts, " ")
	default:
		return fmt.Sprint(v)
	}
}

// shortened keeps the beginning of a long text, and a hash that tells whether the
// rest is the same.
func shortened(text string) string {
	const most, kept, hashed = 240, 120, 6
	if len(text) <= most {
		return text
	}
	sum := sha256.Sum256([]byte(text))
	return fmt.Sprintf("%s… (%x)", strings.ToValidUTF8(text[:kept], ""), sum[:hashed])
}
