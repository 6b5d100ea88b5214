package plot

import (
	"errors"
	"fmt"
	"strings"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/messages"
)

// alt tells in sentences what the drawing shows: its series, how each begins
// and ends, the highest and lowest figure, and breaks. Words of chart.<id>.alt
// stand in its place where somebody wrote better ones; empty words are an error.
func (p *Plot) alt() (string, error) {
	if key := "chart." + p.Spec.ID + ".alt"; p.words.Has(key) {
		text, err := p.words.Text(key, nil)
		if err == nil && text == "" {
			err = errors.New("it is empty")
		}
		if err != nil {
			return "", fmt.Errorf("text alternative of chart %s: %w", p.Spec.ID, err)
		}
		return text, nil
	}
	var sentences []string
	var errs []error
	say := func(key string, args messages.Args) {
		s, err := p.words.Text("chart.alt."+key, args)
		sentences, errs = append(sentences, s), append(errs, err)
	}
	say("title", messages.Args{"title": p.Title, "unit": p.Unit})
	for _, panel := range p.Panels {
		if p.Spec.Form == charts.Heat && panel.Title != "" {
			say("panel", messages.Args{"panel": panel.Title})
		}
		for _, s := range panel.withTotal() {
			p.altSeries(panel, s, say)
		}
		p.altEvents(panel, say)
	}
	if n := CountPublished(p.published()); n.Secondary() > 0 {
		say("secondary", messages.Args{"secondary": n.Secondary(), "total": n.Total()})
	}
	if err := errors.Join(errs...); err != nil {
		return "", fmt.Errorf("text alternative of chart %s: %w", p.Spec.ID, err)
	}
	return strings.Join(sentences, " "), nil
}

// altEvents says what is known to be in figures.
func (p *Plot) altEvents(panel Panel, say func(string, messages.Args)) {
	for at := range panel.Labels {
		for _, note := range p.yearNotes(panel, at) {
			say("event", messages.Args{"period": note.figure, "event": note.text})
		}
	}
}

// altSeries tells each stretch of a series by itself: nothing is compared over a
// break.
func (p *Plot) altSeries(panel Panel, s Series, say func(string, messages.Args)) {
	if p.Spec.Form == charts.Bars {
		for i, point := range s.Points {
			switch {
			case point.Value != nil:
				say("bar", messages.Args{"category": panel.Labels[i], "value": p.value(point.Row)})
			default:
				if _, m := point.Row.emptySign(); m != "" {
					say("bar", messages.Args{"category": panel.Labels[i], "value": p.word("mark." + m)})
				}
			}
		}
		return
	}
	for _, stretch := range s.Stretches() {
		if at := stretch[0]; s.Points[at].Row.BreakID != "" {
			say("break", messages.Args{"period": panel.Axis[at]})
		}
		p.altStretch(panel, s, stretch, say)
	}
	for _, empty := range []struct {
		key string
		is  func(*Row) bool
	}{{"confidential", (*Row).confidential}, {"not_applicable", (*Row).notApplicable}} {
		var periods []string
		for i, point := range s.Points {
			if empty.is(point.Row) {
				periods = append(periods, panel.Axis[i])
			}
		}
		if len(periods) > 0 {
			say(empty.key, messages.Args{"series": s.Name, "periods": strings.Join(periods, ", ")})
		}
	}
}

func (p *Plot) altStretch(panel Panel, s Series, stretch []int, say func(string, messages.Args)) {
	first, last := stretch[0], stretch[len(stretch)-1]
	value := func(at int) string { return p.value(s.Points[at].Row) }
	switch {
	case s.Points[first].Row.PartYear():
		say("part", messages.Args{"series": s.Name, "value": value(first), "period": panel.Axis[first], "date": p.lastDay(panel.Axis[first])})
		return
	case first == last:
		say("single", messages.Args{"series": s.Name, "value": value(first), "period": panel.Axis[first]})
		return
	case p.Spec.Form == charts.Change:
		say("change", messages.Args{
			"series": s.Name, "first": value(first), "first_period": panel.Axis[first], "last": value(last), "last_period": panel.Axis[last],
		})
		return
	}
	high, low := first, first
	for _, i := range stretch {
		if *s.Points[i].Value > *s.Points[high].Value {
			high = i
		}
		if *s.Points[i].Value < *s.Points[low].Value {
			low = i
		}
	}
	say("series", messages.Args{
		"series": s.Name, "first": value(first), "first_period": panel.Axis[first], "last": value(last), "last_period": panel.Axis[last],
		"high": value(high), "high_period": panel.Axis[high], "low": value(low), "low_period": panel.Axis[low],
	})
}
