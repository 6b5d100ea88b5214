package site

import (
	"jaarcijfers/charts/plot"
)

// A Letter is one letter to parliament with statuses of measures (core.letter).
type Letter struct {
	ID, Title, Date string
	Scope           string     // code of codelist letter_scope: whose measures it covers
	Reference       string     // dossier and number, when certain
	Supposed        string     // the probable ones, when not
	Note            plot.Label // why
	URL             string     // on the web; empty when none is known
}

// A MeasureInLetter is what one letter says of one measure, or that it says
// nothing (mart.measure_status_over_time).
type MeasureInLetter struct {
	Measure, Letter string // ids
	Date            string // of the letter
	Status          string // code of codelist measure_status; empty when the letter does not mention it
	Change          string // code of codelist measure_change
	From            string // number it comes from
	ContinuedAs     string // numbers it goes on under
	Note            plot.Label
}

// A PlanDocument is a document on the action plan, with what it says for the
// measures (mart.plan_document).
type PlanDocument struct {
	Date                     string
	Place                    string // before, letter or after: relative to the last letter
	Sender, Reference, Title string
	Says                     plot.Label
	URL                      string
}
