package plot

import (
	"fmt"
	"slices"
	"strconv"
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

// shareYears lays panels that ask for it along the years of all of them.
func (p *Plot) shareYears() {
	if !p.Spec.SameYears {
		return
	}
	years := p.years()
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

// along gives a series a point for each of the years, empty outside its panel's.
func (p Panel) along(s Series, years []string) Series {
	wide := Series{Name: s.Name}
	for _, year := range years {
		wide.Points = append(wide.Points, p.at(s, year))
	}
	return wide
}
