package plot

import (
	"slices"

	echarts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"jaarcijfers/charts"
)

// confidentialSign stands where a figure is withheld: it is so small that it
// could be about a person that a reader knows, or such a figure would follow
// from it.
const confidentialSign = "[c]"

// notApplicableSign stands where nothing could be counted, since a code or a
// definition did not hold in that year. It is no zero.
const notApplicableSign = "[z]"

// confidential tells whether a row has such a figure.
func (r *Row) confidential() bool { return r != nil && r.Value == nil && r.ConfStatus == "C" }

// smallBase tells whether a row has no figure since its base is too small for one.
func (r *Row) smallBase() bool {
	return r != nil && r.Value == nil && r.ObsStatus == "Q" && !r.confidential()
}

// notApplicable tells whether a row says that nothing could be counted.
func (r *Row) notApplicable() bool { return r != nil && r.Value == nil && r.ObsStatus == "M" }

// notDelivered tells whether a row says that the extract has nothing on that year.
func (r *Row) notDelivered() bool { return r != nil && r.Value == nil && r.ObsStatus == "L" }

// emptySign is the sign of a row without a figure that says why, and the letter of
// its mark; empty for any other.
func (r *Row) emptySign() (sign, mark string) {
	switch {
	case r.confidential():
		return confidentialSign, "c"
	case r.notApplicable():
		return notApplicableSign, "z"
	}
	return "", ""
}

// emptyDatum shows such a sign where a mark would stand. It has no colour and no
// height: neither may tell what is withheld.
func (p *Plot) emptyDatum(sign string, place []any, position string, tell *tooltip) datum {
	return datum{Value: place, ItemStyle: &itemStyle{Color: "transparent"}, Label: label(sign, position, "muted"), Tooltip: tell}
}

// emptySigns are the signs of a panel with bars or lines, at the foot of their
// places; a heat table has them in its cells.
func (p *Plot) emptySigns(panel Panel, i int) (echarts.SingleSeries, bool) {
	one := p.single("scatter", p.word("mark.c"), i, 0)
	one.Id = "confidential-" + one.Id
	one.Symbol, one.SymbolSize = "rect", []int{24, 18}
	one.ItemStyle = &opts.ItemStyle{Opacity: opts.Float(1)}
	var data []datum
	for _, s := range panel.Series {
		for at, point := range s.Points {
			sign, _ := point.Row.emptySign()
			if sign == "" {
				continue
			}
			place, position := []any{at, 0}, "top"
			if p.Spec.Form == charts.Bars {
				place, position = []any{0, at}, "right"
			}
			data = append(data, p.emptyDatum(sign, place, position, p.tell(s.Name, panel.Labels[at], point)))
		}
	}
	one.Data = data
	return one, len(data) > 0
}

// guardWithheld lets nothing be told of a withheld figure: it has no value, and
// is in no stack, whose height or whole would give it away.
func (p *Plot) guardWithheld(panel Panel, _ Data) error {
	for _, s := range panel.withTotal() {
		for _, point := range s.Points {
			switch r := point.Row; {
			case r == nil:
			case r.Value != nil && r.ObsStatus == "M":
				return p.refuse("withheld", "a figure that could not be counted has a value in "+r.TimePeriod, s.Name)
			case r.Value != nil && (r.ObsStatus == "Q" || r.ConfStatus == "C"):
				return p.refuse("withheld", "a figure that is withheld has a value in "+r.TimePeriod, s.Name)
			case r.confidential() && p.Spec.Form == charts.Stacked:
				return p.refuse("withheld", "a figure that is withheld is stacked in "+r.TimePeriod, s.Name)
			}
		}
		for _, stretch := range s.Stretches() {
			for i, at := range stretch[1:] {
				if slices.ContainsFunc(s.Points[stretch[i]:at], func(p Point) bool { return p.Row.confidential() || p.Row.notApplicable() }) {
					return p.refuse("withheld", "a line goes over a figure that is withheld or could not be counted", s.Name)
				}
			}
		}
	}
	return nil
}
