package warehouse

import (
	"context"
	"fmt"
)

// samples is how many of the rows that must not exist a finding shows.
const samples = 10

// A Finding is what a check found.
type Finding struct {
	Check   Check
	Rows    int
	Columns []string
	Samples [][]string // the first ten, as text
}

// Check runs every check and keeps the outcome in meta.check_result. done is
// told of each. A check that the engine refuses is a problem.
func (w *Warehouse) Check(ctx context.Context, models *Models, done func(check string)) ([]Finding, []Problem, error) {
	var findings []Finding
	var problems []Problem
	for _, c := range models.Checks {
		result, err := w.query(ctx, c.SQL, named(c.Parameters)...)
		if err != nil {
			found, err := sqlProblem(ctx, c.File, err)
			if err != nil {
				return nil, nil, err
			}
			problems = append(problems, found...)
			continue
		}
		if len(result.Rows) > 0 {
			findings = append(findings, finding(c, result))
		}
		if err := w.keepResult(ctx, c, len(result.Rows)); err != nil {
			return nil, nil, err
		}
		done(c.Name)
	}
	return findings, problems, nil
}

func finding(c Check, result *ResultSet) Finding {
	f := Finding{Check: c, Rows: len(result.Rows), Columns: result.Columns}
	result.sort()
	for _, row := range result.Rows[:min(samples, len(result.Rows))] {
		f.Samples = append(f.Samples, texts(row))
	}
	return f
}

func (w *Warehouse) keepResult(ctx context.Context, c Check, rows int) error {
	statement := fmt.Sprintf("insert into meta.check_result values (%s, %s, %s, %s, %d);\n%s",
		literal(c.Name), literal(c.Severity), literal(c.MustNot["nl"]), literal(c.MustNot["en"]), rows,
		parameterRows(c.Name, c.Parameters))
	if _, err := w.conn.ExecContext(ctx, statement); err != nil {
		return fmt.Errorf("keep result of %s: %w", c.Name, err)
	}
	return nil
}
