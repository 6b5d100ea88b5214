package pipeline

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/report"
)

// fill gives the warehouse what left the private database: counts that may leave,
// and how the extract was read.
func (x *extraction) fill(ctx context.Context) error {
	for _, name := range []string{"observation", "change", "empty_month", "missing_year", "false_none"} {
		path := filepath.Join(x.folder, "extract_"+name+".parquet")
		if err := x.records.Export(ctx, "extract."+name, path); err != nil {
			return fmt.Errorf("fill warehouse from extract: %w", err)
		}
		if err := x.run.warehouse.LoadRaw(ctx, "extract_"+name, []engine.ParquetFile{{Path: path}}); err != nil {
			return fmt.Errorf("fill warehouse from extract: %w", err)
		}
		if err := os.Remove(path); err != nil {
			return fmt.Errorf("fill warehouse from extract: %w", err)
		}
	}
	for _, told := range []func(context.Context) error{x.tellPublication, x.tellSources, x.tellRejects, x.tellCorrections} {
		if err := told(ctx); err != nil {
			return fmt.Errorf("tell warehouse of extract: %w", err)
		}
	}
	x.run.report.Extract = &report.ExtractReport{
		Publication: x.publication(), Date: x.date.Format("2006-01-02"), Synthetic: x.synthetic, Rejected: x.budgets.list(), Corrections: len(x.corrections.All),
	}
	return nil
}

func (x *extraction) tellPublication(ctx context.Context) error {
	return x.run.warehouse.Tell(ctx, "raw.extract_publication", []string{"publication_id", "extract_date", "synthetic"},
		[][]any{{x.publication(), x.date, x.synthetic}})
}

func (x *extraction) tellSources(ctx context.Context) error {
	var rows [][]any
	next := map[string]int{}
	for i, s := range x.sources {
		rejected, err := x.records.FileRejects(ctx, s.Resource.Table)
		if err != nil {
			return err
		}
		file := next[s.Resource.Table]
		next[s.Resource.Table]++
		p := x.parts[i]
		rows = append(rows, []any{
			x.publication(), s.Resource.Name, s.Name, s.Format, p.SHA256, p.Records + p.held.Records, rejected[file] + p.held.Records,
		})
	}
	return x.run.warehouse.Tell(ctx, "raw.extract_source",
		[]string{"publication_id", "table_name", "source_file", "format", "sha256", "row_count", "rejected_rows"}, rows)
}

func (x *extraction) tellRejects(ctx context.Context) error {
	var rows [][]any
	for _, c := range x.budgets.list() {
		period := c.Period
		if period == "" {
			period = "unknown"
		}
		rows = append(rows, []any{c.Table, period, c.Rule, c.Rejected, c.Rows, c.Budget, c.Within})
	}
	return x.run.warehouse.Tell(ctx, "raw.extract_reject",
		[]string{"table_name", "time_period", "rule", "rejected_rows", "row_count", "budget_share", "within_budget"}, rows)
}

// tellCorrections says in which column something was corrected and for what kind of
// reason: the values, the reason in words
// and the row can tell a person.
func (x *extraction) tellCorrections(ctx context.Context) error {
	var rows [][]any
	for _, c := range x.corrections.All {
		rows = append(rows, []any{c.Table, c.Column, c.ReasonCode})
	}
	return x.run.warehouse.Tell(ctx, "raw.extract_correction",
		[]string{"table_name", "column_name", "reason_code"}, rows)
}
