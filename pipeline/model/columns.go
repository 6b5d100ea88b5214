package model

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/plainyaml"
)

// PublishedTypes are those that a published column may have: what charts and pages can
// read. A sum of whole numbers is a HUGEINT until it is cast.
var PublishedTypes = []string{textType, "VARCHAR[]", "BIGINT", "INTEGER", "DOUBLE", "BOOLEAN", "DATE"}

// textType is the type of a column that declares none.
const textType = "VARCHAR"

// noReference is for a column that holds no key, though the column file says so of its
// name.
const noReference = "none"

// A DeclaredColumn is a column as front matter or the column file declares it.
type DeclaredColumn struct {
	Name       string
	Type       string // in DuckDB; empty for VARCHAR
	References string // the model whose key it holds, or noReference
	Codelist   string // the list whose codes it holds (core.code), or noReference
	Words      Words  // what it is; nil for what the column file says
	replaces   string // what its entry in a column file says of that
	line       int
}

type columnYAML struct {
	Type       string `yaml:"type"`
	References string `yaml:"references"`
	Codelist   string `yaml:"codelist"`
	NL         string `yaml:"nl"`
	EN         string `yaml:"en"`
	// Replaces is built-in in a column file of a user, for a column that the program's
	// describes otherwise.
	Replaces string `yaml:"replaces"`
}

// readColumns parses the declarations of columns, those of front matter or of the column
// file, and reports what is wrong with them.
func (l *modelLoader) readColumns(file, text, indent string, list yaml.MapSlice) []DeclaredColumn {
	var columns []DeclaredColumn
	for _, item := range list {
		c := DeclaredColumn{Name: fmt.Sprint(item.Key)}
		line := max(1, lineOf("\n"+text, "\n"+indent+c.Name+":")-1)
		encoded, err := yaml.Marshal(item.Value)
		var y columnYAML
		if err == nil {
			err = yaml.UnmarshalWithOptions(encoded, &y, yaml.Strict())
		}
		if err != nil {
			l.problem("front_matter", file, line, c.Name, plainyaml.Explain(err).Text)
			continue
		}
		if y.Type != "" && !slices.Contains(PublishedTypes, y.Type) {
			l.problem("type_unknown", file, line, y.Type, strings.Join(PublishedTypes, ", "))
		}
		c.replaces, c.line = y.Replaces, line
		c.Type, c.References, c.Codelist = y.Type, y.References, y.Codelist
		if typeOnly := y.NL+y.EN == "" && y.Type+y.References+y.Codelist != ""; !typeOnly {
			c.Words = Words{"nl": y.NL, "en": y.EN}
			l.words(file, line, c.Name, c.Words)
		}
		columns = append(columns, c)
	}
	return columns
}

// readColumnFile reads the columns that models share, if there is such a file.
func (l *modelLoader) readColumnFile(files fs.FS, file string) error {
	for _, layer := range layersOf(files, file) {
		text, list, err := l.readMapping(layer, file)
		if err != nil {
			return err
		}
		if text == "" {
			continue
		}
		before := l.shared
		l.shared = maps.Clone(before)
		if before == nil {
			l.shared = map[string]DeclaredColumn{}
		}
		for _, c := range l.readColumns(file, text, "", list) {
			had, taken := before[c.Name]
			l.replacement(file, c.line, c.Name, c.replaces, taken && !had.same(c))
			l.shared[c.Name] = c
		}
	}
	return nil
}

// same tells whether two declarations say the same.
func (c DeclaredColumn) same(other DeclaredColumn) bool {
	return c.Type == other.Type && c.References == other.References && maps.Equal(c.Words, other.Words)
}

// readMapping reads a YAML file whose top level is a mapping; nothing when there is none.
func (l *modelLoader) readMapping(files fs.FS, file string) (string, yaml.MapSlice, error) {
	text, err := fs.ReadFile(files, file)
	if file == "" || errors.Is(err, fs.ErrNotExist) {
		return "", nil, nil
	}
	if err != nil {
		return "", nil, fmt.Errorf("read %s: %w", file, err)
	}
	var list yaml.MapSlice
	err = plainyaml.Check(text)
	if err == nil {
		err = yaml.UnmarshalWithOptions(text, &list, yaml.Strict())
	}
	if err != nil {
		l.frontMatter(file, 1, "", err)
	}
	return string(text), list, nil
}

// Column is what the model declares of a column, with what the column file says where it
// says nothing itself. Not ok when neither describes it.
func (m Model) Column(name string) (DeclaredColumn, bool) {
	shared := m.shared[name]
	c := DeclaredColumn{Name: name}
	if at := slices.IndexFunc(m.Columns, func(d DeclaredColumn) bool { return d.Name == name }); at >= 0 {
		c = m.Columns[at]
	}
	if c.Type == "" {
		c.Type = shared.Type
	}
	if c.Type == "" {
		c.Type = textType
	}
	if c.References == "" {
		c.References = shared.References
	}
	if c.References == noReference || c.References == m.Name && slices.Equal(m.Key, []string{name}) {
		c.References = ""
	}
	if c.Codelist == "" {
		c.Codelist = shared.Codelist
	}
	if c.Codelist == noReference {
		c.Codelist = ""
	}
	if c.Words == nil {
		c.Words = shared.Words
	}
	return c, c.Words != nil
}

// CompareColumns compares the columns of a table with those that its model declares: each
// is described, and has its type.
func (m Model) CompareColumns(columns []engine.Column) []Problem {
	var problems []Problem
	for _, c := range columns {
		declared, ok := m.Column(c.Name)
		if !ok {
			problems = append(problems, Problem{Kind: "column_not_described", File: m.File, Line: 1, Name: c.Name})
			continue
		}
		if m.shared != nil && declared.Type != c.Type {
			line := lineOf(m.SQL, "\n  "+c.Name+":")
			problems = append(problems, Problem{Kind: "column_type", File: m.File, Line: line, Name: c.Name, Detail: c.Type + " ≠ " + declared.Type})
		}
	}
	for _, d := range m.Columns {
		if !hasColumn(columns, d.Name) {
			line := lineOf(m.SQL, "\n  "+d.Name+":")
			problems = append(problems, Problem{Kind: "column_not_there", File: m.File, Line: line, Name: d.Name})
		}
	}
	return problems
}
