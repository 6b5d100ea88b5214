package pipeline_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/report"
)

// synthetic writes a synthetic extract into a new folder.
func synthetic(t *testing.T, rows int) string {
	t.Helper()
	return copied(t, madeExtract(t, rows))
}

// madeExtract is one to read.
func madeExtract(t *testing.T, rows int) string {
	t.Helper()
	return once(filepath.Join(fmt.Sprint("extract-", rows), "extract"), func(path string) {
		_, _, err := pipeline.Synth(context.Background(), pipeline.Options{Data: "../data"}, pipeline.SynthOptions{Folder: path, Rows: rows, Seed: 5}, func(string) {})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func withExtract(path string) ingest.Options {
	return ingest.Options{Path: path, AllowSynthetic: true}
}

// csvRecords reads a file, its header too, with a reader that is not ours.
func csvRecords(t *testing.T, path string, comma rune) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	in := csv.NewReader(f)
	in.Comma = comma
	records, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// table reads one table of a synthetic extract.
func table(t *testing.T, folder, name string) []map[string]string {
	t.Helper()
	records := csvRecords(t, filepath.Join(folder, name+"-synthetic.csv"), ';')
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, field := range records[0] {
			row[field] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func TestExtractFollowsWhatWasPublished(t *testing.T) {
	_, work := releasedExtract(t)
	// The totals of the OM, as in TestReleaseHoldsThePublishedFigures; 2017 is 144 and 187.
	want := "2017 331 331 agrees\n2019 344 344 agrees\n2020 409 409 agrees\n2021 485 485 agrees\n2022 417 417 agrees\n2023 535 535 agrees\n2024 683 683 agrees\n"
	got := query(t, work, "select time_period, cast(published_value as integer), cast(obs_value as integer), reason from mart.extract_difference where series_id = 'extract_total_offence' order by 1")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := query(t, work, "select count(*) from core.observation where starts_with(series_id, 'extract_') and not starts_with(publication_id, 'synthetic_')"); n != "0\n" {
		t.Errorf("figures that do not say that they are synthetic: %s", n)
	}
	if n := query(t, work, "select count(*) from core.preferred where not starts_with(series_id, 'extract_') and starts_with(observation_id, 'synthetic')"); n != "0\n" {
		t.Errorf("synthetic figures in published series: %s", n)
	}
}

// ids are the numbers of cases, offences and suspects of an extract.
func ids(t *testing.T, folder string) [][]byte {
	found := map[string]bool{}
	for _, o := range table(t, folder, "offences") {
		found[o["case_number"]] = true
	}
	var list [][]byte
	for id := range found {
		list = append(list, []byte(id))
	}
	return list
}

// holds names the files below folder that hold any of the ids.
func holds(t *testing.T, folder string, ids [][]byte) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(path)
		if err == nil && slices.ContainsFunc(ids, func(id []byte) bool { return bytes.Contains(text, id) }) {
			names = append(names, filepath.Base(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestNoRowOfAnExtractStays(t *testing.T) {
	folder, made := releasedExtract(t)
	work := copied(t, made)
	numbers := ids(t, folder)
	if found := holds(t, work, numbers); len(found) > 0 {
		t.Errorf("numbers of cases stand in %v", found)
	}
	// The search does find them where they are.
	o := pipeline.Options{Work: work, Extract: withExtract(folder), Force: true}
	o.Extract.KeepRows = true
	build(t, o)
	if found := holds(t, filepath.Join(work, "extract"), numbers); len(found) == 0 {
		t.Error("numbers of cases were not found in kept rows, so the search proves nothing")
	}
	if found := holds(t, filepath.Join(work, "release"), numbers); len(found) > 0 {
		t.Errorf("numbers of cases stand in %v", found)
	}
}

func TestSyntheticFiguresAreNotPublishedUnasked(t *testing.T) {
	work := t.TempDir()
	_, err := pipeline.Build(context.Background(), pipeline.Options{Data: "../data", Work: work, Extract: ingest.Options{Path: synthetic(t, 0)}})
	if !errors.Is(err, pipeline.ErrSynthetic) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(filepath.Join(work, "release", "current")); err == nil {
		t.Error("there is a release")
	}
}

// Whatever the format, everything after the gate is the same.
func TestAWorkbookGivesWhatItsFilesGive(t *testing.T) {
	folder, fromFiles := releasedExtract(t)
	book := excelize.NewFile()
	for _, name := range []string{"offences", "grounds", "suspects", "disposals", "verdicts"} {
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(folder, name+"-synthetic.csv"))
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
			row := strings.Split(line, ";")
			if err := book.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	path := filepath.Join(t.TempDir(), "extract-synthetic.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	work := withDrawings(t, fromFiles)
	build(t, pipeline.Options{Work: work, Extract: withExtract(path)})
	const all = "from mart.extract_breakdown order by all"
	if diff := cmp.Diff(query(t, fromFiles, all), query(t, work, all)); diff != "" {
		t.Error(diff)
	}
}

func TestAnInterruptedExtractLeavesNothingHalfWritten(t *testing.T) {
	folder, work := madeExtract(t, 20_000), withDrawings(t, released(t))
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	o := pipeline.Options{Data: "../data", Work: work, Extract: withExtract(folder)}
	o.Events = func(e report.Event) {
		if e.Step == report.Count && e.Done > 2 {
			stop()
		}
	}
	if _, err := pipeline.Build(ctx, o); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if found := holds(t, work, ids(t, folder)); len(found) > 0 {
		t.Errorf("numbers of cases are left in %v", found)
	}
	o.Events = nil
	build(t, o)
}

func TestABuildWithoutTheExtractForgetsItsRows(t *testing.T) {
	folder, made := releasedExtract(t)
	work := withDrawings(t, made)
	o := pipeline.Options{Work: work, Extract: withExtract(folder)}
	o.Extract.KeepRows = true
	build(t, o)
	build(t, pipeline.Options{Work: work})
	left, err := filepath.Glob(filepath.Join(work, "extract", "*.parquet"))
	if err != nil || len(left) > 0 {
		t.Errorf("left: %v %v", left, err)
	}
	if n := query(t, work, "select count(*) from core.observation where starts_with(series_id, 'extract_')"); n != "0\n" {
		t.Errorf("figures of the extract are left: %s", n)
	}
}
