package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/rejects"
	"jaarcijfers/pipeline/report"
)

// Of each kind of fault the first hundred are listed; the report, the summary and the
// list that goes back say how many there are.
func TestFaultsOfAKindAreListedToAHundredAndAllCounted(t *testing.T) {
	work, folder := t.TempDir(), t.TempDir()
	var offences strings.Builder
	offences.WriteString("case_number;offence_number;inflow_date;article;kind;office;place;online;event;cluster;synthetic\n")
	offences.WriteString("c;f;2024-12-31;art_266;codis;amsterdam;horeca;false;;;\n")
	for i := range 150 { // held back by the gate, refused by the engine, and a double
		fmt.Fprintf(&offences, "c %d;a%d;2024-01-05;art_266;codis;amsterdam;horeca;false;;;\n", i, i)
		fmt.Fprintf(&offences, "c%d;b%d;2024-01-05;art_999;codis;amsterdam;horeca;false;;;\n", i, i)
		offences.WriteString("c;f;2024-01-05;art_266;codis;amsterdam;horeca;false;;;\n")
	}
	if err := os.WriteFile(filepath.Join(folder, "offences.csv"), []byte(offences.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	told, err := pipeline.CheckOnly(context.Background(), pipeline.Options{Data: "../data", Work: work, Extract: ingest.Options{Path: folder}})
	if !errors.Is(err, report.ErrRejected) {
		t.Fatal(err)
	}
	var cut []string
	for _, v := range told.Violations {
		if v.Rule == "rejects_cut" {
			cut = append(cut, fmt.Sprint(v.File, " ", v.Column, " ", v.Value, " ", v.Expected))
		}
	}
	want := []string{"offences.csv article 150 100", "offences.csv case_number 150 100", "offences.csv offence_number 150 100"}
	if diff := cmp.Diff(want, cut); diff != "" || told.RejectsUnlisted != 150 {
		t.Error(told.RejectsUnlisted, diff)
	}
	list := rejects.List{Work: work, Words: words(t, "en")}
	summary, err := list.Summary(context.Background())
	if err != nil || summary.Faults != 450 || summary.Unlisted != 150 {
		t.Error(summary, err)
	}
	for _, g := range summary.Groups {
		if g.Faults != 150 || g.Period != "2024" {
			t.Errorf("%+v", g)
		}
	}
	raw, err := os.ReadFile(filepath.Join(work, "rejects.csv"))
	if lines := strings.Count(string(raw), "\n"); err != nil || lines != 1+3*100+3 {
		t.Errorf("%d lines: %v", lines, err)
	}
	if at := slices.IndexFunc(told.Violations, func(v contract.Violation) bool { return v.Rule == "reject_budget" }); at < 0 || slices.ContainsFunc(told.Violations[at+1:], func(v contract.Violation) bool { return v.Severity == contract.Error }) {
		t.Errorf("the budget is told at %d of %d, before what used it up", at, len(told.Violations))
	}
}
