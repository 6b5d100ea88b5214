package release

import (
	"os"
	"path/filepath"
	"testing"

	"jaarcijfers/pipeline/marking"
)

// A release of before manifests said so is internal too when rows were counted.
func TestCountsRowsOfAnExtractThatIsNotMadeUp(t *testing.T) {
	read := []Table{{Name: "mart.extract_source", Rows: 5}}
	for _, tt := range []struct {
		name     string
		manifest Manifest
		database string
		want     bool
	}{
		{"no extract", Manifest{Tables: []Table{{Name: "mart.extract_source"}}}, DatabaseFile, false},
		{"synthetic", Manifest{Tables: read}, marking.Marking{Synthetic: true}.Named(DatabaseFile), false},
		{"marked", Manifest{Internal: true}, DatabaseFile, true},
		{"of before the mark", Manifest{Tables: read}, DatabaseFile, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := t.TempDir()
			if err := os.WriteFile(filepath.Join(folder, tt.database), nil, 0o600); err != nil {
				t.Fatal(err)
			}
			if got := tt.manifest.CountsRows(folder); got != tt.want {
				t.Errorf("got %t, want %t", got, tt.want)
			}
		})
	}
}
