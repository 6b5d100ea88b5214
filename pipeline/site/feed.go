package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"html/template"
	"path"
	"slices"

	"jaarcijfers/pipeline/marking"
)

// The feed tells who follows the report of new editions (Atom, RFC 4287): an entry per
// edition, with the decisions that the page of changes has of it.
type feed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  feedAuthor  `xml:"author"`
	Rights  string      `xml:"rights"`
	Links   []feedLink  `xml:"link"`
	Entries []feedEntry `xml:"entry"`
}

type feedAuthor struct {
	Name string `xml:"name"`
}

type feedLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Lang string `xml:"hreflang,attr"`
	Href string `xml:"href,attr"`
}

type feedEntry struct {
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Link    feedLink    `xml:"link"`
	Content feedContent `xml:"content"`
}

type feedContent struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

const feedType = "application/atom+xml"

// feedPage is the place of the feed; it bears what the page of changes does.
func feedPage() page { return page{id: changesPage, files: names("feed.xml", "feed.xml")} }

// feed makes that file in the language of the pages.
func (w *writer) feed() ([]byte, error) {
	p := w.plan.feed
	changes, err := w.plan.page(changesPage)
	if err != nil {
		return nil, err
	}
	f := feed{Lang: w.lang, ID: uniqueName("feed", w.in.Title, w.lang), Updated: moment(w.in.Created)}
	if f.Title, err = w.feedTitle(p.Marking, "site.feed.title"); err != nil {
		return nil, err
	}
	if f.Author.Name = w.in.Publisher.Name; f.Author.Name == "" {
		if f.Author.Name, err = w.words.Text("site.name", nil); err != nil {
			return nil, err
		}
	}
	if f.Rights, err = w.licence(); err != nil {
		return nil, err
	}
	if f.Links, err = w.feedLinks(p, changes); err != nil {
		return nil, err
	}
	if f.Entries, err = w.feedEntries(p, changes); err != nil {
		return nil, err
	}
	if len(f.Entries) > 0 {
		f.Updated = f.Entries[0].Updated
	}
	text, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write feed: %w", err)
	}
	return slices.Concat([]byte(xml.Header), text, []byte("\n")), nil
}

// feedLinks lead to the page of changes and, where the site has an address, to the feed
// itself.
func (w *writer) feedLinks(p, changes page) ([]feedLink, error) {
	href, err := w.fromFeed(changes)
	links := []feedLink{{Rel: "alternate", Type: "text/html", Lang: w.lang, Href: href}}
	if err != nil || w.in.Homepage == "" || w.in.Internal {
		return links, err
	}
	own, err := w.in.address(p.path(w.lang))
	return append(links, feedLink{Rel: "self", Type: feedType, Lang: w.lang, Href: own}), err
}

// fromFeed is the address of a page: on the web, or where that is not known from the feed,
// which stands in the same folder.
func (w *writer) fromFeed(p page) (string, error) {
	if w.in.Homepage == "" || w.in.Internal {
		return path.Base(p.path(w.lang)), nil
	}
	return w.in.address(p.path(w.lang))
}

// feedEntries are the editions of the register, newest first.
func (w *writer) feedEntries(p, changes page) ([]feedEntry, error) {
	var entries []feedEntry
	decided := w.decisions()
	for len(decided) > 0 {
		version := decided[0].Version
		var of, rest []decisionView
		for _, d := range decided {
			if d.Version == version {
				of = append(of, d)
			} else {
				rest = append(rest, d)
			}
		}
		e, err := w.feedEntry(p, changes, of)
		if err != nil {
			return nil, fmt.Errorf("edition %s: %w", version, err)
		}
		entries, decided = append(entries, e), rest
	}
	return entries, nil
}

// feedEntry is one edition, by its decisions, the newest first.
func (w *writer) feedEntry(p, changes page, decisions []decisionView) (feedEntry, error) {
	newest := decisions[0]
	e := feedEntry{ID: uniqueName("edition", w.in.Title, newest.Version, w.lang), Updated: moment(newest.Date)}
	var err error
	if e.Title, err = w.feedTitle(p.Marking, "site.feed.edition", "version", newest.Version); err != nil {
		return e, err
	}
	href, err := w.fromFeed(changes)
	if err != nil {
		return e, err
	}
	e.Link = feedLink{Rel: "alternate", Type: "text/html", Lang: w.lang, Href: href + "#" + slug(newest.ID)}
	t, err := template.New("feed.html").Funcs(w.funcs(p)).ParseFS(embedded, "templates/feed.html")
	if err != nil {
		return e, fmt.Errorf("parse template: %w", err)
	}
	var text bytes.Buffer
	if err := t.Execute(&text, decisions); err != nil {
		return e, fmt.Errorf("fill template: %w", err)
	}
	e.Content = feedContent{Type: "html", Text: text.String()}
	return e, nil
}

// feedTitle is a sentence with what the feed bears.
func (w *writer) feedTitle(m marking.Marking, key string, pairs ...any) (string, error) {
	title, err := w.text(key, pairs...)
	if err != nil {
		return "", err
	}
	return m.PartTitle(w.words, title)
}

// moment is the beginning of a day, as a feed writes it.
func moment(day string) string { return day + "T00:00:00Z" }

// uniqueName makes of what something is a name that nothing else has and that stays (a
// UUID of version 8, RFC 9562): a report without an address has no other.
func uniqueName(parts ...string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "jaarcijfers %q", parts))
	id := sum[:16]
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}
