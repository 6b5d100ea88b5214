package plot

import (
	"fmt"
	"math"
	"strings"

	"jaarcijfers/charts"
)

// A GuardError says that a chart would tell what its numbers do not. The rules
// are those of docs/METHOD.md: unit, break, overlap; base, for a share of too
// few; withheld, for what would tell a figure that is withheld; part, for a
// year that is not over beside whole ones; series, for more than a reader can follow;
// and number, for what cannot be drawn at all.
type GuardError struct {
	Chart  string
	Rule   string // unit, break, overlap, base, withheld, part, series or number
	Series []string
	Detail string
}

func (e *GuardError) Error() string {
	return fmt.Sprintf("chart %s: %s guard: %s (%s)", e.Chart, e.Rule, e.Detail, strings.Join(e.Series, ", "))
}

// guard refuses a plot that breaks a rule. It looks at the plot as it will be
// drawn, so no way of making one goes round it.
func (p *Plot) guard(data Data) error {
	for _, panel := range p.Panels {
		for _, check := range []func(Panel, Data) error{p.guardNumber, p.guardSeries, p.guardUnit, p.guardOverlap, p.guardBreak, p.guardBase, p.guardWithheld, p.guardPart} {
			if err := check(panel, data); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *Plot) refuse(rule, detail string, series ...string) error {
	return &GuardError{Chart: p.Spec.ID, Rule: rule, Series: series, Detail: detail}
}

func (p *Plot) guardNumber(panel Panel, _ Data) error {
	for _, s := range panel.withTotal() {
		for _, point := range s.Points {
			if point.Value != nil && (math.IsNaN(*point.Value) || math.IsInf(*point.Value, 0)) {
				return p.refuse("number", "a value is not a number", s.Name)
			}
		}
	}
	return nil
}

// mostSeries is how many series one panel may hold besides rows of a table.
const mostSeries = 4

func (p *Plot) guardSeries(panel Panel, _ Data) error {
	if byRows(p.Spec.Form) || len(panel.Series) <= mostSeries {
		return nil
	}
	var names []string
	for _, s := range panel.Series {
		names = append(names, s.Name)
	}
	return p.refuse("series", fmt.Sprintf("more than %d series in one panel", mostSeries), names...)
}

// guardBase lets no share of too small a base through.
func (p *Plot) guardBase(panel Panel, data Data) error {
	for _, s := range panel.withTotal() {
		for _, point := range s.Points {
			if r := point.Row; r != nil && r.Value != nil && r.Unit == "percent" && r.Base != nil && *r.Base < data.Limits.ShareFrom {
				return p.refuse("base", fmt.Sprintf("a share of %v in %s; below %v none is shown", *r.Base, r.TimePeriod, data.Limits.ShareFrom), s.Name)
			}
		}
	}
	return nil
}

// guardUnit wants one unit, unit of count and population on an axis. Only the
// parts of one whole may differ in population, beside each other and beside it.
func (p *Plot) guardUnit(panel Panel, data Data) error {
	var first *Row
	for _, s := range panel.withTotal() {
		for _, point := range s.Points {
			r := point.Row
			switch {
			case r == nil:
			case first == nil:
				first = r
			case r.Unit != first.Unit, r.UnitOfCount != first.UnitOfCount:
				return p.refuse("unit", "different units on one axis", first.SeriesID, r.SeriesID)
			case r.Population != first.Population && whole(data, r) != whole(data, first):
				return p.refuse("unit", "different populations on one axis", first.SeriesID, r.SeriesID)
			}
		}
	}
	return nil
}

// whole is the series that a row's series is a part of, or the series itself.
func whole(data Data, r *Row) string {
	if w := data.Parts[r.SeriesID]; w != "" {
		return w
	}
	return r.SeriesID
}

// guardOverlap lets only disjoint parts of one whole be stacked.
func (p *Plot) guardOverlap(panel Panel, data Data) error {
	if p.Spec.Form != charts.Stacked {
		return nil
	}
	seen := map[string]bool{}
	var wholeID string
	for _, s := range panel.Series {
		for _, point := range s.Points {
			if point.Row == nil {
				continue
			}
			part := data.Parts[point.Row.SeriesID]
			switch {
			case data.Overlap[point.Row.Dimension]:
				return p.refuse("overlap", "categories that can overlap are stacked", point.Row.SeriesID, point.Row.Dimension)
			case part == "" || wholeID != "" && part != wholeID:
				return p.refuse("overlap", "what is stacked is not a part of one whole", point.Row.SeriesID)
			}
			wholeID = part
		}
		if len(s.Points) > 0 && s.id() != "" {
			if seen[s.id()] {
				return p.refuse("overlap", "one series is stacked twice", s.id())
			}
			seen[s.id()] = true
		}
	}
	return nil
}

// guardBreak makes sure that no stretch of a line crosses a break or a gap.
func (p *Plot) guardBreak(panel Panel, data Data) error {
	for _, s := range panel.Series {
		for _, stretch := range s.Stretches() {
			for _, at := range stretch[1:] {
				point := s.Points[at]
				if point.Row != nil && point.Row.BreakID != "" {
					return p.refuse("break", "a line crosses the break "+point.Row.BreakID, s.Name)
				}
			}
		}
		for _, point := range s.Points {
			if point.Row != nil && point.Row.BreakID != "" && data.Breaks[point.Row.BreakID].ID == "" {
				return p.refuse("break", "the break "+point.Row.BreakID+" is not known", s.Name)
			}
		}
	}
	return nil
}
