package ingest

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/report"
)

// Rules about an extract as a whole.
const (
	ruleSyntheticMixed contract.Rule = "synthetic_mixed"
	ruleSynthetic      contract.Rule = "extract_synthetic"
	ruleExtractDate    contract.Rule = "extract_date"
	ruleExtractForm    contract.Rule = "extract_date_form"
	ruleBudget         contract.Rule = "reject_budget"
	ruleExtractEmpty   contract.Rule = "extract_empty"
	rulePartYear       contract.Rule = "extract_part_year"
	ruleExtractFuture  contract.Rule = "extract_future"
	ruleExtractStray   contract.Rule = "extract_date_stray"
	ruleExtractOther   contract.Rule = "extract_date_other"
	ruleDateForm       contract.Rule = "date_form"
	ruleDateUnclear    contract.Rule = "date_form_unclear"
	ruleNoRows         contract.Rule = "table_rows_none"
	ruleNoExtract      contract.Rule = "extract_rows_none"
	ruleFollows        contract.Rule = "reject_follows"
	ruleMostRejected   contract.Rule = "reject_most"
	ruleUnmeasured     contract.Rule = "delivery_none"
)

// early are the rules of sql/reject that look at one table of rows, and so are held
// before anything is counted.
var early = []string{"article_kind", "offence_date", "place_online", "case_cluster", "cluster_register"}

// model lays the tables side by side and counts. Rows that break the contract by
// themselves are out before; those that only their neighbours show are left out
// of the counts and found afterwards.
func (x *ingestion) model(ctx context.Context) error {
	keys, named := map[string][]string{}, map[string]string{}
	files := map[string][]string{}
	for i, s := range x.sources {
		files[s.Resource.Table] = append(files[s.Resource.Table], x.parts[i].Snapshot)
	}
	for _, r := range x.pkg.Resources {
		if len(r.Schema.PrimaryKey) == 1 {
			named[r.Table] = r.Schema.PrimaryKey[0]
		}
		if !x.single[r.Table] {
			keys[r.Table] = r.Schema.PrimaryKey
		}
		if err := x.records.Stage(ctx, r.Table, Columns(r), files[r.Table]); err != nil {
			return fmt.Errorf("stage extract: %w", err)
		}
	}
	models, problems, err := x.records.Load(ctx, x.SQL)
	if err != nil {
		return fmt.Errorf("load models of records: %w", err)
	}
	if len(problems) > 0 {
		return x.stopModels(problems, nil)
	}
	x.models = models
	x.readRules()
	s := report.Begin(x.Events, report.Count, len(models.Models)+1)
	if err := x.readDateForms(ctx); err != nil {
		return err
	}
	if err := x.boundDates(ctx); err != nil {
		return err
	}
	x.records.NameKeys(named)
	if err := x.records.RejectRows(ctx, x.tables(), keys); err != nil {
		return fmt.Errorf("hold extract against its contract: %w", err)
	}
	if problems, err = x.records.RejectEarly(ctx, models, early); err != nil || len(problems) > 0 {
		return x.stopModels(problems, err)
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
	if problems, err = x.records.Run(ctx, models, func(model string) { s.Done(model, false) }); err != nil || len(problems) > 0 {
		return x.stopModels(problems, err)
	}
	s.Finish()
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
	return x.note(violations)
}

// fileOf names the file of a table, or the extract when there are more.
func (x *ingestion) fileOf(table string) string {
	name := ""
	for _, s := range x.sources {
		if s.Resource.Table == table && name != "" && name != s.Name {
			return filepath.Base(x.base)
		}
		if s.Resource.Table == table {
			name = s.Name
		}
	}
	return name
}

func (x *ingestion) stopModels(problems []model.Problem, err error) error {
	if err != nil {
		return fmt.Errorf("count rows of extract: %w", err)
	}
	x.result.Problems = problems
	return report.ErrChecks
}

// identify says which extract it is: of which day, and generated or not.
func (x *ingestion) identify(ctx context.Context) error {
	if x.date.IsZero() {
		if err := x.dateByRows(ctx); err != nil || x.failing {
			return err
		}
	} else if err := x.checkGivenDay(ctx); err != nil || x.failing {
		return err
	}
	some, all, err := x.records.Synthetic(ctx)
	if err != nil {
		return fmt.Errorf("look whether extract is synthetic: %w", err)
	}
	if some && !all {
		return x.stop([]contract.Violation{{Severity: contract.Error, File: ".", Rule: ruleSyntheticMixed}})
	}
	x.synthetic = some
	if x.synthetic && !x.AllowSynthetic {
		if err := x.stop([]contract.Violation{{Severity: contract.Warning, File: ".", Rule: ruleSynthetic}}); err != nil {
			return err
		}
	}
	if err := x.stop(x.unmeasured()); err != nil {
		return err
	}
	if err := x.tellNone(ctx); err != nil {
		return err
	}
	return x.records.Tell(ctx, "raw.extract_info", []string{"publication_id", "extract_date", "synthetic"}, [][]any{{x.publication(), x.date, x.synthetic}})
}

// unmeasured warns once of files that could have been cut short unseen. A generated
// extract is as it was written.
func (x *ingestion) unmeasured() []contract.Violation {
	var names []string
	for _, s := range x.sources {
		if name := strings.Trim(s.Name+"!"+s.Sheet, "!"); !s.Listed.Measured() {
			names = append(names, name)
		}
	}
	if x.synthetic || len(names) == 0 {
		return nil
	}
	return []contract.Violation{{Severity: contract.Warning, File: ".", Rule: ruleUnmeasured, Value: strings.Join(names, ", ")}}
}

// tellNone gives models the years in which the delivery says that a table is empty.
func (x *ingestion) tellNone(ctx context.Context) error {
	var rows [][]any
	for _, r := range x.pkg.Resources {
		for _, year := range x.delivery.None[r.Name] {
			rows = append(rows, []any{r.Name, year})
		}
	}
	return x.records.Tell(ctx, "raw.extract_none", []string{"table_name", "time_period"}, rows)
}

// warnPartYear says that a year is taken for one that is not over, when nobody gave
// the day of the extract: nothing may have happened on the last days of a whole year.
func (x *ingestion) warnPartYear() error {
	if x.date.AddDate(0, 0, 1).Year() != x.date.Year() {
		return nil
	}
	return x.stop([]contract.Violation{{
		Severity: contract.Warning, File: ".", Rule: rulePartYear, Value: x.date.Format(time.DateOnly), Expected: x.date.Format("2006"),
	}})
}

// publication is the id under which figures of the extract stand among those of
// publications.
func (x *ingestion) publication() string {
	id := "extract_" + x.date.Format(time.DateOnly)
	if x.synthetic {
		id = "synthetic_" + id
	}
	return id
}
