package pipeline

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"jaarcijfers/pipeline/accepted"
	"jaarcijfers/pipeline/acknowledged"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/report"
)

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

// testsToRun leaves out those of models that the run leaves out; the built-in ones of what a
// user replaced, which are of another model; and the other built-in ones, unless a user asks
// for their model or adds to what models share. The program was made with those, and no
// data change what they find.
func (r *run) testsToRun(all []model.UnitTest) []model.UnitTest {
	var run []model.UnitTest
	for _, t := range all {
		schema, name, _ := strings.Cut(t.Model, ".")
		own := r.layers != nil && r.layers.Own(t.File)
		replaced := r.layers != nil && !own && r.layers.Replaces(schema+"/"+name+".sql")
		asked := r.layers != nil && r.layers.Shares()
		if r.report.Only != nil {
			asked = slices.Contains(r.report.Only.Names, t.Model)
			own = own && asked
		}
		if own || asked && !replaced {
			run = append(run, t)
		}
	}
	if only := r.report.Only; only != nil {
		only.Tests, only.TestsLeft = len(run), len(all)-len(run)
	}
	return run
}

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
	if slices.ContainsFunc(r.input.rawTables(), func(t ingest.RawTable) bool { return t.Name == registerTable }) {
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
// would not, who publishes is asked of a release only, and what is about an extract needs
// one: checks that are named so, and all rules of rows but those that figures can break too.
// What was not looked for is not gone; what no check and no rule is called any more is.
func (r *run) looksAt(check string) bool {
	if len(r.options.Only) > 0 {
		return false
	}
	isCheck := slices.ContainsFunc(r.models.Checks, func(c model.Check) bool { return report.Finding{Check: c.Name}.Name() == check })
	if !isCheck && !r.isRule(check) {
		return true
	}
	ofFigures := []string{string(contract.RuleUnsigned), string(contract.RuleAcceptedNone), string(ruleTermsNone)}
	withExtract := r.options.Extract.Path != "" || isCheck && !strings.Contains(check, "extract") || slices.Contains(ofFigures, check)
	return withExtract && (r.askedWho || check != string(contract.RuleUnsigned))
}

// isRule tells whether a rule of rows has this name: one of the program, which has words for
// it, or one in SQL, which has a file.
func (r *run) isRule(name string) bool {
	_, err := fs.Stat(r.sql, "reject/"+name+".sql")
	return err == nil || r.words[messages.Languages[0]].Has("violation."+name)
}

// readAcknowledged reads the acknowledgements of the data; none when they have no file of them.
func (r *run) readAcknowledged(ctx context.Context) ([]acknowledged.Acknowledgement, error) {
	if !slices.ContainsFunc(r.input.rawTables(), func(t ingest.RawTable) bool { return t.Name == acknowledged.Table }) {
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
	return r.askProgram(ctx, "acknowledged/row.sql")
}

// strict stops a run that was asked to stop at warnings that no one acknowledged.
func (r *run) strict(context.Context) error {
	if r.options.Strict && r.report.Warnings() > 0 {
		return report.ErrWarnings
	}
	return nil
}
