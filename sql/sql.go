// Package sql holds the models, checks and tests of the warehouse as files, so
// that the program carries the SQL it was tested with. One model per file:
// mart/inflow_by_year.sql makes mart.inflow_by_year. What models share stands once: their
// columns in meta/column.yaml, their numbers in meta/parameter.yaml.
package sql

import "embed"

// FS holds core/, mart/, check/, test/ and meta/; and for the rows of an extract
// record/, extract/ and reject/; synth/ for what a synthetic one follows;
// template/ for the lists of an empty one; missing/ for what a year still needs; and
// acknowledged/ for the warnings that someone acknowledged.
//
//go:embed core mart check test meta record extract reject synth template missing acknowledged
var FS embed.FS
