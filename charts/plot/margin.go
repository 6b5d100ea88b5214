package plot

import (
	"math"

	echarts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"jaarcijfers/charts"
	"jaarcijfers/charts/draw"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/stats"
)

// perInhabitants is what a rate is a number per.
const perInhabitants = 100_000

// margin is the 95 % interval that chance leaves a figure: exact Poisson for a
// count of occurrences and for a rate of them, Wilson for a share whose base is
// known (docs/METHOD.md). Not ok for what has none: a lower bound, a rounded
// figure, a share of an unknown base, and a figure of which chance cannot be
// judged, such as reports or one with a known event.
func (r Row) margin() (stats.Interval, bool) {
	if r.Value == nil || r.Precision != "exact" || !r.Judged {
		return stats.Interval{}, false
	}
	var i stats.Interval
	scale := 1.0
	switch {
	case r.Unit == "count":
		i = stats.Count(*r.Value, stats.Confidence)
	case r.Unit == "per_100000" && r.Base != nil && *r.Base > 0:
		scale = perInhabitants / *r.Base
		i = stats.Count(math.Round(*r.Value/scale), stats.Confidence)
	case r.Unit == "percent" && r.Base != nil && *r.Base > 0:
		scale = 100
		base := *r.Base
		i = stats.Share(*r.Value/scale*base, base, stats.Confidence)
	default:
		return i, false
	}
	return stats.Interval{Low: i.Low * scale, High: i.High * scale}, true
}

// upper is the highest place of a figure: its value, or the end of its margin.
func upper(r *Row) float64 {
	if r == nil || r.Value == nil {
		return 0
	}
	if i, ok := r.margin(); ok {
		return max(*r.Value, i.High)
	}
	return *r.Value
}

// marginPrefix begins the id of a series of whiskers, by which the page's script
// knows them.
const marginPrefix = "margin-"

// whiskers are upright lines from the lower to the upper end of each figure's
// margin. A place between them without a value keeps them apart.
func (p *Plot) whiskers(s Series, panel, n int) (echarts.SingleSeries, bool) {
	one := p.single("line", s.Name, panel, n)
	one.Id = marginPrefix + one.Id
	one.Symbol = "none"
	one.LineStyle = &opts.LineStyle{Color: draw.Light["margin"], Width: 1.5}
	var data []datum
	for at, point := range s.Points {
		if point.Value == nil {
			continue
		}
		i, ok := point.Row.margin()
		if !ok {
			continue
		}
		if len(data) > 0 {
			data = append(data, datum{Value: []any{at, "-"}})
		}
		data = append(data, datum{Value: []any{at, i.Low}}, datum{Value: []any{at, i.High}})
	}
	one.Data = data
	return one, len(data) > 0
}

// above is how far a figure's words stand from its place, so that they are above
// its whisker, in pixels.
func above(r *Row, most float64, height int) int {
	const usual = 5
	if r == nil || r.Value == nil || most <= 0 {
		return usual
	}
	return usual + int(math.Round((upper(r)-*r.Value)/most*float64(height)))
}

// within tells the margin of a figure in words; empty when it has none.
func (p *Plot) within(r *Row) string {
	if r == nil {
		return ""
	}
	i, decimals, ok := r.shownMargin()
	if !ok {
		return ""
	}
	text, err := p.words.Text("chart.margin", messages.Args{"low": p.words.Number(i.Low, decimals), "high": p.words.Number(i.High, decimals)})
	if err != nil {
		p.errs = append(p.errs, err)
	}
	return text
}

// shownMargin is the margin of a figure with as many decimals as people see. It is rounded
// outward, so that it never says more than is known.
func (r Row) shownMargin() (i stats.Interval, decimals int, ok bool) {
	if i, ok = r.margin(); !ok {
		return i, 0, false
	}
	if r.Unit == "per_100000" {
		decimals = 1
	}
	outward := math.Pow10(decimals)
	return stats.Interval{Low: math.Floor(i.Low*outward) / outward, High: math.Ceil(i.High*outward) / outward}, decimals, true
}

// bounds are the ends of a figure's margin for a file; nil when it has none.
func (r Row) bounds() (low, high *float64) {
	i, ok := r.margin()
	if !ok {
		return nil, nil
	}
	return &i.Low, &i.High
}

// hasMargins tells whether any figure of the plot has one that is drawn.
func (p *Plot) hasMargins() bool {
	for _, panel := range p.Panels {
		for _, s := range p.whiskered(panel) {
			for _, point := range s.Points {
				if point.Value != nil {
					if _, ok := point.Row.margin(); ok {
						return true
					}
				}
			}
		}
	}
	return false
}

// whiskered are the series of a panel that get whiskers. Of stacked bars that is
// the whole only: a part's whisker would start in the middle of a bar.
func (p *Plot) whiskered(panel Panel) []Series {
	switch p.Spec.Form {
	case charts.Lines, charts.Columns, charts.Shares:
		return panel.Series
	case charts.Stacked:
		if panel.Total != nil {
			return []Series{*panel.Total}
		}
	}
	return nil
}
