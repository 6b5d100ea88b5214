package warehouse_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"jaarcijfers/pipeline/warehouse"
)

// asker makes an empty database that answers expressions.
func asker(t *testing.T) func(expression string) (any, error) {
	t.Helper()
	ctx := context.Background()
	folder := t.TempDir()
	w, err := warehouse.Open(ctx, []string{folder}, "create schema meta")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "w.duckdb")
	if err := w.Save(ctx, path); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return func(expression string) (any, error) {
		result, err := warehouse.Query(ctx, path, "select "+expression)
		if err != nil {
			return nil, err
		}
		return result.Rows[0][0], nil
	}
}

func TestFunctionsAnswerInSQL(t *testing.T) {
	ask := asker(t)
	for _, tt := range []struct {
		expression string
		want       any
	}{
		// R 4.2.2, as in the testdata of package stats.
		{"round(poisson_low(20, 0.95), 6)", 12.21652},
		{"round(poisson_high(20, 0.95), 6)", 30.888378},
		// All of five in one period: 2 of 32 ways.
		{"round(change_p(0, 5), 9)", 0.0625},
		{"change_p(null, 5)", nil},
		// The ways to divide 5, 1 and 1 are told in the test of package stats.
		{"cluster_change_p([5.0, 1.0, 1.0]::double[], []::double[])", 0.25},
		{"cluster_change_p([5, 1], [1])", 0.75},
		{"cluster_change_p([], [])", 1.0},
		{"cluster_change_p(null, [1])", nil},
		{"cluster_change_p([1], null)", nil},
		{"round(cluster_change_p((select list(1) from range(20)), [50]), 9)", 1.0},
		// Units of one offence are counts, in every row of a table.
		{`max(abs(change_p(b, a) - cluster_change_p(list_resize([1], b, 1), list_resize([1], a, 1)))) < 1e-12
		from range(1, 60) as before(b), range(1, 60) as after(a)`, true},
	} {
		t.Run(tt.expression, func(t *testing.T) {
			if got, err := ask(tt.expression); err != nil || got != tt.want {
				t.Errorf("got %v, want %v, error %v", got, tt.want, err)
			}
		})
	}
}

func TestFunctionsNameTheArgumentThatIsWrong(t *testing.T) {
	ask := asker(t)
	for expression, want := range map[string]string{
		"change_p(-1, 5)":                       "argument 1 is -1; it must be a number of at least 0",
		"change_p(1, 'nan'::double)":            "argument 2 is NaN; it must be a number of at least 0",
		"cluster_change_p([1, -2], [1])":        "argument 1 holds -2 at place 2; it must hold whole numbers of at least 0",
		"cluster_change_p([1], [1.5])":          "argument 2 holds 1.5 at place 1",
		"cluster_change_p([1], [1, 2, null])":   "argument 2 holds NULL at place 3",
		"cluster_change_p(['nan'::double], [])": "argument 1 holds NaN at place 1",
		"cluster_change_p(1, 5)":                "cluster_change_p(DOUBLE[], DOUBLE[]) -> DOUBLE",
	} {
		t.Run(expression, func(t *testing.T) {
			if got, err := ask(expression); err == nil || !strings.Contains(fmt.Sprint(err), want) {
				t.Errorf("got %v, error %v; want %q", got, err, want)
			}
		})
	}
}
