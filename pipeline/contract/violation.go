package contract

import (
	"cmp"
	"slices"
)

// A Rule names what a file broke. It is the last part of a message key
// ("violation." + rule), so a new rule needs its words in both languages.
type Rule string

// A Severity says whether a violation rejects (Error) or only warns.
type Severity string

// The two severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// A Violation is one place where a file breaks its contract. It is a value for
// the person who delivered the file, not a Go error: the command prints it.
type Violation struct {
	Severity   Severity `json:"severity"`
	File       string   `json:"file"`                 // path as the descriptor names it
	Folder     string   `json:"folder,omitempty"`     // where the file is, when that is not the data folder
	Line       int      `json:"line,omitempty"`       // 1 for the first line of the file; 0 when the whole file is meant
	Cell       string   `json:"cell,omitempty"`       // of a workbook: sheet and cell ("offences!C17"), or the sheet alone; then Line is its row
	Column     string   `json:"column,omitempty"`     // field name, or empty when the whole record is meant
	Value      string   `json:"value,omitempty"`      // the text as it stands in the file
	Rule       Rule     `json:"rule"`                 // what was broken
	Expected   string   `json:"expected,omitempty"`   // what the contract asks, for the message's {expected}
	Suggestion string   `json:"suggestion,omitempty"` // what was probably meant, when that can be told
	// Text says it by language, when the rule is not one of the messages but of an
	// SQL file.
	Text map[string]string `json:"text,omitempty"`
	// Until is the last day on which a warning is acknowledged; empty when it is not.
	Until string `json:"acknowledged_until,omitempty"`
	// Rank puts files in another order than that of their names: those of an extract
	// stand in the order of its tables, and what follows from faults behind them.
	Rank int `json:"-"`
}

// SortViolations orders violations by place: rank, file, line, column, rule. That a file
// is another than the contract names comes after what is wrong in it: that says why.
func SortViolations(vs []Violation) {
	slices.SortStableFunc(vs, func(a, b Violation) int {
		return cmp.Or(
			cmp.Compare(a.Rank, b.Rank),
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.wholeFile(), b.wholeFile()),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Cell, b.Cell),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Value, b.Value),
		)
	})
}

// wholeFile is 1 for a violation that only says that the file is another.
func (v Violation) wholeFile() int {
	if v.Rule == RuleFileChanged {
		return 1
	}
	return 0
}
