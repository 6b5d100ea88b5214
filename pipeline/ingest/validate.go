package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/rejects"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/source/extract"
)

// validate names all that is wrong with rows and with the register before it stops.
func (x *ingestion) validate(ctx context.Context) error {
	var clusters error
	if !x.failing { // else a case may be in a file that was not read
		clusters = x.checkRegister(ctx)
	}
	if clusters != nil && !errors.Is(clusters, report.ErrRejected) {
		return clusters
	}
	if err := x.rejectRows(ctx); err != nil {
		return err
	}
	return clusters
}

// clusterTable is the table of the register of clusters.
const clusterTable = "cluster"

// checkRegister names the cases of the register that are not in the extract: their
// cluster would count too few. A synthetic extract has none of the real ones.
func (x *ingestion) checkRegister(ctx context.Context) error {
	at := slices.IndexFunc(x.Published, func(t RawTable) bool { return t.Name == clusterTable })
	if at < 0 {
		return nil
	}
	unknown, err := x.records.UnknownCases(ctx, "raw."+clusterTable)
	if err != nil {
		return fmt.Errorf("check register of clusters: %w", err)
	}
	severity := contract.Error
	if x.synthetic {
		severity = contract.Warning
	}
	for _, c := range unknown {
		x.result.Report.Violations = append(x.result.Report.Violations, contract.Violation{
			Severity: severity, File: x.Published[at].Files[0].Source, Line: c.Line, Column: "case_number", Value: c.Case, Rule: ruleClusterCase,
		})
	}
	if len(unknown) > 0 && severity == contract.Error {
		return report.ErrRejected
	}
	return nil
}

// rejectRows lists rejected rows with their place and text, the first of each kind, counts
// all by rule and year, and stops when a year has more of them than its budget.
func (x *ingestion) rejectRows(ctx context.Context) error {
	for _, step := range []func(context.Context) error{x.rejectLinks, x.addHeld, x.locateRejects, x.countRejects} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	shown, err := x.shown()
	if err != nil {
		return err
	}
	whole, err := x.checkWhole(ctx)
	if err != nil {
		return err
	}
	x.result.Tables, x.result.Counts = x.tables(), x.rejectCounts()
	err = x.stop(slices.Concat(shown, whole, x.budgets.exceeded()))
	if x.failing {
		return report.ErrRejected
	}
	return err
}

// checkWhole finds what no row shows by itself. While a file was not read it is not looked
// at: the rest is there by chance.
func (x *ingestion) checkWhole(ctx context.Context) ([]contract.Violation, error) {
	var all []contract.Violation
	if x.failing {
		return nil, nil
	}
	for _, look := range []func(context.Context) ([]contract.Violation, error){x.checkCauses, x.checkClusterSizes, x.checkSingleCodes, x.checkEarlyYears} {
		found, err := look(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// locateRejects lists what the engine rejected, the first of each kind.
func (x *ingestion) locateRejects(ctx context.Context) error {
	found, err := x.records.Rejects(ctx, extract.MostListed)
	if err != nil {
		return fmt.Errorf("list rejects: %w", err)
	}
	return x.locate(ctx, found)
}

// rejectCounts are the counts that stand beside the list of rejected rows.
func (x *ingestion) rejectCounts() *rejects.Counts {
	c := &rejects.Counts{
		Synthetic: x.synthetic, Unlisted: x.result.Report.RejectsUnlisted, Counts: x.budgets.list(), Tables: x.budgets.name, Rules: x.mustNot(),
	}
	for k, faults := range x.kinds {
		c.Kinds = append(c.Kinds, rejects.Kind{Table: k.table, File: k.file, Rule: k.rule, Column: k.column, Period: k.period, Faults: faults})
	}
	return c
}

// mustNot says by rule of sql/reject, and by language, what must not be.
func (x *ingestion) mustNot() map[string]map[string]string {
	all := map[string]map[string]string{}
	for name, rule := range x.rules {
		all[name] = rule.MustNot
	}
	return all
}
