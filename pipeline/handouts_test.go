package pipeline_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"jaarcijfers/pipeline"
)

func TestAPDFWithoutChromiumSaysSo(t *testing.T) {
	release := t.TempDir()
	if err := os.WriteFile(filepath.Join(release, "manifest.json"), []byte(`{"version": "1"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", t.TempDir())
	made, err := pipeline.Handouts(t.Context(), pipeline.HandoutOptions{Release: release, To: t.TempDir(), Languages: []string{"nl"}, PDF: true})
	if !errors.Is(err, pipeline.ErrNoBrowser) || len(made) > 0 {
		t.Errorf("made %v, error %v", made, err)
	}
}
