//go:build unix

package release

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Going back to a release that may leave the house while an internal one is kept would put
// both into the hands of who copies the folder.
func TestUseRefusesAReleaseThatMayLeaveBesideAnInternalOne(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "release")
	publishMarked(t, folder, "1.0", false)
	publishMarked(t, folder, "1.0-internal", true)
	list, err := List(folder)
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.Readlink(filepath.Join(folder, Current))
	if err != nil {
		t.Fatal(err)
	}
	public, err := Find(list, "1.0")
	if err != nil {
		t.Fatal(err)
	}
	if err := Use(folder, public, list); !errors.Is(err, ErrInternal) {
		t.Errorf("got %v, want ErrInternal", err)
	}
	if now, _ := os.Readlink(filepath.Join(folder, Current)); now != before {
		t.Errorf("current is %s, want %s", now, before)
	}
}

// The name of a release follows from the bytes of its manifest: one that was written
// anew is noticed, also where it says the same, and no file of it was changed.
func TestUseRefusesAReleaseWhoseManifestWasWrittenAnew(t *testing.T) {
	for name, rewrite := range map[string]func(string) string{
		"a space":         func(text string) string { return text + "\n" },
		"an unknown word": func(text string) string { return strings.Replace(text, "{", `{"checked": true,`, 1) },
		"another title":   func(text string) string { return strings.Replace(text, `"title": "`, `"title": "Not `, 1) },
	} {
		folder := filepath.Join(t.TempDir(), "release")
		publishKeeping(t, folder, "1.0", 3)
		publishKeeping(t, folder, "2.0", 3)
		old, err := Find(mustList(t, folder), "1.0")
		if err != nil || len(old.Damaged) > 0 {
			t.Fatalf("%+v, %v", old, err)
		}
		manifest := filepath.Join(folder, old.Name, ManifestFile)
		text, err := os.ReadFile(manifest)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(os.Chmod(manifest, 0o644), os.WriteFile(manifest, []byte(rewrite(string(text))), 0o644)); err != nil {
			t.Fatal(err)
		}
		list := mustList(t, folder)
		old = list[slices.IndexFunc(list, func(k Kept) bool { return k.Name == old.Name })]
		var damaged *DamagedError
		if err := Use(folder, old, list); !errors.As(err, &damaged) || !slices.Equal(damaged.Files, []string{ManifestFile}) {
			t.Errorf("%s: got %v, want %s", name, err, ManifestFile)
		}
	}
}

func TestAsManyReleasesStayAsAskedFor(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "release")
	for i, version := range []string{"1.0", "2.0", "3.0", "4.0"} {
		publishKeeping(t, folder, version, 3)
		list, err := List(folder)
		if err != nil {
			t.Fatal(err)
		}
		if want := min(i+1, 3); len(list) != want {
			t.Errorf("after %s there are %d releases, want %d", version, len(list), want)
		}
		for _, k := range list {
			if k.Current != (k.Version == version) || len(k.Damaged) > 0 {
				t.Errorf("after %s: %+v", version, k)
			}
		}
	}
	if _, err := Find(mustList(t, folder), "1.0"); !errors.Is(err, ErrUnknown) {
		t.Errorf("the oldest is still there: %v", err)
	}
}

func mustList(t *testing.T, folder string) []Kept {
	t.Helper()
	list, err := List(folder)
	if err != nil {
		t.Fatal(err)
	}
	return list
}
