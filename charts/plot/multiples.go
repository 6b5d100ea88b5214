package plot

import (
	"strings"

	echarts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"jaarcijfers/charts/draw"
)

// Sizes of a row with a small line, in CSS pixels.
const (
	multipleHeight = 52
	multipleGap    = 8
	nameLine       = 14 // height of a line of a name beside a row
)

// multiples draws each series of a panel in a plane of its own, its name beside it: a
// line per category, all of one unit on one scale. It gives the names as titles of
// ECharts, and where the panel ends.
func (p *Plot) multiples(base *echarts.Bar, panel Panel, top int) (names []map[string]any, end int) {
	if panel.Title != "" {
		top += titleSpace
	}
	most := p.unitTop(panel.unit())
	for n, s := range panel.Series {
		one := panel
		one.Series, one.Total, one.breaks = []Series{s}, nil, nil
		if n > 0 {
			one.Title = ""
		}
		i := len(base.GridList)
		x, y := p.xAxis(one, i), p.yAxis(one, i)
		y.Max = most
		if n < len(panel.Series)-1 {
			x.AxisLabel = &opts.AxisLabel{Show: opts.Bool(false)}
			x.AxisLine = &opts.AxisLine{LineStyle: line(draw.Light["grid"])}
		}
		base.GridList = append(base.GridList, p.grid(top, multipleHeight))
		base.XAxisList, base.YAxisList = append(base.XAxisList, x), append(base.YAxisList, y)
		if signs, ok := p.emptySigns(one, i); ok {
			base.MultiSeries = append(base.MultiSeries, signs)
		}
		base.MultiSeries = append(base.MultiSeries, p.lines(one, i)...)
		names = append(names, nameTitle(s.Name, top))
		top += multipleHeight + multipleGap
	}
	top += axisSpace - multipleGap
	if title := p.eventTitle(panel, top); title != nil {
		names = append(names, title)
		top += p.eventHeight(panel)
	}
	return names, top
}

// nameTitle is the name of a row, beside it.
func nameTitle(name string, top int) map[string]any {
	text := rowName(name)
	lines := 1 + strings.Count(text, "\n")
	return map[string]any{
		"text": escapeTemplate(text), "left": 0, "top": top + multipleHeight - nameLine*lines, "padding": 0,
		"textStyle": map[string]any{"fontSize": draw.SmallSize, "lineHeight": nameLine, "fontWeight": "normal", "fontFamily": fontFamily, "color": draw.Light["text"]},
	}
}

// unitTop is the end of the value axes of all rows of that unit.
func (p *Plot) unitTop(unit string) float64 {
	most := 0.0
	for _, panel := range p.Panels {
		if panel.unit() == unit {
			most = max(most, panel.highest())
		}
	}
	return rowHeadroom * most
}

// rowHeadroom is what a row has above its highest point, for the figure of it.
const rowHeadroom = 1.6
