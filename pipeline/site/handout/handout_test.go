package handout_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"jaarcijfers/pipeline/site/handout"
)

func TestAPDFWithoutChromiumSaysSo(t *testing.T) {
	release := t.TempDir()
	if err := os.WriteFile(filepath.Join(release, "manifest.json"), []byte(`{"version": "1"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", t.TempDir())
	made, err := handout.Make(t.Context(), handout.Options{Release: release, To: t.TempDir(), Languages: []string{"nl"}, PDF: true})
	if !errors.Is(err, handout.ErrNoBrowser) || len(made) > 0 {
		t.Errorf("made %v, error %v", made, err)
	}
}
