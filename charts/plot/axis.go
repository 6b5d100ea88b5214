package plot

import (
	"fmt"
	"slices"
	"strconv"

	"jaarcijfers/charts"
)

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
		if p.limits.drawable(r) {
			s.Points[i].Value = r.Value
		}
	}
	return s, nil
}

// shareYears lays the panels along the years of all charts of their page, so that a
// year stands under itself.
func (p *Plot) shareYears() {
	if p.Spec.Form == charts.Bars {
		return
	}
	years := p.years() // of a table of cells, which are too narrow for more
	if p.Spec.Form != charts.Heat {
		years = p.pageYears()
	}
	for i := range p.Panels {
		panel := &p.Panels[i]
		for j, s := range panel.Series {
			panel.Series[j] = panel.along(s, years)
		}
		if panel.Total != nil {
			total := panel.along(*panel.Total, years)
			panel.Total = &total
		}
		panel.Axis, panel.Labels = years, years
	}
}

// pageYears are the years, first to last, of the charts that stand on the page of
// the plot; of one that stands on none, its own.
func (p *Plot) pageYears() []string {
	own := p.years()
	first, last := own[0], own[len(own)-1]
	for _, spec := range charts.All() {
		if spec.Page != p.Spec.Page || spec.Form == charts.Bars || spec.Form == charts.Heat {
			continue
		}
		for _, r := range p.data.Rows[spec.Model] {
			if !yearPeriod.MatchString(r.TimePeriod) || !shows(spec, r) {
				continue
			}
			first, last = min(first, r.TimePeriod), max(last, r.TimePeriod)
		}
	}
	all := &Panel{}
	_ = all.alongYears([]group{{rows: []Row{{TimePeriod: first}, {TimePeriod: last}}}}, nil) // both are years
	return all.Axis
}

// shows tells whether a chart has a series with the row.
func shows(spec charts.Spec, r Row) bool {
	return slices.ContainsFunc(spec.Panels, func(panel charts.PanelSpec) bool {
		return slices.ContainsFunc(panel.Series, func(s charts.SeriesSpec) bool { return Matches(s, r) })
	})
}

// along gives a series a point for each of the years, empty outside its panel's.
func (p Panel) along(s Series, years []string) Series {
	wide := Series{Name: s.Name}
	for _, year := range years {
		wide.Points = append(wide.Points, p.at(s, year))
	}
	return wide
}
