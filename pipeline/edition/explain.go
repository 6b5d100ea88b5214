package edition

import (
	"fmt"
	"slices"
	"strings"
)

// A Cause is a change of a data row that a changed figure rests on. Of a file that
// figures name as a whole, such as a letter, the key is the name of the file.
type Cause struct {
	File, Key string
	Kind      Kind
}

// Explain notes with each changed figure the changed rows that lie under it: those
// that it names among the ids it rests on, and those whose key it has in the columns
// of that name. A key counts whole. When a row lies under a value, a row that only
// goes with it, such as its series, is not why the value is another.
func Explain(figures []FigureChange, rows []Change) {
	for i := range figures {
		f := &figures[i]
		var under, beside []Cause
		for _, row := range rows {
			switch {
			case f.restsOn(row):
				under = withCause(under, row)
			case f.names(row):
				beside = withCause(beside, row)
			}
		}
		f.Because = under
		if len(under) == 0 || f.Column != ValueColumn {
			f.Because = append(f.Because, beside...)
		}
	}
}

// withCause adds what happened to a row, once. Of a file as a whole the lines are
// one cause, which only adds when all of them do.
func withCause(causes []Cause, row Change) []Cause {
	c := Cause{row.File, row.Key, row.Kind}
	if len(row.Names) == 0 {
		c.Key = strings.Join(row.Parts, idSeparator)
	}
	at := slices.IndexFunc(causes, func(has Cause) bool { return has.File == c.File && has.Key == c.Key })
	if at < 0 {
		return append(causes, c)
	}
	if causes[at].Kind == Added {
		causes[at].Kind = c.Kind
	}
	return causes
}

// Causes is a list of causes in one line.
func Causes(list []Cause) string {
	parts := make([]string, 0, mostCauses+1)
	for i, c := range list {
		if i == mostCauses {
			parts = append(parts, fmt.Sprintf("… (+%d)", len(list)-mostCauses))
			break
		}
		parts = append(parts, c.File+": "+c.Key)
	}
	return strings.Join(parts, "; ")
}

// mostCauses is how many rows are named; the register has the others as changes of their own.
const mostCauses = 10

// idSeparator stands in an id that is made of two: letter/measure.
const idSeparator = "/"

// restsOn tells whether a row is one of those under a figure, or the letter that
// one of those is in.
func (f *FigureChange) restsOn(row Change) bool {
	id := strings.Join(row.Parts, idSeparator)
	for _, state := range f.states {
		for _, under := range state.Under {
			letter, _, inLetter := strings.Cut(under, idSeparator)
			if id != "" && (under == id || inLetter && letter == id) {
				return true
			}
		}
	}
	return false
}

// Publications are where a figure was read: their rows say something about the
// source, and cannot make a value another.
const (
	publicationKey     = "publication_id"
	publicationsColumn = "publications"
)

// names tells whether a figure has each part of a row's key in a column of that
// name.
func (f *FigureChange) names(row Change) bool {
	if len(row.Names) == 0 || len(row.Names) != len(row.Parts) {
		return false
	}
	if slices.Contains(row.Names, publicationKey) && f.Column != publicationsColumn && f.Column != UnderColumn {
		return false
	}
	return slices.ContainsFunc(f.states, func(state Figure) bool {
		for i, name := range row.Names {
			if row.Parts[i] != "" && !state.has(name, row.Parts[i]) || row.Parts[i] == "" && len(row.Parts) == 1 {
				return false
			}
		}
		return true
	})
}

// has tells whether a figure has an id in a column of that name.
func (f Figure) has(name, id string) bool {
	for column, value := range f.Values {
		if holds(column, value, name, id) {
			return true
		}
	}
	for part := range strings.SplitSeq(f.Key, keySeparator) {
		if column, value, _ := strings.Cut(part, "="); holds(column, value, name, id) {
			return true
		}
	}
	return false
}

// holds tells whether a value is an id, or a list with it. Columns that hold several
// ids, or the id of a figure beside it, are named for it as well: event_ids,
// comparison_break_id.
func holds(column, value, name, id string) bool {
	if column == name || strings.HasSuffix(column, "_"+name) {
		return value == id
	}
	list := column == name+"s" || strings.HasSuffix(column, "_"+name+"s") || name == publicationKey && column == publicationsColumn
	return list && slices.Contains(strings.Fields(value), id)
}

// Follows tells whether only rows that were added explain a change: then it says
// what is new, and takes nothing back.
func (f FigureChange) Follows() bool {
	return len(f.Because) > 0 && !slices.ContainsFunc(f.Because, func(c Cause) bool { return c.Kind != Added })
}

// Revised tells whether a value that was shown is another for the same period, or is
// shown no longer, since a row was added: a later publication, for one. That takes
// something back.
func (f FigureChange) Revised() bool {
	if !f.Follows() || f.Before == "" {
		return false
	}
	if f.Kind == Gone {
		was := f.states[0].Values
		return was[ValueColumn] != "" && was[PeriodColumn] == "" // a latest figure has its period beside its key
	}
	return f.Kind == Changed && f.Column == ValueColumn && !f.Moved
}

// Attribute corrects what Explain found by what today's models make of the accepted
// data. A figure that they make another, a model changed. One that they make as it
// was accepted, changed because of data: when no row is under it, any row can have
// done it, which says enough when all of them are new or of one file.
func Attribute(figures []FigureChange, modelled []Figure, rows []Change) {
	now := byName(modelled)
	var causes []Cause
	for _, row := range rows {
		causes = withCause(causes, row)
	}
	if !alike(causes) {
		causes = nil
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

// alike tells whether it makes no difference which of the causes it was.
func alike(causes []Cause) bool {
	other := func(c Cause) bool { return c.File != causes[0].File }
	return !slices.ContainsFunc(causes, other) ||
		!slices.ContainsFunc(causes, func(c Cause) bool { return c.Kind != Added })
}
