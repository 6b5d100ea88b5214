//go:build dist

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// unpacked is the archive for Linux, which "make dist" made, in a folder of its own.
func unpacked(t *testing.T) (root, folder string) {
	t.Helper()
	archives, err := filepath.Glob("../../dist/jaarcijfers-*-linux-x86-64.tar.gz")
	if err != nil || len(archives) != 1 {
		t.Fatalf("%q are the archives for Linux: make dist makes one", archives)
	}
	root = t.TempDir()
	do(t, exec.Command("tar", "-xzf", archives[0], "-C", root))
	return root, filepath.Join(root, strings.TrimSuffix(filepath.Base(archives[0]), ".tar.gz"))
}

func do(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", cmd, err, out)
	}
	return string(out)
}

// cLibrary is all that the program asks of a machine: the parts of glibc that it is
// linked to, where the system looks for them.
var cLibrary = []string{"lib64/ld-linux-x86-64.so.2", "lib/x86_64-linux-gnu/libc.so.6", "lib/x86_64-linux-gnu/libm.so.6"}

// The report is built where there is nothing: no other program, no environment, no home,
// no network.
func TestTheArchiveBuildsTheReportOnABareMachine(t *testing.T) {
	root, folder := unpacked(t)
	for _, name := range cLibrary {
		text, err := os.ReadFile("/" + name)
		if err == nil {
			err = os.MkdirAll(filepath.Join(root, filepath.Dir(name)), 0o755)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(root, name), text, 0o755)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"proc", "tmp", "dev"} { // which every Linux has
		if err := os.MkdirAll(filepath.Join(root, name), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(root, os.DevNull), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	inside := "/" + filepath.Base(folder)
	run := func(arguments ...string) string {
		cmd := exec.Command("unshare", append([]string{"--user", "--map-root-user", "--net", "--pid", "--fork", "--root=" + root, "--mount-proc", "--wd=" + inside, inside + "/jaarcijfers"}, arguments...)...)
		cmd.Env = []string{}
		return do(t, cmd)
	}
	run("build", "--quiet")
	if _, err := os.Stat(filepath.Join(folder, "build/release/current/index.html")); err != nil {
		t.Error(err)
	}
	if got := run("query", "--format", "csv", "select count(*) > 0 as any from mart.inflow_by_year"); !strings.Contains(got, "true") {
		t.Errorf("query says %s", got)
	}
}

// Each shell that is on the machine completes a verb by the script of the archive; bash
// with the package that all scripts for it ask for.
func TestShellsCompleteVerbs(t *testing.T) {
	_, folder := unpacked(t)
	for _, tt := range []struct{ shell, script string }{
		{"bash", `source /usr/share/bash-completion/bash_completion; source completions/jaarcijfers; COMP_WORDS=(jaarcijfers bu); COMP_CWORD=1; COMP_LINE="jaarcijfers bu"; COMP_POINT=14; COMP_TYPE=9; __start_jaarcijfers; echo "${COMPREPLY[@]}"`},
		{"zsh", `compdef() { :; }; _describe() { print -l $completions; }; compstate=(); source completions/_jaarcijfers; words=(jaarcijfers bu); CURRENT=2; _jaarcijfers`},
		{"fish", `source completions/jaarcijfers.fish; complete --do-complete "jaarcijfers bu"`},
	} {
		t.Run(tt.shell, func(t *testing.T) {
			shell, err := exec.LookPath(tt.shell)
			if err != nil {
				t.Logf("%s is not on this machine", tt.shell)
				return
			}
			cmd := exec.Command(shell, "-c", tt.script)
			cmd.Dir = folder
			cmd.Env = []string{"PATH=" + folder + ":/usr/bin:/bin", "HOME=" + t.TempDir()}
			if out, err := cmd.CombinedOutput(); !strings.Contains(string(out), "build") {
				t.Errorf("%v: it offers %q", err, out)
			}
		})
	}
}

// The page for man is read without a warning, and has every verb and flag of the help.
func TestManReadsThePage(t *testing.T) {
	_, folder := unpacked(t)
	for _, page := range []string{"man/man1/jaarcijfers.1", "man/nl/man1/jaarcijfers.1"} {
		cmd := exec.Command("man", "--warnings", "-E", "UTF-8", "-l", filepath.Join(folder, page))
		cmd.Env = append(os.Environ(), "MANWIDTH=100", "LC_ALL=C.UTF-8")
		out := do(t, cmd)
		if strings.Contains(out, "warning") || strings.Contains(out, "error") && !strings.Contains(out, "JAARCIJFERS(1)") {
			t.Errorf("%s: %s", page, out)
		}
		for _, word := range []string{"jaarcijfers build [", "jaarcijfers query", "--extract", "--single-file", "130"} {
			if !strings.Contains(out, word) {
				t.Errorf("%s: %q is missing in\n%s", page, word, out)
			}
		}
	}
}
