package site

import (
	"errors"
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
	feed            page                         // of editions
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
	if err := in.checkPages(); err != nil {
		return p, err
	}
	for _, one := range pages() {
		if one.themed && !in.holds(one) {
			continue
		}
		one, err := one.marked(in.marking(one), catalogues)
		if err != nil {
			return p, err
		}
		p.pages, p.Marking = append(p.pages, one), p.And(one.Marking)
	}
	var err error
	if p.document, err = documentPage().marked(p.onPages(), catalogues); err != nil {
		return p, err
	}
	changes, err := p.page(changesPage)
	if err != nil {
		return p, err
	}
	if p.feed, err = feedPage().marked(changes.Marking, catalogues); err != nil {
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
	if p.template == startTemplate {
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

// inSection are the ids of the pages of a section that are in the menu.
func (p plan) inSection(section string) []string {
	var ids []string
	for _, one := range p.pages {
		if one.section == section && !one.aside {
			ids = append(ids, one.id)
		}
	}
	return ids
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

// checkPages refuses rows that name a page or theme that the site does not know:
// nothing would show them.
func (in Input) checkPages() error {
	var errs []error
	check := func(what, id string) {
		if !isPage(id) {
			errs = append(errs, fmt.Errorf("write site: %s: no page %q", what, id))
		}
	}
	for _, s := range in.Told {
		if s.Theme != besideFigure {
			check("statement "+s.Key, s.Theme)
		}
	}
	for _, m := range in.Measure {
		if m.Theme != "" {
			check("measure "+m.ID, m.Theme)
		}
	}
	for _, c := range in.Cautions {
		check("statement of publication "+c.Publication, c.Page)
	}
	return errors.Join(errs...)
}

// besideFigure is the theme of sentences that stand beside a key figure only.
const besideFigure = "key_figure"

// holds tells whether anything would stand on a page of charts.
func (in Input) holds(p page) bool {
	there, _ := p.ownOf(in)
	return there || slices.ContainsFunc(in.Charts, func(c plot.Chart) bool { return pageOfChart(c.ID) == p.id }) ||
		slices.ContainsFunc(in.Told, func(s Statement) bool { return s.Theme == p.id }) ||
		slices.ContainsFunc(in.Measure, func(m Measure) bool { return m.Theme == p.id })
}

// marking is what a page bears: that it has made-up figures, and internal whenever
// the release is.
func (in Input) marking(p page) marking.Marking {
	return marking.Marking{Synthetic: in.invents(p), Internal: in.Internal}
}

// invents tells whether a page has figures that a program made up.
func (in Input) invents(p page) bool {
	_, invented := p.ownOf(in)
	themes := []string{p.id}
	if p.themes != nil {
		themes = p.themes(in)
	}
	return invented || slices.ContainsFunc(in.Charts, func(c plot.Chart) bool { return c.Synthetic && pageOfChart(c.ID) == p.id }) ||
		slices.ContainsFunc(in.Told, func(s Statement) bool { return s.Synthetic && slices.Contains(themes, s.Theme) })
}

func (p page) ownOf(in Input) (there, invented bool) {
	if p.own == nil {
		return false, false
	}
	return p.own(in)
}

func (in Input) ownKey() (there, invented bool) {
	return len(in.Key) > 0, slices.ContainsFunc(in.Key, func(k KeyFigure) bool { return in.invented(k.Publications) })
}

func (in Input) ownReturn() (there, invented bool) {
	return len(in.Rules)+len(in.Return) > 0, slices.ContainsFunc(in.Return, func(r ReturnFigure) bool { return in.invented(r.Publications) })
}

func (in Input) ownExtract() (there, invented bool) {
	return in.Extract.there(), in.Extract.marking(in).Synthetic
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
	one, _ := charts.Find(id)
	return one.Page
}
