//go:build unix

package file

import (
	"os"
	"path/filepath"
	"testing"
)

func TestScratchIsPrivateAndGoesWhenClosed(t *testing.T) {
	parent := filepath.Join(t.TempDir(), "scratch")
	s, err := NewScratch(t.Context(), parent)
	must(t, err)
	must(t, os.WriteFile(filepath.Join(s.Path(), "rows"), []byte("S24"), 0o600))
	name := filepath.Base(s.Path())
	expect(t, parent, map[string]string{name: "drwx------", name + "/lock": "-rw------- ", name + "/rows": "-rw------- S24"})
	must(t, SweepScratch(t.Context(), parent)) // in use
	expect(t, parent, map[string]string{name: "drwx------", name + "/lock": "-rw------- ", name + "/rows": "-rw------- S24"})
	must(t, s.Close())
	must(t, s.Close())
	expect(t, parent, map[string]string{})
}

func TestSweepTakesWhatTheDeadLeft(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(t *testing.T, path string)
	}{
		{"a process that was killed", func(*testing.T, string) {}},
		{"before it had its lock", func(t *testing.T, path string) { must(t, os.Remove(filepath.Join(path, "lock"))) }},
		{"a folder that may not be written", func(t *testing.T, path string) { must(t, os.Chmod(path, 0o500)) }},
		{"a file in its place", func(t *testing.T, path string) {
			must(t, os.RemoveAll(path))
			must(t, os.WriteFile(path, []byte("S24"), 0o600))
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			top := t.TempDir()
			parent := filepath.Join(top, "scratch")
			live, err := NewScratch(t.Context(), parent)
			must(t, err)
			dead, err := NewScratch(t.Context(), parent)
			must(t, err)
			must(t, os.WriteFile(filepath.Join(dead.Path(), "rows"), []byte("S24"), 0o600))
			must(t, dead.lock.Close()) // as the end of a process does
			tt.spoil(t, dead.Path())
			must(t, os.Mkdir(filepath.Join(parent, "of another"), 0o700))
			must(t, SweepScratch(t.Context(), parent))
			name := filepath.Base(live.Path())
			expect(t, parent, map[string]string{"of another": "drwx------", name: "drwx------", name + "/lock": "-rw------- "})
			must(t, live.Close())
		})
	}
}

func TestSweepTakesPartsInOtherFoldersOfTheDeadOnly(t *testing.T) {
	top := t.TempDir()
	parent, other := filepath.Join(top, "scratch"), filepath.Join(top, "other")
	must(t, os.Mkdir(other, 0o755))
	live, err := NewScratch(t.Context(), parent)
	must(t, err)
	dead, err := NewScratch(t.Context(), parent)
	must(t, err)
	for name, s := range map[string]*Scratch{partPrefix + "live": live, partPrefix + "dead": dead, "back.xlsx": dead} {
		must(t, s.elsewhere(filepath.Join(other, name)))
		must(t, os.WriteFile(filepath.Join(other, name), nil, 0o600))
	}
	must(t, dead.elsewhere(filepath.Join(other, partPrefix+"never")))
	must(t, dead.lock.Close())
	must(t, SweepScratch(t.Context(), parent))
	expect(t, other, map[string]string{partPrefix + "live": "-rw------- ", "back.xlsx": "-rw------- "})
	must(t, live.Close())
}

func TestTryLockDoesNotWait(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	if _, _, err := TryLock(path); err == nil {
		t.Error("locked what is not there")
	}
	unlock, err := Lock(t.Context(), path, since, nil)
	must(t, err)
	if _, got, err := TryLock(path); got || err != nil {
		t.Error("got the lock of another", err)
	}
	unlock()
	free, got, err := TryLock(path)
	if !got || err != nil {
		t.Fatal("did not get a free lock", err)
	}
	free()
}

func TestWhatAScratchBeginsGoesWithIt(t *testing.T) {
	top := t.TempDir()
	parent, other := filepath.Join(top, "scratch"), filepath.Join(top, "other")
	must(t, os.Mkdir(other, 0o755))
	s, err := NewScratch(t.Context(), parent)
	must(t, err)
	whole, err := s.Begin(filepath.Join(other, "whole"), PrivateFile)
	must(t, err)
	must(t, whole.Commit())
	half, err := s.Begin(filepath.Join(other, "half"), PrivateFile)
	must(t, err)
	_, err = half.Write([]byte("S24"))
	must(t, err)
	if got := len(tree(t, other)); got != 2 {
		t.Errorf("%d files before the process ends", got)
	}
	must(t, s.lock.Close())
	must(t, SweepScratch(t.Context(), parent))
	expect(t, other, map[string]string{"whole": "-rw------- "})
}
