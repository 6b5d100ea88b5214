package file_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"jaarcijfers/pipeline/file"
)

var limits = file.Limits{FileBytes: 100, TotalBytes: 150, Files: 10}

// folder makes a folder with files.
func folder(t *testing.T, texts map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range texts {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func read(t *testing.T, dir string) *file.Copy {
	t.Helper()
	c, err := file.ReadFolder(t.Context(), dir, limits)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestACopyIsAFileSystemThatNothingChanges(t *testing.T) {
	dir := folder(t, map[string]string{"a.csv": "a", "x/b.csv": "b", "x/y/c.csv": ""})
	c := read(t, dir)
	before := c.Hash()
	if err := errors.Join(os.WriteFile(filepath.Join(dir, "a.csv"), []byte("z"), 0o644), os.RemoveAll(filepath.Join(dir, "x"))); err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(c, "a.csv", "x/b.csv", "x/y/c.csv"); err != nil {
		t.Error(err)
	}
	if text, err := fs.ReadFile(c, "a.csv"); err != nil || string(text) != "a" || c.Hash() != before {
		t.Errorf("got %q, %v", text, err)
	}
	other := c.With(map[string][]byte{"a.csv": []byte("other"), "new/d.csv": []byte("d")})
	if err := fstest.TestFS(other, "a.csv", "new/d.csv", "x/b.csv"); err != nil {
		t.Error(err)
	}
	if text, _ := fs.ReadFile(c, "a.csv"); string(text) != "a" || other.Hash() == before {
		t.Error("a copy of a copy changes the first")
	}
}

func TestTheHashOfACopyIsOfItsContent(t *testing.T) {
	base := map[string]string{"a.csv": "ab", "x/b.csv": "c"}
	first := read(t, folder(t, base)).Hash()
	if again := read(t, folder(t, base)).Hash(); again != first {
		t.Error("the same content has another hash")
	}
	for name, texts := range map[string]map[string]string{
		"content": {"a.csv": "aB", "x/b.csv": "c"}, "name": {"a2.csv": "ab", "x/b.csv": "c"}, "place": {"a.csv": "ab", "b.csv": "c"},
		"moved over": {"a.csv": "a", "x/b.csv": "bc"}, "one less": {"a.csv": "ab"}, "one more": {"a.csv": "ab", "x/b.csv": "c", "d": ""},
	} {
		if read(t, folder(t, texts)).Hash() == first {
			t.Errorf("%s: the same hash", name)
		}
	}
}

func TestWhatIsNoRegularFileIsListedAndNotOpened(t *testing.T) {
	dir := folder(t, map[string]string{"a.csv": "a", "x/b.csv": "b", ".hidden/c.csv": "c"})
	for name, target := range map[string]string{
		"endless": "/dev/zero", "outside": "/etc/passwd", "nowhere": "gone", "up": "..", "folder": "x", "circle": "circle", "good": "x/b.csv", ".#lock": "me@here",
	} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	c := read(t, dir)
	if got := strings.Join(c.NotRegular(), " "); got != "circle endless folder nowhere outside up" {
		t.Errorf("got %s", got)
	}
	for _, name := range c.NotRegular() {
		if _, err := c.Open(name); !errors.Is(err, file.ErrNotRegular) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if text, err := c.ReadFile("good"); err != nil || string(text) != "b" {
		t.Errorf("a link to a file: %q, %v", text, err)
	}
	if _, err := c.Stat(".hidden"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a hidden folder: %v", err)
	}
}

func TestNoMoreIsReadThanLimitsAllow(t *testing.T) {
	c := read(t, folder(t, map[string]string{"a": strings.Repeat("a", 100), "b": strings.Repeat("b", 101), "c": strings.Repeat("c", 60), "d": "d"}))
	for name, large := range map[string]bool{"a": false, "b": true, "c": true, "d": false} {
		_, err := c.ReadFile(name)
		if is := errors.As(err, new(*file.LargeError)); is != large || !large && err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := file.ReadFolder(t.Context(), folder(t, map[string]string{
		"1": "", "2": "", "3": "", "4": "", "5": "", "6": "", "7": "", "8": "", "9": "", "x/1": "", "x/2": "",
	}), limits); !errors.Is(err, file.ErrMany) {
		t.Errorf("too many files: %v", err)
	}
}

// A file without end that the system calls regular, such as some of /proc, and one that
// grows while it is read, are read up to the limit.
func TestReadingEnds(t *testing.T) {
	dir := folder(t, map[string]string{"a": strings.Repeat("a", 1000)})
	path := filepath.Join(dir, "a")
	if _, err := file.Read(t.Context(), path, 999); !errors.As(err, new(*file.LargeError)) {
		t.Errorf("too large: %v", err)
	}
	content, err := file.Read(t.Context(), path, 1000)
	if err != nil || len(content.Bytes) != 1000 {
		t.Fatal(err)
	}
	if sum, err := file.Hash(t.Context(), path); err != nil || sum != content.SHA256 {
		t.Errorf("hash %s, %v; read %s", sum, err, content.SHA256)
	}
	for _, name := range []string{dir, "/dev/zero", filepath.Join(dir, "none")} {
		if _, err := file.Read(t.Context(), name, 10); err == nil {
			t.Errorf("%s was read", name)
		}
		if _, err := file.Hash(t.Context(), name); err == nil {
			t.Errorf("%s was hashed", name)
		}
	}
	ctx, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	_, readErr := file.Read(ctx, path, 1000)
	_, hashErr := file.Hash(ctx, path)
	_, folderErr := file.ReadFolder(ctx, dir, limits)
	for what, err := range map[string]error{"read": readErr, "hash": hashErr, "folder": folderErr} {
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s goes on after it was stopped: %v", what, err)
		}
	}
}

func TestJSONBeyond(t *testing.T) {
	for _, tt := range []struct {
		text string
		at   int
		deep bool
	}{
		{`{"a": [1, 2, {"b": "c"}]}`, -1, false}, {`[[[[`, 3, true}, {`{"a":{"b":{"c":{}}}}`, 15, true}, {`"[[[[[["`, -1, false},
		{`"\"[[[[[["`, -1, false}, {`"\\"[[[[`, 7, true}, {`[1,2,3,4,5,6]`, 10, false}, {`",,,,,,,,"`, -1, false}, {``, -1, false}, {`]]]][[[`, -1, false},
	} {
		if at, deep := file.JSONBeyond([]byte(tt.text), 3, 5); at != tt.at || deep != tt.deep {
			t.Errorf("%s: %d, %t", tt.text, at, deep)
		}
	}
}
