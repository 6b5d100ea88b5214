package pipeline_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/accepted"
)

// changedData is a copy of data/ with changes in two files that are not accepted.
func changedData(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, os.DirFS("../data")); err != nil {
		t.Fatal(err)
	}
	change(t, dir, "codelists/theme.csv", "inflow,Instroom", "inflow,Instroom bij het OM")
	change(t, dir, "figures/observations.csv", ",discriminatiefeiten,683,count", ",discriminatiefeiten,684,count")
	return dir
}

func change(t *testing.T, dir, file, old, replacement string) {
	t.Helper()
	path := filepath.Join(dir, file)
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), old) {
		t.Fatalf("%s does not hold %q: %v", file, old, err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(text), old, replacement, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
}

var testDecision = accepted.Decision{Reason: "correction", Why: map[string]string{"nl": "test", "en": "test"}, By: "test"}

// Accepting one file takes nothing of another along, and a stop leaves all as it
// was; the second time there is nothing to do.
func TestAcceptTakesOneFileWholeOrNotAtAll(t *testing.T) {
	dir := changedData(t)
	before := files(t, dir)
	propose := func(names ...string) *accepted.Proposal {
		t.Helper()
		p, found, err := pipeline.Propose(t.Context(), pipeline.AcceptOptions{Data: dir, Files: names})
		if err != nil {
			t.Fatalf("%v %+v", err, found)
		}
		return p
	}
	p := propose("codelists/theme.csv")
	if diff := cmp.Diff([]string{"codelists/theme.csv"}, p.Subjects()); diff != "" || len(p.Figures) > 0 {
		t.Fatal(diff, p.Figures)
	}
	if err := p.Write(t.Context(), nil, "2026-01-01"); !errors.Is(err, accepted.ErrUndecided) {
		t.Errorf("without a reason: %v", err)
	}
	decisions := map[string]accepted.Decision{"codelists/theme.csv": testDecision}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := p.Write(stopped, decisions, "2026-01-01"); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if diff := cmp.Diff(before, files(t, dir)); diff != "" {
		t.Fatalf("something was written: %s", diff)
	}
	if err := propose("codelists/theme.csv").Write(t.Context(), decisions, "2026-01-01"); err != nil {
		t.Fatal(err)
	}
	after := files(t, dir)
	if string(after["accepted/files/codelists/theme.csv"]) != string(after["codelists/theme.csv"]) {
		t.Error("the file was not accepted")
	}
	for _, name := range []string{"accepted/files/figures/observations.csv", "accepted/figures.csv", "figures/observations.csv"} {
		if string(after[name]) != string(before[name]) {
			t.Errorf("%s was taken along", name)
		}
	}
	if got := strings.Count(string(after["changes.csv"]), "\n") - strings.Count(string(before["changes.csv"]), "\n"); got != 1 {
		t.Errorf("the register has %d lines more: %s", got, after["changes.csv"])
	}
	if _, _, err := pipeline.Propose(t.Context(), pipeline.AcceptOptions{Data: dir, Files: []string{"codelists/theme.csv"}}); !errors.Is(err, accepted.ErrNoFile) {
		t.Errorf("again: %v", err)
	}
}

// When the machine stops between the renames, the next accept puts back the state
// that the descriptor names, and its register.
func TestAcceptRecoversWhatTheMachineBrokeOff(t *testing.T) {
	dir := changedData(t)
	before := files(t, dir)
	if err := os.Rename(filepath.Join(dir, "accepted"), filepath.Join(dir, ".accepted-last")); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "accepted"), os.DirFS(filepath.Join(dir, ".accepted-last"))); err != nil {
		t.Fatal(err)
	}
	change(t, dir, "accepted/figures.csv", ",683,", ",684,")
	change(t, dir, "changes.csv", "\n", "\nhalf a row")
	if _, _, err := pipeline.Propose(t.Context(), pipeline.AcceptOptions{Data: dir}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, files(t, dir)); diff != "" {
		t.Error(diff)
	}
}

// Two releases that differ in one word, or in the program, have different names.
func TestReleasesThatDifferHaveDifferentNames(t *testing.T) {
	const name = "select edition from meta.release"
	names := map[string]bool{query(t, released(t), name): true}
	for _, o := range []pipeline.Options{
		{Work: withDrawings(t, released(t)), Program: "other"},
		{Work: withDrawings(t, released(t)), Data: copyData(t, "codelists/category.csv", func(text string) string {
			return strings.Replace(text, "ground,ras,ras,race", "ground,ras,ras,descent", 1)
		})},
	} {
		build(t, o)
		names[query(t, o.Work, name)] = true
	}
	if len(names) != 3 {
		t.Errorf("three releases are called %v", names)
	}
}
