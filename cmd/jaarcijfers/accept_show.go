package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"jaarcijfers/pipeline/accepted"
	"jaarcijfers/pipeline/edition"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/workfolder"
)

// valueWidth is how much of a value is shown; the register has all of it.
const valueWidth = 160

// printProposal shows per file what would be taken, and then the figures of the
// report that become others.
func (p *program) printProposal(proposal *accepted.Proposal, all bool) {
	if proposal.First {
		p.tell("accept.first", nil)
	}
	if proposal.Terms {
		p.tell("accept.terms", nil)
	}
	for _, f := range proposal.Files {
		args := messages.Args{"path": printable(f.Path), "bytes": f.Bytes, "added": len(f.Added), "changed": 0, "gone": 0}
		if f.Private {
			p.tell("accept.private", args)
			continue
		}
		rows := map[string]edition.Kind{}
		for _, c := range f.Changes {
			rows[c.Key] = c.Kind
		}
		args["changed"], args["gone"] = countKind(rows, edition.Changed), countKind(rows, edition.Gone)
		if proposal.First {
			p.tell("accept.file", args)
			continue
		}
		p.tell("accept.compared", args)
		p.printChanges(f.Changes)
		p.printAdded(f.Added, all)
	}
	p.printFigureChanges(proposal.Figures)
}

func countKind(rows map[string]edition.Kind, kind edition.Kind) int {
	n := 0
	for _, k := range rows {
		if k == kind {
			n++
		}
	}
	return n
}

func (p *program) printChanges(changes []edition.Change) {
	for _, c := range changes {
		args := messages.Args{
			"line": c.Line, "key": shown(c.Key), "column": printable(c.Column), "before": shown(c.Before), "after": shown(c.After),
		}
		p.tellUnder(1, "accept.row_"+string(c.Kind), args)
	}
}

// mostAdded is how many new rows of a file are shown when not all are asked for.
const mostAdded = 20

func (p *program) printAdded(rows []edition.Change, all bool) {
	for i, c := range rows {
		if i == mostAdded && !all {
			p.tellUnder(1, "accept.more_added", messages.Args{"count": len(rows) - mostAdded})
			return
		}
		key := "accept.row_added"
		if len(c.Names) == 0 { // a line of a letter is its own key
			key = "accept.line_added"
		}
		p.tellUnder(1, key, messages.Args{"line": c.Line, "key": shown(c.Key), "after": shown(c.After)})
	}
}

// printNeeds says what accepting would ask a reason for.
func (p *program) printNeeds(proposal *accepted.Proposal) {
	subjects := proposal.Subjects()
	if len(subjects) == 0 {
		p.tell("accept.needs_none", nil)
		return
	}
	p.tell("accept.needs", messages.Args{"subjects": strings.Join(p.named(subjects), ", ")})
}

// hintVersion says that there is a release of the version already, so that what is
// accepted now is not taken for it.
func (p *program) hintVersion(work, version string) {
	released := release.Edition(release.CurrentIn(filepath.Join(work, workfolder.Release)))
	if strings.HasPrefix(released, version+"-") {
		p.tell("accept.released", messages.Args{"edition": released})
	}
}

// shown is a value on one line: quotes would be read as part of it.
func shown(value string) string {
	if value == "" {
		return "∅"
	}
	return shorten(printable(value), valueWidth)
}

// tellUnder prints a sentence under another, so many steps in.
func (p *program) tellUnder(steps int, key string, args messages.Args) {
	_, _ = fmt.Fprintf(p.out, "%*s%s\n", 2*steps, "", p.say(key, args))
}

// printFigureChanges shows each figure that is another, with the rows of data that
// explain it; of those that follow from new rows only the number.
func (p *program) printFigureChanges(figures []edition.FigureChange) {
	if len(figures) == 0 {
		return
	}
	counts := map[edition.Kind]int{}
	var before *edition.FigureChange
	for i := range figures {
		f := &figures[i]
		if before == nil || before.Model != f.Model || before.Key != f.Key {
			counts[f.Kind]++
		}
		before = f
	}
	p.tell("accept.figures", messages.Args{"added": counts[edition.Added], "changed": counts[edition.Changed], "gone": counts[edition.Gone]})
	for i, f := range figures {
		if f.Kind == edition.Added && f.Follows() {
			continue
		}
		p.tellUnder(1, "accept.figure_"+string(f.Kind), messages.Args{
			"model": f.Model, "key": shown(f.Key), "column": f.Column, "before": shown(f.Before), "after": shown(f.After),
		})
		if i+1 == len(figures) || figures[i+1].Model != f.Model || figures[i+1].Key != f.Key {
			p.printCauses(f)
		}
	}
}

// mostCauses is how many rows are named under a figure.
const mostCauses = 3

func (p *program) printCauses(f edition.FigureChange) {
	if len(f.Because) == 0 {
		p.tellUnder(2, "accept.unexplained", nil)
		return
	}
	for i, c := range f.Because {
		if i == mostCauses {
			p.tellUnder(2, "accept.more_causes", messages.Args{"count": len(f.Because) - mostCauses})
			return
		}
		p.tellUnder(2, "accept.cause", messages.Args{"row": fmt.Sprintf("%s: %s", printable(c.File), shown(c.Key))})
	}
}
