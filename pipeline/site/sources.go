package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/messages"
)

// A sourcesView is the page of method and sources.
type sourcesView struct {
	Breaks  []breakView
	Marks   []string // keys of the legend
	Missing string   // years without a total
	Sources []Source
	Facts   []factView
	Watch   []Watched
	Events  []eventView
	Origins []BodyOrigin   // by body
	Kinds   []string       // whose word a figure can be
	Reading string         // what was read of the OM itself
	Unread  []UnreadSource // known, and not read
}

type breakView struct {
	plot.Break
	Series Series
	Source plot.Publication
}

type factView struct {
	Fact
	Source plot.Publication
}

// reading says what was read of the body whose inflow the report is about; empty
// when there is no inflow.
func (w *writer) reading() (string, error) {
	for _, o := range w.in.Origins {
		if len(w.in.Inflow) == 0 || o.Body != w.in.Inflow[0].Body {
			continue
		}
		key := "read"
		if o.Own == 0 {
			key = "unread"
		}
		list, err := plot.OriginList(w.words, o.Figures)
		if err != nil {
			return "", fmt.Errorf("say where the figures of %s come from: %w", o.Body, err)
		}
		return w.words.Text("site.method.origin."+key, messages.Args{"own": o.Own, "total": o.Figures.Total(), "list": list})
	}
	return "", nil
}

func (w *writer) sources() (any, error) {
	missing, err := w.missingYears()
	if err != nil {
		return nil, err
	}
	v := sourcesView{Marks: legend, Missing: strings.Join(missing, ", "), Sources: slices.Clone(w.in.Sources),
		Origins: w.in.Origins, Kinds: plot.SourceKinds, Unread: w.in.Unread, Watch: w.in.Watch}
	if v.Events, err = w.events(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(v.Sources, func(a, b Source) int {
		return cmp.Or(cmp.Compare(b.Published, a.Published), cmp.Compare(a.ID, b.ID))
	})
	if v.Reading, err = w.reading(); err != nil {
		return nil, err
	}
	for _, b := range w.in.Breaks {
		source, err := w.publication(b.Publication)
		if err != nil {
			return nil, fmt.Errorf("break %s: %w", b.ID, err)
		}
		series, ok := w.series[b.SeriesID]
		if !ok {
			return nil, fmt.Errorf("break %s: series %q is not described", b.ID, b.SeriesID)
		}
		v.Breaks = append(v.Breaks, breakView{Break: b, Series: series, Source: source})
	}
	for _, f := range w.in.Facts {
		source, err := w.publication(f.Publication)
		if err != nil {
			return nil, fmt.Errorf("fact of %s on %s: %w", f.Publication, f.TimePeriod, err)
		}
		v.Facts = append(v.Facts, factView{Fact: f, Source: source})
	}
	return v, nil
}
