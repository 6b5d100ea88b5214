//go:build clients

package pipeline_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jaarcijfers/pipeline/release"
)

// Whoever opens the database of a release has another DuckDB than made it: versions from
// npm, of which the oldest that is still found, read the same in every table.
func TestOtherVersionsOfTheEngineReadTheDatabase(t *testing.T) {
	work := released(t)
	database, err := filepath.Abs(release.FindDatabase(filepath.Join(work, "release", "current")))
	if err != nil {
		t.Fatal(err)
	}
	var first string
	for client, version := range map[string]string{"duckdb-1.3": "v1.3.2", "duckdb-1.4": "v1.4.4", "duckdb-1.5": "v1.5.6"} {
		cmd := exec.CommandContext(t.Context(), "node", "read.mjs", client, database)
		cmd.Dir = "warehouse/testdata/clients"
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", client, err, out)
		}
		is, read, _ := strings.Cut(string(out), "\n")
		if first == "" {
			first = read
		}
		if is != version || strings.Count(read, "\n") < 60 || read != first {
			t.Errorf("%s is %s and reads\n%s", client, is, read)
		}
	}
}

// Whoever reads the files instead does it by their descriptors, in Python or R: each finds
// every column of the type, every key and reference that is described, and the same rows.
// Debian's Python is asked for by its place: another one before it has no pandas.
func TestOtherLanguagesReadTheFilesAsDescribed(t *testing.T) {
	current, err := filepath.Abs(filepath.Join(released(t), "release", "current"))
	if err != nil {
		t.Fatal(err)
	}
	read := map[string]string{}
	for _, reader := range [][2]string{{"/usr/bin/python3", "read.py"}, {"Rscript", "read.R"}} {
		cmd := exec.CommandContext(t.Context(), reader[0], reader[1], current+"/")
		cmd.Dir = "warehouse/testdata/clients"
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", reader[1], err, out)
		}
		read[reader[1]] = strings.TrimSpace(string(out))
	}
	if read["read.py"] != read["read.R"] || !strings.Contains(read["read.py"], " files, ") {
		t.Errorf("what they read differs: %q", read)
	}
}
