package plot

import (
	"errors"
	"fmt"
	"strings"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/messages"
)

// table lays the plot out for reading: a row per year and a column per series;
// for a heat chart a row per category and a column per year.
func (p *Plot) table() (Table, error) {
	t := Table{Caption: p.Title}
	var errs []error
	text := func(key string) string {
		s, err := p.words.Text("chart."+key, nil)
		errs = append(errs, err)
		return s
	}
	switch p.Spec.Form {
	case charts.Heat, charts.Multiples:
		t.Columns = append([]string{text("table.category")}, p.years()...)
		t.Rows = p.heatRows(&errs)
	case charts.Bars:
		t.Columns = []string{text("table.category"), p.Unit}
		for _, panel := range p.Panels {
			for i, label := range panel.Labels {
				t.Rows = append(t.Rows, TableRow{Heading: label, Group: panel.Title, Name: label, Cells: []Cell{p.cell(panel.Series[0].Points[i], &errs)}})
			}
		}
	default:
		t.Columns = []string{text("table.year")}
		for _, panel := range p.Panels {
			for _, s := range panel.withTotal() {
				t.Columns = append(t.Columns, s.Name)
			}
		}
		t.Rows = p.yearRows(&errs)
	}
	if err := errors.Join(errs...); err != nil {
		return Table{}, fmt.Errorf("table of chart %s: %w", p.Spec.ID, err)
	}
	return t, nil
}

// years are those of all panels, first to last.
func (p *Plot) years() []string {
	first, last := p.Panels[0].Axis[0], ""
	for _, panel := range p.Panels {
		first, last = min(first, panel.Axis[0]), max(last, panel.Axis[len(panel.Axis)-1])
	}
	all := &Panel{}
	_ = all.alongYears([]group{{rows: []Row{{TimePeriod: first}, {TimePeriod: last}}}}, nil)
	return all.Axis
}

// at finds a series' point for a year; an empty one outside the panel's years.
func (p Panel) at(s Series, year string) Point {
	for i, y := range p.Axis {
		if y == year {
			return s.Points[i]
		}
	}
	return Point{}
}

func (p *Plot) yearRows(errs *[]error) []TableRow {
	var rows []TableRow
	for _, year := range p.years() {
		row := TableRow{Heading: year}
		for _, panel := range p.Panels {
			for _, s := range panel.withTotal() {
				row.Cells = append(row.Cells, p.cell(panel.at(s, year), errs))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func (p *Plot) heatRows(errs *[]error) []TableRow {
	var rows []TableRow
	for _, panel := range p.Panels {
		for _, s := range panel.Series {
			heading := s.Name
			if panel.Title != "" {
				var err error
				heading, err = p.words.Text("chart.table.panel_row", messages.Args{"panel": panel.Title, "category": s.Name})
				*errs = append(*errs, err)
			}
			row := TableRow{Heading: heading, Group: panel.Title, Name: s.Name}
			for _, year := range p.years() {
				row.Cells = append(row.Cells, p.cell(panel.at(s, year), errs))
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// cell is one figure with its marks in words.
func (p *Plot) cell(point Point, errs *[]error) Cell {
	all := marks(point.Row)
	var details []string
	for _, m := range all {
		detail, err := p.words.Text("chart.mark."+m, nil)
		*errs = append(*errs, err)
		if m == "p" && point.Row.PartYear() {
			detail = p.upTo(point.Row)
		}
		details = append(details, detail)
	}
	if note := p.eventNote(point.Row); note != "" {
		all, details = append(all, EventSign), append(details, note)
	}
	c := Cell{Text: p.value(point.Row), Value: point.Value, Mark: strings.Join(all, ", "), Detail: strings.Join(details, "; ")}
	sign, _ := point.Row.emptySign()
	switch r := point.Row; {
	case r != nil && r.Value != nil: // a share of a small base is in words, and has no mark in the drawing
		c.Value = r.Value
	case r.smallBase():
		c.Text = "[u]"
	case sign != "":
		c.Text = sign
	default:
		c.Text = "[x]"
	}
	for i, m := range all {
		c.Each = append(c.Each, Mark{m, details[i]})
	}
	return c
}
