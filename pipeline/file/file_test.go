//go:build unix

package file

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// small is the environment variable that makes this program write a file that is
// larger than it may write.
const small = "JAARCIJFERS_TEST_SMALL"

func TestMain(m *testing.M) {
	path := os.Getenv(small)
	if path == "" {
		os.Exit(m.Run())
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1000, Max: 1000}); err != nil {
		fmt.Println(err)
		os.Exit(2)
	}
	var full *FullError
	err := Write(path, ReleasedFile, make([]byte, 100_000))
	fmt.Printf("%t %t", errors.As(err, &full) && full.Limit, full != nil && full.Folder == filepath.Dir(path))
	os.Exit(0)
}

// tree gives the modes and content of all in a folder.
func tree(t *testing.T, folder string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || path == folder {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(folder, path)
		found[rel] = info.Mode().String()
		if err == nil && info.Mode().IsRegular() {
			text, read := os.ReadFile(path)
			found[rel], err = found[rel]+" "+string(text), read
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func expect(t *testing.T, folder string, want map[string]string) {
	t.Helper()
	if diff := cmp.Diff(want, tree(t, folder)); diff != "" {
		t.Error(diff)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestWriteReplacesWholeWithItsModeWhateverTheUmask(t *testing.T) {
	for _, mask := range []int{0, 0o022, 0o077, 0o777} {
		t.Run(fmt.Sprintf("%03o", mask), func(t *testing.T) {
			folder := t.TempDir()
			before := syscall.Umask(mask)
			defer syscall.Umask(before)
			must(t, Write(filepath.Join(folder, "a"), PrivateFile, []byte("old")))
			must(t, Write(filepath.Join(folder, "a"), ReleasedFile, []byte("new")))
			must(t, MakeFolder(filepath.Join(folder, "b"), ReleasedFolder))
			must(t, MakeFolder(filepath.Join(folder, "c"), PrivateFolder))
			expect(t, folder, map[string]string{"a": "-r--r--r-- new", "b": "drwxr-xr-x", "c": "drwx------"})
		})
	}
}

func TestAFaultLeavesWhatStoodAndNothingElse(t *testing.T) {
	broken := errors.New("broken")
	for _, tt := range []struct {
		name string
		act  func(folder string) error
		want error
	}{
		{"in the middle", func(folder string) error {
			return WriteFrom(filepath.Join(folder, "a"), PrivateFile, func(w io.Writer) error {
				_, err := io.WriteString(w, "half")
				return errors.Join(err, broken)
			})
		}, broken},
		{"a folder has the name", func(folder string) error {
			return Write(filepath.Join(folder, "folder"), PrivateFile, []byte("new"))
		}, fs.ErrExist},
		{"no folder", func(folder string) error {
			return Write(filepath.Join(folder, "none", "a"), PrivateFile, []byte("new"))
		}, fs.ErrNotExist},
		{"new, but it is there", func(folder string) error {
			p, err := Begin(filepath.Join(folder, "a"), PrivateFile)
			if err != nil {
				return err
			}
			return p.CommitNew()
		}, fs.ErrExist},
		{"moved to where something is", func(folder string) error {
			return Move(filepath.Join(folder, "folder"), filepath.Join(folder, "a"))
		}, fs.ErrExist},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := t.TempDir()
			must(t, Write(filepath.Join(folder, "a"), ReleasedFile, []byte("old")))
			must(t, MakeFolder(filepath.Join(folder, "folder"), ReleasedFolder))
			if err := tt.act(folder); !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
			expect(t, folder, map[string]string{"a": "-r--r--r-- old", "folder": "drwxr-xr-x"})
		})
	}
}

func TestANameCannotLeadOutOfTheFolder(t *testing.T) {
	top := t.TempDir()
	must(t, MakeFolder(filepath.Join(top, "in"), ReleasedFolder))
	must(t, os.Symlink("..", filepath.Join(top, "in", "up")))
	root, err := os.OpenRoot(filepath.Join(top, "in"))
	must(t, err)
	for _, name := range []string{"../a", "x/../../a", "up/a", "/a", ""} {
		if p, err := BeginIn(root, name, PrivateFile); err == nil {
			t.Errorf("%q was begun", name)
			must(t, p.Discard())
		}
	}
	must(t, root.Close())
	expect(t, top, map[string]string{"in": "drwxr-xr-x", "in/up": "Lrwxrwxrwx"})
}

func TestANewFileStands(t *testing.T) {
	folder := t.TempDir()
	p, err := Begin(filepath.Join(folder, "a"), ReleasedFile)
	must(t, err)
	_, err = io.WriteString(p, "new")
	must(t, errors.Join(err, p.CommitNew()))
	expect(t, folder, map[string]string{"a": "-r--r--r-- new"})
}

func TestAFileThatMayNotBecomeSoLargeLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), small+"="+filepath.Join(folder, "a"))
	out, err := child.CombinedOutput()
	must(t, err)
	if string(out) != "true true" {
		t.Errorf("got %s, want a FullError of the folder", out)
	}
	expect(t, folder, map[string]string{})
}

