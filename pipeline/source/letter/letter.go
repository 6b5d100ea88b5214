// Package letter reads progress letters to parliament: it finds the measures of
// an action plan, each with its number, title, whole narrative and status.
//
// [Read] works in three stages. The first decodes the file (encoding.go) and makes
// paragraphs of a text (text.go) or of what an HTML page shows (html.go, hidden.go,
// superscript.go), with the lines they stand on. The second
// (pages.go) takes out what belongs to the page: page numbers, running heads and
// footnotes. The third (measures.go) is the same for all: a heading, "Title (29)"
// or "Maatregel 29: title", opens a measure, "Status: lopend" closes it, and what
// stands between is its narrative.
//
// What cannot be read with certainty is a violation and no measure. Above all no
// status is lent: what looks like a heading or a status and has not the shape of
// one (heading.go, status.go) is refused with its line. Two files are the way
// out: letter_line.csv says how lines are meant ([Lines]), and
// measure_status_by_hand.csv takes over what the reader cannot read.
package letter

import (
	"path"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
)

// The rules a letter can break.
const (
	RuleEncoding             contract.Rule = "letter_encoding"
	RuleEncodingOther        contract.Rule = "letter_encoding_other"
	RuleMojibake             contract.Rule = "letter_mojibake"
	RuleScripts              contract.Rule = "letter_scripts"
	RuleHidden               contract.Rule = "letter_hidden"
	RuleUnclosed             contract.Rule = "letter_unclosed"
	RuleRaised               contract.Rule = "letter_raised"
	RuleHyphen               contract.Rule = "letter_hyphen"
	RuleLinesUnused          contract.Rule = "letter_lines_unused"
	RulePageHead             contract.Rule = "letter_page_head"
	RulePageNumber           contract.Rule = "letter_page_number"
	RuleNoteUnclear          contract.Rule = "letter_note_unclear"
	RuleNoteMissing          contract.Rule = "letter_note_missing"
	RuleNone                 contract.Rule = "measure_none"
	RuleNumber               contract.Rule = "measure_number"
	RuleTwice                contract.Rule = "measure_twice"
	RuleHeadingUnclear       contract.Rule = "heading_unclear"
	RuleStatusMissing        contract.Rule = "status_missing"
	RuleStatusUnknown        contract.Rule = "status_unknown"
	RuleStatusUnclear        contract.Rule = "status_unclear"
	RuleStatusWithoutMeasure contract.Rule = "status_without_measure"
	RuleTextAfterStatus      contract.Rule = "text_after_status"
)

// A Measure is one measure as a letter tells it.
type Measure struct {
	Number     int
	Part       string // "a" of 12a; empty for a whole measure
	Title      string
	Narrative  string // paragraphs separated by an empty line
	Status     string // code
	StatusText string // as printed
	Footnotes  []string
	Position   int // 1 for the first measure of the letter
	Line       int // of the title
	LineEnd    int // of the status
}

// ID is the number with its part: 12a.
func (m Measure) ID() string { return strconv.Itoa(m.Number) + m.Part }

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

// What lines of a letter can be declared to be.
const (
	AsText  = "text"     // plain text, whatever it looks like
	LeftOut = "left_out" // not of the letter's text, or taken over by hand
	AsShown = "as_shown" // read as a page shows it: without what it hides or strikes out
)

// Lines say how lines of a letter are meant where the reader cannot tell.
type Lines struct {
	First, Last int
	As          string // AsText, LeftOut or AsShown
}

// A Guide is what the reader is given beside the letter.
type Guide struct {
	Form     Form
	Statuses map[string]string // printed word for a status -> its code
	Lines    []Lines
}

// Read finds the measures in a letter. The violations are of all measures; one
// that breaks a rule is not among the measures.
func Read(file string, text []byte, guide Guide) ([]Measure, []contract.Violation) {
	r := &reader{file: file, form: guide.Form, statuses: guide.Statuses, first: map[string]int{}, shown: map[int]bool{}}
	clean, ok := r.decode(text)
	if !ok {
		return nil, r.violations
	}
	var paragraphs []paragraph
	if guide.Form == HTML {
		paragraphs = r.htmlParagraphs(clean, guide.Lines)
	} else {
		paragraphs = textParagraphs(clean)
		r.hyphens(paragraphs)
	}
	r.read(r.declared(paragraphs, guide.Lines))
	contract.SortViolations(r.violations)
	return r.measures, r.violations
}
