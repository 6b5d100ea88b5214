package site

import (
	"slices"

	"jaarcijfers/charts"
	"jaarcijfers/charts/plot"
)

// A themeView is a page of charts with what belongs to them.
type themeView struct {
	Told      toldView // sentences that the figures bear
	Charts    []chartView
	Measures  []Measure // of the action plan, that this theme serves
	Series    []Series  // what the charts count
	Others    []otherView
	Return    *returnView // to ODIHR; nil where it does not belong
	Rules     []ruleView
	Kinds     bool          // some rules hold in some circumstances only
	Cautions  []cautionView // how far the figures carry
	Origin    string        // whose word the published figures are
	Cards     []card        // key figures; of the inflow only
	CardMarks []mark
	Inflow    *inflowTable // nil on other pages
	Guard     bool         // several bodies stand on the page, which may not be added
}

// theme makes the view of a page of charts.
func (w *writer) theme() (any, error) { return w.themeView() }

// hateCrime is a page of charts with the return to ODIHR and the working definitions.
func (w *writer) hateCrime() (any, error) {
	v, err := w.themeView(w.returnRows()...)
	if err != nil {
		return nil, err
	}
	if v.Rules, err = w.rules(); err != nil {
		return nil, err
	}
	v.Kinds = slices.ContainsFunc(v.Rules, func(r ruleView) bool { return r.Circumstance != anyCircumstance })
	v.Return, err = w.odihrReturn()
	return v, err
}

// themeView is a page of charts; more are figures that stand outside its charts.
func (w *writer) themeView(more ...plot.Row) (themeView, error) {
	id := w.page.id
	views, err := w.chartsOf(id)
	if err != nil {
		return themeView{}, err
	}
	v := themeView{Charts: views}
	if v.Told, err = w.told(id); err != nil {
		return v, err
	}
	for _, m := range w.in.Measure {
		if m.Theme == id {
			v.Measures = append(v.Measures, m)
		}
	}
	v.Series = w.counted(id)
	v.Guard = slices.ContainsFunc(v.Series, func(s Series) bool { return s.Body != v.Series[0].Body })
	if v.Cautions, err = w.cautions(id); err != nil {
		return v, err
	}
	if v.Origin, err = w.origin(views, more...); err != nil {
		return v, err
	}
	v.Others, err = w.others(func(o OtherFigure) bool { return w.shown(id, o) })
	return v, err
}

// counted are the series that the charts on a page show.
func (w *writer) counted(pageID string) []Series {
	var all []Series
	for _, s := range w.in.Series {
		if slices.ContainsFunc(w.selections(pageID), func(sel charts.SeriesSpec) bool { return sel.SeriesID == s.ID }) {
			all = append(all, s)
		}
	}
	return all
}

// selections are the series that the charts on a page ask for.
func (w *writer) selections(pageID string) []charts.SeriesSpec {
	var all []charts.SeriesSpec
	for _, s := range charts.All() {
		if s.Page != pageID || w.plan.charts[s.ID] == nil {
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
func (w *writer) shown(pageID string, o OtherFigure) bool {
	return slices.ContainsFunc(w.selections(pageID), func(s charts.SeriesSpec) bool {
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
func (w *writer) pageOfSeries(id string) (string, bool) {
	for _, p := range w.plan.pages {
		if slices.ContainsFunc(w.selections(p.id), func(s charts.SeriesSpec) bool { return s.SeriesID == id }) {
			return p.id, true
		}
	}
	return "", false
}
