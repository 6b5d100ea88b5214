// Package present turns the tables of a release into what its charts and pages read.
package present

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/warehouse"
)

// Tables are published tables, of which it makes what charts and pages read, so that
// neither needs a database.
type Tables struct {
	tables      []warehouse.Table
	ranks       sourceRanks
	events      map[string][]string // observation -> what is known to be in it or left out of it
	eventful    map[string]bool     // observations with something known to be in them
	madeUp      map[string]bool     // observations that a program made up
	independent map[string]bool     // units of count of which chance can be judged
}

// New takes the tables of a release. A table with a column of a type that is not known
// here is refused: its values would pass for none, and a chart would be empty.
func New(tables []warehouse.Table) (*Tables, error) {
	for _, t := range tables {
		for _, c := range t.Columns {
			if !slices.Contains(model.PublishedTypes, c.Type) {
				return nil, fmt.Errorf("read %s: column %s has type %s; it must be cast to one of %s",
					t.Name, c.Name, c.Type, strings.Join(model.PublishedTypes, ", "))
			}
		}
	}
	f := &Tables{tables: tables, events: map[string][]string{}, eventful: map[string]bool{}, independent: map[string]bool{}}
	f.ranks = f.sourceRanks()
	f.madeUp = f.synthetic()
	for _, r := range f.rows("core.event_figure") {
		id := r.Text("observation_id")
		f.events[id] = append(f.events[id], r.Text("event_id"))
		f.eventful[id] = f.eventful[id] || r["included"] == true
	}
	for _, r := range f.rows("core.unit_of_count") {
		f.independent[r.Text("unit_of_count")] = r["independent"] == true
	}
	return f, nil
}

// rows gives the rows of a table by name of column; none when there is no such
// table.
func (f *Tables) rows(name string) []Record {
	for _, t := range f.tables {
		if t.Name == name {
			return f.ranks.add(records(t))
		}
	}
	return nil
}

// A Record is one row by name of column.
type Record map[string]any

func records(t warehouse.Table) []Record {
	result := t.Result()
	list := make([]Record, len(result.Rows))
	for i, row := range result.Rows {
		list[i] = Record{}
		for j, column := range result.Columns {
			list[i][column] = row[j]
		}
	}
	return list
}

// Text is a value as text, a day as 2024-12-31; empty for none.
func (r Record) Text(column string) string {
	switch v := r[column].(type) {
	case nil:
		return ""
	case time.Time:
		return v.Format(time.DateOnly)
	default:
		return fmt.Sprint(v)
	}
}

// Label is the text of column_nl and column_en.
func (r Record) Label(column string) plot.Label {
	return plot.Label{"nl": r.Text(column + "_nl"), "en": r.Text(column + "_en")}
}

// number is nil for no value. The engine has more types of number; newFiller refuses
// those that are not known here.
func (r Record) number(column string) *float64 {
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

// value is that of a figure, in the column for its unit where the table has figures of
// several; nil for none.
func (r Record) value() *float64 {
	for _, column := range model.ValueColumns {
		if x := r.number(column); x != nil {
			return x
		}
	}
	return nil
}

// Whole is a number as a whole one; 0 for none.
func (r Record) Whole(column string) int {
	if x := r.number(column); x != nil {
		return int(*x)
	}
	return 0
}

// List is the values of a list as texts; empty for none.
func (r Record) List(column string) []string {
	values, _ := r[column].([]any)
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = fmt.Sprint(v)
	}
	return texts
}
