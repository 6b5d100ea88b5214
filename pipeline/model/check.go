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
	for _, c := range m.Checks {
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
		if err := c.keepResult(ctx, d, len(result.Rows)); err != nil {
			return nil, nil, err
		}
		done(c.Name)
	}
	return findings, problems, nil
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

func (c Check) keepResult(ctx context.Context, d *engine.DB, rows int) error {
	statement := fmt.Sprintf("insert into meta.check_result values (%s, %s, %s, %s, %d)",
		engine.Literal(c.Name), engine.Literal(c.Severity), engine.Literal(c.MustNot["nl"]), engine.Literal(c.MustNot["en"]), rows)
	if _, err := d.Exec(ctx, statement); err != nil {
		return fmt.Errorf("keep result of %s: %w", c.Name, err)
	}
	return nil
}
