package site

import (
	"fmt"
	"math"
	"slices"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/messages"
)

// A card shows one key figure.
type card struct {
	Figure figure
	Series Series
	Period string
	Body   string   // code
	Change []string // sentences: what is known to be in the figure, and the change or why there is none
	Margin string   // a sentence: the interval; empty when there is none
	Source plot.Publication
	First  bool // the figure the report is about
}

// A figure is a value as it is printed, with its marks.
type figure struct {
	Text  string
	Marks []mark
	Gap   string // why there is no figure, in a word or a few; then Text is its sign
	why   mark   // the same in full, for under the table
}

// cards gives the key figures of the inflow, the whole first.
func (w *writer) cards() ([]card, error) {
	keys := slices.DeleteFunc(slices.Clone(w.in.Key), func(k KeyFigure) bool { return !w.in.isInflow(k.SeriesID) })
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

// rankOf follows the series, after their whole.
func (w *writer) rankOf(k KeyFigure) int {
	if k.Population == whole {
		return -1
	}
	return slices.IndexFunc(w.in.Series, func(s Series) bool { return s.ID == k.SeriesID })
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
	c := card{Figure: f, Series: s, Period: k.TimePeriod, Body: k.Body}
	if c.Change, err = w.aboutKeyFigure(k.ID); err != nil {
		return card{}, err
	}
	if c.Margin, err = w.margin(k); err != nil {
		return card{}, err
	}
	if len(k.Publications) > 0 {
		if c.Source, err = w.publication(k.Publications[0]); err != nil {
			return card{}, err
		}
	}
	return c, nil
}

// margin is a sentence with the exact interval of a figure; none where chance
// cannot be judged, also not of its change: beside "cannot be said" it would read as a
// verdict.
func (w *writer) margin(k KeyFigure) (string, error) {
	unjudged := slices.ContainsFunc(w.in.Told, func(s Statement) bool { return s.KeyFigure == k.ID && s.Key == "unjudged" })
	if k.Low == nil || k.High == nil || unjudged {
		return "", nil
	}
	// Outward, so that the interval printed holds the interval computed.
	return w.words.Text("site.key.margin", messages.Args{
		"low": w.words.Number(math.Floor(*k.Low), 0), "high": w.words.Number(math.Ceil(*k.High), 0),
	})
}

// figure writes the value of a row with its marks. A lower bound and a rounded
// value bear their sign before the number.
func (w *writer) figure(r plot.Row) (figure, error) {
	switch {
	case r.Value == nil && r.ConfStatus == "C":
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
