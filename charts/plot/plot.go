// Package plot turns rows of mart tables into charts a reader can trust.
//
// [Build] makes of every chart that package charts declares, in every language,
// all its forms: drawing, ECharts options, table, text alternative, notes, CSV and
// workbook ([Chart]). All forms come from one [Plot], so they hold the same
// numbers.
//
// Making the Plot is where the guards stand; a [GuardError] names the rule and
// the series. What shares an axis must share unit, unit of count and
// population; a line ends at a series break and at a year without a figure;
// only disjoint parts of one whole are stacked; nothing is plotted that is not
// a number.
package plot

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/messages"
)

// A Plot is a chart's numbers in place: panels, axes, series and points, in one
// language. Every form of the chart is made from it.
type Plot struct {
	marking.Marking
	Spec     charts.Spec
	Title    string // what the figures bear, or the subject
	Subject  string
	Question string // that the chart answers; may be empty
	Unit     string
	Panels   []Panel
	mixed    bool // figures without its marking stand beside others
	words    *messages.Catalogue
	data     Data
	errs     []error // of words that were asked for while making options
}

// A Panel is one plot area.
type Panel struct {
	Key    string
	Title  string
	Axis   []string // years without holes, or categories
	Labels []string // of Axis, as read
	Series []Series
	Total  *Series // the whole of stacked series
	Other  []Row   // rows whose period is no single year; told in the notes
	limits Limits
	breaks []breakWord
}

// A Series is one row of points, as many as the axis is long.
type Series struct {
	Name   string
	Points []Point
}

// A Point is a place on the axis. Without a row there is no figure; with a row
// and no value it is one that has no mark in the drawing.
type Point struct {
	Row   *Row
	Value *float64
}

func (p Panel) withTotal() []Series {
	if p.Total == nil {
		return p.Series
	}
	return append(slices.Clone(p.Series), *p.Total)
}

func (s Series) id() string {
	for _, p := range s.Points {
		if p.Row != nil {
			return p.Row.SeriesID
		}
	}
	return ""
}

// Stretches are the parts of a series between breaks and places that are withheld
// or could not be counted, as places on the axis; a year that is not over is one by
// itself. Within one, a place without a figure parts the line by
// itself.
func (s Series) Stretches() [][]int {
	var all [][]int
	parted := true
	for i, p := range s.Points {
		switch {
		case p.Row.confidential(), p.Row.notApplicable():
			parted = true
		case p.Value == nil:
		case p.Row.PartYear():
			all, parted = append(all, []int{i}), true
		case parted || p.Row.BreakID != "":
			all, parted = append(all, []int{i}), false
		default:
			all[len(all)-1] = append(all[len(all)-1], i)
		}
	}
	return all
}

var yearPeriod = regexp.MustCompile(`^\d{4}$`)

