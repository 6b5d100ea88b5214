package main

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"jaarcijfers": func() {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			os.Exit(run(ctx, os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr))
		},
	})
}

// Each script is a session of a user. It starts in a folder with a copy of
// data/; "rehash" makes the contract true again after a file was edited.
func TestScripts(t *testing.T) {
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
			return os.CopyFS(filepath.Join(env.WorkDir, "data"), os.DirFS("../../data"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"rehash": rehash, "edit": edit, "fill": fill, "number": number, "marked": marked},
	})
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
	_, err := contract.Accept(ts.MkAbs("data"), nil, false)
	ts.Check(err)
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
