//go:build unix

package workfolder_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"jaarcijfers/pipeline/workfolder"
)

// laid makes a folder with files of some rights, whatever the umask.
func laid(t *testing.T, rights fs.FileMode, files map[string]fs.FileMode) string {
	t.Helper()
	work := filepath.Join(t.TempDir(), "work")
	for name, mode := range files {
		path := filepath.Join(work, name)
		must(t, os.MkdirAll(filepath.Dir(path), 0o755))
		must(t, os.WriteFile(path, nil, mode))
		must(t, os.Chmod(path, mode))
	}
	must(t, os.MkdirAll(work, 0o755))
	must(t, os.Chmod(work, rights))
	return work
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// What an earlier program left open is closed; a release stays to be read.
func TestRestrictClosesWhatIsPrivate(t *testing.T) {
	work := laid(t, 0o755, map[string]fs.FileMode{
		"lock": 0o666, "state.json": 0o644, "warehouse.duckdb": 0o640, "warehouse.duckdb.wal": 0o644, "rejects.csv": 0o604, "rejects.json": 0o644,
		"extract/offences-1.parquet": 0o644, "extract/spill/deep/keys": 0o664, "snapshots/x.parquet": 0o600, "drawings/x.svg": 0o644, "accepted/data.csv": 0o644,
		"release/current/index.html": 0o644, "handouts/report.html": 0o644, "of-someone-else.txt": 0o644,
	})
	outside := filepath.Join(t.TempDir(), "outside")
	must(t, os.WriteFile(outside, nil, 0o600))
	must(t, os.Chmod(outside, 0o644))
	must(t, os.Symlink(outside, filepath.Join(work, "extract", "link")))
	must(t, workfolder.Restrict(work))
	want := map[string]fs.FileMode{
		".": 0o700, "lock": 0o600, "state.json": 0o600, "warehouse.duckdb": 0o600, "warehouse.duckdb.wal": 0o600, "rejects.csv": 0o600, "rejects.json": 0o600,
		"extract": 0o700, "extract/offences-1.parquet": 0o600, "extract/spill/deep": 0o700, "extract/spill/deep/keys": 0o600, "snapshots": 0o700,
		"snapshots/x.parquet": 0o600, "drawings": 0o700, "drawings/x.svg": 0o600, "accepted/data.csv": 0o600,
		"release": 0o755, "release/current/index.html": 0o644, "handouts/report.html": 0o644, "of-someone-else.txt": 0o644, "extract/link": 0o644,
	}
	for name, mode := range want {
		info, err := os.Stat(filepath.Join(work, name))
		must(t, err)
		if got := info.Mode().Perm(); got != mode {
			t.Errorf("%s: %o; want %o", name, got, mode)
		}
	}
}

func TestRestrictKnowsWorkFolders(t *testing.T) {
	for _, tt := range []struct {
		name    string
		rights  fs.FileMode
		files   map[string]fs.FileMode
		refused bool
		want    fs.FileMode
	}{
		{"empty", 0o755, nil, false, 0o700},
		{"empty, for its group", 0o770, nil, false, 0o700},
		{"empty, to pass through", 0o711, nil, false, 0o700},
		{"of an earlier run", 0o755, map[string]fs.FileMode{"lock": 0o600, "notes.txt": 0o644}, false, 0o700},
		{"files in it open, itself closed", 0o700, map[string]fs.FileMode{"state.json": 0o644}, false, 0o700},
		{"of the user, closed", 0o700, map[string]fs.FileMode{"letter.docx": 0o644}, false, 0o700},
		{"of the user, open", 0o755, map[string]fs.FileMode{"letter.docx": 0o644}, true, 0o755},
		{"the project itself", 0o755, map[string]fs.FileMode{"data/datapackage.json": 0o644, "README.md": 0o644}, true, 0o755},
	} {
		t.Run(tt.name, func(t *testing.T) {
			work := laid(t, tt.rights, tt.files)
			err := workfolder.Restrict(work)
			var refused *workfolder.SharedError
			if errors.As(err, &refused) != tt.refused || err != nil && !tt.refused {
				t.Error(err)
			}
			info, err := os.Stat(work)
			must(t, err)
			if info.Mode().Perm() != tt.want {
				t.Errorf("%o; want %o", info.Mode().Perm(), tt.want)
			}
		})
	}
	must(t, workfolder.Restrict(filepath.Join(t.TempDir(), "none")))
}

// A folder of another user is refused when others may look into it, and left as it is.
func TestRestrictRefusesTheFolderOfAnother(t *testing.T) {
	info, err := os.Stat("/")
	must(t, err)
	work, foreign := "/", os.Geteuid() != 0
	if !foreign { // root can give a folder away
		work = laid(t, 0o755, map[string]fs.FileMode{"lock": 0o600})
		must(t, os.Chown(work, 65534, 65534))
		info, err = os.Stat(work)
		must(t, err)
	}
	var refused *workfolder.SharedError
	if err := workfolder.Restrict(work); !errors.As(err, &refused) || !refused.Foreign {
		t.Error(err)
	}
	after, err := os.Stat(work)
	must(t, err)
	if after.Mode() != info.Mode() {
		t.Errorf("%v; was %v", after.Mode(), info.Mode())
	}
}
