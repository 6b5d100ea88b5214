package pipeline

import (
	"context"
	"fmt"
	"slices"

	"jaarcijfers/pipeline/accepted"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/report"
)

// ruleTermsNone is an accepted state from before it held the contract.
const ruleTermsNone contract.Rule = "accepted_contract_none"

// registerTable is the raw table of the register of changes.
const registerTable = "change"

// compare puts what differs from the accepted state into tables that checks read:
// rows of data, and figures that the report shows. What stops a build is decided
// there (sql/check/accepted_*.sql); rows are named among the violations as well, each
// on a line of its own.
func (r *run) compare(ctx context.Context) error {
	shown, err := r.warehouse.Figures(ctx, r.models)
	if err != nil {
		return err
	}
	d, err := accepted.Compare(r.data, r.input.pkg, shown)
	if err != nil {
		return err
	}
	if d.First {
		return r.noAcceptedState(ctx)
	}
	if d.NoTerms {
		r.report.Violations = append(r.report.Violations, contract.Violation{
			Severity: contract.Warning, File: contract.DescriptorFile, Line: 1, Rule: ruleTermsNone,
		})
	}
	r.report.Violations = append(r.report.Violations, accepted.Violations(d.Rows)...)
	contract.SortViolations(r.report.Violations)
	return r.warehouse.TellChanges(ctx, d.Rows, d.Figures)
}

// noAcceptedState warns that nothing can be compared. A folder whose register has
// changes has had an accepted state.
func (r *run) noAcceptedState(ctx context.Context) error {
	v := contract.Violation{Severity: contract.Warning, File: contract.DescriptorFile, Line: 1, Rule: contract.RuleAcceptedNone}
	if slices.ContainsFunc(r.rawTables(), func(t ingest.RawTable) bool { return t.Name == registerTable }) {
		found, err := r.warehouse.Query(ctx, "from raw."+registerTable+" limit 1")
		if err != nil {
			return fmt.Errorf("read register of changes: %w", err)
		}
		if len(found.Rows) > 0 {
			v.Severity, v.Rule, v.Value = contract.Error, contract.RuleAcceptedGone, contract.AcceptedFolder
		}
	}
	r.report.Violations = append(r.report.Violations, v)
	contract.SortViolations(r.report.Violations)
	if v.Severity == contract.Error {
		return report.ErrRejected
	}
	return nil
}
