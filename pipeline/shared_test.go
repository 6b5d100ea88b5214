package pipeline_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/release"
)

// What several tests read is made once, by the first that asks for it: releases, and
// synthetic extracts. A test that writes takes a copy. made has what is there, by its
// path.
var (
	madeFolder string
	made       = map[string]bool{}
	making     sync.Mutex // some tests run side by side
)

func TestMain(m *testing.M) {
	var err error
	if madeFolder, err = os.MkdirTemp("", "jaarcijfers-test-"); err != nil {
		panic(err)
	}
	code := m.Run()
	for path := range made {
		current := filepath.Join(path, "release", release.Current)
		if _, err := os.Stat(current); err != nil {
			continue // an extract
		}
		if wrong, err := release.Verify(current); err != nil || len(wrong) > 0 {
			fmt.Println("a test wrote to what others read:", path, wrong, err)
			code = 1
		}
	}
	if err := os.RemoveAll(madeFolder); err != nil {
		panic(err)
	}
	os.Exit(code)
}

func once(name string, fill func(path string)) string {
	making.Lock()
	defer making.Unlock()
	path := filepath.Join(madeFolder, name)
	if !made[path] {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			panic(err)
		}
		fill(path)
		made[path] = true
	}
	return path
}

// released is a work folder in which data/ was built, to read.
func released(t *testing.T) string {
	t.Helper()
	return once("figures", func(path string) { build(t, pipeline.Options{Work: path}) })
}

// releasedExtract is a synthetic extract and a work folder in which it was built, to read.
func releasedExtract(t *testing.T) (extract, work string) {
	t.Helper()
	extract = madeExtract(t, 0)
	return extract, once("counts", func(path string) {
		build(t, pipeline.Options{Work: path, Extract: withExtract(extract)})
	})
}

// copied is a copy of a folder of the others, to write to.
func copied(t *testing.T, from string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), filepath.Base(from))
	if out, err := exec.CommandContext(t.Context(), "cp", "-a", from, to).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return to
}

// withDrawings is a work folder in which nothing was built yet, with the drawings of
// another, which no test means that asks for it.
func withDrawings(t *testing.T, of string) string {
	t.Helper()
	work := filepath.Join(t.TempDir(), "work")
	if err := os.Mkdir(work, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(copied(t, filepath.Join(of, "drawings")), filepath.Join(work, "drawings")); err != nil {
		t.Fatal(err)
	}
	return work
}