// newPlot puts the rows of the spec's model in place and holds the guards against
// the result. It is nil for an optional chart that is left out.
func newPlot(s charts.Spec, data Data, words *messages.Catalogue) (*Plot, error) {
	p := &Plot{Spec: s, words: words, data: data}
	var errs []error
	text := func(key string, of ...charts.PanelSpec) string {
		t, err := words.Text("chart."+s.ID+"."+key, messages.Args{"date": dateWords(words, lastPeriod(p.selected(of)))})
		errs = append(errs, err)
		return t
	}
	p.Subject, p.Unit = text("title", s.Panels...), text("unit", s.Panels...)
	if words.Has("chart." + s.ID + ".question") {
		p.Question = text("question", s.Panels...)
	}
	missing := len(s.Panels) > 0
	for _, ps := range s.Panels {
		panel, err := p.panel(ps, func(key string) string { return text(key, ps) })
		switch {
		case err != nil:
			errs = append(errs, err)
		case panel != nil:
			p.Panels, missing = append(p.Panels, *panel), false
		case s.Optional && !ps.Optional:
			return nil, nil
		case !ps.Optional:
			errs = append(errs, fmt.Errorf("panel %q: table %s has no rows for it", ps.Key, s.Model))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("chart %s: %w", s.ID, err)
	}
	if missing && s.Optional {
		return nil, nil
	}
	if missing {
		return nil, fmt.Errorf("chart %s: table %s has no rows for any panel", s.ID, s.Model)
	}
	p.shareYears()
	for i, panel := range p.Panels {
		p.Panels[i].breaks = p.breakWords(panel)
	}
	if err := p.mark(); err != nil {
		return nil, fmt.Errorf("chart %s: %w", s.ID, err)
	}
	return p, p.guard(data)
}

// selected are the rows of the spec's model that panels ask for.
func (p *Plot) selected(panels []charts.PanelSpec) []Row {
	var rows []Row
	for _, r := range p.data.Rows[p.Spec.Model] {
		if slices.ContainsFunc(panels, func(ps charts.PanelSpec) bool {
			return slices.ContainsFunc(ps.Series, func(ss charts.SeriesSpec) bool { return Matches(ss, r) })
		}) {
			rows = append(rows, r)
		}
	}
	return rows
}

// panel is nil for one without rows.
func (p *Plot) panel(ps charts.PanelSpec, text func(string) string) (*Panel, error) {
	panel := &Panel{Key: ps.Key, limits: p.data.Limits}
	if ps.Key != "" {
		panel.Title = text("panel." + ps.Key)
	}
	var groups []group
	for _, ss := range ps.Series {
		rows := p.rows(ss, panel)
		if ps.ByCategory {
			groups = append(groups, p.byCategory(rows, ps)...)
			continue
		}
		name := panel.Title
		if ss.Key != "" {
			name = text("series." + ss.Key)
		}
		if name == "" {
			name = p.Subject
		}
		groups = append(groups, group{name: name, rows: rows})
	}
	if !slices.ContainsFunc(groups, func(g group) bool { return len(g.rows) > 0 }) {
		return nil, nil
	}
	if p.Spec.Form == charts.Bars {
		return panel, panel.alongCategories(groups, p.Subject)
	}
	var total *group
	if ps.Total != nil {
		total = &group{name: text("series." + ps.Total.Key), rows: p.rows(*ps.Total, panel)}
	}
	err := panel.alongYears(groups, total)
	panel.partsAlone()
	return panel, err
}

// rows selects; what is not of one year does not go on a year axis.
func (p *Plot) rows(ss charts.SeriesSpec, panel *Panel) []Row {
	var rows []Row
	for _, r := range p.data.Rows[p.Spec.Model] {
		switch {
		case !Matches(ss, r):
		case p.Spec.Form != charts.Bars && !yearPeriod.MatchString(r.TimePeriod):
			panel.Other = append(panel.Other, r)
		default:
			rows = append(rows, r)
		}
	}
	return rows
}

// Matches tells whether a series has the row. Its empty fields match every row.
func Matches(s charts.SeriesSpec, r Row) bool {
	for _, field := range []struct{ want, have string }{{s.SeriesID, r.SeriesID}, {s.Dimension, r.Dimension}, {s.Category, r.Category}, {s.Unit, r.Unit}} {
		if field.want != "" && field.want != field.have {
			return false
		}
	}
	return true
}

// A group is the rows of one series to be.
type group struct {
	name string
	code string
	rows []Row
}

// byCategory makes a group of each category: those of the order first, then the one
// with the highest value.
func (p *Plot) byCategory(rows []Row, ps charts.PanelSpec) []group {
	ranked := highest
	if ps.ByNewest {
		newest := newestWhole(rows)
		ranked = func(of []Row) float64 {
			return highest(slices.DeleteFunc(slices.Clone(of), func(r Row) bool { return r.TimePeriod != newest }))
		}
	}
	var groups []group
	for _, r := range rows {
		at := slices.IndexFunc(groups, func(g group) bool { return g.code == r.Category })
		if at < 0 {
			groups = append(groups, group{name: p.category(r), code: r.Category})
			at = len(groups) - 1
		}
		groups[at].rows = append(groups[at].rows, r)
	}
	place := func(g group) int {
		if at := slices.Index(ps.Order, g.code); at >= 0 {
			return at
		}
		return len(ps.Order)
	}
	slices.SortFunc(groups, func(a, b group) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(ranked(b.rows), ranked(a.rows)), cmp.Compare(highest(b.rows), highest(a.rows)), cmp.Compare(a.code, b.code))
	})
	return groups
}

// newestWhole is the last year with a figure that was over; empty when there is none.
func newestWhole(rows []Row) string {
	newest := ""
	for _, r := range rows {
		if r.Value != nil && !r.PartYear() {
			newest = max(newest, r.TimePeriod)
		}
	}
	return newest
}

func highest(rows []Row) float64 {
	most := 0.0
	for _, r := range rows {
		if r.Value != nil {
			most = max(most, *r.Value)
		}
	}
	return most
}

// category is the name of a row's category.
func (p *Plot) category(r Row) string {
	if r.Dimension == "status" {
		return p.code("measure_status", r.Category)
	}
	return p.code("category", r.Dimension+"/"+r.Category)
}

// code is the name of a code; the code itself where the codelist has none, which
// the checks of the warehouse do not let pass.
func (p *Plot) code(list, code string) string {
	if name := p.data.Codes[list][code][p.words.Lang]; name != "" {
		return name
	}
	return code
}
