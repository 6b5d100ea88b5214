package plot

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/messages"
)

// mostAltWords is how long a text alternative may be: what the drawing says in a
// glance. The table has the rest.
const mostAltWords = 80

// alt tells in sentences what the drawing shows: the question and what was found,
// the range of each series, its gaps and breaks, and known events. Words of
// chart.<id>.alt stand in its place where somebody wrote better ones; empty words
// are an error.
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
	a := &teller{plot: p}
	text := a.text()
	if err := errors.Join(a.errs...); err != nil {
		return "", fmt.Errorf("text alternative of chart %s: %w", p.Spec.ID, err)
	}
	return text, nil
}

// A teller makes the sentences of a text alternative.
type teller struct {
	plot *Plot
	errs []error
}

func (a *teller) say(key string, args messages.Args) string {
	text, err := a.plot.words.Text("chart.alt."+key, args)
	a.errs = append(a.errs, err)
	return capital(text)
}

// text puts together what must be said, and what may as far as there is room: how
// high and low the newest figures are, the question, older figures, and the words of
// events.
func (a *teller) text() string {
	head := a.say("title", messages.Args{"title": strings.TrimRight(a.plot.Title, "."), "unit": a.plot.Unit})
	must := a.must()
	left := mostAltWords - count(head) - count(must...) - count(a.say("table", nil))
	var ranges []string
	whole := true
	fit := func(sentences []string) {
		for _, sentence := range sentences {
			if count(sentence) > left {
				whole = false
				return
			}
			ranges = append(ranges, sentence)
			left -= count(sentence)
		}
	}
	newest, older := a.ranges()
	fit(newest)
	opening := ""
	if question := a.plot.Question; count(question) <= left {
		opening = question
		left -= count(question)
	}
	fit(older)
	short, long := a.events()
	events := short
	if count(long)-count(short) <= left {
		events = long
	}
	left -= count(events) - count(short)
	sentences := slices.Concat([]string{opening, head}, ranges, must[:len(must)-1], []string{events})
	if !whole || events != long {
		sentences = append(sentences, a.say("table", nil))
	}
	if rank := a.secondary(); count(rank) <= left {
		sentences = append(sentences, rank)
	}
	return strings.Join(slices.DeleteFunc(sentences, func(s string) bool { return s == "" }), " ")
}

// secondary says how many figures are not from the bodies themselves.
func (a *teller) secondary() string {
	n := CountPublished(a.plot.published())
	if n.Secondary() == 0 {
		return ""
	}
	return a.say("secondary", messages.Args{"secondary": n.Secondary(), "total": n.Total()})
}

// count is how many words texts have.
func count(texts ...string) int {
	n := 0
	for _, text := range texts {
		n += len(strings.Fields(text))
	}
	return n
}

// must are the sentences that are always said: gaps and breaks, a year that is not
// over, that figures are withheld or could not be counted, and last the events in
// the shortest way.
func (a *teller) must() []string {
	p := a.plot
	var all []string
	if year := p.partYear(); year != "" {
		all = append(all, a.say("part", messages.Args{"period": year, "date": p.lastDay(year)}))
	}
	switch {
	case p.Spec.Form == charts.Bars:
	case byRows(p.Spec.Form):
		all = append(all, a.say("empty", nil))
	default:
		all = append(all, a.list("gaps", func(panel Panel, s Series) []string {
			return runs(panel.Axis, func(at int) bool { return s.Points[at].gap() })
		}))
	}
	all = append(all, a.list("breaks", func(panel Panel, s Series) []string {
		return places(panel.Axis, func(at int) bool { r := s.Points[at].Row; return r != nil && r.BreakID != "" })
	}))
	all = append(all, a.without("confidential", (*Row).confidential), a.without("not_applicable", (*Row).notApplicable))
	short, _ := a.events()
	return append(all, short)
}

