package site

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/messages"
)

// whole is the population that the kinds of offence are parts of.
const whole = "total"

// An inflowTable is the inflow at the OM: a row per year, a column per kind.
// A year without a figure has its row too.
type inflowTable struct {
	Columns []string // codes of codelist population, the whole first
	Rows    []inflowRow
	Sources []plot.Publication // numbered from 1
	Notes   []otherView        // other published figures, lettered
	Marks   []mark
	Events  []string // sentences: what is known to be in figures
}

type inflowRow struct {
	Year    string
	Cells   []figure
	Sources []int // numbers
	Notes   []int // numbers of Notes
}

// inflow is the page of the inflow: its charts, its key figures, and where every year
// comes from.
func (w *writer) inflow() (any, error) {
	v, err := w.themeView(w.in.Inflow...)
	if err != nil {
		return nil, err
	}
	if v.Cards, err = w.cards(); err != nil {
		return nil, err
	}
	if v.CardMarks, err = w.cardMarks(v.Cards); err != nil {
		return nil, err
	}
	table, err := w.inflowTable()
	if len(table.Rows) > 0 {
		v.Inflow = &table
	}
	return v, err
}

func (w *writer) inflowTable() (inflowTable, error) {
	var t inflowTable
	t.Columns = w.inflowColumns()
	byYear := map[string]map[string]plot.Row{}
	for _, r := range w.in.Inflow {
		if byYear[r.TimePeriod] == nil {
			byYear[r.TimePeriod] = map[string]plot.Row{}
		}
		byYear[r.TimePeriod][r.Population] = r
	}
	years, err := allYears(slices.Sorted(maps.Keys(byYear)))
	if err != nil {
		return t, err
	}
	if t.Notes, err = w.others(w.isInflow); err != nil {
		return t, err
	}
	slices.Reverse(years) // the last year is what most come for
	for _, year := range years {
		row, err := w.inflowRow(&t, year, byYear[year])
		if err != nil {
			return t, fmt.Errorf("inflow of %s: %w", year, err)
		}
		t.Rows = append(t.Rows, row)
	}
	t.Marks, err = w.explained(t.Marks)
	return t, err
}

func (w *writer) inflowRow(t *inflowTable, year string, kinds map[string]plot.Row) (inflowRow, error) {
	row := inflowRow{Year: year}
	for _, kind := range t.Columns {
		f, err := w.figure(kinds[kind])
		if err != nil {
			return row, err
		}
		t.Marks = append(t.Marks, used(f)...)
		row.Cells = append(row.Cells, f)
		if err := w.addEvents(t, year, kinds[kind]); err != nil {
			return row, err
		}
		if p := kinds[kind].Publications; len(p) > 0 {
			source, err := w.publication(p[0])
			if err != nil {
				return row, err
			}
			n := t.number(source)
			if !slices.Contains(row.Sources, n) {
				row.Sources = append(row.Sources, n)
			}
		}
	}
	slices.Sort(row.Sources)
	for i, note := range t.Notes {
		if note.TimePeriod == year {
			row.Notes = append(row.Notes, i+1)
		}
	}
	return row, nil
}

// addEvents says under the table what is known to be in a figure.
func (w *writer) addEvents(t *inflowTable, year string, r plot.Row) error {
	events, err := plot.KnownEvents(w.words, w.in.Events, r)
	for _, event := range events {
		text, fault := w.words.Text("site.table.event", messages.Args{"year": year, "event": event})
		err = errors.Join(err, fault)
		if !slices.Contains(t.Events, text) {
			t.Events = append(t.Events, text)
		}
	}
	return err
}

// number gives a source its number in the list under the table.
func (t *inflowTable) number(p plot.Publication) int {
	if i := slices.Index(t.Sources, p); i >= 0 {
		return i + 1
	}
	t.Sources = append(t.Sources, p)
	return len(t.Sources)
}

