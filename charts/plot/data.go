package plot

import (
	"strings"

	"jaarcijfers/pipeline/marking"
)

// A Row is one figure of a mart table, in the columns every mart that feeds a
// chart has. Strings are empty where the table has NULL.
type Row struct {
	TimePeriod   string   // SDMX period: "2024", "2008-S1", "2018-01-01/P5Y"
	Body         string   // code of codelist body
	SeriesID     string   // core.series; its population and unit of count follow
	Population   string   // code of codelist population
	UnitOfCount  string   // code of codelist unit_of_count: offence, case, suspect, incident, report, request, …
	Dimension    string   // code of codelist dimension: total, ground, article, …
	Category     string   // code of codelist category within the dimension
	Value        *float64 // nil is a gap, never a zero
	Unit         string   // count, percent, per_100000
	Base         *float64 // what a percentage is a share of, when it is known
	ObsStatus    string   // SDMX CL_OBS_STATUS: A, B, E, P, U, D, …; of a gap L, M or Q
	ConfStatus   string   // SDMX CL_CONF_STATUS: F, N, or C for what is withheld
	Revised      bool     // the body gives another number than before
	Obtained     string   // printed, implied (the publication states it as a difference), computed (by a model)
	Precision    string   // exact, rounded, lower_bound
	BreakID      string   // core.series_break, when this is the first value after a break
	Operation    string   // given, sum, difference, share, rate: how the value follows from its lineage
	Publications []string // publication ids, in order
	Lineage      []string // observation ids under the value, in order
	Events       []string // ids of what is known to be in the figure, or to be left out of it
	Judged       bool     // chance can be judged of it: what is counted comes about one apart from the other, no known event is in it, and it is not made up
	SourceRank   string   // code of codelist rank: the worst of the publications that Lineage was read in; empty when none of it was published
	SourceKind   string   // whose word that is: one of SourceKinds; empty with SourceRank
}

// extractSeries begins the id of a series that is counted in an extract.
const extractSeries = "extract_"

// Derived tells whether a figure stands in no publication as it is: it follows
// from a text or was computed here. What is counted in an extract is no such
// figure: the extract is its source.
func (r Row) Derived() bool {
	return r.Obtained != "" && r.Obtained != "printed" && !strings.HasPrefix(r.SeriesID, extractSeries)
}

// noInhabitants tells whether a rate is missing because its denominator is.
func (r *Row) noInhabitants() bool {
	return r.Operation == "rate" && r.Value == nil && r.Base == nil
}

// A Break is a place where a series changes meaning.
type Break struct {
	ID, SeriesID, TimePeriod, Kind string
	Dimension, Category            string            // the break holds for this dimension or category of it only; empty for all
	Reason                         map[string]string // by language
	Short                          map[string]string // the same in a few words, for a drawing
	Publication                    string
	Comparable                     bool // what is counted stays the same; a difference over it may be given, with its reason
}

// A Publication is a source as a page cites it.
type Publication struct {
	ID, Title, Publisher, Published, Language, URL, Rank string
	marking.Marking
}

// Data is all a chart may read: rows of mart tables and the words of codes.
// It holds no connection; the pipeline fills it from the warehouse.
type Data struct {
	Rows         map[string][]Row            // by model: "mart.inflow_by_year"
	Breaks       map[string]Break            // by id
	Publications map[string]Publication      // by id
	Codes        map[string]map[string]Label // codelist, code
	Parts        map[string]string           // series id -> id of the whole it is a disjoint part of (specific and codis are parts of total)
	Overlap      map[string]bool             // dimension -> its categories can overlap
	Events       map[string]Event            // by id
	Findings     map[string]Finding          // by chart: those of which something can be claimed (mart.chart_title)
	Limits       Limits
	PartYears    map[string]string // year that was not over on the day of the extract -> that day; core.part_year
}

// A Label is the name of a code, by language.
type Label map[string]string

// A Chart is one built chart in one language, in all its forms.
type Chart struct {
	ID                string // "inflow_by_year"
	Name              string // of its files, without language and ending: its id, and what it must bear
	Lang              string
	Model             string
	Title             string   // what the figures bear, or the subject
	Subject, Question string   // what it is about; the question it answers, which may be empty
	Under             string   // the line under the title: unit, bodies and years
	Unit              string   // what the numbers are: "feiten, aantal"
	Alt               string   // what is shown, range, extremes, breaks
	Narrow            []byte   // like SVG, for the column of a screen of 320 px
	Middle            []byte   // like SVG, for a column between the two
	SVG               []byte   // for inlining in a page under a strict CSP: no style attribute, no style element, no script
	File              []byte   // the same drawing as a file of its own
	Options           []byte   // ECharts options as JSON, for the live chart
	Live              []byte   // the figures of each year or category that a pointer shows, as JSON: a Live
	CSV               []byte   // for programs; one line per figure, unrounded, with source and lineage
	Spreadsheet       []byte   // CSV for a spreadsheet in Lang; the same figures as the page shows them
	XLSX              []byte   // workbook: the table, the figures of the CSV, notes and sources
	Table             Table    // the same numbers as a table
	Origin            string   // whose word the figures are, counted; empty when none was published
	Breaks            []string // the series breaks that the chart marks, with the reason; whole sentences
	Notes             []string // other caveats: derived values, bases, gaps; whole sentences
	Sources           []Publication
	Width             int
	Height            int
	Years             []string // of the axis, first to last; none where there are no years
	Across            bool     // the years are the columns of Table, not its rows
	Parts             []Part   // panels that a reader may choose from, one for each column of Table
	Margins           bool     // whiskers are drawn
	MarginNote        string   // the one of Notes that explains them
	// Marking is what some of the figures bear. Its name, title and drawing say it too.
	marking.Marking
	Published []Published // the published figures, for a page that counts those of several charts
}

// A Part is one panel of a chart.
type Part struct{ Key, Title string }

// A Table is a chart's numbers for reading.
type Table struct {
	Caption string
	Columns []string // the first is the row heading's
	Rows    []TableRow
}

// A TableRow is one line of a Table. Rows of one panel follow each other: Group
// is its title, where there are several, and Name what the row is within it.
type TableRow struct {
	Heading     string
	Group, Name string
	Cells       []Cell
}

// A Cell is one number as a page shows it.
type Cell struct {
	Text   string   // formatted; for a gap the mark
	Value  *float64 // nil for a gap
	Mark   string   // "", or a mark as in docs/METHOD.md: d derived, b break, u unreliable, c confidential, x not available
	Detail string   // the mark in words, for a title or screen reader
	Each   []Mark   // Mark and Detail, one by one
}

// A Mark is one sign beside a figure, and its words.
type Mark struct{ Sign, Words string }
