package site

import (
	"fmt"
	"slices"
	"strings"

	"jaarcijfers/charts"
	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/messages"
)

// A startView is the start page: the finding with its picture, a few figures of
// others, the measures, and the way to the rest.
type startView struct {
	Heading  string
	Year     string       // of the finding; empty when there is none
	Source   *startSource // of the figure in the heading; nil without one
	Finding  []string     // sentences under it
	Limits   []cautionView
	Chart    *chartView // of the finding; nil without one
	Origin   string     // whose word the figures are
	Tiles    []tile
	Signs    string      // of the tiles' figures, in words; empty when there are none
	LGBTI    *topicStrip // nil without a share on it
	Measures *measureStrip
	News     *newsView // of the newest edition; nil when nothing changed
	Themes   []string  // page ids
}

// startTemplate is the template of the page that a release opens with.
const startTemplate = "start.html"

// headlineKey begins the keys of the sentences that the report opens with.
const headlineKey = "headline"

// besideHeadline begin the keys of the sentences about the inflow that stand under
// the heading, which has the figure itself and whether it is the highest.
var besideHeadline = []string{"split_", "not_yet"}

// startThemes are the themes whose sentences the start page has.
func startThemes(Input) []string {
	return []string{startPage, charts.PageInflow, charts.PageLGBTI, charts.PageMeasures}
}

func (w *writer) start() (any, error) {
	var v startView
	var err error
	if v.Heading, _, err = w.heading(w.page); err != nil {
		return nil, err
	}
	if s, ok := w.in.headline(); ok {
		v.Year, _ = s.Arguments["year"].(string)
	}
	if v.Finding, err = w.finding(); err != nil {
		return nil, err
	}
	if v.Source, err = w.startSource(); err != nil {
		return nil, err
	}
	if v.Limits, err = w.cautions(w.page.id); err != nil {
		return nil, err
	}
	var views []chartView
	if views, err = w.chartsOf(charts.PageInflow); err != nil {
		return nil, err
	}
	var rows []plot.Row
	if len(views) > 0 {
		v.Chart, views = &views[0], views[:1]
	} else {
		rows = w.in.Inflow
	}
	var marked []mark
	var keys []KeyFigure
	if v.Tiles, keys, err = w.tiles(); err != nil {
		return nil, err
	}
	for _, k := range keys {
		rows = append(rows, k.Row)
	}
	if v.LGBTI, err = w.lgbtiStrip(); err != nil {
		return nil, err
	}
	if v.LGBTI != nil {
		rows = append(rows, v.LGBTI.Rows...)
		for _, b := range v.LGBTI.Bars {
			marked = append(marked, used(b.Figure)...)
		}
	}
	if v.Origin, err = w.shortOrigin(views, rows...); err != nil {
		return nil, err
	}
	for _, t := range v.Tiles {
		marked = append(marked, used(t.Figure)...)
	}
	if v.Signs, err = w.signs(marked); err != nil {
		return nil, err
	}
	if v.Measures, err = w.measureStrip(); err != nil {
		return nil, err
	}
	v.News = w.news()
	v.Themes = slices.DeleteFunc(w.plan.inSection(sectionFigures), func(id string) bool { return id == startPage })
	return v, nil
}

// headline is the statement that the report opens with; false when the figures
// bear none.
func (in Input) headline() (Statement, bool) {
	i := slices.IndexFunc(in.Told, func(s Statement) bool {
		return s.Theme == startPage && strings.HasPrefix(s.Key, headlineKey)
	})
	if i < 0 {
		return Statement{}, false
	}
	return in.Told[i], true
}

// finding are the sentences under the heading: the change of the whole and what is
// known to be in it, what it consists of, and what is not known yet.
func (w *writer) finding() ([]string, error) {
	var sentences []string
	for _, k := range w.in.Key {
		if k.Population != whole || !w.in.isInflow(k.SeriesID) {
			continue
		}
		about, err := w.aboutKeyFigure(k.ID)
		if err != nil {
			return nil, err
		}
		sentences = append(sentences, strings.Join(about, " "))
	}
	for _, group := range w.groups([]string{charts.PageInflow}) {
		if !slices.ContainsFunc(besideHeadline, func(begin string) bool { return strings.HasPrefix(group[0].Key, begin) }) {
			continue
		}
		text, err := w.group(group, sourceUnsaid)
		if err != nil {
			return nil, err
		}
		sentences = append(sentences, text)
	}
	return sentences, nil
}

