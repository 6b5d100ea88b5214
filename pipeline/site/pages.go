package site

import (
	"errors"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"jaarcijfers/charts"
	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/site/housestyle"
)

// A page is one page of the site. Its words are site.page.<id>.title, .nav and
// .lead in the messages; a chart's own page takes them from the chart.
type page struct {
	id       string            // as in charts.Spec.Page
	files    map[string]string // by language, from the folder of that language
	template string
	view     func(*writer) (any, error) // what the template shows
	chart    string                     // id of the chart that it is the page or frame of
	ending   string                     // of a chart's page: .html or .frame.html
	section  string                     // entry of the navigation that it stands under; empty for none
	aside    bool                       // it is not in the menu, but linked from another page
	screen   bool                       // it serves on a screen only, and is no part of the whole report
	apart    bool                       // it is printed by itself, and holds nothing that another page has not
	themed   bool                       // it is left out when nothing would stand on it
	// themes are those whose sentences it has; of none only the one with its id.
	themes func(Input) []string
	// own tells whether it holds more than charts, sentences and measures, and
	// whether a program made any of that up.
	own             func(Input) (there, invented bool)
	marking.Marking // what it bears. Its files say so too.
}

// Ids of pages without charts that are named elsewhere.
const (
	startPage   = "start"
	sourcesPage = "sources"
	searchPage  = "search"
	changesPage = "changes"
)

// pages lists the pages in the order of the navigation; a plan says which of them
// a release has. Whatever is so of one page only stands here.
func pages() []page {
	return []page{
		{id: startPage, section: sectionFigures, files: names("index.html", "index.html"), template: "start.html", view: (*writer).start, themes: startThemes, own: Input.ownKey},
		{id: charts.PageInflow, section: sectionFigures, files: names("instroom.html", "inflow.html"), template: "theme.html", view: (*writer).inflow, themed: true},
		{id: charts.PageArticleGround, section: sectionFigures, files: names("artikel-en-grond.html", "article-and-ground.html"), template: "theme.html", view: (*writer).theme, themed: true},
		{id: charts.PageChain, section: sectionFigures, files: names("keten.html", "chain.html"), template: "theme.html", view: (*writer).theme, themed: true},
		{id: charts.PageHateCrime, section: sectionFigures, files: names("hate-crime.html", "hate-crime.html"), template: "theme.html", view: (*writer).hateCrime, themed: true, own: Input.ownReturn},
		{id: charts.PageLGBTI, section: sectionLGBTI, files: names("lhbti.html", "lgbti.html"), template: "topic.html", view: (*writer).lgbti, themed: true, own: ownTopic(charts.PageLGBTI)},
		{id: charts.PageAntisemitism, section: sectionFigures, files: names("antisemitisme.html", "antisemitism.html"), template: "topic.html", view: (*writer).topic, themed: true, own: ownTopic(charts.PageAntisemitism)},
		{id: charts.PageExtract, section: sectionFigures, files: names("extractie.html", "extract.html"), template: "extract.html", view: (*writer).extract, themed: true, own: Input.ownExtract},
		{id: charts.PageMeasures, section: sectionMeasures, files: names("maatregelen.html", "measures.html"), template: "measures.html", view: (*writer).measures},
		{id: "board", section: sectionMeasures, files: names("maatregelenbord.html", "measures-board.html"), template: "board.html", view: (*writer).board, aside: true, apart: true, themes: boardThemes},
		{id: sourcesPage, section: sectionMethod, files: names("bronnen-en-methode.html", "sources-and-method.html"), template: "sources.html", view: (*writer).sources},
		{id: changesPage, section: sectionMethod, files: names("wijzigingen.html", "changes.html"), template: "changes.html", view: (*writer).changes, aside: true, screen: true},
		{id: "database", section: sectionData, files: names("database.html", "database.html"), template: "database.html", view: (*writer).database, screen: true},
		{id: "accessibility", section: sectionMethod, files: names("toegankelijkheid.html", "accessibility.html"), template: "accessibility.html", view: (*writer).accessibility, aside: true, screen: true},
		{id: "privacy", section: sectionMethod, files: names("privacy.html", "privacy.html"), template: "privacy.html", view: (*writer).privacy, aside: true, screen: true},
		{id: searchPage, files: names("zoeken.html", "search.html"), template: "search.html", view: (*writer).search, screen: true},
	}
}

func names(nl, en string) map[string]string { return map[string]string{"nl": nl, "en": en} }

