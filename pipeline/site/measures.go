package site

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A measuresView is the page of the action plan.
type measuresView struct {
	Told     []string // sentences that the figures bear
	Charts   []chartView
	Statuses []statusCount
	Measures []measureView
}

type statusCount struct {
	Status, Symbol string
	Count          int
}

type measureView struct {
	Measure
	Symbol     string
	Paragraphs []string
	Place      bool // the file and lines are known
}

// statuses are the statuses a measure can have, with the sign that tells them
// apart without colour. The stylesheet has a rule for each to filter by.
var statuses = []statusCount{
	{Status: "completed", Symbol: "●"},
	{Status: "partly_completed", Symbol: "◐"},
	{Status: "ongoing", Symbol: "○"},
}

func (w *writer) measures() (any, error) {
	views, err := w.chartsOf("measures")
	if err != nil {
		return nil, err
	}
	v := measuresView{Charts: views, Statuses: slices.Clone(statuses)}
	if v.Told, err = w.told("measures"); err != nil {
		return nil, err
	}
	for _, m := range w.in.Measure {
		i := slices.IndexFunc(v.Statuses, func(s statusCount) bool { return s.Status == m.Status })
		if i < 0 {
			return nil, fmt.Errorf("measure %d: status %q is not known to the site", m.Number, m.Status)
		}
		if m.Theme != "" {
			if _, err := w.plan.page(m.Theme); err != nil {
				return nil, fmt.Errorf("measure %d: %w", m.Number, err)
			}
		}
		v.Statuses[i].Count++
		v.Measures = append(v.Measures, measureView{
			Measure: m, Symbol: v.Statuses[i].Symbol, Paragraphs: paragraphsOf(m.Narrative),
			Place: m.SourceFile != "" && m.Line > 0,
		})
	}
	slices.SortStableFunc(v.Measures, func(a, b measureView) int { return a.Number - b.Number })
	return v, nil
}

var emptyLine = regexp.MustCompile(`\n[ \t]*\n`)

// paragraphsOf splits a text at its empty lines.
func paragraphsOf(text string) []string {
	var all []string
	for _, p := range emptyLine.Split(strings.TrimSpace(text), -1) {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			all = append(all, p)
		}
	}
	return all
}
