package plot

import (
	"slices"
	"strconv"

	echarts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"jaarcijfers/charts/draw"
	"jaarcijfers/pipeline/messages"
)

// lastTwo leaves the rows of the last two years that follow each other and for
// which every group has a figure; none when there are no such years.
func lastTwo(groups []group) []group {
	has := func(g group, year int) bool {
		return slices.ContainsFunc(g.rows, func(r Row) bool { return r.TimePeriod == strconv.Itoa(year) && r.Value != nil })
	}
	last := 0
	for _, r := range groups[0].rows {
		year, err := strconv.Atoi(r.TimePeriod)
		if err != nil || year <= last {
			continue
		}
		if !slices.ContainsFunc(groups, func(g group) bool { return !has(g, year) || !has(g, year-1) }) {
			last = year
		}
	}
	if last == 0 {
		return nil
	}
	var left []group
	for _, g := range groups {
		g.rows = slices.DeleteFunc(slices.Clone(g.rows), func(r Row) bool {
			return r.TimePeriod != strconv.Itoa(last) && r.TimePeriod != strconv.Itoa(last-1)
		})
		left = append(left, g)
	}
	return left
}

// changes draws a row per series: a grey point for the year before, a coloured
// one for the last year, and a line between them where no break parts them.
func (p *Plot) changes(panel Panel, i int) []echarts.SingleSeries {
	var all []echarts.SingleSeries
	for y, s := range panel.Series {
		one := p.single("line", s.Name, i, y)
		one.Color, one.LineStyle = draw.Light["c1"], &opts.LineStyle{Color: draw.Light["muted"], Width: 3}
		var data []datum
		for at, point := range s.Points {
			if point.Value == nil {
				continue
			}
			if len(data) > 0 && point.Row.BreakID != "" {
				data = append(data, datum{Value: []any{"-", y}})
			}
			data = append(data, p.changeDatum(panel, s, at, y))
		}
		one.Data = data
		all = append(all, one)
	}
	return all
}

func (p *Plot) changeDatum(panel Panel, s Series, at, y int) datum {
	point := s.Points[at]
	role, position := "c1", "top"
	if at == 0 {
		role, position = "muted", "bottom"
	}
	text, err := p.words.Text("chart.of_year", messages.Args{"period": panel.Labels[at], "value": p.drawn(point.Row)})
	if err != nil {
		p.errs = append(p.errs, err)
	}
	d := datum{
		Value: []any{*point.Value, y}, Symbol: "circle", SymbolSize: 11, Label: label(text, position, "text"),
		ItemStyle: &itemStyle{Color: draw.Light[role], BorderColor: draw.Light[role], BorderWidth: 2},
		Tooltip:   p.tell(s.Name, panel.Labels[at], point),
	}
	if hollow(point.Row) {
		d.ItemStyle.Color, d.ItemStyle.BorderType = draw.Light["surface"], outline(point.Row)
	}
	return d
}

// change says of each series whether its change is more than chance, where that
// is judged.
func (n *noter) change(s Series) {
	before, after := s.Points[0].Row, s.Points[1].Row
	if meaning := n.plot.data.Meaning[SeriesYear{after.SeriesID, after.TimePeriod}]; meaning != "" {
		n.add("change_"+meaning, messages.Args{"series": s.Name, "first": before.TimePeriod, "last": after.TimePeriod})
	}
}