func TestFullNamesTheFolder(t *testing.T) {
	for _, tt := range []struct {
		name string
		err  error
		want *FullError
	}{
		{"nothing", nil, nil},
		{"another error", syscall.EACCES, nil},
		{"no space", &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, &FullError{Folder: "work/release"}},
		{"quota", fmt.Errorf("write: %w", syscall.EDQUOT), &FullError{Folder: "work/release"}},
		{"too large", syscall.EFBIG, &FullError{Folder: "work/release", Limit: true}},
		{"of no path", syscall.ENOSPC, &FullError{Folder: "work/release"}},
		{"known", &FullError{Folder: "other", Err: syscall.ENOSPC}, &FullError{Folder: "other"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Full("work/release/a", tt.err)
			var full *FullError
			if !errors.As(got, &full) {
				if tt.want != nil || !errors.Is(got, tt.err) {
					t.Errorf("got %v", got)
				}
				return
			}
			if tt.want == nil || full.Folder != tt.want.Folder || full.Limit != tt.want.Limit || !errors.Is(got, tt.err) {
				t.Errorf("got %+v, want %+v", full, tt.want)
			}
		})
	}
}

func TestSealGivesAllTheModesOfARelease(t *testing.T) {
	folder := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(folder, "a", "b"), 0o700))
	must(t, os.WriteFile(filepath.Join(folder, "a", "b", "c"), nil, 0o600))
	must(t, os.WriteFile(filepath.Join(folder, "d"), nil, 0o777))
	must(t, Seal(folder))
	expect(t, folder, map[string]string{"a": "drwxr-xr-x", "a/b": "drwxr-xr-x", "a/b/c": "-r--r--r-- ", "d": "-r--r--r-- "})
}

func TestExchangeSwapsFolders(t *testing.T) {
	folder := t.TempDir()
	a, b := filepath.Join(folder, "a"), filepath.Join(folder, "b")
	for _, path := range []string{a, b} {
		must(t, MakeFolder(path, ReleasedFolder))
		must(t, Write(filepath.Join(path, "name"), ReleasedFile, []byte(filepath.Base(path))))
	}
	err := Exchange(a, b)
	if errors.Is(err, errors.ErrUnsupported) { // then nothing was changed
		a, b = b, a
	} else {
		must(t, err)
	}
	expect(t, a, map[string]string{"name": "-r--r--r-- b"})
	expect(t, b, map[string]string{"name": "-r--r--r-- a"})
	if err := Exchange(a, filepath.Join(folder, "none")); err == nil {
		t.Error("exchanged with what is not there")
	}
}

func TestLinkSwitches(t *testing.T) {
	folder := t.TempDir()
	link := filepath.Join(folder, "current")
	must(t, os.Symlink("of a run that ended", filepath.Join(folder, partPrefix+"current")))
	for _, target := range []string{"one", "two", "two"} {
		must(t, Link(target, link))
		if got, err := os.Readlink(link); err != nil || got != target {
			t.Errorf("link to %q, %v, want %q", got, err, target)
		}
	}
	expect(t, folder, map[string]string{"current": "Lrwxrwxrwx"})
}

