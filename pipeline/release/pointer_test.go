package release

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestThePageLeadsToTheRelease(t *testing.T) {
	folder := t.TempDir()
	if _, err := readPointer(folder); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without a page: %v", err)
	}
	for _, name := range []string{"1.0-0123456789ab", "1.0 & later-0123456789ab-2", `"é"-0123456789ab`} {
		if err := writePointer(folder, name); err != nil {
			t.Fatal(err)
		}
		if got, err := readPointer(folder); err != nil || got != name {
			t.Errorf("%q, %v; want %q", got, err, name)
		}
	}
	for _, page := range []string{"", "<p>", `<meta http-equiv="refresh" content="0; url=../../secret/index.html">`} {
		if err := os.WriteFile(filepath.Join(folder, PointerFile), []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := readPointer(folder); !errors.Is(err, errNoPointer) {
			t.Errorf("of %q: %q, %v", page, got, err)
		}
	}
	if err := writePointer(folder, "2.0-0123456789ab"); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(folder, PointerFile))
	if err != nil || !strings.Contains(string(text), `<a href="2.0-0123456789ab/index.html">`) {
		t.Errorf("a reader without refresh has no link: %s, %v", text, err)
	}
}
