package plot

import (
	"strings"

	"jaarcijfers/charts"
	"jaarcijfers/charts/draw"
	"jaarcijfers/pipeline/messages"
)

// PartYear tells whether a figure is of a year that was not over on the day of its
// extract: it counts a part, and is compared with no whole year.
func (r *Row) PartYear() bool {
	return r != nil && r.ObsStatus == "P" && strings.HasPrefix(r.SeriesID, extractSeries)
}

// fromExtract tells whether a figure of the plot is counted in an extract.
func (p *Plot) fromExtract() bool {
	for _, panel := range p.Panels {
		for _, s := range panel.withTotal() {
			if strings.HasPrefix(s.id(), extractSeries) {
				return true
			}
		}
	}
	return false
}

// lastDay is the day, in words, up to which such a year counts.
func (p *Plot) lastDay(year string) string {
	day, err := p.words.Date(p.data.PartYears[year])
	if err != nil {
		p.errs = append(p.errs, err)
	}
	return day
}

// upTo says in words up to which day a figure counts; empty for a whole year.
func (p *Plot) upTo(r *Row) string {
	if !r.PartYear() {
		return ""
	}
	text, err := p.words.Text("chart.part.until", messages.Args{"date": p.lastDay(r.TimePeriod)})
	if err != nil {
		p.errs = append(p.errs, err)
	}
	return text
}

// partYear is the year of the plot's axis that is not over, empty when all are. It
// is one also where every figure of it is withheld.
func (p *Plot) partYear() string {
	if p.Spec.Form == charts.Bars { // it has no years
		return ""
	}
	for _, panel := range p.Panels {
		for _, s := range panel.withTotal() {
			for _, point := range s.Points {
				if r := point.Row; r != nil && strings.HasPrefix(r.SeriesID, extractSeries) && p.data.PartYears[r.TimePeriod] != "" {
					return r.TimePeriod
				}
			}
		}
	}
	return ""
}

// partYear tells that a year is not over, where the plot has one.
func (n *noter) partYear() {
	if year := n.plot.partYear(); year != "" {
		n.add("part_year", messages.Args{"period": year, "date": n.plot.lastDay(year)})
	}
}

// partLook explains how figures of a year that is not over are drawn.
func (p *Plot) partLook() (legendEntry, bool) {
	year := p.partYear()
	if year == "" {
		return legendEntry{}, false
	}
	text, err := p.words.Text("chart.part.legend", messages.Args{"date": p.lastDay(year)})
	if err != nil {
		p.errs = append(p.errs, err)
	}
	return legendEntry{text, itemStyle{Color: draw.Light["surface"], BorderColor: draw.Light["muted"], BorderWidth: 2, BorderType: "dashed"}, true}, true
}

// guardPart keeps a figure of a year that is not over apart from whole years: no
// line leads to it.
func (p *Plot) guardPart(panel Panel, _ Data) error {
	for _, s := range panel.withTotal() {
		for _, stretch := range s.Stretches() {
			for _, at := range stretch {
				if len(stretch) > 1 && s.Points[at].Row.PartYear() {
					return p.refuse("part", "a line leads to a year that is not over: "+s.Points[at].Row.TimePeriod, s.Name)
				}
			}
		}
	}
	return nil
}
