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