// A measureStrip shows all measures at a glance: a square for each.
type measureStrip struct {
	Told     toldView
	Date     string // of the last letter
	Squares  []Measure
	Statuses []string // of the squares, in their order
}

// measureStrip puts what is done first; nil without measures.
func (w *writer) measureStrip() (*measureStrip, error) {
	if len(w.in.Measure) == 0 {
		return nil, nil
	}
	told, err := w.told(charts.PageMeasures)
	if err != nil {
		return nil, err
	}
	m := measureStrip{Told: told, Squares: slices.Clone(w.in.Measure)}
	for _, one := range w.in.Measure {
		m.Date = max(m.Date, one.LetterDate)
	}
	place := func(one Measure) int {
		return slices.IndexFunc(statuses, func(s statusCount) bool { return s.Status == one.Status })
	}
	slices.SortStableFunc(m.Squares, func(a, b Measure) int { return place(a) - place(b) })
	for _, s := range statuses {
		if slices.ContainsFunc(m.Squares, func(one Measure) bool { return one.Status == s.Status }) {
			m.Statuses = append(m.Statuses, s.Status)
		}
	}
	return &m, nil
}

// A newsView counts what became another since the edition before.
type newsView struct{ Decisions, Values, Rows int }

// news counts the decisions of the newest edition and what they changed; nil when
// nothing ever changed.
func (w *writer) news() *newsView {
	decisions := w.decisions()
	if len(decisions) == 0 {
		return nil
	}
	var n newsView
	for _, d := range decisions {
		if d.Version != decisions[0].Version {
			continue
		}
		n.Decisions++
		n.Values += len(d.Values) + len(d.Figures)
		n.Rows += len(d.Rows)
	}
	return &n
}

// signs lists the signs that stand at figures, in the order of the legend.
func (w *writer) signs(marked []mark) (string, error) {
	known, err := w.explained(marked)
	if err != nil {
		return "", err
	}
	var signs []string
	for _, m := range known {
		signs = append(signs, m.Sign)
	}
	return strings.Join(signs, ", "), nil
}

// headlineText is the heading of the start page; empty when the figures bear none.
func (w *writer) headlineText() (string, error) {
	s, ok := w.in.headline()
	if !ok {
		return "", nil
	}
	text, err := w.fill("site.statement."+s.Key, s)
	if err != nil {
		return "", fmt.Errorf("statement %s: %w", s.Key, err)
	}
	return text, nil
}

// isInflow tells whether a series is one of the inflow of the report.
func (in Input) isInflow(seriesID string) bool {
	return slices.ContainsFunc(in.Inflow, func(r plot.Row) bool { return r.SeriesID == seriesID })
}

// A startSource is where the figure in the heading was published, in words.
type startSource struct{ ID, Text string }

// sourceText names the publication of a value. One that is not primary says what
// it is: a publisher such as "OpenRijk / OM" reads as the body itself.
func (w *writer) sourceText(value string, p plot.Publication) (string, error) {
	date, err := w.date(p.Published)
	if err != nil {
		return "", err
	}
	args := messages.Args{"value": value, "publisher": p.Publisher, "date": date}
	if p.Rank == plot.PrimaryRank {
		return w.words.Text("site.start.source", args)
	}
	if args["rank"], err = w.words.Text("site.start.rank."+p.Rank, nil); err != nil {
		return "", err
	}
	return w.words.Text("site.start.source_ranked", args)
}

func (w *writer) startSource() (*startSource, error) {
	for _, k := range w.in.Key {
		if k.Population != whole || !w.in.isInflow(k.SeriesID) || len(k.Publications) == 0 {
			continue
		}
		p, err := w.publication(k.Publications[0])
		if err != nil {
			return nil, err
		}
		f, err := w.figure(k.Row)
		if err != nil {
			return nil, err
		}
		text, err := w.sourceText(f.Text, p)
		return &startSource{p.ID, text}, err
	}
	return nil, nil
}
