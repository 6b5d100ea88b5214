package extract

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
)

// MostListed is how many faults of one kind in one file are listed; all are counted.
const MostListed = 100

// mostUndated is how many keys of records without a readable date are kept, until
// their year is found by the rows whose keys are like them.
const mostUndated = 100_000

// mostHeads is how many records are kept as far as their key, to tell what refers to
// them from what refers to nothing.
const mostHeads = 20_000

// fieldKept is how many bytes of a field of a listed fault are kept: a code is shorter.
const fieldKept = 4096

// A Kind is what faults of one file have in common.
type Kind struct {
	Rule   contract.Rule
	Column string
	Period string // year of the record; empty when it cannot be read
}

// An Undated is records that were held back and whose year cannot be read.
type Undated struct {
	Kind
	Key     string // the field that tells most about its year, such as the number of the case
	Records int    // that have the same kind and key
}

// Held is what a pass holds back: a count of all, and the first of each kind.
type Held struct {
	Records int          // all of them
	Kinds   map[Kind]int // all of them but those in Undated
	Undated []Undated
	Heads   [][]string // of the first of them: their fields up to the primary key
	Faults  []Fault    // the first of each rule and column, in the order of the file
}

// add counts a record that is not handed on, and keeps it when it is among the first
// of its kind.
func (h *Held) add(f *File, r *Record, flaw format.Fault) {
	if h.Kinds == nil {
		h.Kinds = map[Kind]int{}
	}
	h.Records++
	s := f.source
	kind := Kind{Rule: flaw.Rule}
	if flaw.Column >= 0 && flaw.Column < len(s.Resource.Schema.Fields) {
		kind.Column = s.Resource.Schema.Fields[flaw.Column].Name
	}
	dated := kind
	dated.Period = periodOf(s.Resource, r.Fields)
	if dated.Period == "" && len(r.Fields) != len(s.Resource.Schema.Fields) { // it could not be cut well
		dated.Period = periodOf(s.Resource, bytes.Split(r.Raw[:min(len(r.Raw), 1<<12)], []byte{s.Resource.Dialect.Delimiter}))
	}
	undated := -1
	if dated.Period == "" {
		undated = h.undate(f, kind, r)
	}
	if undated < 0 {
		h.Kinds[dated]++
	}
	if len(h.Heads) < mostHeads {
		h.Heads = append(h.Heads, head(s.Resource, r))
	}
	if f.listed[kind]++; f.listed[kind] > MostListed {
		return
	}
	v := contract.Violation{
		Severity: contract.Error, File: s.Name, Line: r.Line, Column: kind.Column, Cell: r.Cell(flaw.Column),
		Rule: flaw.Rule, Value: flaw.Value, Expected: flaw.Expected, Suggestion: flaw.Suggestion,
	}
	r.PlaceAtCorrection(&v, flaw.Column)
	var fields []string
	for _, field := range r.Fields {
		fields = append(fields, validText(field, fieldKept))
	}
	h.Faults = append(h.Faults, Fault{Record: -1, Violation: v, Fields: fields, Text: r.Text(), Period: dated.Period, Undated: undated})
}

// undate counts a record without a year among those with its key, and gives their
// place; -1 when there are too many keys.
func (h *Held) undate(f *File, kind Kind, r *Record) int {
	u := Undated{Kind: kind}
	if at := yearKey(f.source.Resource); at < len(r.Fields) {
		u.Key = validText(r.Fields[at], 64)
	}
	at, known := f.undated[u]
	switch {
	case known:
	case len(h.Undated) == mostUndated:
		return -1
	default:
		at = len(h.Undated)
		f.undated[u] = at
		h.Undated = append(h.Undated, u)
	}
	h.Undated[at].Records++
	return at
}

// yearKey is the column that tells most about the year of a record without one: its
// first, or in a table without a date the one that refers to a table that has it.
func yearKey(r *contract.Resource) int {
	dated := slices.ContainsFunc(r.Schema.Fields, func(f contract.Field) bool { return f.Type == contract.Date })
	if dated || len(r.Schema.ForeignKeys) == 0 || len(r.Schema.ForeignKeys[0].Fields) == 0 {
		return 0
	}
	return max(r.Schema.Index(r.Schema.ForeignKeys[0].Fields[0]), 0)
}

// validText is the beginning of a field as text that the engine takes: a row may be held
// because it is none.
func validText(field []byte, most int) string {
	return strings.ToValidUTF8(string(field[:min(len(field), most)]), "\uFFFD")
}

// head is a record up to its primary key, as far as it could be cut.
func head(resource *contract.Resource, r *Record) []string {
	last := 0
	for _, name := range resource.Schema.PrimaryKey {
		last = max(last, resource.Schema.Index(name))
	}
	var fields []string
	for _, field := range r.Fields[:min(last+1, len(r.Fields))] {
		fields = append(fields, validText(field, 64))
	}
	return fields
}

// periodOf is the year of the first date among the fields of a record, where that
// can be read.
func periodOf(r *contract.Resource, fields [][]byte) string {
	for i, f := range r.Schema.Fields {
		if f.Type != contract.Date || i >= len(fields) || len(fields[i]) < 5 || fields[i][4] != '-' {
			continue
		}
		if _, err := strconv.ParseUint(string(fields[i][:4]), 10, 16); err == nil {
			return string(fields[i][:4])
		}
	}
	return ""
}
