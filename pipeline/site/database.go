package site

import "jaarcijfers/pipeline/metadata"

// A databaseView is the page that documents the database.
type databaseView struct {
	Tables  []metadata.Table
	Example string // a table for the examples
}

// firstTable is the one to begin with.
const firstTable = "mart.figure"

func (w *writer) database() (any, error) {
	return databaseView{Tables: w.in.Tables, Example: firstTable}, nil
}
