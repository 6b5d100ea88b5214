package plot

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	echarts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"jaarcijfers/charts"
	"jaarcijfers/charts/draw"
)

// Sizes in a drawing, in CSS pixels.
const (
	gridLeft    = 20
	gridRight   = 22
	legendSpace = 21
	titleSpace  = 42 // above each panel, for its title
	axisSpace   = 26 // below each panel, for years
	lineHeight  = 120
	barsHeight  = 250
	rowHeight   = 44
	sideLeft    = 124
	headroom    = 1.2 // above the highest point, for its figure
	fontFamily  = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
)

// options are the ECharts options of the plot and the height they need. They
// hold numbers and words only: no function, and nothing that would be run.
func (p *Plot) options() ([]byte, int, error) {
	base := echarts.NewBar()
	base.XAxisList, base.YAxisList, base.GridList = nil, nil, nil
	base.Animation = opts.Bool(false)
	base.Legend = p.legendOptions()
	base.Tooltip = opts.Tooltip{Show: opts.Bool(true), Trigger: "item"}
	top := p.headHeight()
	var titles []map[string]any
	for _, panel := range p.Panels {
		if p.Spec.Form == charts.Multiples {
			var names []map[string]any
			names, top = p.multiples(base, panel, top)
			titles = append(titles, names...)
			continue
		}
		i := len(base.GridList)
		height := p.panelHeight(panel)
		if panel.Title != "" || p.Spec.Form == charts.Stacked {
			top += titleSpace
		}
		base.GridList = append(base.GridList, p.grid(top, height))
		base.XAxisList = append(base.XAxisList, p.xAxis(panel, i))
		base.YAxisList = append(base.YAxisList, p.yAxis(panel, i))
		base.MultiSeries = append(base.MultiSeries, p.series(panel, i)...)
		top += height + axisSpace
		if title := p.eventTitle(panel, top); title != nil {
			titles = append(titles, title)
			top += p.eventHeight(panel)
		}
	}
	base.MultiSeries = append(base.MultiSeries, p.legendSeries()...)
	var err error
	object := base.JSON()
	delete(object, "title")
	delete(object, "toolbox")
	object["xAxis"] = base.XAxisList
	if object["yAxis"], err = p.adjusted(base.YAxisList, p.adjustAxis); err != nil {
		return nil, 0, err
	}
	if object["grid"], err = p.adjusted(base.GridList, func(grid map[string]any) { grid["outerBoundsMode"] = "none" }); err != nil {
		return nil, 0, err
	}
	if object["series"], err = p.adjusted(base.MultiSeries, adjustSeries); err != nil {
		return nil, 0, err
	}
	if p.Marked() {
		titles = append(titles, p.markingBand())
	}
	if len(titles) > 0 {
		object["title"] = titles
	}
	object["backgroundColor"] = "transparent"
	object["textStyle"] = map[string]any{"fontFamily": fontFamily, "color": draw.Light["text"]}
	// As HTML a tooltip would need style attributes, which the pages' policy forbids.
	object["tooltip"] = map[string]any{"trigger": "item", "renderMode": "richText", "confine": true}
	if err := errors.Join(p.errs...); err != nil {
		return nil, 0, fmt.Errorf("options of chart %s: %w", p.Spec.ID, err)
	}
	text, err := json.Marshal(object)
	if err != nil {
		return nil, 0, fmt.Errorf("write options of chart %s: %w", p.Spec.ID, err)
	}
	return text, top, nil
}

// adjusted writes options that go-echarts has no field for into its own.
func (p *Plot) adjusted(list any, adjust func(map[string]any)) ([]map[string]any, error) {
	text, err := json.Marshal(list)
	if err != nil {
		return nil, fmt.Errorf("write options of chart %s: %w", p.Spec.ID, err)
	}
	var all []map[string]any
	if err := json.Unmarshal(text, &all); err != nil {
		return nil, fmt.Errorf("write options of chart %s: %w", p.Spec.ID, err)
	}
	for _, o := range all {
		adjust(o)
	}
	return all, nil
}

// adjustSeries puts the line of a break under the figures, and lets a pointer go
// through whiskers.
func adjustSeries(series map[string]any) {
	if mark, ok := series["markLine"].(map[string]any); ok {
		mark["z"] = 1
	}
	if id, ok := series["id"].(string); ok && strings.HasPrefix(id, marginPrefix) {
		series["silent"] = true
		series["tooltip"] = map[string]any{"show": false}
	}
}

// adjustAxis lets a panel's title start at the left edge, and keeps every name
// of a row: ECharts would leave out those it thinks too close.
func (p *Plot) adjustAxis(axis map[string]any) {
	left := gridLeft
	if sided(p.Spec.Form) {
		left = sideLeft
	}
	axis["nameTextStyle"] = map[string]any{
		"align": "left", "padding": []int{0, 0, 0, -left}, "fontSize": draw.FontSize, "fontWeight": "bold",
		"fontFamily": fontFamily, "color": draw.Light["text"],
	}
	if label, ok := axis["axisLabel"].(map[string]any); ok && left == sideLeft {
		label["interval"], label["lineHeight"], label["overflow"], label["align"] = 0, 13, "break", "left"
		label["margin"] = sideLeft
	}
}

