package site

import (
	"fmt"
	"image/color"
	"net/url"
	"slices"
	"strings"

	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/site/linkcard"
)

// A graph is what a page says of itself to a program that shows a link to it (Open Graph,
// https://ogp.me).
type graph struct {
	Title   string
	Type    string
	Locale  string   // of the page
	Others  []string // of the same page in other languages
	Address string   // of the page on the web; empty when the site has no address, and of what is internal
	Picture string   // address of the card that stands beside a link; empty where Address is
}

// graph makes it; title is that of the page with all that it bears.
func (w *writer) graph(p page, title string) (graph, error) {
	g := graph{Title: title, Type: "article"}
	if p.template == startTemplate {
		g.Type = "website"
	}
	for _, lang := range messages.Languages {
		locale, err := w.words.Text("site.locale."+lang, nil)
		if err != nil {
			return graph{}, err
		}
		if lang == w.lang {
			g.Locale = locale
		} else {
			g.Others = append(g.Others, locale)
		}
	}
	if w.in.Internal {
		return g, nil
	}
	var err error
	if g.Address, err = w.in.address(p.path(w.lang)); err != nil {
		return graph{}, err
	}
	g.Picture, err = w.in.address(linkCardPath(p, w.lang))
	return g, err
}

// linkCardPath is the place of the card that a link to a page shows.
func linkCardPath(p page, lang string) string {
	name := p.id
	if p.chart != "" {
		name = "chart-" + p.chart
	}
	return "assets/cards/" + name + "." + lang + ".png"
}

// cardFile puts the card of a page into files, when the page names one. A chart in a
// frame names none.
func (w *writer) cardFile(files map[string][]byte, p page) error {
	if w.in.Homepage == "" || w.in.Internal || p.ending == frameEnding {
		return nil
	}
	drawn, err := w.linkCard(p)
	if err != nil {
		return fmt.Errorf("write %s: %w", linkCardPath(p, w.lang), err)
	}
	files[linkCardPath(p, w.lang)] = drawn
	return nil
}

// linkCard draws that card: what the page says, and whose it is. Only a site with an
// address has cards, since programs that show links ask for the picture by its address.
func (w *writer) linkCard(p page) ([]byte, error) {
	title, lead, err := w.heading(p)
	if err != nil {
		return nil, err
	}
	if title, err = w.bearing(p, title); err != nil {
		return nil, err
	}
	name, err := w.words.Text("site.name", nil)
	if err != nil {
		return nil, err
	}
	edition, err := w.words.Text("site.feed.edition", messages.Args{"version": w.in.Version})
	if err != nil {
		return nil, err
	}
	foot := slices.DeleteFunc([]string{name, w.in.Publisher.Name, edition}, func(s string) bool { return s == "" })
	return linkcard.Draw(linkcard.Text{Title: title, Under: lead, Foot: strings.Join(foot, " · ")}, cardAccent)
}

// cardAccent is the accent of the report's own look, as in its stylesheet.
var cardAccent = color.RGBA{R: 0x15, G: 0x42, B: 0x73, A: 0xff}

// address is where a file of the release stands on the web; empty when the data do not
// say where the site is. The page that a site opens with has the address of its folder.
func (in Input) address(place string) (string, error) {
	if in.Homepage == "" {
		return "", nil
	}
	base, err := url.Parse(strings.TrimSuffix(in.Homepage, "/") + "/")
	if err != nil {
		return "", fmt.Errorf("read address of the site: %w", err)
	}
	if place == "index.html" || strings.HasSuffix(place, "/index.html") {
		place = strings.TrimSuffix(place, "index.html")
	}
	return base.ResolveReference(&url.URL{Path: place}).String(), nil
}
