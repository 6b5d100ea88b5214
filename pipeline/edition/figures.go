package edition

import (
	"maps"
	"slices"
	"strings"
)

// A Figure is one row of a published table as text: what the report shows.
type Figure struct {
	Model  string            // mart.inflow_by_year
	Key    string            // what names the row in its table
	Values map[string]string // by column, without those of the key
	Under  []string          // ids of the data rows it rests on
}

// A FigureChange is what differs of a figure between the accepted state and now.
type FigureChange struct {
	Model  string
	Key    string
	Column string // of a changed value
	Kind   Kind
	Before string
	After  string
	// Because are the changes of data rows under it; none when only a model, a rule
	// or the program can have done it, or when nobody can tell which row did.
	Because []Cause
	// Moved tells that the figure is of another period now, as a latest figure is
	// when a year is added: another value then takes nothing back.
	Moved  bool
	states []Figure // before and after, as far as it was there
}

// ValueColumn is the column in which a figure has its value, and PeriodColumn the
// one that says of when it is.
const (
	ValueColumn  = "obs_value"
	PeriodColumn = "time_period"
)

// CompareFigures lists what differs: a figure that was not there, one that is gone,
// each value that is another. A value that the accepted state has no column for is
// new and changes nothing.
func CompareFigures(before, after []Figure) []FigureChange {
	old, now := byName(before), byName(after)
	var changes []FigureChange
	for _, f := range after {
		was, ok := old[f.Model+"\n"+f.Key]
		if !ok {
			changes = append(changes, FigureChange{Model: f.Model, Key: f.Key, Kind: Added, After: f.value(), states: []Figure{f}})
			continue
		}
		moved, states := was.Values[PeriodColumn] != f.Values[PeriodColumn], []Figure{was, f}
		for _, column := range slices.Sorted(maps.Keys(was.Values)) {
			if was.Values[column] != f.Values[column] {
				changes = append(changes, FigureChange{
					Model: f.Model, Key: f.Key, Column: column, Kind: Changed,
					Before: was.Values[column], After: f.Values[column], Moved: moved, states: states,
				})
			}
		}
		if !slices.Equal(was.Under, f.Under) {
			changes = append(changes, FigureChange{
				Model: f.Model, Key: f.Key, Column: UnderColumn, Kind: Changed,
				Before: strings.Join(was.Under, " "), After: strings.Join(f.Under, " "), Moved: moved, states: states,
			})
		}
	}
	for _, f := range before {
		if _, ok := now[f.Model+"\n"+f.Key]; !ok {
			changes = append(changes, FigureChange{Model: f.Model, Key: f.Key, Kind: Gone, Before: f.value(), states: []Figure{f}})
		}
	}
	return changes
}

// UnderColumn is the name of the column for a change of the rows under a figure.
const UnderColumn = "lineage"

func byName(figures []Figure) map[string]Figure {
	all := map[string]Figure{}
	for _, f := range figures {
		all[f.Model+"\n"+f.Key] = f
	}
	return all
}

// value is how a change writes a whole figure: its value, or all of them when it has none.
func (f Figure) value() string {
	if v := f.Values[ValueColumn]; v != "" {
		return v
	}
	var parts []string
	for _, column := range slices.Sorted(maps.Keys(f.Values)) {
		if f.Values[column] != "" {
			parts = append(parts, column+": "+f.Values[column])
		}
	}
	return strings.Join(parts, "; ")
}

// keySeparator stands between the columns of a figure's key.
const keySeparator = "; "

// FigureKey names a figure by the columns that give its table its order.
func FigureKey(columns, values []string) string {
	parts := make([]string, len(columns))
	for i, column := range columns {
		parts[i] = column + "=" + values[i]
	}
	return strings.Join(parts, keySeparator)
}

// asAccepted tells whether a figure among those has the accepted value, or like the
// accepted state lacks it.
func (f *FigureChange) asAccepted(figures map[string]Figure) bool {
	was, ok := figures[f.Model+"\n"+f.Key]
	switch {
	case f.Kind == Added || !ok:
		return !ok == (f.Kind == Added)
	case f.Kind == Gone:
		return true
	case f.Column == UnderColumn:
		return strings.Join(was.Under, " ") == f.Before
	}
	return was.Values[f.Column] == f.Before
}
