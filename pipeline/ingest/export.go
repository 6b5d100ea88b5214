package ingest

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/report"
)

// export gives what may leave the private database: counts, and how the extract was read.
func (x *ingestion) export(ctx context.Context) error {
	for _, name := range []string{"observation", "change", "empty_month", "missing_year", "false_none"} {
		path := filepath.Join(x.Scratch, "extract_"+name+".parquet")
		if err := x.records.Export(ctx, "extract."+name, path); err != nil {
			return fmt.Errorf("export counts of extract: %w", err)
		}
		x.result.Raw = append(x.result.Raw, RawTable{Name: "extract_" + name, Files: []engine.ParquetFile{{Path: path}}})
	}
	sources, err := x.sourceFacts(ctx)
	if err != nil {
		return err
	}
	x.result.Facts = []Facts{
		{"raw.extract_publication", []string{"publication_id", "extract_date", "synthetic"}, [][]any{{x.publication(), x.date, x.synthetic}}},
		sources, x.rejectFacts(), x.correctionFacts(),
	}
	x.result.Report.Extract = &report.ExtractReport{
		Publication: x.publication(), Date: x.date.Format("2006-01-02"), Synthetic: x.synthetic, Rejected: x.budgets.list(), Corrections: len(x.corrections.All),
	}
	return nil
}

func (x *ingestion) sourceFacts(ctx context.Context) (Facts, error) {
	facts := Facts{Name: "raw.extract_source", Columns: []string{"publication_id", "table_name", "source_file", "format", "sha256", "row_count", "rejected_rows"}}
	next := map[string]int{}
	for i, s := range x.sources {
		rejected, err := x.records.FileRejects(ctx, s.Resource.Table)
		if err != nil {
			return facts, err
		}
		file := next[s.Resource.Table]
		next[s.Resource.Table]++
		p := x.parts[i]
		facts.Rows = append(facts.Rows, []any{
			x.publication(), s.Resource.Name, s.Name, s.Format, p.SHA256, p.Records + p.held.Records, rejected[file] + p.held.Records,
		})
	}
	return facts, nil
}

func (x *ingestion) rejectFacts() Facts {
	facts := Facts{Name: "raw.extract_reject", Columns: []string{"table_name", "time_period", "rule", "rejected_rows", "row_count", "budget_share", "within_budget"}}
	for _, c := range x.budgets.list() {
		period := cmp.Or(c.Period, "unknown")
		facts.Rows = append(facts.Rows, []any{c.Table, period, c.Rule, c.Rejected, c.Rows, c.Budget, c.Within})
	}
	return facts
}

// correctionFacts say in which column something was corrected and for what kind of
// reason: the values, the reason in words and the row can tell a person.
func (x *ingestion) correctionFacts() Facts {
	facts := Facts{Name: "raw.extract_correction", Columns: []string{"table_name", "column_name", "reason_code"}}
	for _, c := range x.corrections.All {
		facts.Rows = append(facts.Rows, []any{c.Table, c.Column, c.ReasonCode})
	}
	return facts
}
