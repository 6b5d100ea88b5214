package site

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/messages"
)

// A ReturnFigure is one figure of the return to ODIHR (mart.odihr_return).
type ReturnFigure struct {
	plot.Row
	Stage  string // police, prosecuted or sentenced
	Origin string // published, or extract when it is counted in one
}

// A returnView is the return to ODIHR: totals of all years, and each year that
// has a breakdown.
type returnView struct {
	Totals  returnTable
	Years   []returnYear // the last first
	Scope   string       // what changed in what counts as prosecuted
	Part    []string     // of which years there is no return, since they are not over
	Breaks  []plot.Break
	Sources []plot.Publication
	Marks   []mark
	Base    string // path of its files, without the ending
	marking.Marking
}

type returnYear struct {
	Period string
	returnTable
}

// A returnTable has a column for each stage and origin.
type returnTable struct {
	Columns []returnColumn
	Groups  []returnGroup
	marking.Marking
}

type returnColumn struct {
	Stage, Origin string
	marking.Marking
}

// A returnGroup is the rows of one dimension.
type returnGroup struct {
	Dimension string
	Rows      []returnRow
}

type returnRow struct {
	Period string // of the table of totals
	Code   string // "dimension/category" of the table of one year
	Cells  []figure
}

// The orders of the columns and groups of a return.
var (
	returnStages     = []string{"police", "prosecuted", "sentenced"}
	returnOrigins    = []string{"published", "extract"}
	returnDimensions = []string{"bias_motivation", "crime_type"}
)

// total tells whether a figure is the whole of its stage. What is published calls
// it by the decision: prosecuted, sentenced.
func (r ReturnFigure) total() bool { return !slices.Contains(returnDimensions, r.Dimension) }

// odihrReturn is nil when there is no return.
func (w *writer) odihrReturn() (*returnView, error) {
	if len(w.in.Return) == 0 {
		return nil, nil
	}
	base, err := w.returnBase()
	if err != nil {
		return nil, err
	}
	v := &returnView{Base: w.root + base}
	var years []string
	broken := map[string]bool{} // years with a breakdown
	for _, r := range w.in.Return {
		if !slices.Contains(years, r.TimePeriod) {
			years = append(years, r.TimePeriod)
		}
		broken[r.TimePeriod] = broken[r.TimePeriod] || !r.total() && r.ObsStatus != "M"
		v.Marking = v.And(w.in.borne(r.Publications))
		for _, id := range r.Publications {
			source, err := w.publication(id)
			if err != nil {
				return nil, err
			}
			if !slices.Contains(v.Sources, source) {
				v.Sources = append(v.Sources, source)
			}
		}
	}
	slices.Sort(years)
	slices.Reverse(years)
	if v.Totals, err = w.returnTotals(years); err != nil {
		return nil, err
	}
	for _, year := range years {
		if !broken[year] {
			continue
		}
		one, err := w.returnOf(year)
		if err != nil {
			return nil, err
		}
		v.Years = append(v.Years, returnYear{year, one})
	}
	if err := w.returnScope(v); err != nil {
		return nil, err
	}
	if v.Part, err = w.noReturn(); err != nil {
		return nil, err
	}
	v.Marks, err = w.explained(v.used())
	return v, err
}

// returnTotals has a row for each year.
func (w *writer) returnTotals(years []string) (returnTable, error) {
	var of []ReturnFigure
	for _, r := range w.in.Return {
		if r.total() {
			of = append(of, r)
		}
	}
	t := w.returnColumns(of)
	group := returnGroup{Dimension: whole}
	for _, year := range years {
		cells, err := w.returnCells(t.Columns, slices.DeleteFunc(slices.Clone(of), func(r ReturnFigure) bool { return r.TimePeriod != year }))
		if err != nil {
			return t, fmt.Errorf("return of %s: %w", year, err)
		}
		group.Rows = append(group.Rows, returnRow{Period: year, Cells: cells})
	}
	t.Groups = []returnGroup{group}
	return t, nil
}

