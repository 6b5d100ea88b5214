// Package scaffold writes what a new publication, letter, difference, model, check, test or
// chart starts with, so that nobody copies it from another: [Make] plans the files, and
// [Plan.Write] writes them. What only a person knows is left as a mark (see messages.MarkUnfilled),
// which stops every run until it is filled in. Nothing that is there is overwritten: files
// get a row or an entry, and stay byte for byte what they were besides.
package scaffold

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/model"
)

//go:embed templates
var templates embed.FS

// A Kind is what is begun.
type Kind string

// The kinds.
const (
	Publication Kind = "publication"
	Letter      Kind = "letter"
	Difference  Kind = "difference"
	Model       Kind = "model"
	Check       Kind = "check"
	Test        Kind = "test"
	Chart       Kind = "chart"
)

// Kinds lists them in the order of the help.
var Kinds = []Kind{Publication, Letter, Difference, Model, Check, Test, Chart}

// A Request says what to begin, and where.
type Request struct {
	Kind    Kind
	Name    string
	Data    string // folder of data
	SQL     string // folder of SQL of the user; it need not be there
	Program string // folder with the source of the program, for a chart
	Lang    string // of the comments in what is written
	Series  string // that a model or chart shows; empty to fill in
	Model   string // that a test or chart is of; empty to fill in, or for the model of that name
	Page    string // that a chart stands on
	BuiltIn fs.FS  // the SQL of the program
}

// A NameError says that a name is none, and which one is.
type NameError struct{ Name, Proposal string }

func (e *NameError) Error() string { return fmt.Sprintf("%q is no name; %s is", e.Name, e.Proposal) }

// A TakenError says that something of that name is there already.
type TakenError struct {
	Name, Where string
}

func (e *TakenError) Error() string { return fmt.Sprintf("%s is there already: %s", e.Name, e.Where) }

// A SeriesError says that the data have no such series, and which one comes near.
type SeriesError struct {
	Series, Near string // Near is empty when none does
}

func (e *SeriesError) Error() string { return fmt.Sprintf("there is no series %q", e.Series) }

var (
	// ErrNoProgram says that a folder has not the source of the program.
	ErrNoProgram = errors.New("the source of the program is not there")
	// ErrNoSeries says that a chart was asked for without a series.
	ErrNoSeries = errors.New("no series")
	// ErrNoPage says that there is no page of that name for charts.
	ErrNoPage = errors.New("no page")
)

// A File is a file that a plan writes or adds to.
type File struct {
	Path  string
	Text  []byte // the whole file
	New   bool
	Added string       // of a file that is there: what comes to it
	Marks []MarkedLine // what is to be filled in
	mode  fs.FileMode
	was   []byte // of a file that is there: its text
}

// A MarkedLine is a mark with its place.
type MarkedLine struct {
	Line int
	Name string
}

// A Field explains a column of a row that a plan adds: a CSV has no room for it.
type Field struct {
	Name, Description string
	Required          bool
	Codes             []string // that it may have; nil for any
}

// A Plan is what is to be written.
type Plan struct {
	Files  []File
	Fields map[string][]Field // by file, of rows that were added
	// Subject is what the next command is about: mart.rate, or the data.
	Subject string
}

// A maker makes one plan.
type maker struct {
	Request
	plan *Plan
}

// Make plans what is asked for. The error is a *NameError, a *TakenError, a *SeriesError or
// one of those above when the user can set it right.
func Make(r Request) (*Plan, error) {
	m := &maker{Request: r, plan: &Plan{Fields: map[string][]Field{}}}
	steps := map[Kind]func() error{
		Publication: m.publication, Letter: m.letter, Difference: m.difference, Model: m.model, Check: m.check, Test: m.test, Chart: m.chart,
	}
	if err := m.knownSeries(); err != nil {
		return nil, err
	}
	if err := steps[r.Kind](); err != nil {
		return nil, err
	}
	for i := range m.plan.Files {
		f := &m.plan.Files[i]
		for _, mark := range messages.FindUnfilled(f.Text) {
			f.Marks = append(f.Marks, MarkedLine{Line: mark.Line, Name: mark.Name})
		}
	}
	return m.plan, nil
}

// named refuses a name that is none.
func (m *maker) named(is func(string) bool, proposal func(string) string) error {
	if is(m.Name) {
		return nil
	}
	near := proposal(m.Name)
	if !is(near) {
		near = "name"
	}
	return &NameError{Name: m.Name, Proposal: near}
}

func (m *maker) plainName() error { return m.named(model.NamePattern.MatchString, model.ProposedName) }

// template gives a template in the language of the request with its {words} filled.
func (m *maker) template(name string, words map[string]string) (string, error) {
	ending := filepath.Ext(name)
	text, err := templates.ReadFile("templates/" + strings.TrimSuffix(name, ending) + "." + m.Lang + ending)
	if errors.Is(err, fs.ErrNotExist) {
		text, err = templates.ReadFile("templates/" + name)
	}
	if err != nil {
		return "", fmt.Errorf("read template: %w", err)
	}
	pairs := make([]string, 0, 2*len(words))
	for word, value := range words {
		pairs = append(pairs, "{{"+word+"}}", value)
	}
	return strings.NewReplacer(pairs...).Replace(string(text)), nil
}

// create plans a new file.
func (m *maker) create(path, text string) error {
	if _, err := os.Lstat(path); err == nil {
		return &TakenError{Name: m.Name, Where: path}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("look at %s: %w", path, err)
	}
	m.plan.Files = append(m.plan.Files, File{Path: path, Text: []byte(text), New: true, mode: 0o644})
	return nil
}

// change plans to add to a file; change gives its text, and what was added to it.
func (m *maker) change(path string, change func(text []byte) (changed []byte, added string, err error)) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("look at %s: %w", path, err)
	}
	changed, added, err := change(text)
	if err != nil {
		return fmt.Errorf("add to %s: %w", path, err)
	}
	m.plan.Files = append(m.plan.Files, File{Path: path, Text: changed, Added: added, mode: info.Mode().Perm(), was: text})
	return nil
}

// lineEnd is how the lines of a file end.
func lineEnd(text []byte) string {
	if bytes.Contains(text, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}
