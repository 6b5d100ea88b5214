// Package report is what a run tells: its steps while they go on, and what it found
// when it ended. Every package may use it, so that none of them needs the run.
package report

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"jaarcijfers/pipeline/contract"
)

// Why a run stopped. The report has the violations or findings.
var (
	ErrRejected = errors.New("data rejected")
	ErrChecks   = errors.New("checks failed")
	// ErrWarnings is ErrChecks for a run that was asked to stop at warnings.
	ErrWarnings = fmt.Errorf("%w: warnings that no one acknowledged", ErrChecks)
)

// A Report says what a run did. It is complete also when the run stopped: the
// error says that it stopped, the report holds every violation and finding.
type Report struct {
	Release    string               `json:"release,omitempty"`  // path of the release's start page
	Unchanged  bool                 `json:"unchanged"`          // nothing changed since the last build; the release stands
	Damaged    []string             `json:"damaged,omitempty"`  // files of the release that stood that were no longer as published
	Used       string               `json:"used,omitempty"`     // the release that stands, when someone chose an earlier one
	Replaced   string               `json:"replaced,omitempty"` // the chosen release in whose place the new one came
	Files      int                  `json:"files"`
	Rows       int                  `json:"rows"`
	Models     int                  `json:"models"`
	Checks     int                  `json:"checks"`
	Charts     int                  `json:"charts"`
	Violations []contract.Violation `json:"violations,omitempty"`
	Findings   []Finding            `json:"findings,omitempty"`
	// Acknowledged says what became of the acknowledgements of warnings.
	Acknowledged []Acknowledged `json:"acknowledged,omitempty"`
	Rejects      string         `json:"rejects,omitempty"` // path of the rejects file, when rows were rejected
	// RejectsMore is how many faults of an extract stand in that file and not among
	// Violations; RejectsUnlisted how many were only counted.
	RejectsMore     int            `json:"rejects_more,omitempty"`
	RejectsUnlisted int            `json:"rejects_unlisted,omitempty"`
	Extract         *ExtractReport `json:"extract,omitempty"`
	Only            *Selection     `json:"only,omitempty"`    // what was run, when that was not all
	OwnSQL          *OwnSQL        `json:"own_sql,omitempty"` // the user's own SQL, when there was any
	Elapsed         time.Duration  `json:"elapsed"`
}

// OwnSQL says which files of a folder of SQL a run used beside those of the program.
type OwnSQL struct {
	Folder    string   `json:"folder"`
	Added     []string `json:"added,omitempty"`     // models, checks, tests and what they share
	Replacing []string `json:"replacing,omitempty"` // those that take the place of a built-in one
}

// A Selection says what a run of a few models or checks left out; Models and Checks of
// the report are those that were run.
type Selection struct {
	Names      []string `json:"names"` // models or checks that were asked for
	ModelsLeft int      `json:"models_left"`
	ChecksLeft int      `json:"checks_left"`
	Tests      int      `json:"tests"` // unit tests that were run
	TestsLeft  int      `json:"tests_left"`
}

// An ExtractReport says what extract a run read.
type ExtractReport struct {
	Publication string        `json:"publication"` // id that its figures have
	Date        string        `json:"date"`
	Synthetic   bool          `json:"synthetic"`
	Rejected    []RejectCount `json:"rejected,omitempty"`
	Corrections int           `json:"corrections"`
}

// A RejectCount is how many rows of one year broke one rule.
type RejectCount struct {
	Table    string  `json:"table"`    // resource of the contract
	Period   string  `json:"period"`   // year; empty when it is not known
	Rule     string  `json:"rule"`     // empty for the rows of any rule, each counted once
	Rejected int     `json:"rejected"` // with those that only follow from another
	Rows     int     `json:"rows"`     // of that year, or of the table when the year is not known
	Budget   float64 `json:"budget"`   // share of Rows that may be rejected
	Within   bool    `json:"within"`   // the year keeps to its budget, those apart
}

// A Finding is what a check or a model's own rules found.
type Finding struct {
	Severity contract.Severity `json:"severity"`
	Check    string            `json:"check"`          // check.specific_codis_total, or the model
	File     string            `json:"file,omitempty"` // sql file
	Line     int               `json:"line,omitempty"`
	Text     map[string]string `json:"text"`              // by language: what must not be
	Rows     int               `json:"rows"`              // how many rows must not exist
	Columns  []string          `json:"columns,omitempty"` // of Samples
	Samples  [][]string        `json:"samples,omitempty"` // those rows
	// Until is of each row the last day on which it is acknowledged; empty when it is not.
	Until []string `json:"acknowledged_until,omitempty"`
}

// Name is what the check is called without its schema.
func (f Finding) Name() string { return strings.TrimPrefix(f.Check, "check.") }

// Acknowledged counts the rows that are acknowledged.
func (f Finding) Acknowledged() int {
	n := 0
	for _, day := range f.Until {
		if day != "" {
			n++
		}
	}
	return n
}

// Warns tells whether the finding is a warning with a row that is not acknowledged.
func (f Finding) Warns() bool {
	return f.Severity == contract.Warning && (len(f.Samples) == 0 || f.Acknowledged() < len(f.Samples))
}

// What became of an acknowledgement: it holds, its day has passed and the row is still
// there, or the row is gone.
const (
	Holds  = "holds"
	Passed = "passed"
	Gone   = "gone"
)

// Acknowledged are rows of one check that were acknowledged alike.
type Acknowledged struct {
	Check  string `json:"check"`
	State  string `json:"state"`
	Rows   int    `json:"rows"`
	Until  string `json:"until"`
	Reason string `json:"reason"`
	By     string `json:"by"`
}

// Warnings counts what warns and is not acknowledged: checks with such rows, and
// violations.
func (r *Report) Warnings() int {
	n := 0
	for _, v := range r.Violations {
		if v.Severity == contract.Warning && v.Until == "" {
			n++
		}
	}
	for _, f := range r.Findings {
		if f.Warns() {
			n++
		}
	}
	return n
}

// Add adds what one step reported.
func (r *Report) Add(part Report) {
	r.Files += part.Files
	r.Rows += part.Rows
	r.RejectsMore += part.RejectsMore
	r.RejectsUnlisted += part.RejectsUnlisted
	r.Findings = append(r.Findings, part.Findings...)
	r.Violations = append(r.Violations, part.Violations...)
	contract.SortViolations(r.Violations)
	if part.Extract != nil {
		r.Extract = part.Extract
	}
}
