package release

import (
	"os"
	"path/filepath"
	"testing"
)

func TestDatabaseOfSaysWhetherItIsAsPublished(t *testing.T) {
	publishDatabase := func(t *testing.T, text string) (*Manifest, string) {
		d, err := Begin(filepath.Join(t.TempDir(), "release"))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(d.Path(), DatabaseFile), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		m, err := NewManifest(d.Path(), "synthetic", "1.0", "2026-01-01T00:00:00Z", nil)
		if err != nil {
			t.Fatal(err)
		}
		path, err := d.Publish(m, DefaultKeep)
		if err != nil {
			t.Fatal(err)
		}
		return m, filepath.Join(path, DatabaseFile)
	}
	for _, tt := range []struct {
		name   string
		change func(path string) error
		want   DatabaseState
	}{
		{"as it was", func(string) error { return nil }, Published},
		{"a byte is another", func(path string) error { return overwrite(path, "hellp") }, Changed},
		{"longer", func(path string) error { return overwrite(path, "hello.") }, Changed},
		{"emptied", func(path string) error { return overwrite(path, "") }, Changed},
		{"a log beside it", func(path string) error {
			folder, err := filepath.EvalSymlinks(filepath.Dir(path))
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(folder, DatabaseFile+".wal"), nil, 0o644)
		}, Changed},
		{"no manifest", func(path string) error { return os.Remove(filepath.Join(filepath.Dir(path), ManifestFile)) }, Unlisted},
		{"a manifest of something else", func(path string) error {
			return overwrite(filepath.Join(filepath.Dir(path), ManifestFile), "[]")
		}, Unlisted},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, path := publishDatabase(t, "hello")
			if err := tt.change(path); err != nil {
				t.Fatal(err)
			}
			if got := DatabaseOf(path); got != tt.want {
				t.Errorf("state %d, want %d", got, tt.want)
			}
		})
	}
	one, _ := publishDatabase(t, "one")
	two, _ := publishDatabase(t, "two")
	if one.Name() == two.Name() {
		t.Error("the bytes of the database are not in the name of the release")
	}
}
