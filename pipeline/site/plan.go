package site

import (
	"fmt"
	"slices"

	"jaarcijfers/charts"
	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/messages"
)

// A plan is what a release has: its pages, and how they and the charts are named.
// A file says in its name what it bears, but for the page that a release opens with.
type plan struct {
	pages           []page
	document        page
	charts          map[string]map[string]string // chart id, language: name of its files
	marking.Marking                              // what some page or chart bears
}

// newPlan leaves out a page of charts that has neither a chart nor anything else.
func newPlan(in Input, catalogues map[string]*messages.Catalogue) (plan, error) {
	p := plan{charts: map[string]map[string]string{}, Marking: in.Marking}
	for _, lang := range messages.Languages {
		if catalogues[lang] == nil {
			return p, fmt.Errorf("write site: no words for language %q", lang)
		}
	}
	for _, one := range pages() {
		if one.themed && !in.holds(one.id) {
			continue
		}
		one, err := one.marked(in.marking(one.id), catalogues)
		if err != nil {
			return p, err
		}
		p.pages, p.Marking = append(p.pages, one), p.And(one.Marking)
	}
	var err error
	if p.document, err = documentPage().marked(p.onPages(), catalogues); err != nil {
		return p, err
	}
	for _, c := range in.Charts {
		if p.charts[c.ID] == nil {
			p.charts[c.ID] = map[string]string{}
		}
		p.charts[c.ID][c.Lang] = c.Name
	}
	return p, nil
}

// onPages is what the pages bear together.
func (p plan) onPages() marking.Marking {
	var m marking.Marking
	for _, one := range p.pages {
		m = m.And(one.Marking)
	}
	return m
}

// marked is a page that bears a marking, with names that say so. The page that a
// release opens with keeps its name: that it is internal stands in its title.
func (p page) marked(m marking.Marking, catalogues map[string]*messages.Catalogue) (page, error) {
	p.Marking = m
	if p.template == "start.html" {
		m.Internal = false
	}
	files := map[string]string{}
	for lang, name := range p.files {
		var err error
		if files[lang], err = m.NamedIn(catalogues[lang], name); err != nil {
			return p, fmt.Errorf("write site: %w", err)
		}
	}
	p.files = files
	return p, nil
}

// page finds a page of the release.
func (p plan) page(id string) (page, error) {
	i := slices.IndexFunc(p.pages, func(one page) bool { return one.id == id })
	if i < 0 {
		return page{}, fmt.Errorf("no page %q", id)
	}
	return p.pages[i], nil
}

// syntheticElsewhere leads from a page without made-up figures to those of the
// release that have them.
func (w *writer) syntheticElsewhere(p page) ([]pageLink, error) {
	if p.Synthetic {
		return nil, nil
	}
	var links []pageLink
	for _, other := range w.plan.pages {
		if !other.Synthetic {
			continue
		}
		title, _, err := w.heading(other)
		if err != nil {
			return nil, err
		}
		links = append(links, pageLink{title, w.home + other.files[w.lang]})
	}
	return links, nil
}

// holds tells whether anything would stand on a page of charts.
func (in Input) holds(id string) bool {
	return slices.ContainsFunc(in.Charts, func(c plot.Chart) bool { return pageOfChart(c.ID) == id }) ||
		slices.ContainsFunc(in.Told, func(s Statement) bool { return s.Theme == id }) ||
		slices.ContainsFunc(in.Measure, func(m Measure) bool { return m.Theme == id }) ||
		id == "hate_crime" && len(in.Rules)+len(in.Return) > 0 ||
		id == "extract" && in.Extract.there()
}

// marking is what a page bears: that it has made-up figures, and internal whenever
// the release is.
func (in Input) marking(id string) marking.Marking {
	return marking.Marking{Synthetic: in.invents(id), Internal: in.Internal}
}

// invents tells whether a page has figures that a program made up.
func (in Input) invents(id string) bool {
	return slices.ContainsFunc(in.Charts, func(c plot.Chart) bool { return c.Synthetic && pageOfChart(c.ID) == id }) ||
		slices.ContainsFunc(in.Told, func(s Statement) bool { return s.Synthetic && slices.Contains(in.themesOf(id), s.Theme) }) ||
		id == "start" && slices.ContainsFunc(in.Key, func(k KeyFigure) bool { return in.invented(k.Publications) }) ||
		id == "hate_crime" && slices.ContainsFunc(in.Return, func(r ReturnFigure) bool { return in.invented(r.Publications) }) ||
		id == "extract" && in.Extract.marking(in).Synthetic
}

// themesOf are the themes whose sentences a page has.
func (in Input) themesOf(id string) []string {
	switch id {
	case "start":
		return startThemes
	case "board":
		themes := []string{"measures"}
		for _, m := range in.Measure {
			themes = append(themes, m.Theme)
		}
		return themes
	default:
		return []string{id}
	}
}

// borne is what figures of publications bear.
func (in Input) borne(publications []string) marking.Marking {
	var m marking.Marking
	for _, id := range publications {
		m = m.And(in.Publications[id].Marking)
	}
	return m
}

// invented tells whether any of the publications is a program's.
func (in Input) invented(publications []string) bool { return in.borne(publications).Synthetic }

// pageOfChart is the page that a chart declares to stand on; empty for a chart
// that is not declared.
func pageOfChart(id string) string {
	all := charts.All()
	i := slices.IndexFunc(all, func(s charts.Spec) bool { return s.ID == id })
	if i < 0 {
		return ""
	}
	return all[i].Page
}
