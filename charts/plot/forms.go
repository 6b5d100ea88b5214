package plot

import (
	"math"
	"strconv"

	echarts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"jaarcijfers/charts"
	"jaarcijfers/charts/draw"
)

// seriesRoles are the roles of series in order.
var seriesRoles = []string{"c1", "c2", "c3", "c4"}

// stacked draws parts on each other, and writes the whole above them.
func (p *Plot) stacked(panel Panel, i int) []echarts.SingleSeries {
	var all []echarts.SingleSeries
	for n, s := range panel.Series {
		style := filled(n)
		one := p.single("bar", s.Name, i, n)
		one.Stack, one.BarMaxWidth, one.Color = "whole-"+strconv.Itoa(i), "44", style.Color
		one.Data = p.points(panel, s, func(point Point) datum { return bar(point, n, "inside", p.drawn(point.Row)) })
		all = append(all, one)
	}
	if panel.Total == nil {
		return all
	}
	return append(all, p.totalAbove(panel, i))
}

// filled is the look of the series of that number: a colour, and from the second
// on stripes as well, for those who do not see the colours apart.
func filled(n int) itemStyle {
	role := seriesRoles[n%len(seriesRoles)]
	style := itemStyle{Color: draw.Light[role], BorderColor: draw.Light["surface"], BorderWidth: 1}
	if angle := []float64{0, -math.Pi / 4, math.Pi / 4, math.Pi / 2}[n%len(seriesRoles)]; n > 0 {
		style.Decal = map[string]any{"symbol": "rect", "dashArrayX": []int{1, 0}, "dashArrayY": []int{2, 4}, "rotation": angle, "color": draw.Light["s"+strconv.Itoa(n+1)]}
	}
	return style
}

// totalAbove is a line without a line: only its figures are seen.
func (p *Plot) totalAbove(panel Panel, i int) echarts.SingleSeries {
	s := *panel.Total
	one := p.single("line", s.Name, i, len(panel.Series))
	one.Color, one.LineStyle = draw.Light["text"], &opts.LineStyle{Opacity: opts.Float(0)}
	one.Data = p.points(panel, s, func(point Point) datum {
		d := datum{Value: *point.Value, Symbol: "rect", SymbolSize: 0, Label: label(p.drawn(point.Row), "top", "text")}
		d.Label.FontWeight, d.Label.FontSize, d.Label.Distance = "bold", draw.FontSize, above(point.Row, p.top(panel), barsHeight)
		return d
	})
	return one
}

// bar is one bar with its figure; an outline when the figure was not printed.
func bar(point Point, n int, position, text string) datum {
	style := filled(n)
	d := datum{Value: *point.Value, ItemStyle: &style}
	on := "surface"
	if position != "inside" {
		on = "text"
	}
	if hollow(point.Row) {
		d.ItemStyle = &itemStyle{Color: draw.Light["surface"], BorderColor: style.Color, BorderWidth: 2, BorderType: outline(point.Row)}
		on = "text"
	}
	d.Label = label(text, position, on)
	return d
}

// breakSign stands beside the first figure after a series break.
const breakSign = "b"

// columns draws a bar per year.
func (p *Plot) columns(panel Panel, i int) echarts.SingleSeries {
	most := p.top(panel)
	one := p.single("bar", panel.Series[0].Name, i, 0)
	one.BarMaxWidth, one.Color = "44", draw.Light["c1"]
	one.Data = p.points(panel, panel.Series[0], func(point Point) datum {
		text := p.drawn(point.Row)
		if point.Row.BreakID != "" { // no line shows it
			text += " " + breakSign
		}
		d := bar(point, 0, "top", text)
		d.Label.Distance = above(point.Row, most, lineHeight)
		return d
	})
	return one
}

// shares draws a bar of a hundred per cent per year: the share from below, and what
// is left of the whole upon it, with the figure of the share above both.
func (p *Plot) shares(panel Panel, i int) []echarts.SingleSeries {
	s := panel.Series[0]
	share, rest := p.single("bar", s.Name, i, 0), p.single("bar", p.rest(), i, 1)
	rest.Id = "rest-" + rest.Id
	share.Stack, share.BarMaxWidth, share.Color = "whole-"+strconv.Itoa(i), "44", draw.Light["c1"]
	rest.Stack, rest.BarMaxWidth, rest.Color = share.Stack, share.BarMaxWidth, draw.Light["h1"]
	share.Data = p.points(panel, s, func(point Point) datum {
		d := bar(point, 0, "inside", "")
		d.Label = nil
		return d
	})
	left := make([]datum, len(s.Points))
	for at, point := range s.Points {
		left[at] = datum{Value: "-"}
		if point.Value != nil {
			style := restStyle()
			left[at] = datum{Value: hundred - *point.Value, ItemStyle: &style, Label: label(p.drawn(point.Row), "top", "text")}
		}
	}
	rest.Data = left
	return []echarts.SingleSeries{share, rest}
}

// hundred is all of what shares are of, in per cent.
const hundred = 100

// rest is the name of what is no part of the share.
func (p *Plot) rest() string {
	text, err := p.words.Text("chart."+p.Spec.ID+".rest", nil)
	if err != nil {
		p.errs = append(p.errs, err)
	}
	return text
}

