//go:build unix

package release

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/file"
)

// publishVersion publishes a page and a database as a version, and lists what Publish
// found damaged.
func publishVersion(t *testing.T, folder, version string) (damaged []string) {
	t.Helper()
	return publishMarked(t, folder, version, false)
}

func publishMarked(t *testing.T, folder, version string, internal bool) (damaged []string) {
	t.Helper()
	return publishDraft(t, folder, version, internal, DefaultKeep)
}

func publishKeeping(t *testing.T, folder, version string, keep int) {
	t.Helper()
	publishDraft(t, folder, version, false, keep)
}

func publishDraft(t *testing.T, folder, version string, internal bool, keep int) (damaged []string) {
	t.Helper()
	d, err := Begin(folder)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"en/index.html": "page", DatabaseFile: "rows"} {
		if err := file.Put(d.Root(), name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	m, err := NewManifest(d.Path(), "synthetic", version, "2026-01-01T00:00:00Z", nil)
	if err != nil {
		t.Fatal(err)
	}
	m.Internal = internal
	_, err = d.Publish(m, keep)
	if err := errors.Join(err, d.Discard()); err != nil {
		t.Fatal(err)
	}
	return d.Damaged()
}

// names lists what is in a folder, with the hash of a release as a star.
func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, regexp.MustCompile(`[0-9a-f]{12}`).ReplaceAllString(e.Name(), "*"))
	}
	return all
}

func inode(t *testing.T, path string) uint64 {
	t.Helper()
	var stat syscall.Stat_t
	if err := syscall.Stat(path, &stat); err != nil {
		t.Fatal(err)
	}
	return stat.Ino
}

func TestAReleaseIsReadOnlyWhateverTheUmask(t *testing.T) {
	for _, mask := range []int{0, 0o022, 0o077} {
		t.Run(fmt.Sprintf("%03o", mask), func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "release")
			before := syscall.Umask(mask)
			publishVersion(t, folder, "1.0")
			syscall.Umask(before)
			err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
				if err != nil || e.Type() == fs.ModeSymlink {
					return err
				}
				info, err := e.Info()
				if want := map[bool]fs.FileMode{true: 0o755, false: 0o444}[e.IsDir()]; err == nil && info.Mode().Perm() != want {
					t.Errorf("%s has mode %v, want %v", path, info.Mode().Perm(), want)
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
}

func TestTheSameContentStaysWhereItStands(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "release")
	publishVersion(t, folder, "1.0")
	page := filepath.Join(folder, Current, "en", "index.html")
	stood := inode(t, page)
	for range 2 {
		if damaged := publishVersion(t, folder, "1.0"); damaged != nil {
			t.Errorf("%v is damaged", damaged)
		}
	}
	if inode(t, page) != stood {
		t.Error("a release that was whole was written again")
	}
	if diff := cmp.Diff([]string{"1.0-*", Current}, names(t, folder)); diff != "" {
		t.Error(diff)
	}
}

const synthetic = "jaarcijfers-synthetic.duckdb"

func TestADamagedReleaseIsReplacedAndNamed(t *testing.T) {
	for _, tt := range []struct {
		name   string
		damage func(release string) error
		want   []string
	}{
		{"page edited", func(r string) error { return overwrite(filepath.Join(r, "en/index.html"), "pagE") }, []string{"en/index.html"}},
		{"page gone", func(r string) error { return os.Remove(filepath.Join(r, "en/index.html")) }, []string{"en/index.html"}},
		{"folder gone", func(r string) error { return os.RemoveAll(filepath.Join(r, "en")) }, []string{"en/index.html"}},
		{"database emptied", func(r string) error { return overwrite(filepath.Join(r, DatabaseFile), "") }, []string{DatabaseFile}},
		{"database changed", func(r string) error { return overwrite(filepath.Join(r, DatabaseFile), "rowz") }, []string{DatabaseFile}},
		{"database gone", func(r string) error { return os.Remove(filepath.Join(r, DatabaseFile)) }, []string{DatabaseFile}},
		{"a log beside it", func(r string) error { return os.WriteFile(filepath.Join(r, DatabaseFile+".wal"), nil, 0o644) }, []string{DatabaseFile + ".wal"}},
		{"another database", func(r string) error { return os.WriteFile(filepath.Join(r, synthetic), nil, 0o644) }, []string{synthetic}},
		{"file added", func(r string) error { return os.WriteFile(filepath.Join(r, "x"), nil, 0o644) }, []string{"x"}},
		{"fifo added", func(r string) error { return syscall.Mkfifo(filepath.Join(r, "x"), 0o644) }, []string{"x"}},
		{"page is a link", func(r string) error {
			page := filepath.Join(r, "en/index.html")
			return errors.Join(os.Rename(page, page+"2"), os.Symlink("index.html2", page))
		}, []string{"en/index.html", "en/index.html2"}},
		{"manifest gone", func(r string) error { return os.Remove(filepath.Join(r, ManifestFile)) }, []string{ManifestFile}},
		{"manifest emptied", func(r string) error { return overwrite(filepath.Join(r, ManifestFile), "") }, []string{ManifestFile}},
		{"manifest of another", func(r string) error { return overwrite(filepath.Join(r, ManifestFile), "{}") }, []string{ManifestFile}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "release")
			publishVersion(t, folder, "1.0")
			name, err := os.Readlink(filepath.Join(folder, Current))
			if err != nil {
				t.Fatal(err)
			}
			if err := tt.damage(filepath.Join(folder, name)); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, Changes(filepath.Join(folder, Current))); diff != "" && tt.name != "manifest of another" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.want, publishVersion(t, folder, "1.0")); diff != "" {
				t.Error(diff)
			}
			if wrong, err := Verify(filepath.Join(folder, Current)); err != nil || len(wrong) > 0 {
				t.Errorf("after it: %v, %v", wrong, err)
			}
			if got := names(t, folder); len(got) != 2 {
				t.Errorf("left %v", got)
			}
		})
	}
}

