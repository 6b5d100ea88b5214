package model

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"jaarcijfers/pipeline/engine"
)

// typeFile declares the types of columns; without it none is declared.
const typeFile = "meta/type.yaml"

// PublishedTypes are those that a published column may have: what charts and pages can
// read. A sum of whole numbers is a HUGEINT until it is cast.
var PublishedTypes = []string{"VARCHAR", "VARCHAR[]", "BIGINT", "INTEGER", "DOUBLE", "BOOLEAN", "DATE"}

// declared gives the type of a column by its name, or by model.column.
type declared map[string]string

// readTypes reads what is declared; a type that cannot be published, or a column with
// two, is a problem of the file.
func (l *modelLoader) readTypes(files fs.FS) (declared, error) {
	text, err := fs.ReadFile(files, typeFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", typeFile, err)
	}
	var byType map[string][]string
	if err := yaml.UnmarshalWithOptions(text, &byType, yaml.Strict()); err != nil {
		l.frontMatter(typeFile, 1, "", err)
		return nil, nil
	}
	types := declared{}
	for kind, columns := range byType {
		if !slices.Contains(PublishedTypes, kind) {
			l.problem("type_unknown", typeFile, lineOf("\n"+string(text), "\n"+kind+":")-1, kind, strings.Join(PublishedTypes, ", "))
		}
		for _, column := range columns {
			if _, ok := types[column]; ok {
				l.problem("type_twice", typeFile, 1, column, "")
			}
			types[column] = kind
		}
	}
	return types, nil
}

func (d declared) of(model, column string) string {
	if kind, ok := d[model+"."+column]; ok {
		return kind
	}
	return d[column]
}

// typedAsDeclared compares the types of a table's columns with those declared.
func (d declared) typedAsDeclared(m Model, columns []engine.Column) []Problem {
	if d == nil {
		return nil
	}
	var problems []Problem
	for _, c := range columns {
		line := lineOf(m.SQL, "\n  "+c.Name+":")
		switch want := d.of(m.Name, c.Name); want {
		case c.Type:
		case "":
			problems = append(problems, Problem{Kind: "column_no_type", File: m.File, Line: line, Name: c.Name, Detail: c.Type})
		default:
			problems = append(problems, Problem{Kind: "column_type", File: m.File, Line: line, Name: c.Name, Detail: c.Type + " ≠ " + want})
		}
	}
	return problems
}
