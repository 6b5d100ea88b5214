package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/report"
)

// lineWidth is what a report keeps to where it can: a terminal of 80 columns.
const lineWidth = 80

// printReport tells what a run did: every violation, every finding, and then
// what came of it and what to do next. With --quiet only what went wrong.
func (p *program) printReport(b batch, told *report.Report, stopped error) error {
	if err := p.printViolations(b, told.Violations); err != nil {
		return err
	}
	if told.RejectsMore > 0 {
		p.tell("report.rejects_more", messages.Args{"count": told.RejectsMore, "file": told.Rejects})
	}
	if told.RejectsUnlisted > 0 {
		p.tell("report.rejects_unlisted", messages.Args{"count": told.RejectsUnlisted})
	}
	if err := p.printFindings(b, told.Findings); err != nil {
		return err
	}
	p.printAcknowledged(b, told)
	if told.Replaced != "" {
		p.tell("report.replaced", messages.Args{"version": told.Replaced})
	}
	if len(told.Damaged) > 0 {
		p.printDamaged(told.Damaged)
	}
	switch {
	case told.Only != nil && (stopped == nil || errors.Is(stopped, report.ErrChecks)):
		p.printOnly(b, told, stopped)
	case errors.Is(stopped, report.ErrWarnings):
		p.tell("report.strict", messages.Args{"count": told.Warnings()})
		p.hintAcknowledge(told)
		p.printOldRelease(b)
	case errors.Is(stopped, report.ErrRejected):
		p.printRejected(b, told)
	case errors.Is(stopped, report.ErrChecks):
		p.printChecksFailed(b, told)
	case stopped == nil && !b.quiet:
		p.printDone(b, told)
	case stopped != nil && told.Release == "":
		p.printOldRelease(b)
	}
	return nil
}

// damagedFiles is how many files of a damaged release are named.
const damagedFiles = 5

// printDamaged says that the release that stood was not as published, also when the run
// is quiet: someone may have used it.
func (p *program) printDamaged(files []string) {
	p.tell("report.damaged", messages.Args{"files": p.someFiles(files)})
}

// someFiles names the first files of a list.
func (p *program) someFiles(files []string) string {
	named := printable(strings.Join(files[:min(damagedFiles, len(files))], ", "))
	if more := len(files) - damagedFiles; more > 0 {
		return p.say("report.files_more", messages.Args{"files": named, "count": more})
	}
	return named
}

// printViolations prints one line each: file:line: column: what is wrong.
func (p *program) printViolations(b batch, violations []contract.Violation) error {
	sorted := slices.Clone(violations)
	contract.SortViolations(sorted)
	for _, v := range sorted {
		if b.hides(v) {
			continue
		}
		sentence, err := v.Sentence(p.words)
		if err != nil {
			return fmt.Errorf("word violation %s of %s:%d: %w", v.Rule, v.File, v.Line, err)
		}
		place := violationPlace(b, v)
		if v.Column != "" {
			sentence = p.say("report.column", messages.Args{"column": v.Column, "sentence": sentence})
		}
		if v.Severity == contract.Warning {
			sentence = p.say("report.warning", messages.Args{"sentence": sentence})
		}
		_, _ = fmt.Fprintf(p.out, "%s: %s\n", place, printable(sentence))
	}
	return nil
}

// violationPlace is where a violation stands: file and line, or file and cell.
func violationPlace(b batch, v contract.Violation) string {
	folder := b.data
	if v.Folder != "" {
		folder = v.Folder
	}
	place := printable(filepath.Join(folder, v.File))
	switch {
	case v.Cell != "":
		return place + ":" + printable(v.Cell)
	case v.Line > 0:
		return fmt.Sprintf("%s:%d", place, v.Line)
	}
	return place
}

// printFindings prints each finding with the first rows that must not exist.
func (p *program) printFindings(b batch, findings []report.Finding) error {
	for _, f := range findings {
		rows, more, ok := b.toShow(f)
		if !ok {
			continue
		}
		sentence := f.Text[p.words.Lang]
		if f.Severity == contract.Warning {
			sentence = p.say("report.warning", messages.Args{"sentence": sentence})
		}
		_, _ = fmt.Fprintf(p.out, "%s: %s\n", findingPlace(f), printable(sentence))
		if len(rows) == 0 {
			continue
		}
		if err := p.printSamples(f.Columns, rows, more); err != nil {
			return err
		}
	}
	return nil
}

func findingPlace(f report.Finding) string {
	switch {
	case f.File == "":
		return f.Check
	case f.Line == 0:
		return f.File
	default:
		return fmt.Sprintf("%s:%d", f.File, f.Line)
	}
}

// copyColumn is the column of a finding that holds a row of a file, ready to copy:
// it is printed whole, under the table.
const copyColumn = "row_to_add"

