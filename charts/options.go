package charts

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	echarts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"jaarcijfers/pipeline/messages"
)

// Sizes of a drawing, in CSS pixels.
const (
	wideWidth   = 720
	narrowWidth = 340
	gridLeft    = 46
	gridRight   = 14
	legendSpace = 30
	titleSpace  = 34 // above each panel, for its title
	axisSpace   = 26 // below each panel, for years
	lineHeight  = 120
	barsHeight  = 250
	rowHeight   = 27
	heatLeft    = 118
	fontSize    = 13
	fontFamily  = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
)

// options are the ECharts options of the plot and the height they need. They
// hold numbers and words only: no function, and nothing that would be run.
func (p *Plot) options() ([]byte, int, error) {
	base := echarts.NewBar()
	base.XAxisList, base.YAxisList, base.GridList = nil, nil, nil
	base.Animation = opts.Bool(false)
	base.Legend = opts.Legend{Show: opts.Bool(p.Spec.Form == Stacked), Left: "0", Top: "0", SelectedMode: "false", ItemWidth: 18, ItemHeight: 11,
		TextStyle: &opts.TextStyle{Color: Light["text"], FontSize: fontSize, FontFamily: fontFamily}}
	base.Tooltip = opts.Tooltip{Show: opts.Bool(true), Trigger: "item"}
	top := 0
	if p.Spec.Form == Stacked {
		top = legendSpace
	}
	for i, panel := range p.Panels {
		height := p.panelHeight(panel)
		top += titleSpace
		base.GridList = append(base.GridList, p.grid(panel, top, height))
		base.XAxisList = append(base.XAxisList, p.xAxis(panel, i))
		base.YAxisList = append(base.YAxisList, p.yAxes(panel, i)...)
		base.MultiSeries = append(base.MultiSeries, p.series(panel, i)...)
		top += height + axisSpace
	}
	object := base.JSON()
	delete(object, "title")
	delete(object, "toolbox")
	object["xAxis"], object["yAxis"] = base.XAxisList, base.YAxisList
	object["backgroundColor"] = "transparent"
	object["textStyle"] = map[string]any{"fontFamily": fontFamily, "color": Light["text"]}
	if tooltip, err := withRichText(object["tooltip"]); err == nil {
		object["tooltip"] = tooltip
	}
	text, err := json.Marshal(object)
	if err := errors.Join(p.errs...); err != nil {
		return nil, 0, fmt.Errorf("options of chart %s: %w", p.Spec.ID, err)
	}
	if err != nil {
		return nil, 0, fmt.Errorf("write options of chart %s: %w", p.Spec.ID, err)
	}
	return text, top, nil
}

// withRichText has tooltips drawn on the canvas: as HTML they would need style
// attributes, which the pages' Content-Security-Policy forbids.
func withRichText(tooltip any) (map[string]any, error) {
	text, err := json.Marshal(tooltip)
	if err != nil {
		return nil, fmt.Errorf("write tooltip: %w", err)
	}
	var object map[string]any
	if err := json.Unmarshal(text, &object); err != nil {
		return nil, fmt.Errorf("write tooltip: %w", err)
	}
	object["renderMode"], object["confine"] = "richText", true
	return object, nil
}

func (p *Plot) panelHeight(panel Panel) int {
	switch p.Spec.Form {
	case Heat:
		return rowHeight * len(panel.Series)
	case Bars:
		return (rowHeight + 10) * len(panel.Axis)
	case Stacked:
		return barsHeight
	default:
		return lineHeight
	}
}

func (p *Plot) grid(panel Panel, top, height int) opts.Grid {
	left := gridLeft
	if p.Spec.Form == Heat || p.Spec.Form == Bars {
		left = heatLeft
	}
	return opts.Grid{Left: strconv.Itoa(left), Right: strconv.Itoa(gridRight), Top: strconv.Itoa(top), Height: strconv.Itoa(height)}
}

func axisLabel(colour string) *opts.AxisLabel {
	return &opts.AxisLabel{Color: colour, FontSize: fontSize, FontFamily: fontFamily, HideOverlap: opts.Bool(true)}
}

func line(colour string) *opts.LineStyle { return &opts.LineStyle{Color: colour, Width: 1} }

func (p *Plot) xAxis(panel Panel, i int) opts.XAxis {
	x := opts.XAxis{GridIndex: i, AxisLabel: axisLabel(Light["muted"]), AxisLine: &opts.AxisLine{LineStyle: line(Light["axis"])}}
	if p.Spec.Form == Bars {
		x.Type, x.Show, x.SplitLine = "value", opts.Bool(false), &opts.SplitLine{Show: opts.Bool(false)}
		return x
	}
	x.Type, x.Data = "category", panel.Labels
	x.AxisTick = &opts.AxisTick{Show: opts.Bool(p.Spec.Form != Heat), AlignWithLabel: opts.Bool(true), LineStyle: line(Light["axis"])}
	if p.Spec.Form == Heat {
		x.AxisLine.Show = opts.Bool(false)
	}
	return x
}

