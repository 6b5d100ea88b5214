package site

import (
	"slices"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/metadata"
)

// A databaseView is the page that documents the database and the files.
type databaseView struct {
	Tables  []metadata.Table
	Example string // a table for the examples
	Files   []filesView
}

// firstTable is the one to begin with.
const firstTable = "mart.figure"

// A filesView documents the columns of one kind of file.
type filesView struct {
	Caption string
	Columns []fileColumn
}

type fileColumn struct{ Name, Words string }

func (w *writer) database() (any, error) {
	v := databaseView{Tables: w.in.Tables, Example: firstTable}
	sheet, err := w.filesOf("site.database.sheet", plot.SheetColumns(), func(key string) (string, string) {
		return "chart.file." + key + ".title", "chart.file." + key + ".about"
	})
	if err != nil {
		return nil, err
	}
	columns := plot.ChartColumns()
	for _, c := range plot.DataColumns(returnFileColumns) {
		if !slices.Contains(columns, c) {
			columns = append(columns, c)
		}
	}
	data, err := w.filesOf("site.database.data", columns, func(key string) (string, string) { return "", "chart.column." + key })
	v.Files = []filesView{sheet, data}
	return v, err
}

// filesOf documents columns by the keys of their title, where they have one, and meaning.
func (w *writer) filesOf(caption string, columns []plot.FileColumn, keys func(key string) (title, about string)) (filesView, error) {
	var v filesView
	var err error
	if v.Caption, err = w.words.Text(caption, nil); err != nil {
		return v, err
	}
	for _, c := range columns {
		title, about := keys(c.Key)
		one := fileColumn{Name: c.Key}
		if title != "" {
			if one.Name, err = w.words.Text(title, nil); err != nil {
				return v, err
			}
		}
		if one.Words, err = w.words.Text(about, nil); err != nil {
			return v, err
		}
		v.Columns = append(v.Columns, one)
	}
	return v, nil
}
