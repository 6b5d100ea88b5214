package plot

import (
	"slices"
	"strings"

	echarts "github.com/go-echarts/go-echarts/v2/charts"

	"jaarcijfers/charts"
	"jaarcijfers/charts/draw"
	"jaarcijfers/pipeline/messages"
)

// An Event is something that is known to be in a figure, such as mass reports, or
// to be left out of it (core.event). Wherever the figure stands, it stands too.
type Event struct {
	ID          string
	SeriesID    string   // of the figure
	TimePeriod  string   // of the figure
	Dimension   string   // of the figure
	Category    string   // of the figure
	Happened    Label    // what happened, a sentence
	Label       Label    // what was counted, as it stands after its number
	Value       *float64 // how many of it are in the figure; nil when that is not known
	Unit        string   // of Value: count, or percent of the figure
	Precision   string   // exact, rounded or lower_bound
	Included    bool     // false when the figure leaves it out
	Publication string   // id
}

// EventSign stands beside a figure with a known event.
const EventSign = "*"

// KnownEvents says in words what is known to be in a figure or left out of it:
// "waarvan 5.200 massameldingen". What has the same words is said once, with its
// number if one is known. A number is given beside a count only.
func KnownEvents(words *messages.Catalogue, events map[string]Event, r Row) ([]string, error) {
	if r.Value == nil {
		return nil, nil
	}
	var all []string
	for _, e := range sameOnce(events, r.Events, words.Lang) {
		text, err := e.words(words, r)
		if err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return all, nil
}

// sameOnce lists events by id, of those with the same words one: with a number if
// there is one.
func sameOnce(events map[string]Event, ids []string, lang string) []Event {
	var all []Event
	for _, id := range ids {
		e, ok := events[id]
		if !ok {
			continue
		}
		same := slices.IndexFunc(all, func(other Event) bool { return other.Label[lang] == e.Label[lang] })
		switch {
		case same < 0:
			all = append(all, e)
		case all[same].Value == nil:
			all[same] = e
		}
	}
	return all
}

// itself tells whether a row is the figure that the event is said of, and not its
// total or whole: of those its share is another.
func (e Event) itself(r Row) bool {
	return r.SeriesID == e.SeriesID && r.Dimension == e.Dimension && r.Category == e.Category
}

func (e Event) words(words *messages.Catalogue, r Row) (string, error) {
	args := messages.Args{"event": e.Label[words.Lang]}
	key := "uncounted"
	switch {
	case !e.Included && e.Value != nil && e.Unit == "count" && r.Unit == "count":
		key, args["count"] = "left_out_counted", precisionSigns[e.Precision]+words.Number(*e.Value, 0)
	case !e.Included:
		key = "left_out"
	case e.Value == nil:
	case r.Unit != "count", e.Unit == "percent" && !e.itself(r):
		key = "in_it"
	case e.Unit == "percent" && e.Precision == "lower_bound":
		key, args["count"] = "share_bound", *e.Value
	case e.Unit == "percent":
		key, args["count"] = "share", *e.Value
	default:
		key, args["count"] = "counted", *e.Value
	}
	return words.Text("chart.event."+key, args)
}

// eventNote is what is known to be in a figure, in one text; empty for nothing.
func (p *Plot) eventNote(r *Row) string {
	if r == nil {
		return ""
	}
	all, err := KnownEvents(p.words, p.data.Events, *r)
	if err != nil {
		p.errs = append(p.errs, err)
	}
	return strings.Join(all, "; ")
}

// eventLetters is how many letters of a line fit under a panel in the narrowest
// drawing.
const eventLetters = 38

// eventLines are the notes under a panel: which figure bears the sign and why.
func (p *Plot) eventLines(panel Panel) []string {
	if p.Spec.Form == charts.Bars {
		return nil
	}
	var lines []string
	for at := range panel.Axis {
		notes := p.yearNotes(panel, at)
		for _, note := range notes {
			if !p.repeats(note, notes) {
				lines = append(lines, wrapped(EventSign+" "+note.figure+": "+note.text, eventLetters)...)
			}
		}
	}
	return lines
}

// A yearNote is what is known to be in one figure of a year or in several: "2023"
// when it holds for all that have a note, "2017, 144" when they have another.
type yearNote struct {
	figure string
	text   string
	row    *Row
}

// yearNotes are those of a year in a panel, each text once.
func (p *Plot) yearNotes(panel Panel, at int) []yearNote {
	var notes []yearNote
	for _, s := range panel.withTotal() {
		row := s.Points[at].Row
		text := p.eventNote(row)
		if text != "" && !slices.ContainsFunc(notes, func(n yearNote) bool { return n.text == text }) {
			notes = append(notes, yearNote{panel.Labels[at], text, row})
		}
	}
	if len(notes) > 1 {
		for i := range notes {
			notes[i].figure += ", " + p.value(notes[i].row)
		}
	}
	return notes
}

// repeats tells whether all events of a note are said by another with the share
// that they have of its figure, so that a whole need not say once more that it
// holds them.
func (p *Plot) repeats(note yearNote, notes []yearNote) bool {
	for _, id := range note.row.Events {
		said := func(other yearNote) bool {
			return other.row != note.row && slices.Contains(other.row.Events, id) && p.data.Events[id].itself(*other.row)
		}
		if !slices.ContainsFunc(notes, said) {
			return false
		}
	}
	return true
}

// wrapped breaks a text into lines of at most that many letters, between words.
func wrapped(text string, letters int) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		last := len(lines) - 1
		if last >= 0 && len([]rune(lines[last]))+1+len([]rune(word)) <= letters {
			lines[last] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

// eventHeight is the room that the notes under a panel take.
func (p *Plot) eventHeight(panel Panel) int {
	if n := len(p.eventLines(panel)); n > 0 {
		return n*eventLine + eventGap
	}
	return 0
}

const (
	eventLine = 17 // height of a line of a note under a panel
	eventGap  = 8
)

// hasEventLines tells whether words stand under a panel, which are broken into
// lines by their language.
func (p *Plot) hasEventLines() bool {
	return slices.ContainsFunc(p.Panels, func(panel Panel) bool { return len(p.eventLines(panel)) > 0 })
}

// eventTitle is the note under a panel that ends at that height, as a title of
// ECharts; nil where there is none.
func (p *Plot) eventTitle(panel Panel, top int) map[string]any {
	lines := p.eventLines(panel)
	if len(lines) == 0 {
		return nil
	}
	return map[string]any{
		"text": escapeTemplate(strings.Join(lines, "\n")), "left": 0, "top": top, "padding": 0,
		"textStyle": map[string]any{"fontSize": draw.FontSize, "lineHeight": eventLine, "fontWeight": "normal", "fontFamily": fontFamily, "color": draw.Light["text"]},
	}
}

// gapSign stands in a drawing at a year without a figure.
const gapSign = "x"

// gaps are the signs at the years of a panel for which there is no figure, and in
// a stack at those of which only a part is known: a part is no total.
func (p *Plot) gaps(panel Panel, i int) (echarts.SingleSeries, bool) {
	one := p.single("scatter", p.word("mark.x"), i, 0)
	one.Id = "gap-" + one.Id
	one.Symbol, one.SymbolSize = "rect", []int{1, 1}
	var data []datum
	for _, run := range p.gapRuns(panel) {
		text := p.gapText(panel, run)
		from, to := run.from, run.to
		if text != gapSign && p.Spec.Form != charts.Stacked { // the words stand once, in the middle; beside bars at each year
			from += (to - from) / 2
			to = from
		}
		for at := from; at <= to; at++ {
			d := datum{Value: []any{at, 0}, ItemStyle: &itemStyle{Color: "transparent"}, Label: label(text, "top", "muted")}
			if p.Spec.Form == charts.Stacked {
				d.Label.Rotate, d.Label.Align, d.Label.VerticalAlign, d.Label.FontSize = 90, "left", "middle", draw.FontSize
			}
			data = append(data, d)
		}
	}
	one.Data = data
	return one, len(data) > 0
}

// A gapRun is years without a figure that follow each other, for one reason.
type gapRun struct {
	from, to int
	words    string
}

// gapRuns are those of a panel.
func (p *Plot) gapRuns(panel Panel) []gapRun {
	var all []gapRun
	for at := range panel.Axis {
		words := p.gapWords(panel, at)
		if words == "" {
			continue
		}
		if last := len(all) - 1; last >= 0 && all[last].to == at-1 && all[last].words == words {
			all[last].to = at
			continue
		}
		all = append(all, gapRun{at, at, words})
	}
	return all
}

// gapText is what stands at a gap: the words where they fit over its years in the
// narrowest drawing, else their sign.
func (p *Plot) gapText(panel Panel, run gapRun) string {
	if run.words != gapSign {
		return run.words
	}
	years := run.to - run.from + 1
	if years%2 == 0 {
		years-- // the words stand at a year, not between two
	}
	text := p.word("gap.none")
	room := float64(draw.NarrowWidth-gridLeft-gridRight) / float64(len(panel.Axis)) * float64(years)
	if wordLetter*draw.SmallSize*float64(len([]rune(text))) > room {
		return gapSign
	}
	return text
}

// gapWords is the sign of a year that has no mark; empty where it has one.
func (p *Plot) gapWords(panel Panel, at int) string {
	known := func(s Series) bool { return s.Points[at].Row != nil && s.Points[at].Row.Value != nil }
	bare := func(s Series) bool {
		p := s.Points[at]
		return p.Value == nil && !p.Row.confidential() && !p.Row.notApplicable()
	}
	for _, s := range panel.withTotal() {
		if !bare(s) {
			return ""
		}
	}
	switch part := slices.IndexFunc(panel.Series, known); {
	case p.Spec.Form != charts.Stacked:
		if part >= 0 { // it stands in the table: a share of few, or a status of its own
			return ""
		}
		return gapSign
	case part >= 0:
		return p.word("gap.part")
	}
	return p.word("gap.none")
}

// hasGaps tells whether a drawing has the sign of a year without a figure.
func (p *Plot) hasGaps() bool {
	if p.Spec.Form != charts.Lines && p.Spec.Form != charts.Columns && p.Spec.Form != charts.Shares {
		return false
	}
	return slices.ContainsFunc(p.Panels, func(panel Panel) bool {
		return slices.ContainsFunc(p.gapRuns(panel), func(run gapRun) bool { return p.gapText(panel, run) == gapSign })
	})
}

// partsAlone takes the parts of a year out of the stack when its whole is not
// known, so that no part stands there as if it were the whole. The table has them.
func (p *Panel) partsAlone() {
	if p.Total == nil {
		return
	}
	for at := range p.Axis {
		if p.Total.Points[at].Value != nil {
			continue
		}
		for i := range p.Series {
			p.Series[i].Points[at].Value = nil
		}
	}
}