func restStyle() itemStyle {
	return itemStyle{Color: draw.Light["h1"], BorderColor: draw.Light["axis"], BorderWidth: 1}
}

// bars draws a lying bar per category.
func (p *Plot) bars(panel Panel, i int) echarts.SingleSeries {
	one := p.single("bar", panel.Series[0].Name, i, 0)
	one.BarMaxWidth, one.Color = "26", draw.Light["c1"]
	one.Data = p.points(panel, panel.Series[0], func(point Point) datum {
		d := datum{Value: *point.Value, ItemStyle: &itemStyle{Color: draw.Light["c1"]}, Label: label(p.value(point.Row), "right", "text")}
		d.Label.FontWeight = "bold"
		return d
	})
	return one
}

// points makes the data of a series: what draw gives for a figure, with its
// tooltip, and nothing where there is none.
func (p *Plot) points(panel Panel, s Series, draw func(Point) datum) []datum {
	data := make([]datum, len(s.Points))
	for at, point := range s.Points {
		data[at] = datum{Value: "-"}
		if point.Value != nil {
			data[at] = draw(point)
			data[at].Tooltip = p.tell(s.Name, panel.Labels[at], point)
		}
	}
	return data
}

// lines draws each stretch as a line of its own, so that nothing joins what a
// break or a missing year parts.
func (p *Plot) lines(panel Panel, i int) []echarts.SingleSeries {
	var all []echarts.SingleSeries
	most := p.top(panel)
	for n, s := range panel.Series {
		role := seriesRoles[n%len(seriesRoles)]
		for _, stretch := range s.Stretches() {
			one := p.single("line", s.Name, i, len(all))
			one.Color, one.LineStyle = draw.Light[role], &opts.LineStyle{Color: draw.Light[role], Width: 2}
			data := make([]datum, len(s.Points))
			for at := range data {
				data[at] = datum{Value: "-"}
			}
			for _, at := range stretch {
				data[at] = p.lineDatum(s.Points[at], role, most)
				data[at].Tooltip = p.tell(s.Name, panel.Labels[at], s.Points[at])
			}
			one.Data = data
			if row := s.Points[stretch[0]].Row; row.BreakID != "" {
				one.MarkLines = p.breakLine(panel, stretch[0])
			}
			all = append(all, one)
		}
	}
	return all
}

func (p *Plot) lineDatum(point Point, role string, most float64) datum {
	d := datum{
		Value: *point.Value, Symbol: "circle", SymbolSize: 7,
		ItemStyle: &itemStyle{Color: draw.Light[role], BorderColor: draw.Light[role], BorderWidth: 1.5},
		Label:     label(p.drawn(point.Row), "top", "text"),
	}
	if p.Spec.Form == charts.Lines { // it has whiskers
		d.Label.Distance = above(point.Row, most, lineHeight)
	}
	if hollow(point.Row) {
		d.ItemStyle.Color, d.ItemStyle.BorderType = draw.Light["surface"], outline(point.Row)
	}
	return d
}

// heat draws a cell per category and year with its figure in it, in four steps
// of colour from nothing to the highest figure of the panel. A place of which
// nothing is known stays open.
func (p *Plot) heat(panel Panel, i int) []echarts.SingleSeries {
	most := panel.highest()
	one := p.single("scatter", panel.Title, i, 0)
	one.ItemStyle = &opts.ItemStyle{Opacity: opts.Float(1)}
	one.Symbol, one.SymbolSize = "rect", []int{cellWidth(len(panel.Axis)), rowHeight - 3}
	var data []datum
	for y, s := range panel.Series {
		for x, point := range s.Points {
			if sign, _ := point.Row.emptySign(); sign != "" {
				data = append(data, p.emptyDatum(sign, []any{x, y}, "inside", p.tell(s.Name, panel.Labels[x], point)))
			} else if point.Row.notDelivered() {
				data = append(data, p.emptyDatum(gapSign, []any{x, y}, "inside", p.tell(s.Name, panel.Labels[x], point)))
			}
			if point.Value == nil {
				continue
			}
			step := heatStep(*point.Value, most)
			d := datum{
				Value:     []any{x, y},
				ItemStyle: &itemStyle{Color: draw.Light["h"+strconv.Itoa(step+1)]},
				Label:     label(p.bare(point.Row), "inside", draw.HeatText[step]),
				Tooltip:   p.tell(s.Name, panel.Labels[x], point),
			}
			if point.Row.PartYear() {
				d.ItemStyle.BorderColor, d.ItemStyle.BorderWidth, d.ItemStyle.BorderType = draw.Light["muted"], 2, outline(point.Row)
			}
			data = append(data, d)
		}
	}
	one.Data = data
	return []echarts.SingleSeries{one}
}

func highestPoint(s Series) float64 {
	most := 0.0
	for _, point := range s.Points {
		if point.Value != nil {
			most = max(most, *point.Value)
		}
	}
	return most
}

// cellWidth is that of a column, with a gap.
func cellWidth(columns int) int { return (draw.WideWidth-sideLeft-gridRight)/columns - 3 }

func heatStep(value, most float64) int {
	if most <= 0 {
		return 0
	}
	return min(3, int(4*value/most))
}
