package site

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/messages"
)

// A differenceGroup is the rows of one series in the table of differences.
type differenceGroup struct {
	Series Series
	Rows   []differenceView
}

// A changeGroup is the rows of one series in the table of changes.
type changeGroup struct {
	Series Series
	Rows   []changeView
}

// A differenceView is a row of the table of differences.
type differenceView struct {
	ExtractDifference
	Series     Series
	PublishedN figure
	ExtractN   figure
	Between    figure
	Lost       string // rows that were not taken; empty where that is not known
	Percent    string // of the difference; empty when the published figure is small
}

// A changeView is a row of the table of changes.
type changeView struct {
	ExtractChange
	Series                 Series
	All, Outside, Clusters fromTo
}

// A fromTo is a figure of one year and of the next.
type fromTo struct{ From, To figure }

// A rejectView is a row of the table of rejected rows.
type rejectView struct {
	ExtractReject
	Count, Among figure // of rejected rows, and of all
	Limit        string // the share that may be rejected
}

// A tableView is a row of the table of tables that were read.
type tableView struct {
	ExtractTable
	Count, Left figure // of rows, and of those rejected
}

// percentBase is the least number of which a percentage is given.
const percentBase = 100

func (v *extractView) addDifference(d differenceView) {
	if n := len(v.Differences); n == 0 || v.Differences[n-1].Series.ID != d.Series.ID {
		v.Differences = append(v.Differences, differenceGroup{Series: d.Series})
	}
	last := &v.Differences[len(v.Differences)-1]
	last.Rows = append(last.Rows, d)
}

func (v *extractView) addChange(c changeView) {
	if n := len(v.Changes); n == 0 || v.Changes[n-1].Series.ID != c.Series.ID {
		v.Changes = append(v.Changes, changeGroup{Series: c.Series})
	}
	last := &v.Changes[len(v.Changes)-1]
	last.Rows = append(last.Rows, c)
}

func (w *writer) difference(d ExtractDifference) (differenceView, error) {
	v := differenceView{ExtractDifference: d}
	var err error
	if v.Series, err = w.describedSeries(d.SeriesID); err != nil {
		return v, err
	}
	if v.ExtractN, err = w.figure(d.Row); err != nil {
		return v, err
	}
	if v.PublishedN, err = w.published(plot.Row{Value: d.Published, SourceRank: d.PublishedRank}); err != nil {
		return v, err
	}
	switch {
	case d.Difference != nil:
		v.Between = figure{Text: w.signed(*d.Difference)}
	case d.Value == nil && d.Published != nil: // it would give away what is withheld
		v.Between = v.ExtractN
	case w.in.Extract.lastDay(d.TimePeriod) != "":
		v.Between, err = w.gap("not_applicable")
	default:
		v.Between, err = w.gap("missing")
	}
	if d.Rejected != nil {
		v.Lost = w.words.Number(*d.Rejected, 0)
	}
	if err == nil && d.Percent != nil && *d.Percent != 0 && d.Published != nil && *d.Published >= percentBase {
		v.Percent, err = w.words.Text("site.value.percent", messages.Args{"number": w.signed(*d.Percent)})
	}
	return v, err
}

// published is a count that a publication may lack.
func (w *writer) published(r plot.Row) (figure, error) {
	if r.Value == nil {
		return w.gap("missing")
	}
	f := figure{Text: w.words.Number(*r.Value, 0)}
	if !r.Secondary() {
		return f, nil
	}
	m, err := w.mark("secondary")
	f.Marks = append(f.Marks, m)
	return f, err
}

// given is a count of an extract, which lacks one only where it is withheld.
func (w *writer) given(v *float64) (figure, error) {
	if v == nil {
		return w.gap("confidential")
	}
	return figure{Text: w.words.Number(*v, 0)}, nil
}

func (w *writer) extractChange(c ExtractChange) (changeView, error) {
	v := changeView{ExtractChange: c}
	var err error
	if v.Series, err = w.describedSeries(c.SeriesID); err != nil {
		return v, err
	}
	for _, pair := range []struct {
		to       *fromTo
		from, at *float64
	}{
		{&v.All, c.Previous, c.Value}, {&v.Outside, c.PreviousOutside, c.Outside}, {&v.Clusters, c.PreviousClusters, c.Clusters},
	} {
		if pair.to.From, err = w.given(pair.from); err != nil {
			return v, err
		}
		if pair.to.To, err = w.given(pair.at); err != nil {
			return v, err
		}
	}
	return v, nil
}

func (w *writer) reject(r ExtractReject) (rejectView, error) {
	decimals := 0
	if share := 100 * r.Budget; share != math.Trunc(share) {
		decimals = 1
	}
	limit, err := w.words.Text("site.value.percent", messages.Args{"number": w.words.Number(100*r.Budget, decimals)})
	if err != nil {
		return rejectView{}, err
	}
	count, err := w.given(r.Rejected)
	if err != nil {
		return rejectView{}, err
	}
	among, err := w.given(r.Rows)
	return rejectView{r, count, among, limit}, err
}

func (w *writer) correction(c Correction) (correctionView, error) {
	v := correctionView{Table: c.Table, Column: c.Column}
	var err error
	if c.Reason == allReasons {
		v.Reason, err = w.words.Text("site.extract.correction.all", nil)
	} else {
		v.Reason, err = w.code("correction_reason", c.Reason)
	}
	if err != nil {
		return v, err
	}
	v.Count, err = w.given(c.Count)
	return v, err
}

// byColumn puts all reasons together below each of them.
func byColumn(corrections []Correction) []Correction {
	sorted := slices.Clone(corrections)
	last := func(c Correction) int { return strings.Index(c.Reason, allReasons) }
	slices.SortStableFunc(sorted, func(a, b Correction) int {
		return cmp.Or(cmp.Compare(a.Table, b.Table), cmp.Compare(a.Column, b.Column), last(a)-last(b))
	})
	return sorted
}

// allReasons is in the place of a code where corrections for any reason are counted.
const allReasons = "total"

// describedSeries is a series that a table names.
func (w *writer) describedSeries(id string) (Series, error) {
	s, ok := w.series[id]
	if !ok {
		return s, fmt.Errorf("series %q is not described", id)
	}
	return s, nil
}

// used are the marks that the tables of the page bear.
func (v extractView) used() []mark {
	var all []mark
	for _, g := range v.Differences {
		for _, d := range g.Rows {
			all = append(all, used(d.PublishedN, d.ExtractN, d.Between)...)
		}
	}
	for _, g := range v.Changes {
		for _, c := range g.Rows {
			all = append(all, used(c.All.From, c.All.To, c.Outside.From, c.Outside.To, c.Clusters.From, c.Clusters.To)...)
		}
	}
	for _, c := range v.Corrections {
		all = append(all, used(c.Count)...)
	}
	for _, r := range v.Rejects {
		all = append(all, used(r.Count)...)
		all = append(all, used(r.Among)...)
	}
	for _, t := range v.Tables {
		all = append(all, used(t.Count)...)
		all = append(all, used(t.Left)...)
	}
	return all
}
