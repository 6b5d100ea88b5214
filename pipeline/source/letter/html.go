package letter

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blocks end a paragraph where they start and where they end.
var blocks = map[atom.Atom]bool{
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true,
	atom.Footer: true, atom.Aside: true, atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Dl: true, atom.Dt: true,
	atom.Dd: true, atom.Table: true, atom.Tr: true, atom.Td: true, atom.Th: true, atom.Blockquote: true, atom.Pre: true,
	atom.Hr: true, atom.Body: true,
}

// unread elements hold no text of the letter.
var unread = map[atom.Atom]bool{
	atom.Head: true, atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true, atom.Nav: true,
}

// A pageReader makes paragraphs of the tokens of an HTML page.
type pageReader struct {
	all    []paragraph
	open   paragraph
	text   strings.Builder // of the line under way
	number int             // line of the file at the current token
	start  int             // line of the file where the line under way began
	skip   atom.Atom       // element that is not read; 0 for none
	depth  int             // of skip within itself
	sup    bool            // inside <sup>
	notes  []atom.Atom     // open elements since one that holds a footnote
}

// htmlParagraphs reads a page in the style of kst-….html: headings, paragraphs,
// lists, footnote marks in <sup>, footnotes in elements of class noot.
func htmlParagraphs(page string) []paragraph {
	r := &pageReader{number: 1}
	tokens := html.NewTokenizer(strings.NewReader(page))
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			r.endParagraph()
			return r.all
		}
		raw := string(tokens.Raw())
		token := tokens.Token()
		switch kind {
		case html.TextToken:
			r.readText(token.Data, raw)
		case html.StartTagToken, html.SelfClosingTagToken:
			r.startTag(token, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			r.endTag(token)
		}
		r.number += strings.Count(raw, "\n")
	}
}

func (r *pageReader) readText(text, raw string) {
	if r.skip != 0 {
		return
	}
	trimmed := strings.TrimSpace(text)
	if r.sup && isDigits(trimmed) {
		r.open.marks = trimmed
		return
	}
	if strings.TrimSpace(r.text.String()) == "" && trimmed != "" {
		lead := raw[:len(raw)-len(strings.TrimLeft(raw, " \t\r\n"))]
		r.start = r.number + strings.Count(lead, "\n")
	}
	r.text.WriteString(text)
}

func (r *pageReader) startTag(token html.Token, closed bool) {
	if r.skip != 0 {
		if token.DataAtom == r.skip && !closed {
			r.depth++
		}
		return
	}
	switch {
	case unread[token.DataAtom] && !closed:
		r.skip, r.depth = token.DataAtom, 1
	case token.DataAtom == atom.Br:
		r.endLine()
	case token.DataAtom == atom.Sup:
		r.sup = !closed
	case blocks[token.DataAtom]:
		r.endParagraph()
		if isNote(token) || len(r.notes) > 0 && !closed && token.DataAtom != atom.Hr {
			r.notes = append(r.notes, token.DataAtom)
		}
	}
}

func (r *pageReader) endTag(token html.Token) {
	if r.skip != 0 {
		if token.DataAtom == r.skip {
			r.depth--
		}
		if r.depth == 0 {
			r.skip = 0
		}
		return
	}
	switch {
	case token.DataAtom == atom.Sup:
		r.sup = false
	case blocks[token.DataAtom]:
		r.endParagraph()
		if n := len(r.notes); n > 0 && r.notes[n-1] == token.DataAtom {
			r.notes = r.notes[:n-1]
		}
	}
}

// isNote tells by its class whether an element holds a footnote.
func isNote(token html.Token) bool {
	for _, a := range token.Attr {
		if a.Key == "class" {
			for name := range strings.FieldsSeq(strings.ToLower(a.Val)) {
				if name == "noot" || name == "voetnoot" || name == "footnote" {
					return true
				}
			}
		}
	}
	return false
}

func (r *pageReader) endLine() {
	if text := tidy(r.text.String()); text != "" {
		r.open.lines = append(r.open.lines, line{text, r.start})
	}
	r.text.Reset()
}

func (r *pageReader) endParagraph() {
	r.endLine()
	if len(r.open.lines) > 0 {
		if len(r.notes) > 0 {
			r.open.note = r.open.marks
			if r.open.note == "" {
				r.open.note, _, _ = strings.Cut(r.open.lines[0].text, " ")
			}
		}
		r.all = append(r.all, r.open)
		r.open = paragraph{}
	}
}
