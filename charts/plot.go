package charts

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"jaarcijfers/pipeline/messages"
)

// A Plot is a chart's numbers in place: panels, axes, series and points, in one
// language. Every form of the chart is made from it.
type Plot struct {
	Spec      Spec
	Title     string
	Unit      string
	Panels    []Panel
	Synthetic bool
	words     *messages.Catalogue
	data      Data
	errs      []error // of words that were asked for while making options
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

// Stretches are the parts of a series between breaks, as places on the axis.
// Within one, a place without a figure parts the line by itself.
func (s Series) Stretches() [][]int {
	var all [][]int
	for i, p := range s.Points {
		switch {
		case p.Value == nil:
		case len(all) == 0 || p.Row.BreakID != "":
			all = append(all, []int{i})
		default:
			all[len(all)-1] = append(all[len(all)-1], i)
		}
	}
	return all
}

var yearPeriod = regexp.MustCompile(`^\d{4}$`)

// plot puts the rows of the spec's model in place and holds the guards against
// the result.
func (s Spec) plot(data Data, words *messages.Catalogue) (*Plot, error) {
	p := &Plot{Spec: s, words: words, data: data, Synthetic: data.Synthetic}
	var errs []error
	text := func(key string) string {
		t, err := words.Text("chart."+s.ID+"."+key, nil)
		errs = append(errs, err)
		return t
	}
	p.Title, p.Unit = text("title"), text("unit")
	if data.Synthetic {
		title, err := words.Text("chart.synthetic", messages.Args{"title": p.Title})
		errs = append(errs, err)
		p.Title = title
	}
	for _, ps := range s.Panels {
		panel, err := p.panel(ps, text)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if panel != nil {
			p.Panels = append(p.Panels, *panel)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("chart %s: %w", s.ID, err)
	}
	return p, p.guard(data)
}

// panel is nil for an optional panel without rows.
func (p *Plot) panel(ps PanelSpec, text func(string) string) (*Panel, error) {
	panel := &Panel{Key: ps.Key}
	if ps.Key != "" {
		panel.Title = text("panel." + ps.Key)
	}
	var groups []group
	for _, ss := range ps.Series {
		rows := p.rows(ss, panel)
		if ps.ByCategory {
			groups = append(groups, p.byCategory(rows, ps.Order)...)
			continue
		}
		name := panel.Title
		if ss.Key != "" {
			name = text("series." + ss.Key)
		}
		if name == "" {
			name = p.Title
		}
		groups = append(groups, group{name: name, rows: rows})
	}
	if len(groups) == 0 || len(groups[0].rows) == 0 {
		if ps.Optional {
			return nil, nil
		}
		return nil, fmt.Errorf("panel %q: table %s has no rows for it", ps.Key, p.Spec.Model)
	}
	if p.Spec.Form == Bars {
		return panel, panel.alongCategories(groups, p.Title)
	}
	var total *group
	if ps.Total != nil {
		total = &group{name: text("series." + ps.Total.Key), rows: p.rows(*ps.Total, panel)}
	}
	if p.Spec.Form == Change {
		if groups = lastTwo(groups); len(groups) == 0 {
			return nil, fmt.Errorf("panel %q: table %s has no two years that follow each other in every series", ps.Key, p.Spec.Model)
		}
	}
	return panel, panel.alongYears(groups, total)
}

// rows selects; what is not of one year does not go on a year axis.
func (p *Plot) rows(ss SeriesSpec, panel *Panel) []Row {
	var rows []Row
	for _, r := range p.data.Rows[p.Spec.Model] {
		switch {
		case !ss.matches(r):
		case p.Spec.Form != Bars && !yearPeriod.MatchString(r.TimePeriod):
			panel.Other = append(panel.Other, r)
		default:
			rows = append(rows, r)
		}
	}
	return rows
}

// A group is the rows of one series to be.
type group struct {
	name string
	code string
	rows []Row
}

// byCategory makes a group of each category: those of order first, then the one
// with the highest value.
func (p *Plot) byCategory(rows []Row, order []string) []group {
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
		if at := slices.Index(order, g.code); at >= 0 {
			return at
		}
		return len(order)
	}
	slices.SortFunc(groups, func(a, b group) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(highest(b.rows), highest(a.rows)), cmp.Compare(a.code, b.code))
	})
	return groups
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

// alongYears lays the groups on an axis from the first year to the last.
func (p *Panel) alongYears(groups []group, total *group) error {
	first, last := 0, 0
	all := slices.Clone(groups)
	if total != nil {
		all = append(all, *total)
	}
	for _, g := range all {
		for _, r := range g.rows {
			year, err := strconv.Atoi(r.TimePeriod)
			if err != nil {
				return fmt.Errorf("year %q: %w", r.TimePeriod, err)
			}
			if first == 0 || year < first {
				first = year
			}
			last = max(last, year)
		}
	}
	for year := first; year <= last; year++ {
		p.Axis = append(p.Axis, strconv.Itoa(year))
	}
	p.Labels = p.Axis
	for i, g := range all {
		s, err := p.place(g, func(r Row) string { return r.TimePeriod })
		if err != nil {
			return err
		}
		if i < len(groups) {
			p.Series = append(p.Series, s)
		} else {
			p.Total = &s
		}
	}
	return nil
}

// alongCategories makes one series with a place for each group.
func (p *Panel) alongCategories(groups []group, name string) error {
	one := group{name: name}
	for _, g := range groups {
		p.Axis, p.Labels = append(p.Axis, g.code), append(p.Labels, g.name)
		one.rows = append(one.rows, g.rows...)
	}
	s, err := p.place(one, func(r Row) string { return r.Category })
	p.Series = []Series{s}
	return err
}

// place gives each row its point. Two rows for one point are an error: neither
// may be hidden under the other.
func (p *Panel) place(g group, at func(Row) string) (Series, error) {
	s := Series{Name: g.name, Points: make([]Point, len(p.Axis))}
	for _, r := range g.rows {
		i := slices.Index(p.Axis, at(r))
		if s.Points[i].Row != nil {
			return s, fmt.Errorf("series %q has two figures for %s", g.name, p.Axis[i])
		}
		s.Points[i] = Point{Row: &r}
		if r.drawable() {
			s.Points[i].Value = r.Value
		}
	}
	return s, nil
}
