package pipeline_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/rejects"
)

// inRanges has an extract of 40,000 offences counted in four ranges of their keys or
// more: with 400 threads a range has 10,000 rows.
func inRanges(folder string) ingest.Options {
	o := withExtract(folder)
	o.Threads = 400
	return o
}

func TestAnExtractInRangesIsCountedAlike(t *testing.T) {
	t.Parallel()
	folder, whole, parts := madeExtract(t, 40_000), withDrawings(t, released(t)), withDrawings(t, released(t))
	build(t, pipeline.Options{Work: parts, Extract: inRanges(folder)})
	if seen, _ := countedAlike(t, folder, parts); seen < 400 {
		t.Errorf("%d seen", seen)
	}
	// In one range; that this is right, other tests prove.
	build(t, pipeline.Options{Work: whole, Extract: withExtract(folder)})
	const all = "select series_id, dimension, category, time_period, obs_value, obs_status from core.observation where starts_with(series_id, 'extract_') order by all"
	if diff := cmp.Diff(query(t, whole, all), query(t, parts, all)); diff != "" {
		t.Error(diff)
	}
}

// One offence in six hundred is left out, and all that hung on it must be found,
// in whatever range it is, once. Of one kind in one file no more than a hundred are
// listed, and there are fewer.
func TestOrphansAreFoundInEveryRange(t *testing.T) {
	t.Parallel()
	folder, work := synthetic(t, 40_000), t.TempDir()
	path := filepath.Join(folder, "offences-synthetic.csv")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(text), "\n")
	var kept []string
	for i, line := range lines {
		if i%600 != 7 {
			kept = append(kept, line)
		}
	}
	if err := os.WriteFile(path, []byte(strings.Join(kept, "")), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := pipeline.CheckOnly(context.Background(), pipeline.Options{Data: "../data", Work: work, Extract: inRanges(folder)}); err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, o := range table(t, folder, "offences") {
		there[o["offence_number"]], there[o["case_number"]] = true, true
	}
	var want []string
	for name, key := range map[string]string{"grounds": "offence_number", "disposals": "offence_number", "verdicts": "offence_number", "suspects": "case_number"} {
		for i, row := range table(t, folder, name) {
			if !there[row[key]] {
				want = append(want, fmt.Sprintf("%s-synthetic.csv:%d %s", name, i+2, row[key]))
			}
		}
	}
	var got []string
	for _, r := range csvRecords(t, filepath.Join(work, rejects.File), ',')[1:] { // source_file, source_line, value, rule
		if !strings.HasSuffix(r[6], "_reference") {
			t.Errorf("rejected by %s: %v", r[6], r)
		}
		got = append(got, r[1]+":"+r[2]+" "+r[5])
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" || len(want) < 150 {
		t.Errorf("%d orphans: %s", len(want), diff)
	}
}