func (p *program) printSamples(columns []string, rows [][]string, more int) error {
	columns, rows, toCopy := apart(columns, rows, copyColumn)
	samples := table{columns: columns, right: numeric(columns, rows), rows: rows, indent: "  ", width: p.lineWidth(p.out)}
	if err := samples.write(p.out); err != nil {
		return err
	}
	if len(toCopy) > 0 {
		p.tell("report.rows_to_add", messages.Args{"count": len(toCopy)})
	}
	for _, row := range toCopy {
		_, _ = fmt.Fprintln(p.out, printable(row))
	}
	if more > 0 {
		p.tell("report.more_rows", messages.Args{"rows": more})
	}
	return nil
}

// apart takes one column out of rows; without it rows stay as they are.
func apart(columns []string, rows [][]string, column string) (others []string, left [][]string, taken []string) {
	at := slices.Index(columns, column)
	if at < 0 {
		return columns, rows, nil
	}
	for _, row := range rows {
		taken = append(taken, row[at])
		left = append(left, slices.Delete(slices.Clone(row), at, at+1))
	}
	return slices.Delete(slices.Clone(columns), at, at+1), left, taken
}

// numeric tells which columns hold only numbers, to align them to the right.
func numeric(columns []string, rows [][]string) []bool {
	right := make([]bool, len(columns))
	for i := range columns {
		right[i] = !slices.ContainsFunc(rows, func(row []string) bool {
			return i < len(row) && strings.Trim(row[i], "-0123456789.") != ""
		})
	}
	return right
}

func (p *program) lineWidth(w io.Writer) int {
	if width, ok := terminalWidth(w); ok {
		return width
	}
	return lineWidth
}

func (p *program) printRejected(b batch, told *report.Report) {
	files := map[string]bool{}
	count := 0
	for _, v := range told.Violations {
		if v.Severity == contract.Error {
			if v.Rule != "reject_budget" {
				files[v.File] = true
			}
			count++
		}
	}
	p.tell("report.rejected", messages.Args{"count": count, "files": len(files)})
	p.tellRejects(b, told)
	p.printOldRelease(b)
}

// tellRejects says where the rejected rows are, and how to look at them; also when
// they are so few that the run went on.
func (p *program) tellRejects(b batch, told *report.Report) {
	if told.Rejects == "" {
		return
	}
	command := "jaarcijfers rejects"
	if b.work != defaultWork {
		command += " --work " + b.work
	}
	p.tell("report.rejects_file", messages.Args{"file": told.Rejects})
	p.tell("report.rejects_see", messages.Args{"command": command})
	p.tell("report.rejects_back", messages.Args{"command": command})
	if b.extract.path != "" {
		p.tell("report.rejects_remove", messages.Args{"file": told.Rejects})
	}
}

func (p *program) printChecksFailed(b batch, told *report.Report) {
	count := 0
	for _, f := range told.Findings {
		if f.Severity == contract.Error {
			count++
		}
	}
	p.tell("report.checks_failed", messages.Args{"count": count})
	p.printOldRelease(b)
}

func (p *program) printOldRelease(b batch) {
	if b.released() {
		p.tell("report.old_release", messages.Args{"path": filepath.Join(b.release(), "index.html")})
	}
}

// printDone prints the counts in two columns and where to look.
func (p *program) printDone(b batch, told *report.Report) {
	p.tell(doneKey(told), messages.Args{"time": p.seconds(told.Elapsed)})
	if len(told.Damaged) > 0 && told.Release == "" {
		p.tell("report.repair", nil)
	}
	for _, line := range []struct {
		key  string
		args messages.Args
	}{
		{"report.files", messages.Args{"count": told.Files}},
		{"report.rows", messages.Args{"count": told.Rows}},
		{"report.models", messages.Args{"count": told.Models}},
		{"report.checks", messages.Args{"count": told.Checks}},
		{"report.charts", messages.Args{"count": told.Charts}},
		{"report.warnings", messages.Args{"count": told.Warnings()}},
	} {
		_, _ = fmt.Fprintf(p.out, "  %-16s%s\n", p.say(line.key, nil), p.say(line.key+"_count", line.args))
	}
	p.hintAcknowledge(told)
	p.tellOwnSQL(told.OwnSQL)
	p.tellRejects(b, told)
	if told.Used != "" {
		p.tell("report.used", messages.Args{"version": told.Used})
	}
	if told.Release != "" {
		p.tell("report.open", messages.Args{"path": told.Release})
	}
}

func doneKey(told *report.Report) string {
	switch {
	case told.Release == "":
		return "report.checked"
	case told.Unchanged:
		return "report.unchanged"
	default:
		return "report.built"
	}
}