// without says that figures have a sign in their place: of a chart with a year
// axis in which years, of another that there are.
func (a *teller) without(key string, is func(*Row) bool) string {
	p := a.plot
	switch {
	case !p.anyRow(is):
		return ""
	case byRows(p.Spec.Form) || p.Spec.Form == charts.Bars:
		return a.say(key+"_some", nil)
	}
	return a.list(key, func(panel Panel, s Series) []string {
		return runs(panel.Axis, func(at int) bool { return is(s.Points[at].Row) })
	})
}

// list is a sentence with the years that years gives for each series; empty when
// it gives none. Series with the same years are named together, and a series that
// is the only one is not named.
func (a *teller) list(key string, years func(Panel, Series) []string) string {
	type entry struct{ names, years string }
	var entries []entry
	names := a.shortNames()
	series := 0
	for _, panel := range a.plot.Panels {
		for _, s := range panel.withTotal() {
			name := names[series]
			series++
			list := strings.Join(years(panel, s), ", ")
			if list == "" {
				continue
			}
			if at := slices.IndexFunc(entries, func(e entry) bool { return e.years == list }); at >= 0 {
				entries[at].names += ", " + name
				continue
			}
			entries = append(entries, entry{name, list})
		}
	}
	if len(entries) == 0 {
		return ""
	}
	var parts []string
	for _, e := range entries {
		if series == 1 || len(entries) == 1 && strings.Count(e.names, ", ") == series-1 {
			parts = append(parts, e.years)
			continue
		}
		parts = append(parts, e.names+" "+e.years)
	}
	return a.say(key, messages.Args{"list": strings.Join(parts, "; ")})
}

// shortNames are the short names of all series in their order; of those that share
// one, the whole name, so that a listener can tell them apart.
func (a *teller) shortNames() []string {
	var names []string
	used := map[string]int{}
	for _, panel := range a.plot.Panels {
		for _, s := range panel.withTotal() {
			names = append(names, s.Name)
			used[shortName(s.Name)]++
		}
	}
	for i, name := range names {
		if short := shortName(name); used[short] == 1 {
			names[i] = short
		}
	}
	return names
}

// shortName is the part of a name before its colon: the body, without what it
// counts.
func shortName(name string) string {
	short, _, _ := strings.Cut(name, ": ")
	return short
}

// ranges are the sentences on how high and low figures are, of the newest stretch of
// each series and of older ones. Nothing is compared over a break.
func (a *teller) ranges() (newest, older []string) {
	p := a.plot
	for _, panel := range p.Panels {
		switch {
		case p.Spec.Form == charts.Bars:
			newest = append(newest, a.bars(panel)...)
			continue
		case byRows(p.Spec.Form):
			newest = append(newest, a.rows(panel)...)
			continue
		}
		for _, s := range panel.withTotal() {
			stretches := s.Stretches()
			for i, stretch := range slices.Backward(stretches) {
				sentence := a.stretch(panel, s, stretch)
				if i == len(stretches)-1 {
					newest = append(newest, sentence)
				} else {
					older = append(older, sentence)
				}
			}
		}
	}
	return newest, older
}

// bars tells each bar.
func (a *teller) bars(panel Panel) []string {
	var all []string
	for i, point := range panel.Series[0].Points {
		value := a.plot.value(point.Row)
		if _, m := point.Row.emptySign(); m != "" {
			value = a.plot.word("mark." + m)
		}
		if value != "" {
			all = append(all, a.say("bar", messages.Args{"category": panel.Labels[i], "value": value}))
		}
	}
	return all
}

