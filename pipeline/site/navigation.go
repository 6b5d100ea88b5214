package site

import "slices"

// The sections are the entries of the navigation, in its order; each leads to its
// first page. Their words are site.section.<id> in the messages.
const (
	sectionFigures  = "figures"
	sectionLGBTI    = "lgbti"
	sectionMeasures = "measures"
	sectionMethod   = "method"
	sectionData     = "data"
)

var sections = []string{sectionFigures, sectionLGBTI, sectionMeasures, sectionMethod, sectionData}

// A navLink leads to a section or to a page of one.
type navLink struct {
	Key, Href string
	Current   bool // the page at hand
	Within    bool // the section that the page at hand stands in
}

// A crumb leads from the page of a chart to the page that it stands on among others.
type crumb struct{ Section, Page string }

// navigation is a link for each section that has a page, and one for each page of the
// section at hand.
func (w *writer) navigation(p page) (all, pages []navLink) {
	current := sectionOf(p.id)
	if p.chart != "" {
		current = sectionOf(pageOfChart(p.chart))
	}
	for _, section := range sections {
		ids := w.plan.inSection(section)
		if len(ids) == 0 {
			continue
		}
		first, err := w.plan.page(ids[0])
		if err != nil {
			continue // it was just found there
		}
		all = append(all, navLink{Key: "site.section." + section, Href: w.home + first.files[w.lang], Current: first.id == p.id, Within: section == current})
	}
	for _, one := range w.plan.pages {
		if one.section == current && current != "" && !one.aside {
			pages = append(pages, navLink{Key: "site.page." + one.id + ".nav", Href: w.home + one.files[w.lang], Current: one.id == p.id})
		}
	}
	if len(pages) < 2 {
		pages = nil
	}
	return all, pages
}

// sectionOf is the section of a page; empty for one that has none.
func sectionOf(id string) string {
	all := pages()
	if i := slices.IndexFunc(all, func(p page) bool { return p.id == id }); i >= 0 {
		return all[i].section
	}
	return ""
}
