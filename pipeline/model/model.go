// Package model runs SQL files over a database of the engine: [Load] reads their front
// matter and puts them in order, [Models.Run] makes the table of each, [Models.Check]
// looks for rows that must not exist, [Models.Test] runs unit tests and [Models.Try] runs
// models and checks over changed data. What is wrong in a file is a [Problem].
package model

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/plainyaml"
)

// A Model is one SQL file that makes one table. Its file starts with a comment
// that holds YAML: what one row is, what names it, what each column is that only this
// model has, and in which order rows stand.
type Model struct {
	Name       string // mart.inflow_by_year
	File       string // mart/inflow_by_year.sql
	SQL        string // the whole file
	Grain      Words
	Columns    []DeclaredColumn // those that front matter declares
	Key        []string         // columns whose values name one row; none of them is ever empty
	Unique     []string         // the same, of a table in which such a column may be empty
	Order      []string         // columns that give each row its place; its key when it says none
	Parameters []Parameter      // those that its SQL names
	Chart      bool             // its rows go to the charts
	View       bool             // it is not stored, nor published
	Wide       bool             // it says again what other tables say, with the names of codes beside it
	Ranges     *KeyRanges       // of records: it is stored as snapshots, one for each range of a key
	references []reference
	shared     map[string]DeclaredColumn // by name: columns of the column file
}

// A Check is one SQL file that selects rows that must not exist.
type Check struct {
	Name       string // check.unit_guard
	File       string
	SQL        string
	Severity   string // error or warning
	MustNot    Words
	Do         Words
	Parameters []Parameter
	Ranges     *KeyRanges // of records: rows are looked for in one range of a key after another
	Whole      bool       // it is of all models together, so a selection leaves it out
	references []reference
}

// KeyRanges cut a model of records, or a rule about them, into ranges of a key: its
// SQL takes the rows whose key is $lower or comes after it, and comes before $upper;
// when $upper is null, all from $lower on. The runner fills both.
type KeyRanges struct {
	Of  string `yaml:"of"`  // the table of rows that is cut into ranges of about equal size
	Key string `yaml:"key"` // a column of it, of text
}

// Words is a text by language code.
type Words map[string]string

// A Problem is something wrong in an SQL file. Kind names its words in the
// messages (model.<kind>); Name and Detail fill them.
type Problem struct {
	Kind   string
	File   string
	Line   int
	Name   string
	Detail string
}

// Models is a set of SQL files, ready to run.
type Models struct {
	Models []Model // each after those it reads
	Checks []Check
	// Parameters are all numbers that have a name, by name.
	Parameters map[string]Parameter
	// Of a selection: its names, the models that it leaves out, and those that are run for
	// checks alone or not at all.
	named       []string
	left, aside map[string]bool
}

// Languages that every description must have.
var languages = []string{"nl", "en"}

// A Layout says which SQL files are models and which are checks.
type Layout struct {
	Models []string // folders of models; each is the schema of its tables
	Checks string   // folder of checks
	// Columns is the file of columns that models share. Without one neither types nor keys
	// need to be declared.
	Columns string
	Given   []string // schemas whose tables are there before any model runs
	Tables  []string // what else is there: views, as schema.name
}

// Load reads the models and checks in files, asks the engine what each reads, and puts
// them in order. The problems are those of all files; with any of them the models must
// not be run.
func Load(ctx context.Context, d *engine.DB, files fs.FS, layout Layout) (*Models, []Problem, error) {
	l := &modelLoader{checkFolder: layout.Checks}
	l.layers, _ = files.(*Layers)
	if err := errors.Join(l.readColumnFile(files, layout.Columns), l.readParameterFile(files)); err != nil {
		return nil, nil, err
	}
	for _, dir := range append(slices.Clone(layout.Models), layout.Checks) {
		if err := l.readFolder(files, dir); err != nil {
			return nil, nil, err
		}
	}
	if err := l.findReferences(ctx, d); err != nil {
		return nil, nil, err
	}
	known, err := layout.known(ctx, d)
	if err != nil {
		return nil, nil, err
	}
	l.order(known)
	l.compareReferences(layout.Columns)
	l.compareClosed()
	slices.SortFunc(l.problems, func(a, b Problem) int {
		if a.File != b.File {
			return strings.Compare(a.File, b.File)
		}
		return a.Line - b.Line
	})
	return &Models{Models: l.models, Checks: l.checks, Parameters: l.parameters}, l.problems, nil
}

// known are the tables that models may read without making them.
func (l Layout) known(ctx context.Context, d *engine.DB) (map[string]bool, error) {
	known := map[string]bool{}
	for _, table := range l.Tables {
		known[table] = true
	}
	for _, schema := range l.Given {
		tables, err := d.Tables(ctx, schema)
		if err != nil {
			return nil, err
		}
		for _, table := range tables {
			known[table] = true
		}
	}
	return known, nil
}

// maxFrontMatter is ten times what the longest has.
const maxFrontMatter = 96 << 10

type modelLoader struct {
	checkFolder string
	layers      *Layers  // nil when all files are the program's
	broken      []string // models whose front matter cannot be read: that they are not there is no other fault
	shared      map[string]DeclaredColumn
	parameters  map[string]Parameter
	models      []Model
	checks      []Check
	problems    []Problem
	// unsteadyNames are the functions that no file may call.
	unsteadyNames map[string]bool
	// unseenNames are those that no file of a user may call; empty without such files.
	unseenNames map[string]bool
}

func (l *modelLoader) problem(kind, file string, line int, name, detail string) {
	l.problems = append(l.problems, Problem{Kind: kind, File: file, Line: line, Name: name, Detail: detail})
}

