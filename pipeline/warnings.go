package pipeline

import (
	"context"
	"fmt"
	"slices"
	"time"

	"jaarcijfers/pipeline/acknowledged"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/sql"
)

// signed warns of data that name no publisher or contact: a release names both.
func (r *run) signed(context.Context) error {
	r.askedWho = true
	r.report.Violations = append(r.report.Violations, r.input.pkg.Unsigned()...)
	contract.SortViolations(r.report.Violations)
	return nil
}

// acknowledge marks the warnings that someone acknowledged.
func (r *run) acknowledge(ctx context.Context) error {
	var err error
	if r.acknowledged, err = r.readAcknowledged(ctx); err != nil {
		return err
	}
	acknowledged.Apply(r.report, r.acknowledged, r.today())
	r.report.Acknowledged = slices.DeleteFunc(r.report.Acknowledged, func(a report.Acknowledged) bool {
		return a.State == report.Gone && !r.looksAt(a.Check)
	})
	return nil
}

// looksAt tells whether the run would have found what a check warns of: one of some models
// would not, and who publishes is asked of a release only. What was not looked for is not gone.
func (r *run) looksAt(check string) bool {
	return len(r.options.Only) == 0 && (r.askedWho || check != string(contract.RuleUnsigned))
}

// readAcknowledged reads the acknowledgements of the data; none when they have no file of them.
func (r *run) readAcknowledged(ctx context.Context) ([]acknowledged.Acknowledgement, error) {
	if !slices.ContainsFunc(r.rawTables(), func(t ingest.RawTable) bool { return t.Name == acknowledged.Table }) {
		return nil, nil
	}
	found, err := r.acknowledgedRows(ctx)
	if err != nil {
		return nil, fmt.Errorf("read acknowledgements: %w", err)
	}
	var list []acknowledged.Acknowledgement
	for _, row := range found.Rows {
		text := func(i int) string { return fmt.Sprint(row[i]) }
		list = append(list, acknowledged.Acknowledgement{Check: text(0), Key: text(1), Reason: text(2), By: text(3), On: text(4), Until: text(5)})
	}
	return list, nil
}

// acknowledgedRows reads them with the SQL of the program: a folder of models need not
// know of them.
func (r *run) acknowledgedRows(ctx context.Context) (*engine.ResultSet, error) {
	question, err := sql.FS.ReadFile("acknowledged/row.sql")
	if err != nil {
		return nil, fmt.Errorf("read question: %w", err)
	}
	return r.warehouse.Query(ctx, string(question))
}

// strict stops a run that was asked to stop at warnings that no one acknowledged.
func (r *run) strict(context.Context) error {
	if r.options.Strict && r.report.Warnings() > 0 {
		return report.ErrWarnings
	}
	return nil
}

// today is the day of the run, as 2026-11-25; empty, which is before any day, when the
// caller gave none.
func (r *run) today() string {
	if r.options.Extract.Today.IsZero() {
		return ""
	}
	return r.options.Extract.Today.Format(time.DateOnly)
}
