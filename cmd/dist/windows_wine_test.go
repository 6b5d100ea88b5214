//go:build wine

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"jaarcijfers/pipeline/release"
)

// wine is the program that runs programs for Windows; prefix is its Windows.
var wine, prefix string

func TestMain(m *testing.M) {
	code, err := withWine(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// withWine runs tests with a Windows that is made for them.
func withWine(m *testing.M) (code int, err error) {
	for _, name := range []string{"wine64", "/usr/lib/wine/wine64", "wine"} {
		if wine, err = exec.LookPath(name); err == nil {
			break
		}
	}
	if err != nil {
		return 1, fmt.Errorf("find Wine: %w", err)
	}
	if prefix, err = os.MkdirTemp("", "jaarcijfers-wine-"); err != nil {
		return 1, fmt.Errorf("make folder for Wine: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(prefix)) }()
	boot := exec.Command(wine, "wineboot", "--init")
	boot.Env = environment()
	if out, err := boot.CombinedOutput(); err != nil {
		return 1, fmt.Errorf("start Wine: %w\n%s", err, out)
	}
	defer func() { // what serves all programs writes in the folder until it is gone
		for _, what := range []string{"--kill", "--wait"} {
			end := exec.Command("wineserver", what)
			end.Env = environment()
			_ = end.Run() // it may have gone by itself
		}
	}()
	library, err := os.ReadFile("../../dist/wine/bcryptprimitives.dll") // see its source in testdata
	if err == nil {
		err = os.WriteFile(filepath.Join(prefix, "drive_c", "windows", "system32", "bcryptprimitives.dll"), library, 0o644)
	}
	if err != nil {
		return 1, fmt.Errorf("complete Wine: %w", err)
	}
	return m.Run(), nil
}

func environment() []string {
	return []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + prefix, "WINEPREFIX=" + prefix, "WINEARCH=win64", "WINEDEBUG=-all", "LC_ALL=C.UTF-8",
		"WINEDLLOVERRIDES=mscoree,mshtml=;bcryptprimitives=n,b",
	}
}

// unpack puts the archive for Windows, which "make dist" made, in a folder whose name has
// a space and a letter that is not ASCII, and builds the report there.
var unpack = sync.OnceValues(func() (string, error) {
	archives, err := filepath.Glob("../../dist/jaarcijfers-*-windows-x86-64.zip")
	if err != nil || len(archives) != 1 {
		return "", fmt.Errorf("%q are the archives for Windows: make dist makes one", archives)
	}
	above := filepath.Join(prefix, "één map")
	if out, err := exec.Command("unzip", "-q", archives[0], "-d", above).CombinedOutput(); err != nil {
		return "", fmt.Errorf("unpack: %w\n%s", err, out)
	}
	folder := filepath.Join(above, strings.TrimSuffix(filepath.Base(archives[0]), ".zip"))
	if out, err := command(context.Background(), folder, "build", "--quiet").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return folder, nil
})

// built is the unpacked archive, and the name of a copy of its work folder with a release.
func built(t *testing.T) (folder, work string) {
	t.Helper()
	folder, err := unpack()
	if err != nil {
		t.Fatal(err)
	}
	work = "work of " + t.Name()
	if err := os.CopyFS(filepath.Join(folder, work), os.DirFS(filepath.Join(folder, "build"))); err != nil {
		t.Fatal(err)
	}
	return folder, work
}

// command is the program for Windows, in a folder.
func command(ctx context.Context, folder string, arguments ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, wine, append([]string{filepath.Join(folder, "jaarcijfers.exe"), "--lang", "en"}, arguments...)...)
	cmd.Dir, cmd.Env = folder, environment()
	return cmd
}

// run wants an exit code of the program and gives what it wrote.
func run(t *testing.T, code int, folder string, arguments ...string) string {
	t.Helper()
	cmd := command(t.Context(), folder, arguments...)
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != code {
		t.Fatalf("jaarcijfers %q: %v, want code %d\n%s", arguments, err, code, out)
	}
	return strings.ReplaceAll(string(out), "\r\n", "\n")
}

// current is the folder of the release that the page leads to.
func current(t *testing.T, work string) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(work, "release", release.PointerFile))
	if err != nil {
		t.Fatal(err)
	}
	name := regexp.MustCompile(`url=(.*)/index\.html`).FindSubmatch(page)
	if name == nil {
		t.Fatalf("the page leads nowhere: %s", page)
	}
	return filepath.Join(work, "release", string(name[1]))
}

