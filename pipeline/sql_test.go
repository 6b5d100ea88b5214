package pipeline_test

import (
	"context"
	"testing"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/model"
)

// The unit tests of the SQL hold. The expected rows and where they come from stand with
// each test, in sql/test.
func TestTheUnitTestsOfTheSQLHold(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	told, err := pipeline.Look(ctx, pipeline.Options{Data: "../data"}, func(m pipeline.Modelled) error {
		tests, problems, err := model.LoadUnitTests(m.SQL)
		if err != nil {
			return err
		}
		for _, p := range append(problems, m.Models.CompareTests(tests)...) {
			t.Errorf("%s:%d: %s %s %s", p.File, p.Line, p.Kind, p.Name, p.Detail)
		}
		if len(tests) < 100 {
			t.Errorf("only %d unit tests were found", len(tests))
		}
		failures, err := m.Models.Test(ctx, m.Warehouse.DB, tests)
		for _, f := range failures {
			t.Errorf("%s: %s: %s\nmissing %v\nextra %v", f.File, f.Test, f.Err, f.Missing, f.Extra)
		}
		return err
	})
	if err != nil {
		t.Fatalf("%v\n%+v", err, told)
	}
}
