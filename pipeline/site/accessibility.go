package site

import (
	"fmt"
	"strings"

	"jaarcijfers/charts/plot"
)

// A Criterion is one success criterion of WCAG 2.2 with what was found of the report
// (core.accessibility).
type Criterion struct {
	ID, Level string
	Clause    string // of EN 301 549; empty when it has none that asks the same
	Name      plot.Label
	Outcome   string     // no_failure, failure, not_applicable or not_tried
	Tried     string     // test, hand, both or none
	Tests     []string   // names of automatic tests
	On        string     // day it was tried last; empty when it was not
	Remark    plot.Label // empty when there is none
}

// An accessibilityView is the page that says how accessible the report is.
type accessibilityView struct {
	On         string // newest day of all criteria; empty when none was tried
	All        int
	Outcomes   []outcomeCount
	Failures   []Criterion
	Untried    []Criterion
	Principles []principle
	signed
}

// An outcomeCount is how many criteria have an outcome.
type outcomeCount struct {
	Outcome string
	Count   int
}

// A principle is one of the four of WCAG with its criteria.
type principle struct {
	Number   string
	Criteria []Criterion
}

// signed is who answers for a release, as a page names them.
type signed struct{ Publisher, Contact Party }

func (w *writer) parties() signed { return signed{w.in.Publisher, w.in.Contact} }

// outcomes are the outcomes in the order in which a reader wants to know them.
var outcomes = []string{"failure", "not_tried", "no_failure", "not_applicable"}

func (w *writer) accessibility() (any, error) {
	v := accessibilityView{All: len(w.in.Criteria), signed: w.parties()}
	count := map[string]int{}
	for _, c := range w.in.Criteria {
		count[c.Outcome]++
		v.On = max(v.On, c.On)
		switch c.Outcome {
		case "failure":
			v.Failures = append(v.Failures, c)
		case "not_tried":
			v.Untried = append(v.Untried, c)
		}
		number, _, ok := strings.Cut(c.ID, ".")
		if !ok {
			return nil, fmt.Errorf("criterion %q has no principle", c.ID)
		}
		if n := len(v.Principles); n == 0 || v.Principles[n-1].Number != number {
			v.Principles = append(v.Principles, principle{Number: number})
		}
		last := &v.Principles[len(v.Principles)-1]
		last.Criteria = append(last.Criteria, c)
	}
	for _, outcome := range outcomes {
		v.Outcomes = append(v.Outcomes, outcomeCount{outcome, count[outcome]})
	}
	return v, nil
}

// privacy is the page that says what the report keeps of its readers.
func (w *writer) privacy() (any, error) { return w.parties(), nil }