// whole wants that a release is as its manifest says.
func whole(t *testing.T, folder string) {
	t.Helper()
	if wrong, err := release.Verify(folder); err != nil || len(wrong) > 0 {
		t.Errorf("%s: %q, %v", folder, wrong, err)
	}
}

func manifestOf(t *testing.T, folder string) release.Manifest {
	t.Helper()
	var m release.Manifest
	text, err := os.ReadFile(filepath.Join(folder, release.ManifestFile))
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// The report of Windows is that of Linux, to the byte, but for the database, whose tables
// are the same.
func TestTheReportIsThatOfLinux(t *testing.T) {
	folder, _ := built(t)
	before := current(t, filepath.Join(folder, "build"))
	run(t, 0, folder, "build", "--quiet", "--data", `docs\..\data`, "--work", `mijn werk\é`)
	work := filepath.Join(folder, "mijn werk", "é")
	whole(t, current(t, work))
	if got := filepath.Base(current(t, work)); got != filepath.Base(before) {
		t.Errorf("two builds of the same data gave %s and %s", filepath.Base(before), got)
	}
	linux := filepath.Join(t.TempDir(), "build")
	if out, err := exec.Command("../../dist/linux/jaarcijfers", "build", "--quiet", "--data", filepath.Join(folder, "data"), "--work", linux).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	here, there := manifestOf(t, filepath.Join(linux, "release", "current")), manifestOf(t, current(t, work))
	for i, table := range here.Tables {
		if i >= len(there.Tables) || there.Tables[i] != table {
			t.Errorf("%s differs", table.Name)
		}
	}
	of := map[string]string{}
	for _, f := range there.Files {
		of[f.Path] = f.SHA256
	}
	for _, f := range here.Files {
		if of[f.Path] != f.SHA256 && f.Path != release.DatabaseFile {
			t.Errorf("%s differs", f.Path)
		}
	}
	if len(here.Files) != len(there.Files) {
		t.Errorf("%d files, on Linux %d", len(there.Files), len(here.Files))
	}
}

func TestAnExtractIsCountedAndNoRowStays(t *testing.T) {
	folder, work := built(t)
	run(t, 0, folder, "synth")
	// A spreadsheet on Windows ends its lines so.
	asWindows(t, filepath.Join(folder, "extract-synthetic"), ".csv")
	run(t, 0, folder, "build", "--quiet", "--extract", `.\extract-synthetic`, "--allow-synthetic", "--work", work)
	released := current(t, filepath.Join(folder, work))
	whole(t, released)
	left, err := os.ReadDir(filepath.Join(folder, work, "scratch"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) || len(left) > 0 {
		t.Errorf("%v is left in scratch, %v", left, err)
	}
	out := run(t, 0, folder, "query", "--format", "csv", "--database", filepath.Join(work, "release", filepath.Base(released), "jaarcijfers-synthetic.duckdb"), "select count(*) > 0 as counted from mart.extract_source")
	if !strings.Contains(out, "true") {
		t.Errorf("query says %s", out)
	}
}

// asWindows ends the lines of files with CRLF.
func asWindows(t *testing.T, folder, ending string) {
	t.Helper()
	found := 0
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ending {
			return err
		}
		found++
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(path, bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n")), 0o644)
	})
	if err != nil || found == 0 {
		t.Fatalf("%d files end with %s, %v", found, ending, err)
	}
}

// Who fetches the data with Git on Windows may get other ends of lines than were accepted.
func TestOtherEndsOfLinesInTheDataAreNamed(t *testing.T) {
	folder, work := built(t)
	if err := os.CopyFS(filepath.Join(folder, "other data"), os.DirFS(filepath.Join(folder, "data"))); err != nil {
		t.Fatal(err)
	}
	asWindows(t, filepath.Join(folder, "other data", "letters"), ".txt")
	out := run(t, 3, folder, "build", "--data", "other data", "--work", work)
	if !strings.Contains(out, "letters") {
		t.Errorf("the refusal names no letter: %s", out)
	}
}

func TestAChangedReleaseIsNamedAndMadeAgain(t *testing.T) {
	folder, name := built(t)
	work := filepath.Join(folder, name)
	run(t, 0, folder, "build", "--quiet", "--force", "--work", name) // so that its files may only be read
	page := filepath.Join(current(t, work), "index.html")
	if info, err := os.Stat(page); err != nil || info.Mode().Perm()&0o222 != 0 {
		t.Errorf("the page may be written: %v, %v", info, err)
	}
	if err := errors.Join(os.Chmod(page, 0o644), os.WriteFile(page, []byte("other"), 0o644)); err != nil {
		t.Fatal(err)
	}
	if out := run(t, 0, folder, "build", "--work", name); !strings.Contains(out, "index.html") {
		t.Errorf("the build names no page: %s", out)
	}
	whole(t, current(t, work))
}

func TestServeShowsThePages(t *testing.T) {
	folder, work := built(t)
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
	defer stop()
	cmd := command(ctx, folder, "serve", "--port", "0", "--work", work)
	var told strings.Builder
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+/`)
	for part := make([]byte, 4096); !address.MatchString(told.String()); {
		n, err := out.Read(part)
		told.Write(part[:n])
		if err != nil {
			t.Fatalf("%v: it said %s", err, told.String())
		}
	}
	answer, err := http.Get(address.FindString(told.String()))
	if err != nil {
		t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil || answer.StatusCode != http.StatusOK {
		t.Errorf("%s, %v", answer.Status, err)
	}
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil && ctx.Err() != nil {
		t.Errorf("it did not stop: %v", err)
	}
}

// crashes are after how many changes in the work folder a build is killed.
var crashes = []int{2, 8, 30}

// A build that is killed leaves the release before it or its own, and the next one works.
func TestAKilledBuildLeavesAWholeRelease(t *testing.T) {
	folder, name := built(t)
	work := filepath.Join(folder, name)
	killed := 0
	for _, after := range crashes {
		if killBuild(t, folder, work, after) {
			killed++
		}
		whole(t, current(t, work))
		run(t, 0, folder, "build", "--quiet", "--force", "--work", name)
		whole(t, current(t, work))
		if parts, err := filepath.Glob(filepath.Join(work, "release", ".part-*")); err != nil || len(parts) > 0 {
			t.Errorf("killed after %d changes: %v is left", after, parts)
		}
	}
	if killed < len(crashes)/2 {
		t.Errorf("%d of %d builds were killed, the others were faster", killed, len(crashes))
	}
}

// killBuild builds and ends that after so many changes of files; it tells whether it did.
func killBuild(t *testing.T, folder, work string, after int) bool {
	t.Helper()
	watch, err := fsnotify.NewWatcher()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = watch.Close() }()
	for _, name := range []string{work, filepath.Join(work, "release"), filepath.Join(work, "drawings")} {
		if err := watch.Add(name); err != nil {
			t.Fatal(err)
		}
	}
	cmd := command(t.Context(), folder, "build", "--quiet", "--force", "--work", filepath.Base(work))
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for n := 0; ; {
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("a build that was not killed ended with %v", err)
			}
			return false
		case event := <-watch.Events:
			if event.Has(fsnotify.Create) {
				_ = watch.Add(event.Name) // or it is a file
			}
			if n++; n == after {
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
				<-ended
				return true
			}
		}
	}
}