func TestSweepRemovesOnlyWhatWasHalfWritten(t *testing.T) {
	folder := t.TempDir()
	must(t, os.WriteFile(filepath.Join(folder, partPrefix+"x"), nil, 0o600))
	must(t, os.WriteFile(filepath.Join(folder, ".part"), nil, 0o600))
	must(t, os.WriteFile(filepath.Join(folder, "a"), nil, 0o600))
	must(t, errors.Join(Sweep(folder), Sweep(filepath.Join(folder, "none"))))
	expect(t, folder, map[string]string{".part": "-rw------- ", "a": "-rw------- "})
}

func TestRemoveTakesFoldersThatMayNotBeWritten(t *testing.T) {
	folder := t.TempDir()
	locked := filepath.Join(folder, "a", "b")
	must(t, os.MkdirAll(locked, 0o700))
	must(t, os.WriteFile(filepath.Join(locked, "c"), nil, 0o400))
	must(t, os.Chmod(locked, 0o500))
	must(t, Remove(filepath.Join(folder, "a"), filepath.Join(folder, "none")))
	expect(t, folder, map[string]string{})
}

func TestOnlyAFolderOfOurOwnGetsAnotherMode(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"theirs", "ours"} {
		must(t, os.Mkdir(filepath.Join(folder, name), 0o750))
	}
	before := syscall.Umask(0o777)
	defer syscall.Umask(before)
	must(t, MakeFolder(filepath.Join(folder, "theirs"), PrivateFolder))
	must(t, OwnFolder(filepath.Join(folder, "ours"), PrivateFolder))
	must(t, MakeFolder(filepath.Join(folder, "a", "b"), ReleasedFolder))
	expect(t, folder, map[string]string{"theirs": "drwxr-x---", "ours": "drwx------", "a": "drwxr-xr-x", "a/b": "drwxr-xr-x"})
	must(t, Write(filepath.Join(folder, "file"), PrivateFile, nil))
	if err := MakeFolder(filepath.Join(folder, "file"), PrivateFolder); !errors.Is(err, syscall.ENOTDIR) {
		t.Errorf("a file is a folder: %v", err)
	}
}

func TestFoldersAndFilesInAFolder(t *testing.T) {
	folder := t.TempDir()
	root, err := os.OpenRoot(folder)
	must(t, err)
	before := syscall.Umask(0o777)
	defer syscall.Umask(before)
	must(t, MakeFolderIn(root, "a/b", ReleasedFolder))
	must(t, WriteIn(root, "a/b/c", ReleasedFile, []byte("1")))
	must(t, WriteIn(root, "a/b/c", PrivateFile, []byte("2")))
	must(t, MakeFolderIn(root, ".", PrivateFolder))
	for _, act := range []func() error{
		func() error { return MakeFolderIn(root, "../x", ReleasedFolder) },
		func() error { return MakeFolderIn(root, "a/b/c/d", ReleasedFolder) },
		func() error { return Put(root, "../x", nil) },
	} {
		if act() == nil {
			t.Error("it was made")
		}
	}
	must(t, root.Close())
	expect(t, folder, map[string]string{"a": "drwxr-xr-x", "a/b": "drwxr-xr-x", "a/b/c": "-rw------- 2"})
}

func TestFullFindsThePathInTheError(t *testing.T) {
	for path, want := range map[string]string{"/work/.part-1/a": "/work", "/work/a": "/work", "/dev/stdout": ""} {
		var full *FullError
		errors.As(Full("", fmt.Errorf("write: %w", &fs.PathError{Op: "write", Path: path, Err: syscall.ENOSPC})), &full)
		if got := full != nil; got != (want != "") || got && full.Folder != want {
			t.Errorf("%s: %+v, want %q", path, full, want)
		}
	}
}
