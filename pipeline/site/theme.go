package site

import (
	"slices"

	"jaarcijfers/charts"
)

// A themeView is a page of charts with what belongs to them.
type themeView struct {
	Told     []string // sentences that the figures bear
	Charts   []chartView
	Measures []Measure // of the action plan, that this theme serves
	Series   []Series  // what the charts count
	Others   []otherView
	Rules    []ruleView
	Guard    bool // several bodies stand on the page, which may not be added
}

// theme makes the view of a page of charts.
func theme(id string) func(*writer) (any, error) {
	return func(w *writer) (any, error) {
		views, err := w.chartsOf(id)
		if err != nil {
			return nil, err
		}
		v := themeView{Charts: views}
		if v.Told, err = w.told(id); err != nil {
			return nil, err
		}
		for _, m := range w.in.Measure {
			if m.Theme == id {
				v.Measures = append(v.Measures, m)
			}
		}
		bodies := map[string]bool{}
		for _, s := range w.in.Series {
			if slices.ContainsFunc(selections(id), func(sel charts.SeriesSpec) bool { return sel.SeriesID == s.ID }) {
				v.Series = append(v.Series, s)
				bodies[s.Body] = true
			}
		}
		v.Guard = len(bodies) > 1
		if id == "hate_crime" {
			if v.Rules, err = w.rules(); err != nil {
				return nil, err
			}
		}
		v.Others, err = w.others(func(o OtherFigure) bool { return shown(id, o) })
		return v, err
	}
}

// selections are the series that the charts of a page ask for.
func selections(pageID string) []charts.SeriesSpec {
	var all []charts.SeriesSpec
	for _, s := range charts.All() {
		if s.Page != pageID {
			continue
		}
		for _, p := range s.Panels {
			all = append(all, p.Series...)
			if p.Total != nil {
				all = append(all, *p.Total)
			}
		}
	}
	return all
}

// shown tells whether a page's charts show the figure that o differs from.
func shown(pageID string, o OtherFigure) bool {
	return slices.ContainsFunc(selections(pageID), func(s charts.SeriesSpec) bool {
		if s.SeriesID != o.SeriesID || s.Unit != o.Unit {
			return false
		}
		if s.Dimension == "" && s.Category == "" {
			return o.Dimension == whole
		}
		return (s.Dimension == "" || s.Dimension == o.Dimension) && (s.Category == "" || s.Category == o.Category)
	})
}

// pageOfSeries is the first page whose charts show a series.
func pageOfSeries(id string) (string, bool) {
	for _, p := range pages() {
		if slices.ContainsFunc(selections(p.id), func(s charts.SeriesSpec) bool { return s.SeriesID == id }) {
			return p.id, true
		}
	}
	return "", false
}