// returnOf has a row for each category of one year, in groups by dimension.
func (w *writer) returnOf(year string) (returnTable, error) {
	var of []ReturnFigure
	for _, r := range w.in.Return {
		if r.TimePeriod == year {
			of = append(of, r)
		}
	}
	t := w.returnColumns(of)
	cells, err := w.returnCells(t.Columns, slices.DeleteFunc(slices.Clone(of), func(r ReturnFigure) bool { return !r.total() }))
	if err != nil {
		return t, fmt.Errorf("return of %s: %w", year, err)
	}
	t.Groups = []returnGroup{{Dimension: whole, Rows: []returnRow{{Code: whole + "/" + whole, Cells: cells}}}}
	for _, dimension := range returnDimensions {
		group := returnGroup{Dimension: dimension}
		for _, code := range w.returnCategories(dimension, of) {
			cells, err := w.returnCells(t.Columns, slices.DeleteFunc(slices.Clone(of), func(r ReturnFigure) bool { return r.Dimension != dimension || r.Category != code }))
			if err != nil {
				return t, fmt.Errorf("return of %s: %s: %w", year, code, err)
			}
			group.Rows = append(group.Rows, returnRow{Code: dimension + "/" + code, Cells: cells})
		}
		if len(group.Rows) > 0 {
			t.Groups = append(t.Groups, group)
		}
	}
	return t, nil
}

// returnColumns are the stages and origins that have a figure.
func (w *writer) returnColumns(of []ReturnFigure) returnTable {
	var t returnTable
	for _, stage := range returnStages {
		for _, origin := range returnOrigins {
			column := returnColumn{Stage: stage, Origin: origin}
			there := false
			for _, r := range of {
				if r.Stage == stage && r.Origin == origin {
					there = true
					column.Marking = column.And(w.in.borne(r.Publications))
				}
			}
			if there {
				t.Columns = append(t.Columns, column)
				t.Marking = t.And(column.Marking)
			}
		}
	}
	return t
}

// returnCategories are the categories of a dimension, the highest figure first.
func (w *writer) returnCategories(dimension string, of []ReturnFigure) []string {
	most := map[string]float64{}
	var codes []string
	for _, r := range of {
		if r.Dimension != dimension {
			continue
		}
		if !slices.Contains(codes, r.Category) {
			codes = append(codes, r.Category)
		}
		if r.Value != nil {
			most[r.Category] = max(most[r.Category], *r.Value)
		}
	}
	slices.SortFunc(codes, func(a, b string) int { return cmp.Or(cmp.Compare(most[b], most[a]), cmp.Compare(a, b)) })
	return codes
}

// returnCells puts the figures of one row under their columns. Two for one place
// are an error: neither may be hidden under the other.
func (w *writer) returnCells(columns []returnColumn, of []ReturnFigure) ([]figure, error) {
	var cells []figure
	for _, c := range columns {
		var found []ReturnFigure
		for _, r := range of {
			if r.Stage == c.Stage && r.Origin == c.Origin {
				found = append(found, r)
			}
		}
		var cell figure
		var err error
		switch len(found) {
		case 0:
			cell, err = w.gap("missing")
		case 1:
			cell, err = w.figure(found[0].Row)
		default:
			err = fmt.Errorf("%d figures for %s, %s", len(found), c.Stage, c.Origin)
		}
		if err != nil {
			return nil, err
		}
		cells = append(cells, cell)
	}
	return cells, nil
}

// returnScope tells from what year another definition holds for what counts as
// prosecuted, and what else breaks the series of the return.
func (w *writer) returnScope(v *returnView) error {
	stages := map[string]string{}
	for _, r := range w.in.Return {
		if r.Origin == "published" {
			stages[r.SeriesID] = r.Stage
		}
	}
	for _, b := range w.in.Breaks {
		stage, ok := stages[b.SeriesID]
		if !ok {
			continue
		}
		v.Breaks = append(v.Breaks, b)
		year, err := strconv.Atoi(b.TimePeriod)
		if stage != "prosecuted" || b.Kind != "definition" || err != nil {
			continue
		}
		if v.Scope, err = w.words.Text("site.return.scope", messages.Args{"before": strconv.Itoa(year - 1), "year": b.TimePeriod}); err != nil {
			return err
		}
	}
	return nil
}

// used are the marks of the tables.
func (v *returnView) used() []mark {
	var all []mark
	tables := []returnTable{v.Totals}
	for _, y := range v.Years {
		tables = append(tables, y.returnTable)
	}
	for _, t := range tables {
		for _, g := range t.Groups {
			for _, row := range g.Rows {
				all = append(all, used(row.Cells...)...)
			}
		}
	}
	return all
}
