package pipeline_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/rejects"
	"jaarcijfers/pipeline/report"
)

// A record may be longer than any line that the engine reads; its start is listed, with
// how long it is, and no text in the list is a formula.
func TestARefusedRecordOfAnyLengthIsListed(t *testing.T) {
	data, work := t.TempDir(), t.TempDir()
	if err := os.CopyFS(data, os.DirFS("../data")); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(data, "figures", "observations.csv")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	long := "=" + strings.Repeat("x", 12_000_000)
	if err := os.WriteFile(path, append(text, long+",a,b\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	told, err := pipeline.CheckOnly(context.Background(), pipeline.Options{Data: data, Work: work})
	if !errors.Is(err, report.ErrRejected) {
		t.Fatalf("got %.500v", err)
	}
	records := csvRecords(t, filepath.Join(work, rejects.File), ',')
	if len(records) != 2 || told.Rejects == "" {
		t.Fatalf("%d lines in %q", len(records), told.Rejects)
	}
	want := "'=" + strings.Repeat("x", 31_999) + "… [12000005]"
	if got := records[1][len(records[1])-1]; got != want {
		t.Errorf("%d bytes: %.40s…%s", len(got), got, got[max(0, len(got)-40):])
	}
}
