package site

import (
	"fmt"
	"slices"
	"strings"

	"jaarcijfers/charts/plot"
)

// A tile is one key figure on the start page: number, line through the years, change,
// and what a reader must know of it.
type tile struct {
	Series  Series
	Period  string
	Body    string // code
	Figure  figure
	Line    *sparkline // nil with fewer than two figures
	Change  string     // a sentence in short
	About   []string   // sentences: what is in the figure, at most mostAbout
	Page    string     // page that tells more
	HasPage bool
}

// mostAbout is how many sentences a tile has under its change.
const mostAbout = 3

// tiles are those of the series that core.start_tile names, in its order, and the
// key figures that they show. A series without a key figure has none.
func (w *writer) tiles() ([]tile, []KeyFigure, error) {
	var all []tile
	var keys []KeyFigure
	for _, id := range w.in.Tiles {
		at := slices.IndexFunc(w.in.Key, func(k KeyFigure) bool { return k.SeriesID == id })
		if at < 0 {
			continue
		}
		t, err := w.tile(w.in.Key[at])
		if err != nil {
			return nil, nil, fmt.Errorf("tile of %s: %w", id, err)
		}
		all, keys = append(all, t), append(keys, w.in.Key[at])
	}
	return all, keys, nil
}

func (w *writer) tile(k KeyFigure) (tile, error) {
	s, ok := w.series[k.SeriesID]
	if !ok {
		return tile{}, fmt.Errorf("series %q is not described", k.SeriesID)
	}
	f, err := w.figure(k.Row)
	if err != nil {
		return tile{}, err
	}
	t := tile{Series: s, Period: k.TimePeriod, Body: k.Body, Figure: f}
	t.Page, t.HasPage = w.pageOfSeries(k.SeriesID)
	t.Change, t.About, err = w.tileText(k.ID)
	if err != nil {
		return t, err
	}
	t.Line, err = newSparkline(slices.DeleteFunc(slices.Clone(w.in.Trend), func(r plot.Row) bool { return r.SeriesID != k.SeriesID }))
	return t, err
}

// comparedKey begins the keys of the sentences that compare a key figure with the
// year before; site.tile.<key> says the same in short.
const comparedKey = "compared_"

// atTile begin the keys of the other sentences that a tile may have, the weightiest
// first; the rest stands on the page that tells more.
var atTile = []string{"provisional", "break_crossed", "series_value_", "without_", "previous_"}

// tileText is the change of a key figure in short, and what is known to be in it.
func (w *writer) tileText(id string) (change string, about []string, err error) {
	statements := slices.DeleteFunc(slices.Clone(w.in.Told), func(s Statement) bool { return s.KeyFigure != id })
	for _, s := range statements {
		if !strings.HasPrefix(s.Key, comparedKey) {
			continue
		}
		if change, err = w.fill("site.tile."+s.Key, s); err != nil {
			return "", nil, err
		}
	}
	for _, begin := range atTile {
		for _, s := range statements {
			if !strings.HasPrefix(s.Key, begin) || len(about) == mostAbout {
				continue
			}
			key := "site.statement." + s.Key
			if form, ok := strings.CutPrefix(s.Key, "series_value_"); ok {
				key = "site.key.event." + form
			}
			if short := "site.tile." + s.Key; w.words.Has(short) {
				key = short
			}
			text, err := w.fill(key, s)
			if err != nil {
				return "", nil, err
			}
			about = append(about, text)
		}
	}
	return change, about, nil
}