// path is the place of the page in the release: the default language at the
// root, another in a folder of its own.
func (p page) path(lang string) string {
	if p.chart != "" {
		return chartFolder + p.files[lang] + "." + lang + p.ending
	}
	if lang == messages.Languages[0] {
		return p.files[lang]
	}
	return lang + "/" + p.files[lang]
}

// A writer makes the pages of one language.
type writer struct {
	in           Input
	plan         plan
	lang         string
	page         page   // at hand
	root         string // from the page at hand to the root of the release
	home         string // from it to the folder of its language
	words        *messages.Catalogue
	charts       []plot.Chart // of this language, in the order of the input
	series       map[string]Series
	publications map[string]plot.Publication
	templates    map[string]*template.Template // parsed so far
	carried      *carried
}

func newWriter(in Input, plan plan, lang string, words *messages.Catalogue) (*writer, error) {
	w := &writer{in: in, plan: plan, lang: lang, words: words, series: map[string]Series{}, publications: map[string]plot.Publication{}, templates: map[string]*template.Template{}}
	for _, s := range in.Series {
		w.series[s.ID] = s
	}
	for id, p := range in.Publications {
		w.publications[id] = p
	}
	for _, s := range in.Sources {
		w.publications[s.ID] = s.Publication
	}
	return w, w.takeCharts()
}

// at is the writer for one page: its links start from there.
func (w *writer) at(p page) *writer {
	here := *w
	here.page = p
	here.root, here.home = "", ""
	if w.lang != messages.Languages[0] {
		here.root = "../"
	}
	if p.chart != "" {
		here.root = "../"
		here.home = here.root + page{files: names("", "")}.path(w.lang)
	}
	return &here
}

// publication finds a source; no id is no source, an unknown one is an error.
func (w *writer) publication(id string) (plot.Publication, error) {
	p, ok := w.publications[id]
	if id != "" && !ok {
		return p, fmt.Errorf("publication %q is not in the sources", id)
	}
	return p, nil
}

// takeCharts picks the charts of this language and makes sure that none is
// missing that another language has.
func (w *writer) takeCharts() error {
	have := map[string]bool{}
	for _, c := range w.in.Charts {
		if c.Lang == w.lang {
			if err := errors.Join(inlineSafe(c.SVG), inlineSafe(c.Middle), inlineSafe(c.Narrow)); err != nil {
				return fmt.Errorf("write site: chart %s: %w", c.ID, err)
			}
			w.charts = append(w.charts, c)
			have[c.ID] = true
		}
	}
	for _, c := range w.in.Charts {
		if !have[c.ID] {
			return fmt.Errorf("write site: chart %s is there in %q and not in %q", c.ID, c.Lang, w.lang)
		}
		if _, err := spec(c.ID); err != nil {
			return err
		}
	}
	return nil
}

// spec finds the declaration of a chart, which says on what page it stands.
func spec(id string) (charts.Spec, error) {
	one, ok := charts.Find(id)
	if !ok {
		return one, fmt.Errorf("write site: chart %s is not declared in package charts", id)
	}
	if !isPage(one.Page) {
		return one, fmt.Errorf("write site: chart %s: no page %q", id, one.Page)
	}
	return one, nil
}

// isPage tells whether the site can have a page of that id.
func isPage(id string) bool {
	return slices.ContainsFunc(pages(), func(p page) bool { return p.id == id })
}

// A frame is what the layout needs around a page's own view.
type frame struct {
	ID, Lang        string
	Title           string
	Lead            string
	Nav             []navLink // a link for each section
	Pages           []navLink // those of the section, when it has more than one
	Crumb           *crumb    // of a chart's own page
	Opens           bool      // the page that a release opens with, which has its heading in its own place
	Search          bool      // the header has a search field
	Languages       []languageLink
	Version         string
	Created         string
	DataTitle       string
	Publisher       Party
	Contact         Party
	NextEdition     string
	OwnSQL          []string // SQL of the makers beside or in place of the program's
	Graph           graph
	Style           housestyle.Style
	Carried         *carried        // by the page that a release opens with; nil for the others
	Tab             string          // the title as a browser and a printer show it, with what the page bears
	Document        string          // path of the whole report from the page
	marking.Marking                 // what the page bears
	Feed            string          // path of the feed of editions
	Print           string          // path of the stylesheet that marks every printed page; empty for none
	Handout         marking.Marking // what the whole report bears, in words beside its link
	Beside          bool            // the release has made-up figures, and this page has none
	Elsewhere       []pageLink
	Main            any
}

// A pageLink leads to a page that has made-up figures, from one that has none.
type pageLink struct{ Title, Href string }

