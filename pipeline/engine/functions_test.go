package engine_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"jaarcijfers/pipeline/engine"
)

// asker makes an empty database that answers expressions.
func asker(t *testing.T) func(expression string) (any, error) {
	t.Helper()
	ctx := context.Background()
	w, err := engine.Open(ctx, engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return func(expression string) (any, error) {
		result, err := w.Query(ctx, "select "+expression)
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
		{"round(share_low(83, 100, 0.95), 6)", 0.74452},
		{"round(share_high(83, 100, 0.95), 6)", 0.891064},
		{"share_high(null, 100, 0.95)", nil},
		// All of five in one period: 2 of 32 ways.
		{"round(change_p(0, 5), 9)", 0.0625},
		{"change_p(null, 5)", nil},
		// The ways to divide 5, 1 and 1 are told in the test of package stats.
		{"cluster_change_p([5.0, 1.0]::double[], [1.0, 2.0]::double[], [0.0, 0.0]::double[])", 0.25},
		{"cluster_change_p([5, 1], [1, 1], [0, 1])", 0.75},
		{"cluster_change_p([], [], [])", 1.0},
		{"cluster_change_p(null, [1], [1])", nil},
		{"cluster_change_p([1], null, [1])", nil},
		{"cluster_change_p([1], [1], null)", nil},
		{"cluster_change_p([1], null, [1, 2])", nil},
		{"round(cluster_change_p([1, 50], [20, 0], [0, 1]), 9)", 1.0},
		{"cluster_change_p([10000], [0], [5])", 0.0625},
		// A thirty-second and a little, by hand in the test of package stats.
		{"round(cluster_change_p([1, 100000], [5000000, 0], [5000000, 5]), 9)", 0.031257885},
		// Units of one offence are counts, in every row of a table.
		{`max(abs(change_p(b, a) - cluster_change_p([1], [b], [a]))) < 1e-12
		from range(1, 60) as before(b), range(1, 60) as after(a)`, true},
		// The histogram comes from rows, the size of each unit and its year.
		{`cluster_change_p(list(size), list(before), list(after)) from (
			select size::double as size, count(*) filter (where y = 1)::double as before, count(*) filter (where y = 2)::double as after
			from (values (5, 1), (1, 1), (1, 2)) as unit(size, y) group by size)`, 0.75},
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
		"change_p(-1, 5)":                                      "argument 1 is -1; it must be a number of at least 0",
		"change_p(1, 'nan'::double)":                           "argument 2 is NaN; it must be a number of at least 0",
		"share_low(5, 4, 0.95)":                                "arguments 1 and 2 are 5 of 4; the whole must be at least 1, and the part at most the whole",
		"share_high(0, 0, 0.95)":                               "arguments 1 and 2 are 0 of 0",
		"cluster_change_p([1, -2], [1, 1], [1, 1])":            "argument 1 holds -2 at place 2; it must hold whole numbers of at least 0",
		"cluster_change_p([1], [1.5], [1])":                    "argument 2 holds 1.5 at place 1; it must hold whole numbers of at least 0",
		"cluster_change_p([1, 2, 3], [1, 2, 3], [1, 2, null])": "argument 3 holds NULL at place 3",
		"cluster_change_p(['nan'::double], [1], [1])":          "argument 1 holds NaN at place 1",
		"cluster_change_p([1], ['inf'::double], [1])":          "argument 2 holds +Inf at place 1",
		"cluster_change_p([1, 2, 3], [1, 2], [1, 2, 3])":       "argument 2 ends at place 2 and argument 1 at place 3; the lists must be equally long",
		"cluster_change_p([1, 2], [1, 2], [1, 2, 3])":          "argument 3 ends at place 3 and argument 1 at place 2",
		"cluster_change_p([], [1], [])":                        "argument 2 ends at place 1 and argument 1 at place 0",
		"cluster_change_p([1, 2], [5e8, 1], [5e8, 0])":         "arguments 1 to 3 hold more than 1000000000 offences in all",
		"cluster_change_p([1], [1])":                           "cluster_change_p(DOUBLE[], DOUBLE[], DOUBLE[]) -> DOUBLE",
		"cluster_change_p(1, 5, 5)":                            "cluster_change_p(DOUBLE[], DOUBLE[], DOUBLE[]) -> DOUBLE",
	} {
		t.Run(expression, func(t *testing.T) {
			if got, err := ask(expression); err == nil || !strings.Contains(fmt.Sprint(err), want) {
				t.Errorf("got %v, error %v; want %q", got, err, want)
			}
		})
	}
}
