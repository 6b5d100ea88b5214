package plot

import (
	"jaarcijfers/charts/draw"
	"jaarcijfers/pipeline/messages"
)

// A datum is one point as ECharts reads it.
type datum struct {
	Value      any         `json:"value"`
	Name       string      `json:"name,omitempty"`
	Symbol     string      `json:"symbol,omitempty"`
	SymbolSize any         `json:"symbolSize,omitempty"`
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
	BorderType  string  `json:"borderType,omitempty"`
	Decal       any     `json:"decal,omitempty"`
}

type datumLabel struct {
	Show       bool   `json:"show"`
	Position   string `json:"position,omitempty"`
	Rotate     int    `json:"rotate,omitempty"`
	Align      string `json:"align,omitempty"`
	Distance   int    `json:"distance,omitempty"`
	Formatter  string `json:"formatter,omitempty"`
	Color      string `json:"color,omitempty"`
	FontSize   int    `json:"fontSize,omitempty"`
	FontWeight string `json:"fontWeight,omitempty"`
	FontFamily string `json:"fontFamily,omitempty"`
	Halo       string `json:"textBorderColor,omitempty"`
	HaloWidth  int    `json:"textBorderWidth,omitempty"`

	VerticalAlign string `json:"verticalAlign,omitempty"`
}

// label shows a figure as the page writes it. A template brace in it would be
// read as one by ECharts.
func label(text, position, role string) *datumLabel {
	return &datumLabel{Show: true, Position: position, Formatter: escapeTemplate(text), Color: draw.Light[role], FontSize: draw.SmallSize, FontFamily: fontFamily}
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

// tell is the tooltip of a point.
func (p *Plot) tell(series, place string, point Point) *tooltip {
	value := p.value(point.Row)
	if _, m := point.Row.emptySign(); m != "" {
		value = p.word("mark." + m)
	}
	if upTo := p.upTo(point.Row); upTo != "" {
		value += ", " + upTo
	}
	if within := p.within(point.Row); within != "" {
		value += " (" + within + ")"
	}
	text, err := p.words.Text("chart.tooltip", messages.Args{"series": series, "period": place, "value": value})
	if err != nil {
		p.errs = append(p.errs, err)
	}
	if note := p.eventNote(point.Row); note != "" {
		text += "\n" + note
	}
	if point.Row.Secondary() {
		text += "\n" + p.word("mark.s")
	}
	if row := point.Row; row.BreakID != "" {
		text += "\n" + p.data.Breaks[row.BreakID].Reason[p.words.Lang]
	}
	return &tooltip{Formatter: escapeTemplate(text)}
}

// hollow tells whether a figure is drawn as an outline: it is derived or
// provisional.
func hollow(r *Row) bool {
	return r != nil && (r.Derived() || r.ObsStatus == "P")
}

// outline is the line round a figure that is drawn as one.
func outline(r *Row) string {
	if r.ObsStatus == "P" {
		return "dashed"
	}
	return "solid"
}
