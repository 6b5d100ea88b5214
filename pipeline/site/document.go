package site

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// documentTemplate is the template of the whole report.
const documentTemplate = "document.html"

// documentPage is the whole report as one file, for a mail and for paper. It asks
// for no other file and holds no script.
func documentPage() page {
	return page{id: startPage, files: names("rapport.html", "report.html"), template: documentTemplate}
}

// DocumentPath is the place in the release of the whole report as one file. A
// report with made-up figures has another: see FindDocument.
func DocumentPath(lang string) string { return documentPage().path(lang) }

// FindDocument finds the whole report in the folder of a release. Its name says
// whether it has made-up figures: then it is not DocumentPath.
func FindDocument(release fs.FS, lang string) (string, error) {
	usual := DocumentPath(lang)
	ending := path.Ext(usual)
	found, err := fs.Glob(release, strings.TrimSuffix(usual, ending)+"*"+ending)
	if err != nil {
		return "", fmt.Errorf("find the report: %w", err)
	}
	if len(found) != 1 {
		return "", fmt.Errorf("find the report: %d files look like %s", len(found), usual)
	}
	return found[0], nil
}

// chapters are the pages that make up the report, in order. What only serves on
// a screen, or is paper of its own, is left out.
func (p plan) chapters() []page {
	return slices.DeleteFunc(slices.Clone(p.pages), func(one page) bool { return one.screen || one.apart })
}

// A documentView is what the template of the document needs.
type documentView struct {
	frame
	Policy   string // source expression of the stylesheet
	Style    template.CSS
	Chapters []chapter
}

type chapter struct {
	ID, Title string
	Synthetic bool             // a program made up figures in it
	Sections  []chapterSection // for the table of contents
	Body      template.HTML
}

type chapterSection struct{ ID, Title string }

// document joins rendered pages into one file. Ids get the page's id before
// them; links between the pages become links within the file; links to what is
// not in it become words.
func (w *writer) document(rendered map[string][]byte, style []byte) ([]byte, error) {
	p := w.plan.document
	w = w.at(p)
	places := map[string]string{}
	for _, c := range w.plan.chapters() {
		places[c.path(w.lang)] = c.id
	}
	f, err := w.frame(p, nil)
	if err != nil {
		return nil, err
	}
	marked, err := w.printStyle(p.Marking)
	if err != nil {
		return nil, err
	}
	running, err := w.runningHead()
	if err != nil {
		return nil, err
	}
	style = bytes.TrimSpace(slices.Concat(style, running, marked))
	v := documentView{frame: f, Style: template.CSS(style), Policy: hashSource(style)}
	for _, c := range w.plan.chapters() {
		title, _, err := w.heading(c)
		if err != nil {
			return nil, err
		}
		one := joiner{page: c, title: title, path: c.path(w.lang), places: places}
		body, err := one.chapter(rendered[c.path(w.lang)])
		if err != nil {
			return nil, fmt.Errorf("join page %s: %w", c.path(w.lang), err)
		}
		v.Chapters = append(v.Chapters, chapter{ID: c.id, Title: title, Synthetic: c.Synthetic, Sections: one.sections, Body: template.HTML(body)})
	}
	t, err := template.New(documentTemplate).Funcs(w.funcs(p)).ParseFS(embedded, "templates/"+documentTemplate)
	if err != nil {
		return nil, fmt.Errorf("parse template: %w", err)
	}
	var text bytes.Buffer
	if err := t.Execute(&text, v); err != nil {
		return nil, fmt.Errorf("fill template: %w", err)
	}
	return text.Bytes(), nil
}

// A joiner turns one page into a chapter.
type joiner struct {
	page     page
	path     string            // of the page in the release
	places   map[string]string // path of a page -> id of its chapter
	title    string
	sections []chapterSection
}

