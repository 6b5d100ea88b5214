// Package metadata describes a release and its tables for other programs: the data
// package of its CSV files, and how its figures may be used.
package metadata

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/messages"
)

// A Table describes a table of a release.
type Table struct {
	Name    string            // mart.inflow_by_year
	Grain   map[string]string // what one row is, by language
	Rows    int
	File    string // its CSV, in the release: see CSVFile; empty when it has none
	Columns []Column
	Key     []string     // columns whose values name one row
	Unique  []string     // the same, when one of them may be empty
	Foreign []ForeignKey // columns that hold the key of another table
	Order   []string     // columns by which its rows are sorted
}

// A File is a CSV that is no table of the database.
type File struct {
	Name, Path string            // Path from the descriptor
	Words      map[string]string // what it holds, by language; of a file in one language only that
	Columns    []Column
	// Delimiter stands between cells and Decimal in numbers; empty for a comma and a point.
	Delimiter, Decimal string
	Text               []byte
}

// A ForeignKey says that a column holds the key of another table, or nothing.
type ForeignKey struct {
	Column, Table, Key string
}

// KeyText lists the columns that name one row.
func (t Table) KeyText() string { return strings.Join(slices.Concat(t.Key, t.Unique), ", ") }

// ForeignText lists the columns that refer to another table, with its name.
func (t Table) ForeignText() string {
	list := make([]string, len(t.Foreign))
	for i, f := range t.Foreign {
		list[i] = f.Column + " (" + f.Table + ")"
	}
	return strings.Join(list, ", ")
}

// A Column describes a column of a table.
type Column struct {
	Name, Type string            // the type as DuckDB writes it
	Words      map[string]string // what it means, by language
}

// An About describes a release.
type About struct {
	Title, Version, Created string // Created is a day, or a moment
	Description             string
	Homepage                string // address of its site; empty when that is not known
	Publisher, Contact      Party  // each empty when the data name none
	Licence                 Licence
	marking.Marking
}

// A Party is who answers for a release: a name, and where known a page and an e-mail
// address.
type Party struct{ Name, Page, Email string }

// A Licence is how figures may be used: the name that the Open Definition gives it, its
// title, and the page with its text. What an internal release says is only a name.
type Licence struct{ Name, Title, Page string }

// Marked gives the title in every language what the release bears, and puts what an
// internal release says of its use in place of the licence of the data.
func (a About) Marked(words map[string]*messages.Catalogue) (About, error) {
	name, err := LicenceName(a.Licence.Name, a.Marking, words)
	if err != nil {
		return a, err
	}
	if name != a.Licence.Name {
		a.Licence = Licence{Name: name}
	}
	for _, lang := range messages.Languages {
		if a.Title, err = a.Marking.Title(words[lang], a.Title); err != nil {
			return a, fmt.Errorf("name data package: %w", err)
		}
	}
	return a, nil
}

// LicenceName is how the figures of a release may be used: by the licence of the data,
// unless they may not leave the house.
func LicenceName(licence string, m marking.Marking, words map[string]*messages.Catalogue) (string, error) {
	if !m.Internal {
		return licence, nil
	}
	var all []string
	for _, lang := range messages.Languages {
		text, err := words[lang].Text("chart.internal.licence", nil)
		if err != nil {
			return "", fmt.Errorf("say how figures may be used: %w", err)
		}
		all = append(all, text)
	}
	slices.Reverse(all)
	return strings.Join(all, " / "), nil
}

// Folder is where the data package stands in a release; its name says what it bears.
func Folder(m marking.Marking) string { return m.Named("data") }

// CSVFile is the file of a table in a release: mart.x is data/mart_x.csv, with what the
// release bears in both names.
func CSVFile(table string, m marking.Marking) string {
	return path.Join(Folder(m), m.Named(strings.ReplaceAll(table, ".", "_")+".csv"))
}
