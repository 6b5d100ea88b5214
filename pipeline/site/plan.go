package site

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/messages"
)

// A plan is what a release has: its pages, and how they and the charts are named.
// A file with figures that a program made up says so in its name.
type plan struct {
	pages     []page
	document  page
	synthetic bool                         // some page or chart has made-up figures
	charts    map[string]map[string]string // chart id, language: name of its files
}

// newPlan leaves out a page of charts that has neither a chart nor anything else.
func newPlan(in Input, catalogues map[string]*messages.Catalogue) (plan, error) {
	p := plan{charts: map[string]map[string]string{}, synthetic: in.Synthetic}
	words := map[string]string{}
	for _, lang := range messages.Languages {
		c, ok := catalogues[lang]
		if !ok {
			return p, fmt.Errorf("write site: no words for language %q", lang)
		}
		var err error
		if words[lang], err = c.Text("chart.synthetic.word", nil); err != nil {
			return p, fmt.Errorf("write site: %w", err)
		}
	}
	p.document = documentPage()
	for _, one := range pages() {
		if one.themed && !in.holds(one.id) {
			continue
		}
		if in.invents(one.id) {
			one = one.named(words)
			p.document, p.synthetic = documentPage().named(words), true
		}
		p.pages = append(p.pages, one)
	}
	for _, c := range in.Charts {
		if p.charts[c.ID] == nil {
			p.charts[c.ID] = map[string]string{}
		}
		p.charts[c.ID][c.Lang] = c.Name
	}
	return p, nil
}

// named is a page whose name says that it has made-up figures.
func (p page) named(words map[string]string) page {
	files := map[string]string{}
	for lang, name := range p.files {
		ending := path.Ext(name)
		files[lang] = strings.TrimSuffix(name, ending) + "-" + words[lang] + ending
	}
	p.files, p.synthetic = files, true
	return p
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
	if p.synthetic {
		return nil, nil
	}
	var links []pageLink
	for _, other := range w.plan.pages {
		if !other.synthetic {
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
	return slices.ContainsFunc(in.Charts, func(c charts.Chart) bool { return pageOfChart(c.ID) == id }) ||
		slices.ContainsFunc(in.Told, func(s Statement) bool { return s.Theme == id }) ||
		slices.ContainsFunc(in.Measure, func(m Measure) bool { return m.Theme == id }) ||
		id == "hate_crime" && len(in.Rules)+len(in.Return) > 0 ||
		id == "extract" && in.Extract.there()
}

// invents tells whether a page has figures that a program made up.
func (in Input) invents(id string) bool {
	return slices.ContainsFunc(in.Charts, func(c charts.Chart) bool { return c.Synthetic && pageOfChart(c.ID) == id }) ||
		slices.ContainsFunc(in.Told, func(s Statement) bool { return s.Synthetic && slices.Contains(in.themesOf(id), s.Theme) }) ||
		id == "start" && slices.ContainsFunc(in.Key, func(k KeyFigure) bool { return in.invented(k.Publications) }) ||
		id == "hate_crime" && slices.ContainsFunc(in.Return, func(r ReturnFigure) bool { return in.invented(r.Publications) }) ||
		id == "extract" && in.Extract.synthetic(in)
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

// invented tells whether any of the publications is a program's.
func (in Input) invented(publications []string) bool {
	return slices.ContainsFunc(publications, func(id string) bool { return in.Publications[id].Synthetic })
}

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
