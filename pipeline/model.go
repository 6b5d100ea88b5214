package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/report"
)

// model runs the SQL models over the raw tables.
func (r *run) model(ctx context.Context) error {
	models, problems, err := r.warehouse.Load(ctx, r.sql)
	if err != nil {
		return fmt.Errorf("load models: %w", err)
	}
	r.models = models
	for lang, words := range r.words {
		r.words[lang] = words.With(models.Numbers())
	}
	if problems = slices.Concat(r.sqlProblems, problems); len(problems) > 0 {
		return r.stopOn(problems)
	}
	r.selected()
	s := r.begin(report.Model, len(r.models.Models))
	problems, err = r.models.Run(ctx, r.warehouse.DB, func(model string) { s.Done(model, false) })
	if err != nil {
		return fmt.Errorf("run models: %w", err)
	}
	if len(problems) > 0 {
		return r.stopOn(problems)
	}
	r.report.Models = len(r.models.Models)
	s.Finish()
	return nil
}

// check runs the SQL checks; only errors stop the build.
func (r *run) check(ctx context.Context) error {
	s := r.begin(report.Check, len(r.models.Checks))
	found, problems, err := r.models.Check(ctx, r.warehouse.DB, func(check string) { s.Done(check, false) })
	if err != nil {
		return fmt.Errorf("run checks: %w", err)
	}
	if len(problems) > 0 {
		return r.stopOn(problems)
	}
	stop := false
	for _, f := range found {
		r.report.Findings = append(r.report.Findings, report.Finding{
			Severity: contract.Severity(f.Check.Severity), Check: f.Check.Name, File: r.sqlPlace(f.Check.File), Text: checkText(f.Check),
			Rows: f.Rows, Columns: f.Columns, Samples: f.Samples,
		})
		stop = stop || f.Check.Severity == string(contract.Error)
	}
	r.report.Checks = len(r.models.Checks)
	s.Finish()
	if err := r.acknowledge(ctx); err != nil {
		return err
	}
	if stop {
		return report.ErrChecks
	}
	return nil
}

// checkText is what must not be, and what to do about it.
func checkText(c model.Check) map[string]string {
	text := map[string]string{}
	for lang := range c.MustNot {
		text[lang] = c.MustNot[lang] + " " + c.Do[lang]
	}
	return text
}

// test runs the unit tests of the SQL.
func (r *run) test(ctx context.Context) error {
	all, problems, err := model.LoadUnitTests(r.sql)
	if err != nil {
		return fmt.Errorf("load unit tests: %w", err)
	}
	tests := r.testsToRun(all)
	problems = append(problems, r.models.CompareTests(tests)...)
	if len(problems) > 0 {
		if only := r.report.Only; only != nil {
			only.Tests, only.TestsLeft = 0, len(all)
		}
		return r.stopOn(problems)
	}
	failures, err := r.models.Test(ctx, r.warehouse.DB, tests)
	if err != nil {
		return fmt.Errorf("run unit tests: %w", err)
	}
	for _, f := range failures {
		detail := f.Err
		for _, row := range f.Missing {
			detail += " − " + row
		}
		for _, row := range f.Extra {
			detail += " + " + row
		}
		r.report.Findings = append(r.report.Findings, report.Finding{
			Severity: contract.Error, Check: f.Model, File: r.sqlPlace(f.File), Rows: len(f.Missing) + len(f.Extra),
			Text: messages.InAll(r.words, "model.unit_test", messages.Args{"name": f.Test, "detail": strings.TrimSpace(detail), "file": f.File}),
		})
	}
	if len(failures) > 0 {
		return report.ErrChecks
	}
	return nil
}

// testsToRun leaves out those of models that the run leaves out, and the built-in ones of
// what a user replaced: they are of another model.
func (r *run) testsToRun(all []model.UnitTest) []model.UnitTest {
	var run []model.UnitTest
	for _, t := range all {
		schema, name, _ := strings.Cut(t.Model, ".")
		replaced := r.layers != nil && !r.layers.Own(t.File) && r.layers.Replaces(schema+"/"+name+".sql")
		if !replaced && (r.report.Only == nil || slices.Contains(r.report.Only.Names, t.Model)) {
			run = append(run, t)
		}
	}
	if only := r.report.Only; only != nil {
		only.Tests, only.TestsLeft = len(run), len(all)-len(run)
	}
	return run
}

// stopOn reports what is wrong in the SQL files themselves.
func (r *run) stopOn(problems []model.Problem) error {
	for _, p := range problems {
		r.report.Findings = append(r.report.Findings, report.Finding{
			Severity: contract.Error, Check: p.Name, File: r.sqlPlace(p.File), Line: p.Line,
			Text: messages.InAll(r.words, "model."+p.Kind, messages.Args{"name": p.Name, "detail": p.Detail, "file": p.File}),
		})
	}
	return report.ErrChecks
}
