package site

import (
	"cmp"
	"slices"
	"strings"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/metadata"
)

// A Change is one row of the register of changes (core.change).
type Change struct {
	ID, Date, Version, File, Key, Column, Kind, Before, After, Reason, By string
	Explanation                                                           plot.Label
}

// A changesView is the page of changes: the decisions, newest first.
type changesView struct {
	Decisions []decisionView
	Database  string // table of the database that has all of every value; empty when there is none
}

// A decisionView is one reason with what it covers: rows of data, and figures of
// the report that became others with them.
type decisionView struct {
	Number                        int // 1 is the oldest
	ID, Date, Version, Reason, By string
	Explanation                   plot.Label
	Rows                          []Change // of the data
	Values                        []Change // shown values
	Figures                       []Change // whole shown figures
	Others                        []Change // of shown figures, apart from the value
}

// A changesGroup is one table of a decision.
type changesGroup struct {
	Caption string // key of the message
	Open    bool   // so few that they do not push the next decision away
	Changes []Change
}

// fewRows is how many changes stand open on the page.
const fewRows = 12

// Groups are the tables of a decision that have rows: what was shown first.
func (d decisionView) Groups() []changesGroup {
	return slices.DeleteFunc([]changesGroup{
		{"site.changes.values", len(d.Values) <= fewRows, d.Values},
		{"site.changes.figures", false, d.Figures},
		{"site.changes.others", false, d.Others},
		{"site.changes.rows", len(d.Rows) <= fewRows, d.Rows},
	}, func(g changesGroup) bool { return len(g.Changes) == 0 })
}

// registerTable is the register in the database.
const registerTable = "core.change"

// mostShown and mostOfKey are how much of a value and of a key stand on the page,
// in characters. A line of a file that has no key is its own.
const (
	mostShown = 300
	mostOfKey = 90
)

func (w *writer) changes() (any, error) {
	v := changesView{}
	if slices.ContainsFunc(w.in.Tables, func(t metadata.Table) bool { return t.Name == registerTable }) {
		v.Database = registerTable
	}
	v.Decisions = w.decisions()
	return v, nil
}

// decisions are what the register of changes holds, by decision, newest first.
func (w *writer) decisions() []decisionView {
	var all []decisionView
	moved := movedFigures(w.in.Changes)
	for _, c := range w.in.Changes {
		at := slices.IndexFunc(all, func(d decisionView) bool { return d.covers(c) })
		if at < 0 {
			at = len(all)
			all = append(all, decisionView{
				ID: c.ID, Date: c.Date, Version: c.Version, Reason: c.Reason, By: c.By, Explanation: c.Explanation,
			})
		}
		all[at].add(c, moved[c.place()])
	}
	all = slices.DeleteFunc(all, decisionView.empty)
	for i := range all { // as they were taken, so that a number stays
		all[i].Number = i + 1
	}
	slices.SortStableFunc(all, func(a, b decisionView) int {
		return cmp.Or(cmp.Compare(b.Date, a.Date), decidedFirst(a, b), cmp.Compare(len(b.ID), len(a.ID)), cmp.Compare(b.ID, a.ID))
	})
	return all
}

// add puts a change where a reader looks for it. Sentences and what they are made
// of change with the figures in them, and where a figure came from is not what it
// says: those are in the database only. The value of a figure that moved to another
// period is no other value for the same one.
func (d *decisionView) add(c Change, moved bool) {
	c.Before, c.After, c.Key = clipped(inWords(c.Before), mostShown), clipped(inWords(c.After), mostShown), clipped(c.Key, mostOfKey)
	switch {
	case !strings.HasPrefix(c.File, "mart."):
		d.Rows = append(d.Rows, c)
	case c.File == statementTable, c.File == titleTable, slices.Contains(aboutOrigin, c.Column), strings.HasSuffix(c.Column, "_lineage"):
	case c.Column == valueColumn && !moved:
		d.Values = append(d.Values, c)
	case c.Column == "":
		d.Figures = append(d.Figures, c)
	default:
		d.Others = append(d.Others, c)
	}
}

// movedFigures are the figures that are of another period since a year was added.
func movedFigures(changes []Change) map[string]bool {
	moved := map[string]bool{}
	for _, c := range changes {
		if c.Column == periodColumn {
			moved[c.place()] = true
		}
	}
	return moved
}

// place names a figure in one state of the register.
func (c Change) place() string {
	return strings.Join([]string{c.Date, c.Version, c.File, c.Key}, "\n")
}

// statementTable has the sentences of the report, titleTable those above charts, valueColumn the value of a figure,
// and aboutOrigin are the columns that say where it came from or how it is worded.
const (
	statementTable = "mart.statement"
	titleTable     = "mart.chart_title"
	valueColumn    = "obs_value"
	periodColumn   = "time_period"
)

var aboutOrigin = []string{"publications", "lineage", "measure_status_ids", "arguments", "codes"}

func (d decisionView) empty() bool { return len(d.Rows) == 0 && !d.Shown() }

// Shown tells whether a decision covers figures.
func (d decisionView) Shown() bool { return len(d.Values)+len(d.Figures)+len(d.Others) > 0 }

// inWords leaves out what no reader reads: from where a value holds JSON.
func inWords(text string) string {
	for _, start := range []string{`{"`, `[{`, `["`, "{}"} {
		if at := strings.Index(text, start); at >= 0 {
			text = text[:at] + "…"
		}
	}
	return text
}

// covers tells whether a change belongs to a decision. What nobody decided, since
// it follows from new rows, stands together; each row then says which.
func (d decisionView) covers(c Change) bool {
	return d.Date == c.Date && d.Version == c.Version && d.Reason == c.Reason && d.By == c.By &&
		(c.By == "" || d.Explanation["nl"] == c.Explanation["nl"] && d.Explanation["en"] == c.Explanation["en"])
}

// decidedFirst puts what somebody decided before what follows by itself.
func decidedFirst(a, b decisionView) int {
	switch {
	case a.By != "" && b.By == "":
		return -1
	case a.By == "" && b.By != "":
		return 1
	}
	return 0
}

func clipped(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most]) + "…"
}
