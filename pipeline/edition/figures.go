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
	// Because are the changes of data rows under it, as file and key; none when only
	// a model, a rule or the program can have done it.
	Because []Cause
	tokens  map[string]bool
}

// A Cause is a change of a data row that a changed figure rests on.
type Cause struct {
	File, Key string
	Kind      Kind
}

// ValueColumn is the column in which a figure has its value.
const ValueColumn = "obs_value"

// CompareFigures lists what differs: a figure that was not there, one that is gone,
// each value that is another. A value that the accepted state has no column for is
// new and changes nothing.
func CompareFigures(before, after []Figure) []FigureChange {
	old, now := byName(before), byName(after)
	var changes []FigureChange
	for _, f := range after {
		was, ok := old[f.Model+"\n"+f.Key]
		if !ok {
			changes = append(changes, FigureChange{Model: f.Model, Key: f.Key, Kind: Added, After: f.value(), tokens: f.tokens()})
			continue
		}
		tokens := f.tokens()
		maps.Copy(tokens, was.tokens())
		for _, column := range slices.Sorted(maps.Keys(was.Values)) {
			if was.Values[column] != f.Values[column] {
				changes = append(changes, FigureChange{
					Model: f.Model, Key: f.Key, Column: column, Kind: Changed,
					Before: was.Values[column], After: f.Values[column], tokens: tokens,
				})
			}
		}
		if !slices.Equal(was.Under, f.Under) {
			changes = append(changes, FigureChange{
				Model: f.Model, Key: f.Key, Column: UnderColumn, Kind: Changed,
				Before: strings.Join(was.Under, " "), After: strings.Join(f.Under, " "), tokens: tokens,
			})
		}
	}
	for _, f := range before {
		if _, ok := now[f.Model+"\n"+f.Key]; !ok {
			changes = append(changes, FigureChange{Model: f.Model, Key: f.Key, Kind: Gone, Before: f.value(), tokens: f.tokens()})
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

// tokens are all ids and codes that a figure has anything to do with.
func (f Figure) tokens() map[string]bool {
	all := map[string]bool{}
	for _, id := range f.Under {
		all[id] = true
		letter, _, _ := strings.Cut(id, "/") // a status of a measure: letter/number
		all[letter] = true
	}
	for _, part := range strings.Split(f.Key, keySeparator) {
		_, value, _ := strings.Cut(part, "=")
		all[value] = true
	}
	for _, value := range f.Values {
		all[value] = true
		for _, word := range strings.Fields(value) {
			all[word] = true
		}
	}
	return all
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

// Explain notes with each changed figure the changed rows that lie under it: those
// of which every part of the key is one of its ids or codes.
func Explain(figures []FigureChange, rows []Change) {
	for i := range figures {
		f := &figures[i]
		seen := map[Cause]bool{}
		for _, row := range rows {
			cause := Cause{row.File, row.Key, row.Kind}
			if len(row.Parts) == 0 || seen[cause] || !f.has(row.Parts) {
				continue
			}
			seen[cause] = true
			f.Because = append(f.Because, cause)
		}
	}
}

func (f *FigureChange) has(parts []string) bool {
	return !slices.ContainsFunc(parts, func(p string) bool { return p != "" && !f.tokens[p] })
}

// Follows tells whether only rows that were added explain a change: then it says
// what is new, and takes nothing back.
func (f FigureChange) Follows() bool {
	return len(f.Because) > 0 && !slices.ContainsFunc(f.Because, func(c Cause) bool { return c.Kind != Added })
}

// Attribute corrects what Explain found by what today's models make of the accepted
// data. A figure that they make as it was accepted, changed because of data: any row
// that changed when none is under it. One that they make another, a model changed.
func Attribute(figures []FigureChange, modelled []Figure, rows []Change) {
	now := byName(modelled)
	var causes []Cause
	for _, row := range rows {
		if cause := (Cause{row.File, row.Key, row.Kind}); !slices.Contains(causes, cause) {
			causes = append(causes, cause)
		}
	}
	for i := range figures {
		f := &figures[i]
		switch same := f.asAccepted(now); {
		case !same:
			f.Because = nil
		case len(f.Because) == 0:
			f.Because = slices.Clone(causes)
		}
	}
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