func (w *writer) inflowColumns() []string {
	var columns []string
	for _, r := range w.in.Inflow {
		if !slices.Contains(columns, r.Population) {
			columns = append(columns, r.Population)
		}
	}
	order := func(population string) int {
		if population == whole {
			return -1
		}
		return slices.IndexFunc(w.in.Series, func(s Series) bool { return s.Population == population })
	}
	slices.SortStableFunc(columns, func(a, b string) int { return order(a) - order(b) })
	return columns
}

func (w *writer) isInflow(o OtherFigure) bool {
	return o.Dimension == whole && slices.ContainsFunc(w.in.Inflow, func(r plot.Row) bool { return r.SeriesID == o.SeriesID })
}

// missingYears lists the years between the first and the last for which the
// whole is not known.
func (w *writer) missingYears() ([]string, error) {
	var years, known []string
	for _, r := range w.in.Inflow {
		years = append(years, r.TimePeriod)
		if r.Population == whole && r.Value != nil {
			known = append(known, r.TimePeriod)
		}
	}
	slices.Sort(years)
	all, err := allYears(years)
	return slices.DeleteFunc(all, func(y string) bool { return slices.Contains(known, y) }), err
}

// allYears fills a sorted list of years, so that a year without a figure shows.
func allYears(years []string) ([]string, error) {
	if len(years) == 0 {
		return nil, nil
	}
	first, err := strconv.Atoi(years[0])
	if err != nil {
		return nil, fmt.Errorf("inflow: period %q is not a year", years[0])
	}
	last, err := strconv.Atoi(years[len(years)-1])
	if err != nil {
		return nil, fmt.Errorf("inflow: period %q is not a year", years[len(years)-1])
	}
	var all []string
	for y := first; y <= last; y++ {
		all = append(all, strconv.Itoa(y))
	}
	return all, nil
}

// An otherView is another published figure, as a page tells of it.
type otherView struct {
	OtherFigure
	Series       Series
	ShownText    string
	ValueText    string
	Source       plot.Publication
	CategoryCode string  // "dimension/code", empty for the total
	Apart        *Series // of the other value, when it is of another series or category
	ApartCode    string  // as CategoryCode
}

// others are the other published figures that belong to a page or table.
func (w *writer) others(belongs func(OtherFigure) bool) ([]otherView, error) {
	var views []otherView
	for _, o := range w.in.Others {
		if !belongs(o) {
			continue
		}
		s, ok := w.series[o.SeriesID]
		if !ok {
			return nil, fmt.Errorf("other figure of %s: series %q is not described", o.TimePeriod, o.SeriesID)
		}
		v := otherView{OtherFigure: o, Series: s}
		var err error
		if v.Source, err = w.publication(o.Publication); err != nil {
			return nil, err
		}
		v.CategoryCode = categoryCode(o.Dimension, o.Category)
		if err := w.setApart(&v); err != nil {
			return nil, err
		}
		if v.ShownText, err = w.value(o.Shown, o.Unit); err != nil {
			return nil, err
		}
		if v.ValueText, err = w.value(o.Value, o.Unit); err != nil {
			return nil, err
		}
		views = append(views, v)
	}
	slices.SortStableFunc(views, func(a, b otherView) int { return cmp.Compare(b.TimePeriod, a.TimePeriod) })
	return views, nil
}

// setApart names the series of the other value when it counts something else than
// the value that is shown.
func (w *writer) setApart(v *otherView) error {
	if v.Sum || v.OtherSeries == v.SeriesID && v.OtherDimension == v.Dimension && v.OtherCategory == v.Category {
		return nil
	}
	s, ok := w.series[v.OtherSeries]
	if !ok {
		return fmt.Errorf("other figure of %s: series %q is not described", v.TimePeriod, v.OtherSeries)
	}
	v.Apart, v.ApartCode = &s, categoryCode(v.OtherDimension, v.OtherCategory)
	return nil
}

// categoryCode names a category for the words of a page; a total needs none.
func categoryCode(dimension, category string) string {
	if dimension == whole && category == whole {
		return ""
	}
	return dimension + "/" + category
}
