//go:build browser

package pipeline_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"jaarcijfers/pipeline/site/handout"
)

// mostPaper is how many pages the printed report may have.
const mostPaper = 35

// The whole report on paper, in both languages, as Chromium prints it.
func TestTheReportOnPaper(t *testing.T) {
	work := released(t)
	made, err := handout.Make(t.Context(), handout.Options{Release: filepath.Join(work, "release", "current"), To: t.TempDir(), Languages: []string{"nl", "en"}, PDF: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range made {
		pdf, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		pages := bytes.Count(pdf, []byte("/Type /Page\n"))
		t.Logf("%s: %d pages, %d bytes", filepath.Base(name), pages, len(pdf))
		if pages < 10 || pages > mostPaper {
			t.Errorf("%s has %d pages, at most %d are asked", filepath.Base(name), pages, mostPaper)
		}
	}
}
