package site

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"jaarcijfers/charts"
)

// A measuresView is the page of the action plan.
type measuresView struct {
	Told     toldView // sentences that the figures bear
	Charts   []chartView
	Statuses []statusCount
	Measures []measureView
	Letters  []Letter
	Last     *letterView    // the last letter; nil when there is none
	After    []PlanDocument // what came after it, by date
	Before   []PlanDocument
	Newest   *PlanDocument // the last that came after the letter: what became of the plan; nil when nothing did
}

// A letterView is the last letter, with what of it counts for all measures.
type letterView struct {
	Letter
	Measures int  // that it mentions
	Whole    bool // it covers the whole plan
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
	In         Letter
	History    []MeasureInLetter // over the letters; none when there is one letter
}

// wholePlan is the code of a letter that covers all measures of the plan.
const wholePlan = "plan"

// statuses are the statuses a measure can have, with the sign that tells them
// apart without colour. The stylesheet has a rule for each to filter by.
var statuses = []statusCount{
	{Status: "completed", Symbol: "●"},
	{Status: "partly_completed", Symbol: "◐"},
	{Status: "ongoing", Symbol: "○"},
}

func (w *writer) measures() (any, error) {
	views, err := w.chartsOf(charts.PageMeasures)
	if err != nil {
		return nil, err
	}
	v := measuresView{Charts: views, Statuses: slices.Clone(statuses)}
	if v.Told, err = w.told(charts.PageMeasures); err != nil {
		return nil, err
	}
	for _, m := range w.in.Measure {
		i := slices.IndexFunc(v.Statuses, func(s statusCount) bool { return s.Status == m.Status })
		if i < 0 {
			return nil, fmt.Errorf("measure %s: status %q is not known to the site", m.ID, m.Status)
		}
		if m.Theme != "" {
			if _, err := w.plan.page(m.Theme); err != nil {
				return nil, fmt.Errorf("measure %s: %w", m.ID, err)
			}
		}
		v.Statuses[i].Count++
		v.Measures = append(v.Measures, measureView{
			Measure: m, Symbol: v.Statuses[i].Symbol, Paragraphs: paragraphsOf(m.Narrative),
			Place: m.SourceFile != "" && m.Line > 0, In: w.letter(m.Letter), History: w.history(m.ID),
		})
	}
	slices.SortStableFunc(v.Measures, func(a, b measureView) int { return a.Number - b.Number })
	v.Letters, v.Last = w.in.Letters, w.lastLetter()
	for _, d := range w.in.Plan {
		switch d.Place {
		case "after":
			v.After = append(v.After, d)
		case "before":
			v.Before = append(v.Before, d)
		}
	}
	if n := len(v.After); n > 0 {
		v.Newest = &v.After[n-1]
	}
	return v, nil
}

// letter finds a letter by its id; an empty one when it is not described.
func (w *writer) letter(id string) Letter {
	for _, l := range w.in.Letters {
		if l.ID == id {
			return l
		}
	}
	return Letter{}
}

func (w *writer) lastLetter() *letterView {
	if len(w.in.Letters) == 0 {
		return nil
	}
	last := letterView{Letter: w.in.Letters[len(w.in.Letters)-1]}
	last.Whole = last.Scope == wholePlan
	for _, m := range w.in.Measure {
		if m.Letter == last.ID {
			last.Measures++
		}
	}
	return &last
}

// history is what each letter says of a measure; nothing when there is only one
// letter.
func (w *writer) history(id string) []MeasureInLetter {
	if len(w.in.Letters) < 2 {
		return nil
	}
	var all []MeasureInLetter
	for _, h := range w.in.History {
		if h.Measure == id {
			all = append(all, h)
		}
	}
	return all
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
