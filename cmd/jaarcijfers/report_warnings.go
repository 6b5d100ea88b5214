package main

import (
	"strings"

	"jaarcijfers/pipeline/acknowledged"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/report"
)

// samples is how many rows of a finding are shown when not all are asked for.
const samples = 10

// toShow is what is shown of a finding: with --all every row, else the first of those that
// are not acknowledged. more is how many are left out, and not ok says that none is left.
func (b batch) toShow(f report.Finding) (rows [][]string, more int, ok bool) {
	if b.all {
		return f.Samples, f.Rows - len(f.Samples), true
	}
	for i, row := range f.Samples {
		if i >= len(f.Until) || f.Until[i] == "" {
			rows = append(rows, row)
		}
	}
	left := f.Rows - f.Acknowledged()
	rows = rows[:min(samples, len(rows))]
	return rows, left - len(rows), left > 0 || f.Rows == 0
}

// hides tells whether a violation is acknowledged and not shown.
func (b batch) hides(v contract.Violation) bool { return v.Until != "" && !b.all }

// cut is a report with no more rows of findings than people read, unless all are asked
// for: those that are not acknowledged come first.
func (b batch) cut(told *report.Report) *report.Report {
	if b.all || told == nil {
		return told
	}
	kept := *told
	kept.Findings = nil
	for _, f := range told.Findings {
		rows, _, _ := b.toShow(f)
		f.Samples, f.Until = rows, nil
		kept.Findings = append(kept.Findings, f)
	}
	return &kept
}

// printAcknowledged tells in a line what is acknowledged, and what of it is over.
func (p *program) printAcknowledged(b batch, told *report.Report) {
	rows, first := 0, ""
	for _, a := range told.Acknowledged {
		args := messages.Args{"check": a.Check, "rows": a.Rows, "until": a.Until, "reason": printable(a.Reason), "by": printable(a.By)}
		switch {
		case a.State != report.Holds:
			p.tell("report.acknowledged_"+a.State, args)
		case b.all:
			p.tell("report.acknowledged_holds", args)
		default:
			rows += a.Rows
			if first == "" || a.Until < first {
				first = a.Until
			}
		}
	}
	if rows > 0 {
		p.tell("report.acknowledged", messages.Args{"rows": rows, "until": first})
	}
}

// hintAcknowledge names the checks that warn, as acknowledge wants them.
func (p *program) hintAcknowledge(told *report.Report) {
	warns := report.Report{}
	for _, f := range told.Findings {
		if f.Warns() {
			warns.Findings = append(warns.Findings, f)
		}
	}
	for _, v := range told.Violations {
		if v.Severity == contract.Warning && v.Until == "" {
			warns.Violations = append(warns.Violations, v)
		}
	}
	var names []string
	for _, w := range acknowledged.Warnings(&warns) {
		names = append(names, w.Check)
	}
	if len(names) > 0 {
		p.tell("report.acknowledge", messages.Args{"checks": strings.Join(names, ", ")})
	}
}