type languageLink struct {
	Lang, Name, Href string
	Current          bool
}

func (w *writer) frame(p page, main any) (frame, error) {
	title, lead, err := w.heading(p)
	if err != nil {
		return frame{}, err
	}
	f := frame{
		ID: p.id, Title: title, Lead: lead, Lang: w.lang, Version: w.in.Version, Created: w.in.Created, DataTitle: w.in.Title,
		Publisher: w.in.Publisher, Contact: w.in.Contact, NextEdition: w.in.NextEdition, OwnSQL: w.in.OwnSQL,
		Document: w.root + w.plan.document.path(w.lang), Feed: w.root + w.plan.feed.path(w.lang), Marking: p.Marking,
		Beside: w.plan.Synthetic && !p.Synthetic, Main: main, Style: w.in.Style,
	}
	f.Handout.Synthetic = f.Synthetic || f.Beside
	if p.Marked() {
		f.Print = printSheet(p.Marking, w.lang)
	}
	if title, err = w.bearing(p, title); err != nil {
		return frame{}, err
	}
	if f.Tab, err = w.tab(p, title); err != nil {
		return frame{}, err
	}
	if f.Graph, err = w.graph(p, title); err != nil {
		return frame{}, err
	}
	if f.Elsewhere, err = w.syntheticElsewhere(p); err != nil {
		return frame{}, err
	}
	f.Nav, f.Pages = w.navigation(p)
	f.Search, f.Opens = p.id != searchPage, p.template == startTemplate
	if f.Opens {
		f.Carried = w.carried
	}
	if p.chart != "" {
		id := pageOfChart(p.chart)
		f.Crumb = &crumb{Section: sectionOf(id), Page: id}
	}
	for _, lang := range messages.Languages {
		f.Languages = append(f.Languages, languageLink{
			Lang: lang, Name: "site.language." + lang, Href: w.root + p.path(lang), Current: lang == w.lang,
		})
	}
	return f, nil
}

// heading is the title of a page and what stands under it.
func (w *writer) heading(p page) (title, lead string, err error) {
	if p.chart != "" {
		c, err := w.chart(p.chart)
		return c.Title, c.Under, err
	}
	if p.template == startTemplate {
		title, err = w.headlineText()
	}
	if err == nil && title == "" {
		title, err = w.words.Text("site.page."+p.id+".title", nil)
	}
	if err != nil {
		return "", "", err
	}
	if title, err = (marking.Marking{Synthetic: p.Synthetic}).PartTitle(w.words, title); err != nil {
		return "", "", err
	}
	lead, err = w.words.Text("site.page."+p.id+".lead", nil)
	return title, lead, err
}

// bearing is a title with all that the page bears. That a release is internal stands in a
// banner on the page itself, so its heading has it not.
func (w *writer) bearing(p page, title string) (string, error) {
	if p.chart == "" {
		return (marking.Marking{Internal: p.Internal}).PartTitle(w.words, title)
	}
	c, err := w.chart(p.chart)
	if err != nil {
		return "", err
	}
	return p.Without(c.Marking).PartTitle(w.words, title)
}

// tab is a title as a browser and a printer show it: with the name of the site, but for
// the whole report and for a chart in a frame.
func (w *writer) tab(p page, title string) (string, error) {
	if p.ending == frameEnding || p.template == documentTemplate {
		return title, nil
	}
	name, err := w.words.Text("site.name", nil)
	if err != nil {
		return "", err
	}
	return w.words.Text("site.title", messages.Args{"page": title, "site": name})
}

// href is the address of a page from another one of the same language, with
// the words of an anchor joined by hyphens when there are any.
func (w *writer) href(id string, anchor ...string) (string, error) {
	p, err := w.plan.page(id)
	if err != nil {
		return "", err
	}
	if len(anchor) == 0 {
		return w.home + p.files[w.lang], nil
	}
	name, err := w.anchor(anchor[0], anchor[1:]...)
	return w.home + p.files[w.lang] + "#" + name, err
}

// anchor makes an id in the language of the page: maatregel-29, measure-29.
func (w *writer) anchor(kind string, rest ...string) (string, error) {
	word, err := w.words.Text("site.anchor."+kind, nil)
	if err != nil {
		return "", err
	}
	return slug(strings.Join(append([]string{word}, rest...), "-")), nil
}

// slug keeps what an id may hold without escaping.
func slug(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			b.WriteRune(r)
		case r == '.':
			b.WriteByte('-')
		default:
			fmt.Fprintf(&b, "-%x", r)
		}
	}
	return b.String()
}
