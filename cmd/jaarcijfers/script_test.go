package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/accepted"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"jaarcijfers": main})
}

// fromNothing are the scripts in which no work folder may be there at the start: they say
// what there is before a first build, what that does and what it leaves.
var fromNothing = []string{"build", "full", "private", "publish", "rejects", "releases", "same_bytes", "usage", "work_folder"}

// Each script is a session of a user. It starts in a folder with a copy of
// data/, and with the drawings that a build of it made; "rehash" makes the contract true
// again after a file was edited.
func TestScripts(t *testing.T) {
	built := t.TempDir()
	if _, err := pipeline.Build(t.Context(), pipeline.Options{Data: "../../data", Work: built}); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("LANG", "en_GB.UTF-8")
			models, err := filepath.Abs("../../sql")
			if err != nil {
				return err
			}
			env.Setenv("SQL", models)
			env.Setenv("NEWLINE", "\n")
			data, err := filepath.Abs("../../data")
			if err != nil {
				return err
			}
			env.Setenv("DATA", data)
			err = os.CopyFS(filepath.Join(env.WorkDir, "data"), os.DirFS("../../data"))
			if slices.Contains(fromNothing, strings.TrimPrefix(filepath.Base(env.WorkDir), "script-")) {
				return err
			}
			work := filepath.Join(env.WorkDir, "build")
			return errors.Join(err, os.Mkdir(work, 0o700), os.CopyFS(filepath.Join(work, "drawings"), os.DirFS(filepath.Join(built, "drawings"))))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"rehash": rehash, "edit": edit, "fill": fill, "number": number, "marked": marked, "tree": tree, "swap": swap, "dead": dead, "day": day, "events": events},
	})
}

// day NAME days: sets a variable to the day so many days from now.
func day(ts *testscript.TestScript, _ bool, args []string) {
	days, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Setenv(args[0], time.Now().AddDate(0, 0, days).Format(time.DateOnly))
}

// edit file old new: replaces the first old in file.
func edit(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	text := ts.ReadFile(path)
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(path, []byte(strings.Replace(text, args[1], args[2], 1)), 0o644))
}

// fill book sheet cell file: types the lines of a file into a sheet, from a cell
// on, the way a person would: what is a day becomes one.
func fill(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	book, err := excelize.OpenFile(path)
	ts.Check(err)
	column, row, err := excelize.CellNameToCoordinates(args[2])
	ts.Check(err)
	for line := range strings.Lines(ts.ReadFile(args[3])) {
		for i, text := range strings.Split(strings.TrimSpace(line), ";") {
			cell, err := excelize.CoordinatesToCellName(column+i, row)
			ts.Check(err)
			if day, err := time.Parse(time.DateOnly, text); err == nil {
				ts.Check(book.SetCellValue(args[1], cell, day))
			} else if text != "" {
				ts.Check(book.SetCellValue(args[1], cell, text))
			}
		}
		row++
	}
	ts.Check(book.SaveAs(path))
}

// rehash makes the descriptor name the files as they are, as someone does by hand
// who does not accept them.
func rehash(ts *testscript.TestScript, _ bool, _ []string) {
	data := ts.MkAbs("data")
	descriptor := filepath.Join(data, contract.DescriptorFile)
	text, err := os.ReadFile(descriptor)
	ts.Check(err)
	_, violations, err := contract.Load(os.DirFS(data))
	ts.Check(err)
	for _, v := range violations {
		if v.Rule == contract.RuleFileChanged {
			content, err := os.ReadFile(filepath.Join(data, v.File))
			ts.Check(err)
			text, err = accepted.SetFile(text, v.File, content)
			ts.Check(err)
		}
	}
	ts.Check(os.WriteFile(descriptor, text, 0o644))
}

// number writes how many lines of a file hold a text, as in: number file text want.
func number(ts *testscript.TestScript, _ bool, args []string) {
	n := 0
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		if strings.Contains(line, args[1]) {
			n++
		}
	}
	if strconv.Itoa(n) != args[2] {
		ts.Fatalf("%d lines of %s hold %q", n, args[0], args[1])
	}
}

// tree folder want: the names and modes of what is in a work folder, without what is in
// the folders of published figures and of releases, must be those of a file.
func tree(ts *testscript.TestScript, _ bool, args []string) {
	root := ts.MkAbs(args[0])
	var list strings.Builder
	ts.Check(filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || path == root {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		name := filepath.ToSlash(strings.TrimPrefix(path, root+string(filepath.Separator)))
		fmt.Fprintf(&list, "%s %s\n", info.Mode(), hashInName.ReplaceAllString(name, "-HASH"))
		if slices.Contains([]string{"snapshots", "drawings", "release"}, name) {
			return fs.SkipDir
		}
		return nil
	}))
	if want := ts.ReadFile(args[1]); list.String() != want {
		ts.Fatalf("%s holds\n%swant\n%s", args[0], list.String(), want)
	}
}

var hashInName = regexp.MustCompile(`-[0-9a-f]{32}`)

// swap file old new: replaces a text by one as long, and keeps size and time, as `cp -p`
// and `rsync -t` can.
func swap(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	info, err := os.Stat(path)
	ts.Check(err)
	if len(args[1]) != len(args[2]) {
		ts.Fatalf("%q is not as long as %q", args[1], args[2])
	}
	edit(ts, false, args)
	ts.Check(os.Chtimes(path, info.ModTime(), info.ModTime()))
}

// dead work folder: leaves in the work folder what a run does that is killed while it
// reads rows and writes a list of them for others into the folder.
func dead(ts *testscript.TestScript, _ bool, args []string) {
	scratch := filepath.Join(ts.MkAbs(args[0]), "scratch", strings.Repeat("A", 26))
	part := filepath.Join(ts.MkAbs(args[1]), ".part-"+strings.Repeat("B", 26))
	ts.Check(os.MkdirAll(filepath.Join(scratch, "spill"), 0o700))
	for path, text := range map[string]string{
		filepath.Join(scratch, "lock"): "", filepath.Join(scratch, "elsewhere"): part + "\x00",
		filepath.Join(scratch, "spill", "duckdb_temp_storage-0.tmp"): "S24-1", filepath.Join(scratch, "part.parquet"): "S24-1", part: "S24-1",
	} {
		ts.Check(os.WriteFile(path, []byte(text), 0o600))
	}
}

func TestEveryWordOfTheCommandIsThere(t *testing.T) {
	all, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	for lang, words := range all {
		p := &program{words: words, in: strings.NewReader(""), out: &strings.Builder{}, err: &strings.Builder{}}
		root := p.root()
		for _, cmd := range append(root.Commands(), root) {
			var help strings.Builder
			cmd.SetOut(&help)
			p.printHelp(cmd, nil)
			if strings.Contains(help.String(), "[messages") {
				t.Errorf("%s %s: %s", lang, cmd.Name(), help.String())
			}
			for line := range strings.Lines(help.String()) {
				if len([]rune(strings.TrimRight(line, "\n"))) > 80 {
					t.Errorf("%s %s: longer than 80: %s", lang, cmd.Name(), line)
				}
			}
		}
	}
}
