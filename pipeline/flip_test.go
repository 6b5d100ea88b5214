package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/report"
)

// Fifty figures of the report are flipped, one at a time, in the table that a
// chart or card is made of: a digit more or less, as by a slip in a model. At
// least 95 of a hundred must stop the build.
func TestFlippedFiguresStopTheBuild(t *testing.T) {
	t.Parallel()
	const flips, least = 50, 0.95
	random := rand.New(rand.NewPCG(29, 34))
	work := released(t)
	own := t.TempDir()
	values := func(mart string) []string {
		return strings.Fields(query(t, work, fmt.Sprintf("select column_name from duckdb_columns() where schema_name = 'mart' and table_name = '%s' and column_name in ('%s')",
			strings.TrimSuffix(filepath.Base(mart), ".sql"), strings.Join(model.ValueColumns, "', '"))))
	}
	rows := func(mart string) int {
		count, err := strconv.Atoi(strings.TrimSpace(query(t, work,
			fmt.Sprintf("select count(coalesce(%s)) from mart.%s", strings.Join(values(mart), ", "), strings.TrimSuffix(filepath.Base(mart), ".sql")))))
		if err != nil {
			t.Fatal(err)
		}
		return count
	}
	// Those of an extract are empty here; TestEveryCountOfAnExtractIsCountedAgain holds them.
	marts := slices.DeleteFunc(figureMarts(t), func(mart string) bool { return rows(mart) == 0 })
	var missed []string
	for range flips {
		mart := marts[random.IntN(len(marts))]
		name := "mart." + strings.TrimSuffix(filepath.Base(mart), ".sql")
		row, change := 1+random.IntN(rows(mart)), []int{-10, -9, -1, 1, 9, 10, 90, 100}[random.IntN(8)]
		folder := flipped(t, mart, values(mart), row, change)
		told, err := pipeline.CheckOnly(context.Background(), pipeline.Options{Data: "../data", SQL: folder, Work: own})
		switch {
		case errors.Is(err, report.ErrChecks) && slices.ContainsFunc(told.Findings, func(f report.Finding) bool { return f.Severity == "error" }):
		case err != nil && !errors.Is(err, report.ErrChecks):
			t.Fatal(err)
		default:
			missed = append(missed, fmt.Sprintf("%s row %d by %d", name, row, change))
		}
	}
	if caught := flips - len(missed); float64(caught) < least*flips {
		t.Errorf("%d of %d flips stop the build; not %v", caught, flips, missed)
	} else {
		t.Logf("%d of %d flips stop the build; not %v", caught, flips, missed)
	}
}

// figureMarts are the model files whose figures the report shows.
func figureMarts(t *testing.T) []string {
	t.Helper()
	all, err := filepath.Glob("../sql/mart/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	marts := slices.DeleteFunc(all, func(path string) bool { return !strings.Contains(sqlOf(t, path), "\nchart: true") })
	if len(marts) < 8 {
		t.Fatalf("only %v", marts)
	}
	return marts
}

func sqlOf(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The rows of a model stand in the order that it names, or else in that of its key.
var (
	orderLine = regexp.MustCompile(`(?m)^order: \[(.*)\]$`)
	keyLine   = regexp.MustCompile(`(?m)^key: \[(.*)\]$`)
)

// flipped is a folder with SQL of one's own, in which one row of a mart has another value.
func flipped(t *testing.T, mart string, values []string, row, change int) string {
	t.Helper()
	flips := make([]string, len(values))
	for i, value := range values {
		flips[i] = fmt.Sprintf("case when flip_row = %d then %s + %d else %s end as %s", row, value, change, value, value)
	}
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "mart"), 0o700); err != nil {
		t.Fatal(err)
	}
	head, body, _ := strings.Cut(sqlOf(t, mart), "*/\n")
	order := orderLine.FindStringSubmatch(head)
	if order == nil {
		order = keyLine.FindStringSubmatch(head)
	}
	if order == nil {
		t.Fatalf("%s names no order and no key", mart)
	}
	text := fmt.Sprintf(`%sreplaces: built-in
*/
select * exclude (flip_row) replace (%s)
from (
select *, row_number() over (order by %s) as flip_row
from (
%s
) as original
) as numbered
`, head, strings.Join(flips, ", "), order[1], body)
	if err := os.WriteFile(filepath.Join(folder, "mart", filepath.Base(mart)), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}
