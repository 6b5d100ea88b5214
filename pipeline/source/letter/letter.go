// Package letter reads progress letters to parliament: it finds the measures of
// an action plan, each with its number, title, whole narrative and status.
//
// [Read] works in two stages. The first makes paragraphs of a text file
// (text.go) or an HTML page (html.go), with the lines they stand on. The second
// (measures.go) is the same for both: a paragraph "Title (29)" opens a measure,
// "Status: lopend" closes it, and what stands between is its narrative. Page
// numbers and footnotes are taken out of it; nothing else is. What cannot be
// read with certainty is a violation and no measure.
package letter

import (
	"path"
	"strings"

	"jaarcijfers/pipeline/contract"
)

// The rules a letter can break.
const (
	RuleEncoding             contract.Rule = "letter_encoding"
	RuleNone                 contract.Rule = "measure_none"
	RuleNumber               contract.Rule = "measure_number"
	RuleTwice                contract.Rule = "measure_twice"
	RuleStatusMissing        contract.Rule = "status_missing"
	RuleStatusUnknown        contract.Rule = "status_unknown"
	RuleStatusWithoutMeasure contract.Rule = "status_without_measure"
	RuleTextAfterStatus      contract.Rule = "text_after_status"
)

// A Measure is one measure as a letter tells it.
type Measure struct {
	Number     int
	Title      string
	Narrative  string // paragraphs separated by an empty line
	Status     string // code
	StatusText string // as printed
	Footnotes  []string
	Position   int // 1 for the first measure of the letter
	Line       int // of the title
	LineEnd    int // of the status
}

// A Form is the way a letter is written down.
type Form string

// The forms.
const (
	Text Form = "text"
	HTML Form = "html"
)

// FormOf tells the form by the name of the file.
func FormOf(file string) Form {
	if ext := strings.ToLower(path.Ext(file)); ext == ".html" || ext == ".htm" {
		return HTML
	}
	return Text
}

// Read finds the measures in a letter. statuses maps the printed word for a
// status to its code. The violations are of all measures; one that breaks a
// rule is not among the measures.
func Read(file string, text []byte, form Form, statuses map[string]string) ([]Measure, []contract.Violation) {
	r := &reader{file: file, statuses: statuses, first: map[int]int{}}
	clean, ok := r.decode(text)
	if !ok {
		return nil, r.violations
	}
	paragraphs := textParagraphs(clean)
	if form == HTML {
		paragraphs = htmlParagraphs(clean)
	}
	r.read(paragraphs)
	contract.SortViolations(r.violations)
	return r.measures, r.violations
}
