package model

import (
	"context"
	"fmt"
	"slices"

	"jaarcijfers/pipeline/engine"
)

// A Finding is what a check found.
type Finding struct {
	Check   Check
	Rows    int
	Columns []string
	Samples [][]string // those rows, as text
}

// Check runs every check and keeps the outcome in meta.check_result. done is
// called for each. A check that the engine refuses is a problem.
func (m *Models) Check(ctx context.Context, d *engine.DB, done func(check string)) ([]Finding, []Problem, error) {
	var findings []Finding
	var problems []Problem
	var results []string
	keep := func() error {
		if err := insertRows(ctx, d, "meta.check_result", results); err != nil {
			return fmt.Errorf("keep results of checks: %w", err)
		}
		results = nil
		return nil
	}
	for _, c := range m.Checks {
		if m.Rests(c.Name, "meta.check_result") {
			if err := keep(); err != nil {
				return nil, nil, err
			}
		}
		result, err := d.Query(ctx, c.SQL, Arguments(c.Parameters)...)
		if err != nil {
			found, err := SQLProblem(ctx, c.File, err)
			if err != nil {
				return nil, nil, err
			}
			problems = append(problems, found...)
			continue
		}
		m.leaveOut(c, result)
		if len(result.Rows) > 0 {
			findings = append(findings, finding(c, result))
		}
		results = append(results, c.resultRow(len(result.Rows)))
		done(c.Name)
	}
	return findings, problems, keep()
}

// leaveOut takes away the rows of a check about models that a selection is not of. A check
// that was asked for by its name keeps all.
func (m *Models) leaveOut(c Check, result *engine.ResultSet) {
	at := slices.Index(result.Columns, "model")
	if at < 0 || slices.Contains(m.named, c.Name) {
		return
	}
	result.Rows = slices.DeleteFunc(result.Rows, func(row []any) bool { return m.aside[engine.Text(row[at])] })
}

func finding(c Check, result *engine.ResultSet) Finding {
	f := Finding{Check: c, Rows: len(result.Rows), Columns: result.Columns}
	result.Sort()
	for _, row := range result.Rows {
		f.Samples = append(f.Samples, engine.Texts(row))
	}
	return f
}

// resultRow is the row of a check in meta.check_result, as SQL.
func (c Check) resultRow(rows int) string {
	return fmt.Sprintf("(%s, %s, %s, %s, %d)",
		engine.Literal(c.Name), engine.Literal(c.Severity), engine.Literal(c.MustNot["nl"]), engine.Literal(c.MustNot["en"]), rows)
}
