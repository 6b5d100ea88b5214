package plot

import (
	"math"
	"slices"

	echarts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"jaarcijfers/charts"
	"jaarcijfers/charts/draw"
	"jaarcijfers/pipeline/messages"
)

// Each break of a panel has a lane above the marks, in which its words stand at the
// end of its line. A line ends below the words of its lane, so that it strikes no
// words of another.
const (
	laneHeight  = 17
	laneGap     = 8    // between the marks and the lowest lane
	mostLanes   = 5    // of one panel; the words of more breaks stand under the chart only
	wordLetter  = 0.62 // width of a letter of the words as a share of its size
	edgeOfWords = 2    // pixels that words keep from the edge of the drawing
)

// A breakWord is a break as a panel draws it.
type breakWord struct {
	at    int    // place on the axis: the first figure after the break
	since string // the period from which the series counts otherwise
	text  string // empty for a break that the drawing has no words for
	dated bool   // the words begin with since
	lane  int    // 0 is the lowest
	align string // left, right or center of its line
}

// breakWords are the breaks of a panel with lines or bars, from the first.
func (p *Plot) breakWords(panel Panel) []breakWord {
	if p.Spec.Form != charts.Lines {
		return nil
	}
	var all []breakWord
	for at := range panel.Axis {
		for _, s := range panel.Series {
			if r := s.Points[at].Row; r != nil && r.BreakID != "" && s.Points[at].Value != nil {
				all = append(all, p.breakWord(panel, at, p.data.Breaks[r.BreakID]))
				break
			}
		}
	}
	if len(all) > mostLanes {
		for i := range all {
			all[i].text = ""
		}
		return all
	}
	all = inLanes(all, len(panel.Axis))
	if struck(all, len(panel.Axis)) > 0 { // what must have its year has only that
		for i := range all {
			if all[i].dated {
				all[i].text = p.breakText(all[i].since, p.word("break_other"))
			}
		}
		all = inLanes(all, len(panel.Axis))
	}
	for i := range all { // with the year of the break, where there is room
		longer := slices.Clone(all)
		longer[i] = p.dated(all[i])
		if longer = inLanes(longer, len(panel.Axis)); struck(longer, len(panel.Axis)) == 0 {
			all = longer
		}
	}
	return all
}

// breakWord is a break at a place. Where the first figure after it is of a later year
// its words say which year it is of: a reader would take it for that of the line.
func (p *Plot) breakWord(panel Panel, at int, b Break) breakWord {
	one := breakWord{at: at, since: b.TimePeriod, text: b.Short[p.words.Lang]}
	if b.TimePeriod != panel.Axis[at] {
		return p.dated(one)
	}
	return one
}

// dated is a break whose words begin with its year.
func (p *Plot) dated(b breakWord) breakWord {
	if !b.dated {
		b.dated, b.text = true, p.breakText(b.since, b.text)
	}
	return b
}

// breakText says from which year on something changes; empty where the data do not
// say in a few words what.
func (p *Plot) breakText(period, change string) string {
	if change == "" {
		return ""
	}
	text, err := p.words.Text("chart.break", messages.Args{"period": period, "change": change})
	if err != nil {
		p.errs = append(p.errs, err)
	}
	return text
}

// lanes is how many of them a panel has.
func (panel Panel) lanes() int {
	n := 0
	for _, b := range panel.breaks {
		if b.text != "" {
			n = max(n, b.lane+1)
		}
	}
	return n
}

// lanesHeight is what the lanes of a panel take, with a gap below them.
func (panel Panel) lanesHeight() int {
	if panel.lanes() == 0 {
		return 0
	}
	return laneGap + laneHeight*panel.lanes()
}