// rows tells of a panel whose rows are categories which stands highest and lowest in
// its newest year that is over. What is withheld may be lower than the lowest shown,
// and what has no figure may be anything.
func (a *teller) rows(panel Panel) []string {
	for at := len(panel.Axis) - 1; at >= 0; at-- {
		var high, low *Series
		withheld, unknown := false, false
		for i := range panel.Series {
			s := &panel.Series[i]
			switch point := s.Points[at]; {
			case point.Row.confidential():
				withheld = true
			case point.Value == nil && !point.Row.notApplicable():
				unknown = true
			case point.Value == nil, point.Row.PartYear():
			case high == nil:
				high, low = s, s
			case *point.Value > *high.Points[at].Value:
				high = s
			case *point.Value < *low.Points[at].Value:
				low = s
			}
		}
		if high == nil {
			continue
		}
		where := panel.Axis[at]
		if panel.Title != "" {
			where = panel.Title + ", " + where
		}
		key, args := "row", messages.Args{"where": where, "high": high.Name, "high_value": a.plot.value(high.Points[at].Row)}
		switch {
		case unknown:
		case withheld:
			key = "row_most"
		case low != high:
			key, args["low"], args["low_value"] = "rows", low.Name, a.plot.value(low.Points[at].Row)
		}
		return []string{a.say(key, args)}
	}
	return nil
}

func (a *teller) stretch(panel Panel, s Series, stretch []int) string {
	first, last := stretch[0], stretch[len(stretch)-1]
	value := func(at int) string { return a.plot.value(s.Points[at].Row) }
	if first == last {
		return a.say("single", messages.Args{"series": s.Name, "value": value(first), "period": panel.Axis[first]})
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
	key, args := "series", messages.Args{
		"series": s.Name, "first_period": panel.Axis[first], "last_period": panel.Axis[last],
		"high": value(high), "high_period": panel.Axis[high], "low": value(low), "low_period": panel.Axis[low],
	}
	if last != high && last != low {
		key, args["last"] = "series_last", value(last)
	}
	return a.say(key, args)
}

// events names the years of figures with a known event, and says what they are as
// well.
func (a *teller) events() (short, long string) {
	p := a.plot
	if p.Spec.Form == charts.Bars {
		return "", ""
	}
	type entry struct{ name, years, told string }
	var entries []entry
	for _, panel := range p.Panels {
		e := entry{name: shortName(panel.Title)}
		for at := range panel.Axis {
			for _, note := range p.yearNotes(panel, at) {
				if !strings.HasSuffix(e.years, panel.Axis[at]) {
					e.years += ", " + panel.Axis[at]
				}
				e.told += "; " + note.figure + " " + note.text
			}
		}
		if e.years != "" {
			entries = append(entries, e)
		}
	}
	var years, told []string
	for _, e := range entries {
		name := ""
		if len(p.Panels) > 1 && e.name != "" {
			name = e.name + " "
		}
		years = append(years, name+strings.TrimPrefix(e.years, ", "))
		told = append(told, name+strings.TrimPrefix(e.told, "; "))
	}
	if len(entries) == 0 {
		return "", ""
	}
	return a.say("events", messages.Args{"list": strings.Join(years, "; ")}), a.say("events_told", messages.Args{"list": strings.Join(told, "; ")})
}

// gap tells whether there is no figure at a place, for no reason that has a sign of
// its own.
func (p Point) gap() bool {
	return p.Row == nil || p.Row.Value == nil && !p.Row.confidential() && !p.Row.notApplicable()
}

// places are the labels where is holds.
func places(labels []string, is func(at int) bool) []string {
	var all []string
	for at, label := range labels {
		if is(at) {
			all = append(all, label)
		}
	}
	return all
}

// runs are the labels where is holds, those that follow each other as one:
// "2010–2012".
func runs(labels []string, is func(at int) bool) []string {
	var all []string
	for at := 0; at < len(labels); at++ {
		if !is(at) {
			continue
		}
		from := at
		for at+1 < len(labels) && is(at+1) {
			at++
		}
		if from == at {
			all = append(all, labels[at])
		} else {
			all = append(all, labels[from]+"–"+labels[at])
		}
	}
	return all
}

// anyRow tells whether a row of the plot is so.
func (p *Plot) anyRow(is func(*Row) bool) bool {
	found := false
	p.eachRow(func(r Row) { found = found || is(&r) })
	return found
}

// byRows tells whether the rows of a form are categories, and its columns years.
func byRows(f charts.Form) bool { return f == charts.Heat || f == charts.Multiples }