func (j *joiner) chapter(text []byte) ([]byte, error) {
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("read it: %w", err)
	}
	var main *html.Node
	for n := range root.Descendants() {
		if n.DataAtom == atom.Main {
			main = n
		}
	}
	if main == nil {
		return nil, fmt.Errorf("it has no main element")
	}
	j.walk(main)
	var out bytes.Buffer
	for n := range main.ChildNodes() {
		if err := html.Render(&out, n); err != nil {
			return nil, fmt.Errorf("write it: %w", err)
		}
	}
	return out.Bytes(), nil
}

// screenOnly are classes of what does nothing on paper or without other files, and
// of what the table of contents says.
var screenOnly = []string{"tools", "view", "state", "filter", "elsewhere", "told"}

func (j *joiner) walk(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode {
			if j.leftOut(c) {
				n.RemoveChild(c)
			} else {
				j.element(c)
				j.walk(c)
			}
		}
		c = next
	}
}

func (j *joiner) leftOut(n *html.Node) bool {
	for _, class := range strings.Fields(attribute(n, "class")) {
		if slices.Contains(screenOnly, class) {
			return true
		}
	}
	return false
}

// lowered are the headings, each a level below where it was: the document has a
// title of its own.
var lowered = map[string]string{"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5"}

func (j *joiner) element(n *html.Node) {
	if lower, ok := lowered[n.Data]; ok && n.Namespace == "" {
		n.Data, n.DataAtom = lower, atom.Lookup([]byte(lower))
		if id := attribute(n, "id"); id != "" && lower == "h3" {
			j.sections = append(j.sections, chapterSection{j.own(id), words(n)})
		}
	}
	if n.DataAtom == atom.A && n.Namespace == "" && !j.link(n) {
		n.Data, n.DataAtom = "span", atom.Span
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
			return slices.Contains([]string{"href", "download", "aria-label", "rel"}, a.Key)
		})
	}
	j.landmark(n)
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		return strings.HasPrefix(a.Key, "data-") && a.Key != "data-status" && a.Key != "data-years" && a.Key != "data-label" // the stylesheet reads these
	})
	for i, a := range n.Attr {
		switch {
		case a.Key == "id":
			n.Attr[i].Val = j.own(a.Val)
		case a.Key == "for", strings.HasPrefix(a.Key, "aria-") && strings.HasSuffix(a.Key, "by"):
			ids := strings.Fields(a.Val)
			for k := range ids {
				ids[k] = j.own(ids[k])
			}
			n.Attr[i].Val = strings.Join(ids, " ")
		case strings.HasPrefix(a.Val, "url(#"):
			n.Attr[i].Val = "url(#" + j.own(strings.TrimPrefix(a.Val, "url(#"))
		}
	}
}

func (j *joiner) own(id string) string { return j.page.id + "--" + id }

// landmark keeps the landmarks of the document apart: a section that its heading
// names is one within a chapter only, and the name of a table or an aside gets the
// chapter's.
func (j *joiner) landmark(n *html.Node) {
	if n.DataAtom != atom.Section && n.DataAtom != atom.Aside {
		return
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "aria-labelledby" })
	for i, a := range n.Attr {
		if a.Key == "aria-label" {
			n.Attr[i].Val += " (" + j.title + ")"
		}
	}
}

// link leads a link to its place in the document. Not ok for one that leads to
// another file.
func (j *joiner) link(n *html.Node) bool {
	for i, a := range n.Attr {
		if a.Key != "href" {
			continue
		}
		file, anchor, _ := strings.Cut(a.Val, "#")
		if strings.Contains(file, "://") {
			return true
		}
		chapter, ok := j.page.id, true
		if file != "" {
			chapter, ok = j.places[path.Join(path.Dir(j.path), file)]
		}
		if !ok {
			return false
		}
		n.Attr[i].Val = "#" + chapter
		if anchor != "" {
			n.Attr[i].Val = "#" + chapter + "--" + anchor
		}
		return true
	}
	return false
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// words are the text of an element.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}
