// Command dist packs the program, as it was built for Linux and for Windows, with all
// that it needs on a machine without compiler and network: an archive for each, and a
// list of their hashes. The same commit gives the same bytes.
package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

type options struct {
	root, to, version      string
	linux, windows, engine string // the programs, and the engine as a library for Windows
}

func main() {
	var o options
	flag.StringVar(&o.root, "root", ".", "`folder` of the repository")
	flag.StringVar(&o.to, "to", "dist", "`folder` for the archives")
	flag.StringVar(&o.version, "version", "dev", "`version` in their names")
	flag.StringVar(&o.linux, "linux", "", "`program` for Linux, which this machine can run")
	flag.StringVar(&o.windows, "windows", "", "`program` for Windows; without it there is no archive for Windows")
	flag.StringVar(&o.engine, "engine", "", "`library` of the engine for Windows, with its licence beside it")
	flag.Parse()
	if err := pack(context.Background(), o); err != nil {
		fmt.Fprintln(os.Stderr, "dist:", err)
		os.Exit(1)
	}
}

// pack writes the archives and the list of their hashes.
func pack(ctx context.Context, o options) error {
	changed, err := commitTime(ctx, o.root)
	if err != nil {
		return err
	}
	shared, err := sharedFiles(ctx, o)
	if err != nil {
		return err
	}
	var sums bytes.Buffer
	for _, t := range o.targets() {
		files, err := t.files(ctx, o)
		if err != nil {
			return err
		}
		files = append(files, shared...)
		slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
		folder := "jaarcijfers-" + o.version + "-" + t.platform
		archive, err := t.write(folder, changed, files)
		if err != nil {
			return fmt.Errorf("pack for %s: %w", t.platform, err)
		}
		name := folder + t.ending
		if err := os.WriteFile(filepath.Join(o.to, name), archive, 0o644); err != nil {
			return fmt.Errorf("write archive: %w", err)
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(archive), name)
		fmt.Printf("%s: %d files, %d MB\n", filepath.Join(o.to, name), len(files), len(archive)>>20)
	}
	if err := os.WriteFile(filepath.Join(o.to, "SHA256SUMS"), sums.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write hashes: %w", err)
	}
	return nil
}

// A target is a system that an archive is for.
type target struct {
	platform, ending string
	program, as      string   // its path, and its name in the archive
	beside           []string // libraries that stand beside it
	write            func(folder string, changed time.Time, files []file) ([]byte, error)
}

func (o options) targets() []target {
	all := []target{{platform: "linux-x86-64", ending: ".tar.gz", program: o.linux, as: "jaarcijfers", write: writeTar}}
	if o.windows != "" {
		all = append(all, target{platform: "windows-x86-64", ending: ".zip", program: o.windows, as: "jaarcijfers.exe", beside: []string{o.engine}, write: writeZip})
	}
	return all
}

// files are what an archive has for its system alone.
func (t target) files(ctx context.Context, o options) ([]file, error) {
	notices, err := thirdParties(ctx, o.root, t.program, t.beside)
	if err != nil {
		return nil, fmt.Errorf("collect licences of others: %w", err)
	}
	all := []file{{name: "NOTICES.txt", content: notices}}
	for path, name := range t.programs() {
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("read program: %w", err)
		}
		all = append(all, file{name: name, content: content, runs: true})
	}
	return all, nil
}

func (t target) programs() map[string]string {
	all := map[string]string{t.program: t.as}
	for _, path := range t.beside {
		all[path] = filepath.Base(path)
	}
	return all
}

// sharedFiles are what all archives have: what the repository holds for users, and what
// the program says of itself.
func sharedFiles(ctx context.Context, o options) ([]file, error) {
	list, err := output(ctx, o.root, "git", "ls-files", "-z", "--", "data", "sql", "docs", "README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md", "publiccode.yml")
	if err != nil {
		return nil, err
	}
	var all []file
	for name := range strings.SplitSeq(strings.TrimSuffix(string(list), "\x00"), "\x00") {
		content, err := os.ReadFile(filepath.Join(o.root, filepath.FromSlash(name)))
		if err != nil {
			return nil, fmt.Errorf("read what the repository lists: %w", err)
		}
		if !strings.HasSuffix(name, ".go") {
			all = append(all, file{name: name, content: content})
		}
	}
	for name, arguments := range saysOfItself {
		content, err := output(ctx, o.root, o.linux, arguments...)
		if err != nil {
			return nil, err
		}
		all = append(all, file{name: name, content: content})
	}
	return all, nil
}

// saysOfItself are the files that the program writes.
var saysOfItself = map[string][]string{
	"man/man1/jaarcijfers.1":       {"man", "--lang", "en"},
	"man/nl/man1/jaarcijfers.1":    {"man", "--lang", "nl"},
	"completions/jaarcijfers":      {"completion", "bash", "--lang", "nl"},
	"completions/_jaarcijfers":     {"completion", "zsh", "--lang", "nl"},
	"completions/jaarcijfers.fish": {"completion", "fish", "--lang", "nl"},
	"completions/jaarcijfers.ps1":  {"completion", "powershell", "--lang", "nl"},
}

// commitTime is when the commit was made; all files get it, so that it does not matter
// when they were unpacked here.
func commitTime(ctx context.Context, root string) (time.Time, error) {
	text, err := output(ctx, root, "git", "log", "-1", "--format=%ct")
	if err != nil {
		return time.Time{}, err
	}
	seconds, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("read time of commit: %w", err)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// output runs a program and gives what it writes.
func output(ctx context.Context, folder, program string, arguments ...string) ([]byte, error) {
	if strings.ContainsRune(program, filepath.Separator) {
		path, err := filepath.Abs(program)
		if err != nil {
			return nil, fmt.Errorf("find %s: %w", program, err)
		}
		program = path
	}
	cmd := exec.CommandContext(ctx, program, arguments...)
	cmd.Dir = folder
	text, err := cmd.Output()
	if ended := (*exec.ExitError)(nil); errors.As(err, &ended) {
		err = errors.Join(err, errors.New(strings.TrimSpace(string(ended.Stderr))))
	}
	if err != nil {
		return nil, fmt.Errorf("run %s %s: %w", program, strings.Join(arguments, " "), err)
	}
	return text, nil
}
