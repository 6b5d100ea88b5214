// Package rejects is the list of rows that a run refused. A [Writer] writes it into the work
// folder as rejects.csv, with [Counts] of them in rejects.json; a [List] reads it back, counts
// it by file, fault and year, and writes the CSV or workbook that goes back to who delivered
// the files.
package rejects

import (
	"cmp"

	"jaarcijfers/pipeline/contract"
)

// File is the list of rejected rows, in the work folder.
const File = "rejects.csv"

// RuleCut is the line of the list that says of a kind of fault that it is too frequent to
// be listed whole.
const RuleCut contract.Rule = "rejects_cut"

// fileColumns are those of File and of the table raw.reject: where, what,
// why, what then, and the row as it was.
var fileColumns = []string{
	"table_name", "source_file", "source_line", "cell", "column_name", "value", "rule",
	"explanation_nl", "explanation_en", "suggestion", "time_period", "record",
}

// A Reject is one fault of one row, as it goes back to who delivered it.
type Reject struct {
	contract.Violation
	Table   string
	Source  string // name of the file the row is in, also when the fault stands elsewhere
	Period  string // the year the row counts for; empty when that is not known
	Record  string // the row as it stands in the file
	Follows bool   // its row refers to one that was rejected itself
	Broken  *Rule  // the rule of sql/reject that it breaks, if it is one
}

// A Rule is a rule of sql/reject in words, by language.
type Rule struct {
	MustNot, Do map[string]string
}

// text is the sentence of a rule, with what stands there.
func (r *Rule) text(v contract.Violation) map[string]string {
	text := map[string]string{}
	for lang := range r.MustNot {
		text[lang] = r.MustNot[lang] + " (" + v.Value
		if v.Expected != "" && v.Column != "offence_number" && v.Column != "case_number" {
			text[lang] += "; " + v.Expected
		}
		text[lang] += ") " + r.Do[lang]
	}
	return text
}

// Worded is the fault with its sentence. There can be a million faults, so none carries
// its sentence about.
func (a Reject) Worded() contract.Violation {
	v := a.Violation
	if a.Broken != nil {
		v.Text = a.Broken.text(v)
	}
	return v
}

func (a Reject) compare(b Reject) int {
	if c := cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.File, b.File)); c != 0 {
		return c
	}
	if c := cmp.Compare(a.Line, b.Line); c != 0 {
		return c // nearly all; the rest is not looked at
	}
	return cmp.Or(cmp.Compare(a.Cell, b.Cell), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Rule, b.Rule))
}
