package site

import (
	"strings"

	"jaarcijfers/pipeline/metadata"
)

// A databaseView is the page that documents the database.
type databaseView struct {
	Tables  []metadata.Table
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