func (p *Plot) panelHeight(panel Panel) int {
	switch p.Spec.Form {
	case charts.Heat:
		return rowHeight * len(panel.Series)
	case charts.Bars:
		return (rowHeight + 10) * len(panel.Axis)
	case charts.Stacked:
		return barsHeight
	default:
		return lineHeight + panel.lanesHeight()
	}
}

// sided tells whether rows of a drawing are named at its left side.
func sided(f charts.Form) bool { return byRows(f) || f == charts.Bars }

func (p *Plot) grid(top, height int) opts.Grid {
	left := gridLeft
	if sided(p.Spec.Form) {
		left = sideLeft
	}
	return opts.Grid{Left: strconv.Itoa(left), Right: strconv.Itoa(gridRight), Top: strconv.Itoa(top), Height: strconv.Itoa(height)}
}

func axisLabel(colour string) *opts.AxisLabel {
	return &opts.AxisLabel{Color: colour, FontSize: draw.FontSize, FontFamily: fontFamily, HideOverlap: opts.Bool(true)}
}

func line(colour string) *opts.LineStyle { return &opts.LineStyle{Color: colour, Width: 1} }

func (p *Plot) xAxis(panel Panel, i int) opts.XAxis {
	x := opts.XAxis{GridIndex: i, AxisLabel: axisLabel(draw.Light["muted"]), AxisLine: &opts.AxisLine{LineStyle: line(draw.Light["axis"])}}
	if p.Spec.Form == charts.Bars {
		x.Min, x.Max = 0, headroom*panel.highest()
		x.Type, x.Show, x.SplitLine = "value", opts.Bool(false), &opts.SplitLine{Show: opts.Bool(false)}
		return x
	}
	x.Type, x.Data = "category", panel.Labels
	x.AxisTick = &opts.AxisTick{Show: opts.Bool(false)}
	if p.Spec.Form == charts.Heat {
		x.AxisLine.Show = opts.Bool(false)
	}
	return x
}

// yAxis bears the panel's title as its name, above it. It has no scale: every
// figure stands beside its mark, and in the table.
func (p *Plot) yAxis(panel Panel, i int) opts.YAxis {
	y := opts.YAxis{
		GridIndex: i, Name: panel.Title, NameLocation: "end", NameGap: 20, AxisLabel: &opts.AxisLabel{Show: opts.Bool(false)},
		AxisLine: &opts.AxisLine{Show: opts.Bool(false)}, SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
	}
	switch p.Spec.Form {
	case charts.Heat:
		names := make([]string, len(panel.Series))
		for j, s := range panel.Series {
			names[j] = rowName(s.Name)
		}
		y.Type, y.Data, y.Inverse, y.NameLocation = "category", names, opts.Bool(true), "start"
		y.AxisLabel = sideLabel()
	case charts.Bars:
		names := make([]string, len(panel.Labels))
		for j, name := range panel.Labels {
			names[j] = rowName(name)
		}
		y.Type, y.Data, y.Inverse, y.NameLocation = "category", names, opts.Bool(true), "start"
		y.AxisLabel = sideLabel()
	default:
		y.Type, y.Min, y.Max = "value", 0, p.axisTop(panel)
	}
	return y
}

// sideLabel is a category beside its row, broken over lines where it is long.
func sideLabel() *opts.AxisLabel {
	l := axisLabel(draw.Light["text"])
	l.HideOverlap = nil
	l.FontSize, l.Width = draw.SmallSize, sideLeft-8
	return l
}

func (p *Plot) series(panel Panel, i int) []echarts.SingleSeries {
	if p.Spec.Form == charts.Heat {
		return p.heat(panel, i)
	}
	var all []echarts.SingleSeries
	if one, ok := p.emptySigns(panel, i); ok {
		all = append(all, one)
	}
	if one, ok := p.gaps(panel, i); ok && p.Spec.Form != charts.Bars {
		all = append(all, one)
	}
	if one, ok := p.breakTexts(panel, i); ok {
		all = append(all, one)
	}
	for n, s := range p.whiskered(panel) {
		if one, ok := p.whiskers(s, i, n); ok {
			all = append(all, one)
		}
	}
	switch p.Spec.Form {
	case charts.Bars:
		return append([]echarts.SingleSeries{p.bars(panel, i)}, all...)
	case charts.Stacked:
		return append(p.stacked(panel, i), all...)
	case charts.Columns:
		return append([]echarts.SingleSeries{p.columns(panel, i)}, all...)
	case charts.Shares:
		return append(p.shares(panel, i), all...)
	default: // a point stands on its whisker
		return append(all, p.lines(panel, i)...)
	}
}

func (p *Plot) single(kind, name string, panel, n int) echarts.SingleSeries {
	return echarts.SingleSeries{
		Name: name, Type: kind, Id: fmt.Sprintf("%s-%d-%d", p.Spec.ID, panel, n), XAxisIndex: panel, YAxisIndex: panel,
		Animation: opts.Bool(false),
	}
}
