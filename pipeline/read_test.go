package pipeline_test

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/report"
)

// ownData is a copy of data/ to do harm to.
func ownData(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, os.DirFS("../data")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// A file that is changed while a build reads it is published as it was, and the next
// build sees the change. Changed back, all is as it was.
func TestAFileThatChangesWhileItIsReadIsNotMixedUp(t *testing.T) {
	work, data := withDrawings(t, released(t)), ownData(t)
	path := filepath.Join(data, "figures", "observations.csv")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	after := strings.Replace(string(before), ",discriminatiefeiten,683,", ",discriminatiefeiten,684,", 1)
	if after == string(before) {
		t.Fatal("the change changes nothing")
	}
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	first := pipeline.Options{Work: work, Data: data, Events: func(e report.Event) {
		if e.Step == report.Load && e.Done == 0 { // compared with the contract, and not parsed yet
			write(after)
		}
	}}
	build(t, first)
	const question = "select obs_value from mart.inflow_by_year where series_id = 'om_total_offence' and time_period = '2024'"
	if got := query(t, work, question); !strings.HasPrefix(got, "683") {
		t.Errorf("published %s", got)
	}
	if _, err := pipeline.Build(t.Context(), pipeline.Options{Work: work, Data: data}); !errors.Is(err, report.ErrRejected) {
		t.Errorf("the changed file: %v", err)
	}
	write(string(before))
	if told := build(t, pipeline.Options{Work: work, Data: data}); !told.Unchanged {
		t.Error("the file is as it was, and was built again")
	}
}

// A copy that keeps size and time, as cp -p and rsync -t make, is another file.
func TestSameSizeAndTimeIsNotSameContent(t *testing.T) {
	work, data := copied(t, released(t)), ownData(t)
	if told := build(t, pipeline.Options{Work: work, Data: data}); !told.Unchanged {
		t.Fatal("the same data in another folder was built again")
	}
	for _, name := range []string{"figures/observations.csv", "codelists/unit.csv", "extract/datapackage.json", "changes.csv"} {
		path := filepath.Join(data, name)
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		other := append([]byte{}, text...)
		other[len(other)-2] ^= 1
		keep := func(content []byte) {
			if err := errors.Join(os.WriteFile(path, content, 0o644), os.Chtimes(path, info.ModTime(), info.ModTime())); err != nil {
				t.Fatal(err)
			}
		}
		keep(other)
		told, err := pipeline.Build(t.Context(), pipeline.Options{Work: work, Data: data})
		if err == nil && told.Unchanged {
			t.Errorf("%s was changed and nothing was seen of it", name)
		}
		keep(text)
	}
}

// What lies in the work folder where a run puts snapshots and drawings is not believed.
func TestWhatLiesInTheWorkFolderIsNotBelieved(t *testing.T) {
	work := copied(t, released(t))
	before := files(t, filepath.Join(work, "release", "current"))
	drawings, err := filepath.Glob(filepath.Join(work, "drawings", "*"))
	if err != nil || len(drawings) < 15 {
		t.Fatal(drawings, err)
	}
	for i, path := range drawings {
		content := []byte("<svg>hello</svg>")
		if i%2 == 0 {
			if content, err = os.ReadFile(drawings[(i+1)%len(drawings)]); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(work, "snapshots", "0001.parquet"), 0o700); err != nil {
		t.Fatal(err)
	}
	build(t, pipeline.Options{Work: work, Force: true})
	for name, text := range files(t, filepath.Join(work, "release", "current")) {
		if name != release.ManifestFile && string(before[name]) != string(text) {
			t.Errorf("%s is another", name)
		}
	}
}

func TestAFolderOfTooManyFilesIsNotRead(t *testing.T) {
	data := ownData(t)
	more := filepath.Join(data, "node_modules")
	if err := os.Mkdir(more, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range 10_001 {
		if err := os.WriteFile(filepath.Join(more, strconv.Itoa(i)), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	told, err := pipeline.Build(t.Context(), pipeline.Options{Work: t.TempDir(), Data: data})
	if !errors.Is(err, report.ErrRejected) || len(told.Violations) != 1 || told.Violations[0].Rule != contract.Rule("files_many") {
		t.Errorf("%v %+v", err, told)
	}
}
