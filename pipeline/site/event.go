package site

import (
	"cmp"
	"fmt"
	"slices"

	"jaarcijfers/charts/plot"
)

// An eventView is a known event on the method page.
type eventView struct {
	plot.Event
	Series Series
	Size   string // how many of the figure it is, or that this is not known
	Source plot.Publication
}

// events are the known events, by series and then the newest first.
func (w *writer) events() ([]eventView, error) {
	var all []eventView
	for _, e := range w.in.Events {
		s, ok := w.series[e.SeriesID]
		if !ok {
			return nil, fmt.Errorf("event %q: series %q is not described", e.ID, e.SeriesID)
		}
		v := eventView{Event: e, Series: s}
		var err error
		if v.Source, err = w.publication(e.Publication); err != nil {
			return nil, fmt.Errorf("event %q: %w", e.ID, err)
		}
		if v.Size, err = w.eventSize(e); err != nil {
			return nil, fmt.Errorf("event %q: %w", e.ID, err)
		}
		all = append(all, v)
	}
	slices.SortFunc(all, func(a, b eventView) int {
		return cmp.Or(cmp.Compare(a.SeriesID, b.SeriesID), cmp.Compare(b.TimePeriod, a.TimePeriod), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}

func (w *writer) eventSize(e plot.Event) (string, error) {
	if e.Value == nil {
		return w.words.Text("site.method.events.unknown", nil)
	}
	size, err := w.value(*e.Value, e.Unit)
	return precisionSigns[e.Precision] + size, err
}
