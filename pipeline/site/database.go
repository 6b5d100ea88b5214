package site

import "strings"

// A databaseView is the page that documents the database.
type databaseView struct {
	Tables  []Table
	Example string // a table for the examples
}

func (w *writer) database() (any, error) {
	v := databaseView{Tables: w.in.Tables, Example: "mart.inflow_by_year"}
	for _, t := range w.in.Tables {
		if strings.HasPrefix(t.Name, "mart.") {
			v.Example = t.Name
			break
		}
	}
	return v, nil
}

// KeyText lists the columns of the key.
func (t Table) KeyText() string { return strings.Join(t.Key, ", ") }

// ForeignText lists the columns that refer to another table, with its name.
func (t Table) ForeignText() string {
	list := make([]string, len(t.Foreign))
	for i, f := range t.Foreign {
		list[i] = f.Column + " (" + f.Table + ")"
	}
	return strings.Join(list, ", ")
}
