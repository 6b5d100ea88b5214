package pipeline_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/rejects"
	"jaarcijfers/pipeline/report"
)

// A refused record may be longer than any cell of a spreadsheet: its start is listed, with
// how long it is, and no text in the list is a formula.
func TestALongRefusedRecordIsListed(t *testing.T) {
	work := t.TempDir()
	told := checkWithRecord(t, work, 600_000)
	records := csvRecords(t, filepath.Join(work, rejects.File), ',')
	if len(records) != 2 || told.Rejects == "" {
		t.Fatalf("%d lines in %q", len(records), told.Rejects)
	}
	want := "'=" + strings.Repeat("x", 31_999) + "… [600005]"
	if got := records[1][len(records[1])-1]; got != want {
		t.Errorf("%d bytes: %.40s…%s", len(got), got, got[max(0, len(got)-40):])
	}
}

// A record that is longer than all its fields may be together is no record: its line and its
// length are said, and it is not read into memory to be listed.
func TestARecordLongerThanItsFieldsIsSaid(t *testing.T) {
	told := checkWithRecord(t, t.TempDir(), 12_000_000)
	i := slices.IndexFunc(told.Violations, func(v contract.Violation) bool { return v.Rule == "line_long" })
	if i < 0 {
		t.Fatalf("%+.500v", told.Violations)
	}
	if v := told.Violations[i]; v.File != "figures/observations.csv" || v.Line != 662 || v.Value != "12000005" {
		t.Errorf("%.300v", v)
	}
}

// checkWithRecord checks the data with one more record of observations, whose first field
// is so many bytes long.
func checkWithRecord(t *testing.T, work string, length int) *report.Report {
	t.Helper()
	data := t.TempDir()
	if err := os.CopyFS(data, os.DirFS("../data")); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(data, "figures", "observations.csv")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	long := "=" + strings.Repeat("x", length)
	if err := os.WriteFile(path, append(text, long+",a,b\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	told, err := pipeline.CheckOnly(context.Background(), pipeline.Options{Data: data, Work: work})
	if !errors.Is(err, report.ErrRejected) {
		t.Fatalf("got %.500v", err)
	}
	return told
}
