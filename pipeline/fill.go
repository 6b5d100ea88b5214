package pipeline

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/warehouse"
)

// A filler turns published tables into what charts and pages read, so that
// neither needs a database: fill_charts.go, fill_site.go and fill_extract.go.
type filler struct {
	tables      []warehouse.Table
	ranks       sourceRanks
	events      map[string][]string // observation -> what is known to be in it or left out of it
	eventful    map[string]bool     // observations with something known to be in them
	independent map[string]bool     // units of count of which chance can be judged
}

// A table with a column of a type that is not known here is refused: its values would
// pass for none, and a chart would be empty.
func newFiller(tables []warehouse.Table) (*filler, error) {
	for _, t := range tables {
		for _, c := range t.Columns {
			if !slices.Contains(warehouse.PublishedTypes, c.Type) {
				return nil, fmt.Errorf("read %s: column %s has type %s; it must be cast to one of %s",
					t.Name, c.Name, c.Type, strings.Join(warehouse.PublishedTypes, ", "))
			}
		}
	}
	f := &filler{tables: tables, events: map[string][]string{}, eventful: map[string]bool{}, independent: map[string]bool{}}
	f.ranks = f.sourceRanks()
	for _, r := range f.rows("core.event_figure") {
		id := r.text("observation_id")
		f.events[id] = append(f.events[id], r.text("event_id"))
		f.eventful[id] = f.eventful[id] || r["included"] == true
	}
	for _, r := range f.rows("core.unit_of_count") {
		f.independent[r.text("unit_of_count")] = r["independent"] == true
	}
	return f, nil
}

// rows gives the rows of a table by name of column; none when there is no such
// table.
func (f *filler) rows(name string) []record {
	for _, t := range f.tables {
		if t.Name == name {
			return f.ranks.add(records(t))
		}
	}
	return nil
}

// A record is one row by name of column.
type record map[string]any

func records(t warehouse.Table) []record {
	result := t.Result()
	list := make([]record, len(result.Rows))
	for i, row := range result.Rows {
		list[i] = record{}
		for j, column := range result.Columns {
			list[i][column] = row[j]
		}
	}
	return list
}

// text is a value as text, a day as 2024-12-31; empty for none.
func (r record) text(column string) string {
	switch v := r[column].(type) {
	case nil:
		return ""
	case time.Time:
		return v.Format(time.DateOnly)
	default:
		return fmt.Sprint(v)
	}
}

// label is the text of column_nl and column_en.
func (r record) label(column string) charts.Label {
	return charts.Label{"nl": r.text(column + "_nl"), "en": r.text(column + "_en")}
}

// number is nil for no value. The engine has more types of number; newFiller refuses
// those that are not known here.
func (r record) number(column string) *float64 {
	var x float64
	switch v := r[column].(type) {
	case float64:
		x = v
	case int64:
		x = float64(v)
	case int32:
		x = float64(v)
	default:
		return nil
	}
	return &x
}

func (r record) whole(column string) int {
	if x := r.number(column); x != nil {
		return int(*x)
	}
	return 0
}

func (r record) list(column string) []string {
	values, _ := r[column].([]any)
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = fmt.Sprint(v)
	}
	return texts
}
