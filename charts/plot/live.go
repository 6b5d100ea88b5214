package plot

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

	"jaarcijfers/charts"
	"jaarcijfers/charts/draw"
	"jaarcijfers/pipeline/messages"
)

// Live is what a page's script tells of a chart when a reader points at a year or
// walks along the years: the words of every place, where it lies in the drawing, and
// what the letters beside figures mean.
type Live struct {
	Panels []LivePanel       `json:"panels"`
	Marks  map[string]string `json:"marks,omitempty"` // letter -> words
	None   string            `json:"none"`            // words where a panel has nothing of a year that another has
}

// A LivePanel is one panel: its place in the drawing and the words of its places.
type LivePanel struct {
	draw.Panel
	Title string      `json:"title,omitempty"`
	Names []string    `json:"names"`
	Told  []LivePlace `json:"told"` // as many as the axis is long
}

// A LivePlace is a year or a category, with the figure of each of Names there.
type LivePlace struct {
	Label   string       `json:"label"`
	Figures []LiveFigure `json:"figures"`
}

// A LiveFigure is one figure in words: as the chart prints it, or why it is not
// there.
type LiveFigure struct {
	Value  string   `json:"value"`
	Gap    bool     `json:"gap,omitempty"`    // Value says why there is none
	Marks  []string `json:"marks,omitempty"`  // letters, explained in Live
	Change string   `json:"change,omitempty"` // since the year before; empty where the two do not compare
	More   []string `json:"more,omitempty"`   // margin of chance, known events, why the series breaks here
}

// live tells the plot. Options are those it is drawn with.
func (p *Plot) live(options []byte) ([]byte, error) {
	places, err := draw.Panels(options)
	if err != nil {
		return nil, fmt.Errorf("chart %s: %w", p.Spec.ID, err)
	}
	l := Live{Marks: map[string]string{}, None: p.word("mark.x")}
	for _, panel := range p.Panels {
		rows := 1
		if p.Spec.Form == charts.Multiples {
			rows = len(panel.Series)
		}
		if rows > len(places) {
			return nil, fmt.Errorf("chart %s: panel %q is drawn in fewer than %d rows", p.Spec.ID, panel.Key, rows)
		}
		one, series := LivePanel{Panel: draw.Joined(places[:rows]), Title: panel.Title}, panel.withTotal()
		places = places[rows:]
		one.Names, one.Told = names(series), p.toldPlaces(panel, series, l.Marks)
		if len(one.Told) != one.Count {
			p.errs = append(p.errs, fmt.Errorf("panel %q tells %d places and draws %d", panel.Key, len(one.Told), one.Count))
		}
		l.Panels = append(l.Panels, one)
	}
	if len(places) > 0 {
		p.errs = append(p.errs, fmt.Errorf("%d places of the drawing are of no panel", len(places)))
	}
	text, err := json.Marshal(l)
	if err := errors.Join(append(p.errs, err)...); err != nil {
		return nil, fmt.Errorf("what is told of chart %s: %w", p.Spec.ID, err)
	}
	return text, nil
}

func names(all []Series) []string {
	var list []string
	for _, s := range all {
		list = append(list, s.Name)
	}
	return list
}

// toldPlaces tells a panel place by place, of each series the figure there.
func (p *Plot) toldPlaces(panel Panel, series []Series, marks map[string]string) []LivePlace {
	var all []LivePlace
	for at, label := range panel.Labels {
		place := LivePlace{Label: label}
		for _, s := range series {
			place.Figures = append(place.Figures, p.told(s, at, marks))
		}
		all = append(all, place)
	}
	return all
}

func (p *Plot) told(s Series, at int, known map[string]string) LiveFigure {
	row := s.Points[at].Row
	all := marks(row)
	if row == nil || row.Value == nil {
		return LiveFigure{Value: p.word("mark." + all[0]), Gap: true}
	}
	f := LiveFigure{Value: p.value(row), Change: p.sinceBefore(s, at)}
	for _, m := range all {
		if reason := p.data.Breaks[row.BreakID].Reason[p.words.Lang]; m == "b" && reason != "" {
			f.More = append(f.More, reason)
			continue
		}
		f.Marks, known[m] = append(f.Marks, m), p.word("mark."+m)
	}
	for _, words := range []string{p.within(row), p.upTo(row), p.eventNote(row)} {
		if words != "" {
			f.More = append(f.More, words)
		}
	}
	return f
}

// sinceBefore says how a figure differs from that of the year before it. It is empty
// where the two do not compare: over a break or a gap, with a year that is not over, and
// where one of them is rounded, a bound, or a share of few.
func (p *Plot) sinceBefore(s Series, at int) string {
	joined := slices.ContainsFunc(s.Stretches(), func(stretch []int) bool { return slices.Contains(stretch, at) && slices.Contains(stretch, at-1) })
	if p.Spec.Form == charts.Bars || !joined {
		return ""
	}
	now, before := s.Points[at].Row, s.Points[at-1].Row
	if now.Precision != "exact" || before.Precision != "exact" {
		return ""
	}
	for _, r := range []*Row{now, before} {
		if r.Unit == "percent" && r.Base != nil && *r.Base < p.data.Limits.ShareAlone {
			return ""
		}
	}
	difference := *now.Value - *before.Value
	args := messages.Args{"change": p.signed(difference, now.Unit), "period": before.TimePeriod}
	key := "chart.live.change"
	switch {
	case now.Unit == "percent":
		key = "chart.live.points"
	case now.Unit == "count" && *before.Value >= p.data.Limits.ShareAlone && *before.Value > 0:
		key, args["share"] = "chart.live.change_share", p.signed(100*difference / *before.Value, "percent")+"%"
	}
	text, err := p.words.Text(key, args)
	if err != nil {
		p.errs = append(p.errs, err)
	}
	return text
}

// signed writes a difference with its sign.
func (p *Plot) signed(v float64, unit string) string {
	places := 0
	switch unit {
	case "per_100000":
		places = 1
	case "count":
		places = decimals(v)
	}
	text, zero := p.words.Number(math.Abs(v), places), p.words.Number(0, places)
	switch {
	case text == zero:
		return text
	case v < 0:
		return "−" + text
	}
	return "+" + text
}
