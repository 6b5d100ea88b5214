package pipeline_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/source/extract"
)

// tables are those of an extract.
var tables = []string{"offence", "ground", "suspect", "disposal", "verdict"}

// readAgain builds, and gives the tables of the extract that were read from their files
// and not from kept copies: those of which the copy is new.
func readAgain(t *testing.T, o pipeline.Options) []string {
	t.Helper()
	if earlier, err := filepath.Glob(filepath.Join(o.Work, "extract", "*.parquet")); err != nil {
		t.Fatal(err)
	} else {
		for _, path := range earlier {
			if err := os.Chtimes(path, time.Time{}, time.Unix(0, 0)); err != nil {
				t.Fatal(err)
			}
		}
	}
	build(t, o)
	var again []string
	for _, table := range tables {
		info, err := os.Lstat(keptCopy(t, o.Work, table))
		if err != nil || !info.Mode().IsRegular() {
			t.Fatal(info, err)
		}
		if info.ModTime().Unix() > 0 {
			again = append(again, table)
		}
	}
	return again
}

// keptCopy finds the kept copy of a table.
func keptCopy(t *testing.T, work, table string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(work, "extract", table+"-*.parquet"))
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	return found[0]
}

// A kept copy, and the list of them, are what they were or are made again; nothing that
// is done to them stops a build or gets into one.
func TestKeptRowsAreTrustedByTheirHash(t *testing.T) {
	t.Parallel()
	_, made := releasedExtract(t)
	folder, work := synthetic(t, 0), withDrawings(t, made)
	o := pipeline.Options{Work: work, Extract: withExtract(folder)}
	o.Extract.KeepRows = true
	if diff := cmp.Diff(tables, readAgain(t, o)); diff != "" {
		t.Fatal(diff)
	}
	want := query(t, work, "from mart.extract_breakdown order by all")
	list := filepath.Join(work, "extract", "parts.json")
	swap := func(path, from, to string) error {
		text, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(text, []byte(from)) {
			return errors.Join(err, errors.New("it does not hold "+from))
		}
		return os.WriteFile(path, bytes.Replace(text, []byte(from), []byte(to), 1), 0o600)
	}
	for _, tt := range []struct {
		name   string
		damage func() error
		again  []string
	}{
		{"an emptied copy, a byte, a folder and a link in the place of others", func() error {
			verdict, suspect, elsewhere := keptCopy(t, work, "verdict"), keptCopy(t, work, "suspect"), filepath.Join(work, "elsewhere")
			return errors.Join(
				os.Truncate(keptCopy(t, work, "offence"), 0), swap(keptCopy(t, work, "ground"), "PAR1", "PAR2"), os.Remove(verdict), os.Mkdir(verdict, 0o700),
				os.Rename(suspect, elsewhere), os.Symlink(elsewhere, suspect),
			)
		}, []string{"offence", "ground", "suspect", "verdict"}},
		{"a list that says otherwise", func() error { return swap(list, `"Records":`, `"Records":1`) }, tables},
		{"another file, same size and time", func() error {
			path := filepath.Join(folder, "offences-synthetic.csv")
			info, err := os.Stat(path)
			if err != nil {
				return err
			}
			return errors.Join(swap(path, ";false;", ";true ;"), os.Chtimes(path, info.ModTime(), info.ModTime()))
		}, []string{"offence"}},
	} {
		if err := errors.Join(tt.damage(), os.Remove(filepath.Join(work, "state.json"))); err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		if diff := cmp.Diff(tt.again, readAgain(t, o)); diff != "" {
			t.Errorf("%s: read again: %s", tt.name, diff)
		}
		got := query(t, work, "from mart.extract_breakdown order by all")
		if diff := cmp.Diff(want, got); diff != "" && !strings.HasPrefix(tt.name, "another file") {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

// What a run says and counts is of one state of a file, or it says that there was none.
func TestAnExtractThatChangesDuringARunStopsIt(t *testing.T) {
	folder, work := synthetic(t, 0), t.TempDir()
	path := filepath.Join(folder, "offences-synthetic.csv")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, at := range map[string]report.Step{"while other files are read": report.Extract, "while rows are counted": report.Count} {
		done := false
		o := pipeline.Options{Data: "../data", Work: work, Extract: withExtract(folder)}
		o.Events = func(e report.Event) {
			if !done && e.Step == at && e.Done > 0 {
				done = true
				if err := os.WriteFile(path, text, 0o600); err != nil {
					t.Error(err)
				}
			}
		}
		told, err := pipeline.Build(context.Background(), o)
		if !errors.Is(err, report.ErrRejected) || !slices.ContainsFunc(told.Violations, func(v contract.Violation) bool {
			return v.Rule == extract.RuleChanging && v.File == "offences-synthetic.csv" && v.Severity == contract.Error
		}) {
			t.Errorf("%s: %v %+v", name, err, told.Violations)
		}
		if _, err := os.Stat(filepath.Join(work, "release", "current")); err == nil {
			t.Errorf("%s: there is a release", name)
		}
	}
}
