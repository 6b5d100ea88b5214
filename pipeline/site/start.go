package site

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/messages"
)

// A startView is the start page: key figures, the inflow by year and the way
// to the themes.
type startView struct {
	Told   []string // sentences that the figures bear
	Cards  []card
	Inflow inflowTable
	Themes []string // page ids
}

// startThemes are the themes whose sentences the start page has.
var startThemes = []string{"inflow", "measures"}

func (w *writer) start() (any, error) {
	cards, err := w.cards()
	if err != nil {
		return nil, err
	}
	table, err := w.inflowTable()
	if err != nil {
		return nil, err
	}
	v := startView{Cards: cards, Inflow: table}
	if v.Told, err = w.told(startThemes...); err != nil {
		return nil, err
	}
	for _, p := range w.plan.pages {
		if p.id != "start" && !p.aside && p.id != "search" {
			v.Themes = append(v.Themes, p.id)
		}
	}
	return v, nil
}

// A card shows one key figure.
type card struct {
	Figure  figure
	Series  Series
	Period  string
	Body    string // code
	Change  string // a sentence: the change, or why there is none
	Chance  string // a sentence: whether chance explains the change; empty when that is not tested
	Margin  string // a sentence: the interval; empty when there is none
	Source  charts.Publication
	HasPage bool
	Page    string // page that tells more
	First   bool   // the figure the report is about
}

// A figure is a value as it is printed, with its marks.
type figure struct {
	Text  string
	Marks []mark
	Gap   string // why there is no figure, in words; then Text is its sign
}

// cards gives the whole of the inflow first, then the series in their order.
func (w *writer) cards() ([]card, error) {
	keys := slices.Clone(w.in.Key)
	slices.SortStableFunc(keys, func(a, b KeyFigure) int { return w.rankOf(a) - w.rankOf(b) })
	var cards []card
	for i, k := range keys {
		c, err := w.card(k)
		if err != nil {
			return nil, fmt.Errorf("key figure %s: %w", k.ID, err)
		}
		c.First = i == 0
		cards = append(cards, c)
	}
	return cards, nil
}

// rankOf follows the pages, so that parts stand beside their whole.
func (w *writer) rankOf(k KeyFigure) int {
	if k.Population == whole {
		return -1
	}
	id, _ := w.pageOfSeries(k.SeriesID)
	place := slices.IndexFunc(w.plan.pages, func(p page) bool { return p.id == id })
	return place*len(w.in.Series) + slices.IndexFunc(w.in.Series, func(s Series) bool { return s.ID == k.SeriesID })
}

func (w *writer) card(k KeyFigure) (card, error) {
	s, ok := w.series[k.SeriesID]
	if !ok {
		return card{}, fmt.Errorf("series %q is not described", k.SeriesID)
	}
	f, err := w.figure(k.Row)
	if err != nil {
		return card{}, err
	}
	change, err := w.change(k)
	if err != nil {
		return card{}, err
	}
	c := card{Figure: f, Series: s, Period: k.TimePeriod, Body: k.Body, Change: change}
	if c.Chance, c.Margin, err = w.chance(k); err != nil {
		return card{}, err
	}
	if len(k.Publications) > 0 {
		if c.Source, err = w.publication(k.Publications[0]); err != nil {
			return card{}, err
		}
	}
	c.Page, c.HasPage = w.pageOfSeries(k.SeriesID)
	return c, nil
}

// percentBase is the least number of which a percentage is given.
const percentBase = 100

// change says how the figure differs from the year before, or why that is not
// said. Whether it is more than chance is a sentence of its own.
func (w *writer) change(k KeyFigure) (string, error) {
	if k.PreviousPeriod == "" || k.Change == nil || k.PreviousValue == nil {
		return w.notCompared(k)
	}
	previous, err := w.value(*k.PreviousValue, k.Unit)
	if err != nil {
		return "", err
	}
	args := messages.Args{"year": k.PreviousPeriod, "previous": previous, "change": w.signed(*k.Change)}
	if *k.Change == 0 {
		return w.words.Text("site.key.same", args)
	}
	if k.ChangePercent == nil || *k.PreviousValue < percentBase {
		return w.words.Text("site.key.changed", args)
	}
	args["percent"] = w.signed(*k.ChangePercent)
	return w.words.Text("site.key.changed_percent", args)
}

// chance says what the exact test and the exact interval say of a figure.
func (w *writer) chance(k KeyFigure) (chance, margin string, err error) {
	if k.Meaning != "" {
		if chance, err = w.words.Text("site.key.meaning."+k.Meaning, nil); err != nil {
			return "", "", err
		}
	}
	if k.Low != nil && k.High != nil {
		// Outward, so that the interval printed holds the interval computed.
		margin, err = w.words.Text("site.key.margin", messages.Args{
			"low": w.words.Number(math.Floor(*k.Low), 0), "high": w.words.Number(math.Ceil(*k.High), 0),
		})
	}
	return chance, margin, err
}

func (w *writer) notCompared(k KeyFigure) (string, error) {
	if k.BreakID != "" {
		return w.words.Text("site.key.break", messages.Args{"year": k.TimePeriod})
	}
	year, err := strconv.Atoi(k.TimePeriod)
	if err != nil {
		return w.words.Text("site.key.not_a_year", nil)
	}
	return w.words.Text("site.key.gap", messages.Args{"year": strconv.Itoa(year - 1)})
}

// figure writes the value of a row with its marks. A lower bound and a rounded
// value bear their sign before the number.
func (w *writer) figure(r charts.Row) (figure, error) {
	switch {
	case r.Value == nil && r.ObsStatus == "C":
		return w.gap("confidential")
	case r.Value == nil && r.ObsStatus == "M":
		return w.gap("not_applicable")
	case r.Value == nil:
		return w.gap("missing")
	}
	text, err := w.value(*r.Value, r.Unit)
	if err != nil {
		return figure{}, err
	}
	marks, err := w.figureMarks(r)
	return figure{Text: precisionSigns[r.Precision] + text, Marks: marks}, err
}