func TestWhatADeadRunLeftIsRepaired(t *testing.T) {
	for _, tt := range []struct {
		name  string
		leave func(folder, name string) error
	}{
		{"a draft", func(folder, _ string) error { return os.MkdirAll(filepath.Join(folder, ".part-1", "en"), 0o700) }},
		{"a draft of before", func(folder, _ string) error { return os.Mkdir(filepath.Join(folder, "draft-123"), 0o700) }},
		{"set aside as before, without one", func(folder, name string) error {
			return os.Rename(filepath.Join(folder, name), filepath.Join(folder, "draft-123-replaced"))
		}},
		{"no link", func(folder, _ string) error { return os.Remove(filepath.Join(folder, Current)) }},
		{"a link that was not renamed", func(folder, name string) error { return os.Symlink(name, filepath.Join(folder, ".part-current")) }},
		{"a link to nowhere", func(folder, _ string) error { return file.Link("nowhere", filepath.Join(folder, Current)) }},
		{"a folder for a link", func(folder, name string) error {
			link := filepath.Join(folder, Current)
			return errors.Join(os.Remove(link), os.CopyFS(link, os.DirFS(filepath.Join(folder, name))))
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "release")
			publishVersion(t, folder, "1.0")
			name, err := os.Readlink(filepath.Join(folder, Current))
			if err != nil {
				t.Fatal(err)
			}
			if err := tt.leave(folder, name); err != nil {
				t.Fatal(err)
			}
			publishVersion(t, folder, "2.0")
			if wrong, err := Verify(filepath.Join(folder, Current)); err != nil || len(wrong) > 0 {
				t.Errorf("after it: %v, %v", wrong, err)
			}
			got := slices.DeleteFunc(names(t, folder), func(name string) bool { return name == "1.0-*" })
			if diff := cmp.Diff([]string{"2.0-*", Current}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOnlyReleasesArePruned(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "release")
	if err := os.MkdirAll(filepath.Join(folder, "of someone"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, version := range []string{"1.0", "draft-2026", "part", "current", "3.0"} {
		publishVersion(t, folder, version)
		if got := Edition(filepath.Join(folder, Current)); got != version {
			t.Errorf("the current release is %q, want %q", got, version)
		}
	}
	if diff := cmp.Diff([]string{"3.0-*", Current, "current-*", "of someone"}, names(t, folder)); diff != "" {
		t.Error(diff)
	}
}

// Who copies the folder of releases to a server would copy the internal one too.
func TestNoInternalReleaseStaysBesideOneThatMayLeave(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "release")
	for _, step := range []struct {
		version  string
		internal bool
		want     []string
	}{
		{"1.0", false, []string{"1.0-*", Current}},
		{"1.0-internal", true, []string{"1.0-*", "1.0-internal-*", Current}},
		{"2.0-internal", true, []string{"1.0-*", "1.0-internal-*", "2.0-internal-*", Current}},
		{"2.0", false, []string{"1.0-*", "2.0-*", Current}},
		{"2.0", false, []string{"1.0-*", "2.0-*", Current}},
	} {
		publishMarked(t, folder, step.version, step.internal)
		if diff := cmp.Diff(step.want, names(t, folder)); diff != "" {
			t.Errorf("after %s (-want +have):\n%s", step.version, diff)
		}
	}
}

func TestADatabaseThatIsNotFinishedIsNotPublished(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "release")
	publishVersion(t, folder, "1.0")
	d, err := Begin(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := file.Put(d.Root(), DatabaseFile+".wal", nil); err != nil {
		t.Fatal(err)
	}
	m, err := NewManifest(d.Path(), "synthetic", "2.0", "2026-01-01T00:00:00Z", nil)
	if err != nil {
		t.Fatal(err)
	}
	if current, err := d.Publish(m, DefaultKeep); err == nil || current != "" {
		t.Errorf("a database with a log was published: %q", current)
	}
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	if got := Edition(filepath.Join(folder, Current)); got != "1.0" {
		t.Errorf("the current release is %q", got)
	}
}

// A trial with an example does not take the report away, however often it is made.
func TestAnExampleDoesNotPushOutTheReport(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "release")
	for _, step := range []struct {
		version string
		want    []string
	}{
		{"1.0", []string{"1.0-*", Current}},
		{"1.1", []string{"1.0-*", "1.1-*", Current}},
		{"2.0-synthetic", []string{"1.1-*", "2.0-synthetic-*", Current}},
		{"3.0-synthetic", []string{"1.1-*", "2.0-synthetic-*", "3.0-synthetic-*", Current}},
		{"2.0", []string{"2.0-*", "3.0-synthetic-*", Current}},
	} {
		publishVersion(t, folder, step.version)
		if diff := cmp.Diff(step.want, names(t, folder)); diff != "" {
			t.Errorf("after %s (-want +have):\n%s", step.version, diff)
		}
	}
}
