package site

import (
	"fmt"
	"net/url"
	"strings"

	"jaarcijfers/pipeline/messages"
)

// A graph is what a page says of itself to a program that shows a link to it (Open Graph,
// https://ogp.me). It names no picture: such programs take no SVG.
type graph struct {
	Title   string
	Type    string
	Locale  string   // of the page
	Others  []string // of the same page in other languages
	Address string   // of the page on the web; empty when the site has no address, and of what is internal
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
	g.Address, err = w.in.address(p.path(w.lang))
	return g, err
}

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
