package release

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func publish(t *testing.T, folder, text string) string {
	t.Helper()
	d, err := Begin(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(d.Path(), "index.html"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	m, err := NewManifest(d.Path(), "synthetic", "1.0", "2026-01-01T00:00:00Z", nil)
	if err != nil {
		t.Fatal(err)
	}
	path, err := d.Publish(m, DefaultKeep)
	if err := errors.Join(err, d.Discard()); err != nil {
		t.Fatal(err)
	}
	return path
}

// overwrite changes a released file, which may only be read, as one who means to.
func overwrite(path, text string) error {
	return errors.Join(os.Chmod(path, 0o644), os.WriteFile(path, []byte(text), 0o644))
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestPublishSwitchesAndKeepsTheReleaseBefore(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "release")
	for _, text := range []string{"one", "two", "three"} {
		current := publish(t, folder, text)
		if got := read(t, filepath.Join(current, "index.html")); got != text {
			t.Errorf("current release holds %q, want %q", got, text)
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 3 { // current, three, two
		t.Errorf("folder holds %v, want the link, the release and the one before it", entries)
	}
}

func TestSameContentHasTheSameName(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "release")
	publish(t, folder, "same")
	first, err := os.Readlink(filepath.Join(folder, Current))
	if err != nil {
		t.Fatal(err)
	}
	publish(t, folder, "same")
	second, err := os.Readlink(filepath.Join(folder, Current))
	if err != nil {
		t.Fatal(err)
	}
	if first != second {
		t.Errorf("the same content was named %s and then %s", first, second)
	}
}

func TestABrokenDraftLeavesTheReleaseAsItWas(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "release")
	current := publish(t, folder, "stands")
	d, err := Begin(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(d.Path(), "index.html"), []byte("half"), 0o644); err != nil {
		t.Fatal(err)
	}
	// The run dies here; the next one begins anew.
	next, err := Begin(folder)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(d.Path()); !os.IsNotExist(err) {
		t.Errorf("the broken draft is still there: %v", err)
	}
	if err := next.Discard(); err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(current, "index.html")); got != "stands" {
		t.Errorf("current release holds %q, want %q", got, "stands")
	}
}

func TestVerifyNamesEveryFileThatIsNotAsPublished(t *testing.T) {
	current := publish(t, filepath.Join(t.TempDir(), "release"), "page")
	wrong, err := Verify(current)
	if err != nil || len(wrong) != 0 {
		t.Fatalf("a fresh release: %v, %v", wrong, err)
	}
	if err := overwrite(filepath.Join(current, "index.html"), "pagE"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(current, "added.html"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	wrong, err = Verify(current)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"added.html", "index.html"}, wrong); diff != "" {
		t.Error(diff)
	}
}
