package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
)

// lineWidth is what a report keeps to where it can: a terminal of 80 columns.
const lineWidth = 80

// printReport tells what a run did: every violation, every finding, and then
// what came of it and what to do next. With --quiet only what went wrong.
func (p *program) printReport(b batch, report *pipeline.Report, stopped error) error {
	if err := p.printViolations(b, report.Violations); err != nil {
		return err
	}
	if report.RejectsMore > 0 {
		p.tell("report.rejects_more", messages.Args{"count": report.RejectsMore, "file": report.Rejects})
	}
	if report.RejectsUnlisted > 0 {
		p.tell("report.rejects_unlisted", messages.Args{"count": report.RejectsUnlisted})
	}
	if err := p.printFindings(report.Findings); err != nil {
		return err
	}
	switch {
	case errors.Is(stopped, pipeline.ErrRejected):
		p.printRejected(b, report)
	case errors.Is(stopped, pipeline.ErrChecks):
		p.printChecksFailed(b, report)
	case stopped == nil && !b.quiet:
		p.printDone(b, report)
	}
	return nil
}

// printViolations prints one line each: file:line: column: what is wrong.
func (p *program) printViolations(b batch, violations []contract.Violation) error {
	sorted := slices.Clone(violations)
	contract.SortViolations(sorted)
	for _, v := range sorted {
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
func (p *program) printFindings(findings []pipeline.Finding) error {
	for _, f := range findings {
		sentence := f.Text[p.words.Lang]
		if f.Severity == contract.Warning {
			sentence = p.say("report.warning", messages.Args{"sentence": sentence})
		}
		_, _ = fmt.Fprintf(p.out, "%s: %s\n", findingPlace(f), printable(sentence))
		if len(f.Samples) == 0 {
			continue
		}
		if err := p.printSamples(f); err != nil {
			return err
		}
	}
	return nil
}

func findingPlace(f pipeline.Finding) string {
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

func (p *program) printSamples(f pipeline.Finding) error {
	columns, rows, toCopy := apart(f.Columns, f.Samples, copyColumn)
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
	if more := f.Rows - len(f.Samples); more > 0 {
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

func (p *program) printRejected(b batch, report *pipeline.Report) {
	files := map[string]bool{}
	count := 0
	for _, v := range report.Violations {
		if v.Severity == contract.Error {
			if v.Rule != "reject_budget" {
				files[v.File] = true
			}
			count++
		}
	}
	p.tell("report.rejected", messages.Args{"count": count, "files": len(files)})
	p.tellRejects(b, report)
	p.printOldRelease(b)
}

// tellRejects says where the rejected rows are, and how to look at them; also when
// they are so few that the run went on.
func (p *program) tellRejects(b batch, report *pipeline.Report) {
	if report.Rejects == "" {
		return
	}
	command := "jaarcijfers rejects"
	if b.work != defaultWork {
		command += " --work " + b.work
	}
	p.tell("report.rejects_file", messages.Args{"file": report.Rejects})
	p.tell("report.rejects_see", messages.Args{"command": command})
	p.tell("report.rejects_back", messages.Args{"command": command})
}

func (p *program) printChecksFailed(b batch, report *pipeline.Report) {
	count := 0
	for _, f := range report.Findings {
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
func (p *program) printDone(b batch, report *pipeline.Report) {
	p.tell(doneKey(report), messages.Args{"time": p.seconds(report.Elapsed)})
	for _, line := range []struct {
		key  string
		args messages.Args
	}{
		{"report.files", messages.Args{"count": report.Files}},
		{"report.rows", messages.Args{"count": report.Rows}},
		{"report.models", messages.Args{"count": report.Models}},
		{"report.checks", messages.Args{"count": report.Checks}},
		{"report.charts", messages.Args{"count": report.Charts}},
		{"report.warnings", messages.Args{"count": warnings(report)}},
	} {
		_, _ = fmt.Fprintf(p.out, "  %-16s%s\n", p.say(line.key, nil), p.say(line.key+"_count", line.args))
	}
	p.tellRejects(b, report)
	if report.Release != "" {
		p.tell("report.open", messages.Args{"path": report.Release})
	}
}

func doneKey(report *pipeline.Report) string {
	switch {
	case report.Release == "":
		return "report.checked"
	case report.Unchanged:
		return "report.unchanged"
	default:
		return "report.built"
	}
}

func warnings(report *pipeline.Report) int {
	count := 0
	for _, v := range report.Violations {
		if v.Severity == contract.Warning {
			count++
		}
	}
	for _, f := range report.Findings {
		if f.Severity == contract.Warning {
			count++
		}
	}
	return count
}
