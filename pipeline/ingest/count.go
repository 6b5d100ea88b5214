package ingest

import (
	"context"
	"fmt"
	"strconv"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/report"
)

// early are the rules of sql/reject that look at one table of rows, and so are held
// before anything is counted.
var early = []string{"article_kind", "offence_date", "place_online", "case_cluster", "cluster_register"}

// count refuses the rows that break the contract by themselves, finds out which extract it
// is, and counts the others. Rows that only their neighbours show to be wrong are left out of
// the counts, and listed by validate.
func (x *ingestion) count(ctx context.Context) error {
	s := report.Begin(x.Events, report.Count, len(x.models.Models)+1)
	for _, step := range []func(context.Context) error{x.checkDateForms, x.boundDates, x.rejectEarly} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	s.Done("contract", false)
	if err := x.stopAtMost(ctx); err != nil {
		return err
	}
	if err := x.identify(ctx); err != nil {
		return err
	}
	if x.failing { // counts would be of what is there by chance
		s.Finish()
		return nil
	}
	if err := x.keepHeldKeys(ctx); err != nil {
		return fmt.Errorf("count rows of extract: %w", err)
	}
	problems, err := x.records.Run(ctx, x.models, func(model string) { s.Done(model, false) })
	if err != nil || len(problems) > 0 {
		return x.stopModels(problems, err)
	}
	s.Finish()
	return nil
}

// rejectEarly marks the rows that break the contract, or a rule of one table.
func (x *ingestion) rejectEarly(ctx context.Context) error {
	keys, named := map[string][]string{}, map[string]string{}
	for _, r := range x.pkg.Resources {
		if len(r.Schema.PrimaryKey) == 1 {
			named[r.Table] = r.Schema.PrimaryKey[0]
		}
		if !x.single[r.Table] {
			keys[r.Table] = r.Schema.PrimaryKey
		}
	}
	x.records.NameKeys(named)
	if err := x.records.RejectRows(ctx, x.tables(), keys); err != nil {
		return fmt.Errorf("check extract against its contract: %w", err)
	}
	if problems, err := x.records.RejectEarly(ctx, x.models, early); err != nil || len(problems) > 0 {
		return x.stopModels(problems, err)
	}
	return nil
}

// manyRejects are more than what is left of a table is worth counting for.
const manyRejects = 10_000

// stopAtMost counts nothing of an extract of which a table has mostly rejected rows. It
// stops anyway, and links, clusters and figures would take long for what is there by
// chance.
func (x *ingestion) stopAtMost(ctx context.Context) error {
	tallies, err := x.records.Tallies(ctx, x.tables())
	if err != nil {
		return err
	}
	rows, rejected := map[string]int{}, map[string]int{}
	staged := map[[2]string]bool{}
	for _, t := range tallies {
		if key := [2]string{t.Table, t.Period}; !staged[key] {
			staged[key] = true
			rows[t.Table] += t.Rows
		}
		if t.Rule == "" {
			rejected[t.Table] += t.Rejected
		}
	}
	var violations []contract.Violation
	for _, r := range x.pkg.Resources {
		if n := rejected[r.Table]; n >= manyRejects && 2*n > rows[r.Table] {
			violations = append(violations, contract.Violation{
				Severity: contract.Error, File: x.fileOf(r.Table), Rule: ruleMostRejected, Value: strconv.Itoa(n), Expected: strconv.Itoa(rows[r.Table]),
			})
		}
	}
	return x.collect(violations)
}

// loadNone gives models the years in which the delivery says that a table is empty.
func (x *ingestion) loadNone(ctx context.Context) error {
	var rows [][]any
	for _, r := range x.pkg.Resources {
		for _, year := range x.delivery.None[r.Name] {
			rows = append(rows, []any{r.Name, year})
		}
	}
	return x.records.Tell(ctx, "raw.extract_none", []string{"table_name", "time_period"}, rows)
}