// yAxes are one axis a panel, which also bears the panel's title as its name. A
// heat panel has a second one: the first counts its rows, the second names them.
func (p *Plot) yAxes(panel Panel, i int) []opts.YAxis {
	noLines := &opts.SplitLine{Show: opts.Bool(false)}
	y := opts.YAxis{
		GridIndex: i, Name: panel.Title, NameLocation: "end", NameGap: 14, AxisLabel: axisLabel(Light["muted"]),
		AxisLine: &opts.AxisLine{Show: opts.Bool(false)}, SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: line(Light["grid"])},
	}
	switch p.Spec.Form {
	case Heat:
		y.Type, y.Min, y.Max, y.AxisLabel, y.SplitLine = "value", 0, len(panel.Series), &opts.AxisLabel{Show: opts.Bool(false)}, noLines
		names := make([]string, len(panel.Series))
		for j, s := range panel.Series {
			names[len(names)-1-j] = s.Name
		}
		sides := opts.YAxis{GridIndex: i, Type: "category", Data: names, Position: "left", AxisLabel: sideLabel(), AxisLine: y.AxisLine, SplitLine: noLines}
		return []opts.YAxis{y, sides}
	case Bars:
		y.Type, y.Data, y.Inverse, y.AxisLabel, y.SplitLine = "category", panel.Labels, opts.Bool(true), sideLabel(), noLines
	default:
		y.Type, y.SplitNumber, y.Min = "value", 3, 0
		if p.Spec.SameScale && panel.unit() == "percent" {
			y.Max = 100
		}
	}
	return []opts.YAxis{y}
}

// sideLabel is a category beside its row, broken over lines where it is long.
func sideLabel() *opts.AxisLabel {
	l := axisLabel(Light["text"])
	l.HideOverlap = nil
	l.FontSize, l.Width, l.Overflow = 12, heatLeft-12, "break"
	l.Interval = "0"
	return l
}

func (p Panel) unit() string {
	for _, s := range p.Series {
		for _, point := range s.Points {
			if point.Row != nil {
				return point.Row.Unit
			}
		}
	}
	return ""
}

// A datum is one point as ECharts reads it.
type datum struct {
	Value      any         `json:"value"`
	Name       string      `json:"name,omitempty"`
	Symbol     string      `json:"symbol,omitempty"`
	SymbolSize int         `json:"symbolSize,omitempty"`
	ItemStyle  *itemStyle  `json:"itemStyle,omitempty"`
	Label      *datumLabel `json:"label,omitempty"`
	Tooltip    *tooltip    `json:"tooltip,omitempty"`
}

// A tooltip is what the live chart says of a point.
type tooltip struct {
	Formatter string `json:"formatter"`
}

type itemStyle struct {
	Color       string  `json:"color,omitempty"`
	BorderColor string  `json:"borderColor,omitempty"`
	BorderWidth float64 `json:"borderWidth,omitempty"`
}

type datumLabel struct {
	Show       bool   `json:"show"`
	Position   string `json:"position,omitempty"`
	Formatter  string `json:"formatter,omitempty"`
	Color      string `json:"color,omitempty"`
	FontSize   int    `json:"fontSize,omitempty"`
	FontWeight string `json:"fontWeight,omitempty"`
	FontFamily string `json:"fontFamily,omitempty"`
}

// label shows a figure as the page writes it. A template brace in it would be
// read as one by ECharts.
func label(text, position, role string) *datumLabel {
	return &datumLabel{Show: true, Position: position, Formatter: escapeTemplate(text), Color: Light[role], FontSize: 12, FontFamily: fontFamily}
}

func escapeTemplate(text string) string {
	out := make([]rune, 0, len(text))
	for _, r := range text {
		if r == '{' || r == '}' {
			r = '|'
		}
		out = append(out, r)
	}
	return string(out)
}

func (p *Plot) series(panel Panel, i int) []echarts.SingleSeries {
	switch p.Spec.Form {
	case Stacked:
		return p.stacked(panel, i)
	case Columns:
		return []echarts.SingleSeries{p.columns(panel, i)}
	case Heat:
		return p.heat(panel, i)
	case Bars:
		return []echarts.SingleSeries{p.bars(panel, i)}
	default:
		return p.lines(panel, i)
	}
}

// tell is the tooltip of a point.
func (p *Plot) tell(series, place string, point Point) *tooltip {
	text, err := p.words.Text("chart.tooltip", messages.Args{"series": series, "period": place, "value": p.value(point.Row)})
	if err != nil {
		p.errs = append(p.errs, err)
	}
	return &tooltip{Formatter: escapeTemplate(text)}
}

func (p *Plot) single(kind, name string, panel, n int) echarts.SingleSeries {
	return echarts.SingleSeries{
		Name: name, Type: kind, Id: fmt.Sprintf("%s-%d-%d", p.Spec.ID, panel, n), XAxisIndex: panel, YAxisIndex: panel,
		Animation: opts.Bool(false),
	}
}

// hollow tells whether a figure is drawn as an outline: it was not printed, but
// follows from a text or was computed here.
func hollow(r *Row) bool { return r != nil && r.Obtained != "printed" && r.Obtained != "" }