// frontMatter is a problem of the YAML that starts on a line.
func (l *modelLoader) frontMatter(file string, line int, name string, err error) {
	fault := plainyaml.Explain(err)
	l.problem("front_matter", file, line+fault.Line-1, name, fault.Text)
}

func (l *modelLoader) readFolder(files fs.FS, dir string) error {
	names, err := fs.Glob(files, dir+"/*.sql")
	if err != nil {
		return fmt.Errorf("list %s: %w", dir, err)
	}
	for _, file := range names {
		text, err := fs.ReadFile(files, file)
		if err != nil {
			return fmt.Errorf("read %s: %w", file, err)
		}
		name := dir + "." + strings.TrimSuffix(path.Base(file), ".sql")
		front, line, ok := frontMatter(string(text))
		if !ok {
			l.problem("no_front_matter", file, 1, "", "")
			l.broken = append(l.broken, name)
			continue
		}
		if len(front) > maxFrontMatter {
			l.problem("front_matter", file, line, "", fmt.Sprintf("%d bytes; at most %d", len(front), maxFrontMatter))
			l.broken = append(l.broken, name)
			continue
		}
		tree, err := parseYAML([]byte(front))
		members, notMapping := membersOf(tree)
		if err := errors.Join(err, notMapping); err != nil {
			l.frontMatter(file, line, name, err)
			l.broken = append(l.broken, name)
			continue
		}
		statement := withoutEnd(string(text))
		if dir == l.checkFolder {
			l.readCheck(name, file, statement, members, line)
		} else {
			l.readModel(name, file, statement, members, line)
		}
	}
	return nil
}

// frontMatter gives the YAML in the comment that a file starts with, and the
// line it starts on.
func frontMatter(text string) (front string, line int, ok bool) {
	rest, ok := strings.CutPrefix(strings.TrimLeft(text, " \t\r\n"), "/*")
	if !ok {
		return "", 0, false
	}
	front, _, ok = strings.Cut(rest, "*/")
	return front, 1 + strings.Count(text[:strings.Index(text, "/*")], "\n"), ok
}

type modelYAML struct {
	Grain   Words         `yaml:"grain"`
	Columns yaml.MapSlice `yaml:"columns"`
	Key     []string      `yaml:"key"`
	Unique  []string      `yaml:"unique"`
	Order   []string      `yaml:"order"`
	Chart   bool          `yaml:"chart"`
	View    bool          `yaml:"view"`
	Wide    bool          `yaml:"wide"`
	Ranges  *KeyRanges    `yaml:"ranges"`
	// Replaces is built-in for a model of a user that takes the place of that of its name.
	Replaces string `yaml:"replaces"`
}

func (l *modelLoader) readModel(name, file, text string, members []member, line int) {
	var y modelYAML
	l.fill(file, line, name, members, &y)
	l.replacement(file, line, name, y.Replaces, l.taken(file))
	m := Model{
		Name: name, File: file, SQL: text, Grain: y.Grain, Key: y.Key, Unique: y.Unique, Order: y.Order, Chart: y.Chart, View: y.View, Wide: y.Wide, Ranges: y.Ranges,
		shared: l.shared, Parameters: l.named(file, text),
	}
	l.words(file, line, "grain", y.Grain)
	m.Columns = l.readColumns(file, text, "  ", y.Columns)
	if len(m.Order) == 0 {
		m.Order = m.rowKey()
	}
	if l.shared != nil && !m.View && (len(m.Key) > 0) == (len(m.Unique) > 0) {
		l.problem("no_key", file, line, name, "")
	}
	if len(m.Order) == 0 && !m.View && m.Ranges == nil {
		l.problem("no_order", file, line, name, "")
	}
	l.ranges(name, file, text, line, m.Ranges)
	l.models = append(l.models, m)
}

type checkYAML struct {
	Severity string     `yaml:"severity"`
	MustNot  Words      `yaml:"must_not"`
	Do       Words      `yaml:"do"`
	Ranges   *KeyRanges `yaml:"ranges"`
	Whole    bool       `yaml:"whole"`
	// Replaces is built-in for a check of a user that takes the place of that of its name.
	Replaces string `yaml:"replaces"`
}

func (l *modelLoader) readCheck(name, file, text string, members []member, line int) {
	var y checkYAML
	l.fill(file, line, name, members, &y)
	l.replacement(file, line, name, y.Replaces, l.taken(file))
	l.words(file, line, "must_not", y.MustNot)
	l.words(file, line, "do", y.Do)
	if y.Severity != "error" && y.Severity != "warning" {
		l.problem("severity", file, line, name, y.Severity)
	}
	l.checks = append(l.checks, Check{
		Name: name, File: file, SQL: text, Severity: y.Severity, MustNot: y.MustNot, Do: y.Do,
		Parameters: l.named(file, text), Ranges: y.Ranges, Whole: y.Whole,
	})
	l.ranges(name, file, text, line, y.Ranges)
}

// ranges makes sure that all is there that ranges need. SQL that leaves out a bound
// would take the same rows again in every range.
func (l *modelLoader) ranges(name, file, text string, line int, k *KeyRanges) {
	if k != nil && (k.Of == "" || k.Key == "" || !strings.Contains(text, "$lower") || !strings.Contains(text, "$upper")) {
		l.problem("ranges", file, line, name, "")
	}
}

// words makes sure that a text is there in every language.
func (l *modelLoader) words(file string, line int, name string, have Words) {
	for _, lang := range languages {
		if strings.TrimSpace(have[lang]) == "" {
			l.problem("no_words", file, line, name, lang)
		}
	}
}

// lineOf finds the line that part, which starts with a newline, begins.
func lineOf(text, part string) int {
	at := strings.Index(text, part)
	if at < 0 {
		return 1
	}
	return 2 + strings.Count(text[:at], "\n")
}
