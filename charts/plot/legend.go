package plot

import (
	"slices"
	"strconv"
	"strings"

	echarts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"jaarcijfers/charts"
	"jaarcijfers/charts/draw"
)

// A legendEntry explains one look: a part of the stack, or a state that figures
// can be in.
type legendEntry struct {
	name  string
	style itemStyle
	state bool // it is no series: an empty one is drawn for it
}

// legend lists the looks that the drawing uses and that nothing beside the marks
// names. A series that stands alone in its panel is named by the panel's title.
func (p *Plot) legend() []legendEntry {
	var all []legendEntry
	if p.Spec.Form == charts.Stacked {
		for n, s := range p.Panels[0].Series {
			all = append(all, legendEntry{name: s.Name, style: filled(n)})
		}
	}
	if p.Spec.Form == charts.Shares {
		all = append(all, legendEntry{p.rest(), restStyle(), true})
	}
	if part, ok := p.partLook(); ok {
		all = append(all, part)
	}
	if p.Spec.Form == charts.Heat || p.Spec.Form == charts.Bars {
		return all
	}
	states := p.states()
	if slices.Contains(states, "d") {
		all = append(all, legendEntry{p.word("mark.d"), p.hollowLook(func(r *Row) bool { return r.Derived() }, "solid"), true})
	}
	if slices.Contains(states, "p") && p.has(func(r *Row) bool { return r.ObsStatus == "P" && !r.PartYear() }) {
		all = append(all, legendEntry{p.word("mark.p"), p.hollowLook(func(r *Row) bool { return r.ObsStatus == "P" }, "dashed"), true})
	}
	for _, m := range lettered {
		if m != "p" && slices.Contains(states, m) {
			all = append(all, legendEntry{m + ": " + p.word("mark."+m), itemStyle{Color: draw.Light["surface"]}, true})
		}
	}
	if p.Spec.Form == charts.Columns && p.has(func(r *Row) bool { return r.BreakID != "" }) {
		all = append(all, legendEntry{breakSign + ": " + p.word("mark.b"), itemStyle{Color: draw.Light["surface"]}, true})
	}
	for _, precision := range []string{"rounded", "lower_bound"} {
		if p.has(func(r *Row) bool { return r.Precision == precision }) {
			all = append(all, legendEntry{strings.TrimSpace(precisionSigns[precision]) + ": " + p.word("mark."+precision), itemStyle{Color: draw.Light["surface"]}, true})
		}
	}
	if p.hasGaps() {
		all = append(all, legendEntry{gapSign + ": " + p.word("mark.x"), itemStyle{Color: draw.Light["surface"]}, true})
	}
	if p.hasMargins() { // last, so that it leaves no gap where margins are off
		all = append(all, legendEntry{p.word("margin_line"), itemStyle{Color: draw.Light["surface"]}, true})
	}
	return all
}

// hollowLook is the outline of figures that are so: of the colour that the first of
// them has in the drawing.
func (p *Plot) hollowLook(is func(*Row) bool, line string) itemStyle {
	look := itemStyle{Color: draw.Light["surface"], BorderColor: draw.Light["muted"], BorderWidth: 2, BorderType: line}
	for _, panel := range p.Panels {
		for n, s := range panel.Series {
			if slices.ContainsFunc(s.Points, func(point Point) bool { return point.Value != nil && is(point.Row) }) {
				look.BorderColor = draw.Light[seriesRoles[n%len(seriesRoles)]]
				return look
			}
		}
	}
	return look
}

// lettered are the states whose letter stands beside the figure in a drawing.
var lettered = []string{"p", "r", "e", "u"}

// has tells whether a figure that is drawn is so.
func (p *Plot) has(is func(*Row) bool) bool {
	for _, panel := range p.Panels {
		for _, s := range panel.withTotal() {
			if slices.ContainsFunc(s.Points, func(point Point) bool { return point.Value != nil && is(point.Row) }) {
				return true
			}
		}
	}
	return false
}

// states are the marks of the figures that are drawn.
func (p *Plot) states() []string {
	var all []string
	for _, panel := range p.Panels {
		for _, s := range panel.withTotal() {
			for _, point := range s.Points {
				if point.Value != nil {
					all = append(all, marks(point.Row)...)
				}
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (p *Plot) legendHeight() int { return legendSpace * len(p.legend()) }

// legendOptions stand above the chart, one line an entry: a row of names would
// depend on how long they are.
func (p *Plot) legendOptions() opts.Legend {
	entries := []map[string]any{}
	for _, e := range p.legend() {
		icon := "roundRect"
		if p.Spec.Form == charts.Lines && e.style.BorderWidth > 0 { // an outline, as figures on a line have
			icon = "circle"
		}
		entry := map[string]any{"name": e.name, "icon": icon, "itemStyle": e.style}
		if p.ofMargins(e) { // the pages hide it by this colour, with the whiskers
			entry["textStyle"] = map[string]any{"color": draw.Light["margin"]}
		}
		entries = append(entries, entry)
	}
	return opts.Legend{
		Show: opts.Bool(len(entries) > 0), Data: entries, Left: "0", Top: strconv.Itoa(p.headHeight() - p.legendHeight()), SelectedMode: "false", Orient: "vertical", ItemWidth: 18, ItemHeight: 11,
		TextStyle: &opts.TextStyle{Color: draw.Light["text"], FontSize: draw.FontSize, FontFamily: fontFamily},
	}
}

// ofMargins tells whether a line of the legend is the one on whiskers.
func (p *Plot) ofMargins(e legendEntry) bool { return e.name == p.word("margin_line") }

// legendSeries are empty series that give the states their look in the legend.
func (p *Plot) legendSeries() []echarts.SingleSeries {
	var all []echarts.SingleSeries
	for n, e := range p.legend() {
		if e.state {
			one := p.single("line", e.name, 0, n)
			one.Id = "legend-" + one.Id
			if p.ofMargins(e) {
				one.Id = marginPrefix + one.Id
			}
			one.Color, one.Symbol, one.Data = draw.Light["muted"], "none", []datum{}
			all = append(all, one)
		}
	}
	return all
}

// word is a word of the charts; a missing one fails the chart.
func (p *Plot) word(key string) string {
	text, err := p.words.Text("chart."+key, nil)
	if err != nil {
		p.errs = append(p.errs, err)
	}
	return text
}
