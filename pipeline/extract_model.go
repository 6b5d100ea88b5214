package pipeline

import (
	"context"
	"fmt"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/warehouse"
)

// Rules about an extract as a whole.
const (
	ruleSyntheticMixed contract.Rule = "synthetic_mixed"
	ruleExtractDate    contract.Rule = "extract_date"
	ruleBudget         contract.Rule = "reject_budget"
	ruleExtractEmpty   contract.Rule = "extract_empty"
	rulePartYear       contract.Rule = "extract_part_year"
	ruleExtractFuture  contract.Rule = "extract_future"
	ruleNoRows         contract.Rule = "table_rows_none"
	ruleNoExtract      contract.Rule = "extract_rows_none"
	ruleFollows        contract.Rule = "reject_follows"
	ruleCut            contract.Rule = "rejects_cut"
)

// early are the rules of sql/reject that look at one table, and so are held before
// anything is counted.
var early = []string{"article_kind"}

// model lays the tables side by side and counts. Rows that break the contract by
// themselves are out before; those that only their neighbours show are left out
// of the counts and found afterwards.
func (x *extraction) model(ctx context.Context) error {
	keys := map[string][]string{}
	files := map[string][]string{}
	for i, s := range x.sources {
		files[s.Resource.Table] = append(files[s.Resource.Table], x.parts[i].Snapshot)
	}
	for _, r := range x.pkg.Resources {
		if !x.single[r.Table] {
			keys[r.Table] = r.Schema.PrimaryKey
		}
		if err := x.records.Stage(ctx, r.Table, recordColumns(r), files[r.Table]); err != nil {
			return fmt.Errorf("stage extract: %w", err)
		}
	}
	models, problems, err := x.records.Load(ctx, x.run.sql)
	if err != nil {
		return fmt.Errorf("load models of records: %w", err)
	}
	if len(problems) > 0 {
		return x.run.stopOn(problems)
	}
	x.models = models
	s := x.run.begin(Count, len(models.Models)+1)
	if err := x.records.RejectRows(ctx, x.tables(), keys); err != nil {
		return fmt.Errorf("hold extract against its contract: %w", err)
	}
	if problems, err = x.records.RejectEarly(ctx, models, early); err != nil || len(problems) > 0 {
		return x.stopModels(problems, err)
	}
	s.done("contract", false)
	if err := x.identify(ctx); err != nil {
		return err
	}
	if problems, err = x.records.Run(ctx, models, func(model string) { s.done(model, false) }); err != nil || len(problems) > 0 {
		return x.stopModels(problems, err)
	}
	s.finish()
	return nil
}

func (x *extraction) stopModels(problems []warehouse.Problem, err error) error {
	if err != nil {
		return fmt.Errorf("count rows of extract: %w", err)
	}
	return x.run.stopOn(problems)
}

// identify says which extract it is: of which day, and generated or not.
func (x *extraction) identify(ctx context.Context) error {
	last, err := x.records.LastDay(ctx)
	if err != nil {
		return fmt.Errorf("date extract: %w", err)
	}
	if x.date = last; last.IsZero() {
		return x.stop([]contract.Violation{{Severity: contract.Error, File: ".", Rule: ruleExtractEmpty}})
	}
	if given := x.run.options.Extract.Date; given != "" {
		if x.date, err = time.Parse(time.DateOnly, given); err != nil {
			return x.stop([]contract.Violation{{Severity: contract.Error, File: x.run.options.Extract.Path, Rule: ruleExtractDate, Value: given, Expected: last.Format(time.DateOnly)}})
		}
		if x.date.Before(last) {
			return x.stop([]contract.Violation{{
				Severity: contract.Error, File: x.run.options.Extract.Path, Rule: ruleExtractDate, Value: given, Expected: last.Format(time.DateOnly),
			}})
		}
	}
	if err := x.warnPartYear(); err != nil {
		return err
	}
	some, all, err := x.records.Synthetic(ctx)
	if err != nil {
		return fmt.Errorf("look whether extract is synthetic: %w", err)
	}
	if some && !all {
		return x.stop([]contract.Violation{{Severity: contract.Error, File: x.run.options.Extract.Path, Rule: ruleSyntheticMixed}})
	}
	x.synthetic = some
	if today := x.run.options.Extract.Today; (!x.synthetic || x.run.options.Extract.Date != "") && !today.IsZero() && x.date.After(today) {
		return x.stop([]contract.Violation{{
			Severity: contract.Error, File: ".", Rule: ruleExtractFuture,
			Value: x.date.Format(time.DateOnly), Expected: today.Format(time.DateOnly),
		}})
	}
	return x.records.Tell(ctx, "raw.extract_info", []string{"publication_id", "extract_date", "synthetic"}, [][]any{{x.publication(), x.date, x.synthetic}})
}

// warnPartYear says that a year is taken for one that is not over, when nobody gave
// the day of the extract: nothing may have happened on the last days of a whole year.
func (x *extraction) warnPartYear() error {
	if x.run.options.Extract.Date != "" || x.date.AddDate(0, 0, 1).Year() != x.date.Year() {
		return nil
	}
	return x.stop([]contract.Violation{{
		Severity: contract.Warning, File: ".", Rule: rulePartYear, Value: x.date.Format(time.DateOnly), Expected: x.date.Format("2006"),
	}})
}

// publication is the id under which figures of the extract stand among those of
// publications.
func (x *extraction) publication() string {
	id := "extract_" + x.date.Format(time.DateOnly)
	if x.synthetic {
		id = "synthetic_" + id
	}
	return id
}