// inLanes gives the words of breaks each a lane and a side of their line, so that in
// the narrowest drawing none runs off it or over the line of another. Where that
// cannot be done it takes what comes nearest. What fits there fits in wider ones.
func inLanes(breaks []breakWord, years int) []breakWord {
	best, least := breaks, math.MaxInt
	order := make([]int, len(breaks))
	for i := range order {
		order[i] = i
	}
	trial := make([]breakWord, len(breaks))
	permute(order, 0, func(order []int) bool {
		sides := 1
		for range breaks {
			sides *= len(alignments)
		}
		for code := range sides {
			rest := code
			for i, b := range breaks {
				b.lane, b.align = order[i], alignments[rest%len(alignments)]
				rest /= len(alignments)
				trial[i] = b
			}
			if faults := struck(trial, years); faults < least {
				best, least = slices.Clone(trial), faults
			}
			if least == 0 {
				return true
			}
		}
		return false
	})
	return best
}

var alignments = []string{"left", "center", "right"}

// permute calls try with each order until it answers true.
func permute(order []int, from int, try func([]int) bool) bool {
	if from == len(order) {
		return try(order)
	}
	for i := from; i < len(order); i++ {
		order[from], order[i] = order[i], order[from]
		if permute(order, from+1, try) {
			return true
		}
		order[from], order[i] = order[i], order[from]
	}
	return false
}

// struck counts the words that run off the narrowest drawing or over a line.
func struck(breaks []breakWord, years int) int {
	place := func(at int) float64 {
		return gridLeft + (float64(at)+0.5)/float64(years)*float64(draw.NarrowWidth-gridLeft-gridRight)
	}
	faults := 0
	for _, b := range breaks {
		width := wordLetter * draw.SmallSize * float64(len([]rune(b.text)))
		left := place(b.at)
		switch b.align {
		case "center":
			left -= width / 2
		case "right":
			left -= width
		}
		if left < edgeOfWords || left+width > draw.NarrowWidth-edgeOfWords {
			faults++
		}
		for _, other := range breaks {
			if x := place(other.at); other.lane > b.lane && x > left-edgeOfWords && x < left+width+edgeOfWords {
				faults++
			}
		}
	}
	return faults
}

// laneTop is the place on the value axis where the line of a break ends: below the
// words of its lane.
func (p *Plot) laneTop(panel Panel, lane int) float64 {
	return p.top(panel) * (1 + float64(laneGap+lane*laneHeight)/lineHeight)
}

// axisTop is the end of a panel's value axis with its lanes.
func (p *Plot) axisTop(panel Panel) float64 {
	return p.top(panel) * (1 + float64(panel.lanesHeight())/lineHeight)
}

// breakTexts are the words in the lanes: marks without a mark.
func (p *Plot) breakTexts(panel Panel, i int) (echarts.SingleSeries, bool) {
	one := p.single("scatter", p.word("mark.b"), i, 0)
	one.Id = "break-" + one.Id
	one.Symbol, one.SymbolSize = "rect", []int{1, 1}
	one.ItemStyle = &opts.ItemStyle{Opacity: opts.Float(1)}
	var data []datum
	for _, b := range panel.breaks {
		if b.text == "" {
			continue
		}
		d := datum{Value: []any{b.at, p.laneTop(panel, b.lane)}, ItemStyle: &itemStyle{Color: "transparent"}, Label: label(b.text, "top", "break")}
		d.Label.Align, d.Label.Distance = b.align, 2
		data = append(data, d)
	}
	one.Data = data
	return one, len(data) > 0
}

// breakLine stands at the first figure after a break, as high as its lane.
func (p *Plot) breakLine(panel Panel, at int) *opts.MarkLines {
	top := p.axisTop(panel)
	for _, b := range panel.breaks {
		if b.at == at && b.text != "" {
			top = p.laneTop(panel, b.lane)
		}
	}
	return &opts.MarkLines{
		Data: []any{[]any{map[string]any{"coord": []any{at, 0}, "name": "break"}, map[string]any{"coord": []any{at, top}}}},
		MarkLineStyle: opts.MarkLineStyle{
			Symbol: []string{"none", "none"}, Label: &opts.Label{Show: opts.Bool(false)},
			LineStyle: &opts.LineStyle{Color: draw.Light["break"], Type: "dashed", Width: 1.5},
		},
	}
}
