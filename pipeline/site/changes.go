package site

import (
	"cmp"
	"slices"
	"strings"

	"jaarcijfers/charts"
)

// A Change is one row of the register of changes (core.change).
type Change struct {
	ID, Date, Version, File, Key, Column, Kind, Before, After, Reason, By string
	Explanation                                                           charts.Label
}

// A changesView is the page of changes: the decisions, newest first.
type changesView struct {
	Decisions []decisionView
	Database  string // table of the database that has all of every value; empty when there is none
}

// A decisionView is one reason with all that it covers: rows of data, and figures
// of the report that became others with them.
type decisionView struct {
	ID, Date, Version, Reason, By string
	Explanation                   charts.Label
	Rows, Figures                 []Change
}

// fewRows is how many rows of data stand open on the page.
const fewRows = 12

// Few tells whether the rows can stand open without pushing the next decision away.
func (d decisionView) Few() bool { return len(d.Rows) <= fewRows }

// registerTable is the register in the database.
const registerTable = "core.change"

// mostShown is how much of a value stands on the page, in characters.
const mostShown = 300

func (w *writer) changes() (any, error) {
	v := changesView{}
	if slices.ContainsFunc(w.in.Tables, func(t Table) bool { return t.Name == registerTable }) {
		v.Database = registerTable
	}
	for _, c := range w.in.Changes {
		at := slices.IndexFunc(v.Decisions, func(d decisionView) bool { return d.covers(c) })
		if at < 0 {
			at = len(v.Decisions)
			v.Decisions = append(v.Decisions, decisionView{
				ID: c.ID, Date: c.Date, Version: c.Version, Reason: c.Reason, By: c.By, Explanation: c.Explanation,
			})
		}
		c.Before, c.After, c.Key = clipped(c.Before), clipped(c.After), clipped(c.Key)
		if strings.HasPrefix(c.File, "mart.") {
			v.Decisions[at].Figures = append(v.Decisions[at].Figures, c)
		} else {
			v.Decisions[at].Rows = append(v.Decisions[at].Rows, c)
		}
	}
	slices.SortStableFunc(v.Decisions, func(a, b decisionView) int {
		return cmp.Or(cmp.Compare(b.Date, a.Date), decidedFirst(a, b), cmp.Compare(a.ID, b.ID))
	})
	return v, nil
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

func clipped(text string) string {
	runes := []rune(text)
	if len(runes) <= mostShown {
		return text
	}
	return string(runes[:mostShown]) + "…"
}
