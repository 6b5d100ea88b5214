package letter

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"jaarcijfers/pipeline/contract"
)

// blocks end a paragraph where they start and where they end.
var blocks = atoms(atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.P, atom.Div, atom.Section, atom.Article, atom.Main,
	atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Caption,
	atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Blockquote, atom.Pre, atom.Hr, atom.Body, atom.Figure,
	atom.Figcaption, atom.Details, atom.Summary, atom.Dialog, atom.Form, atom.Fieldset, atom.Legend, atom.Address, atom.Hgroup,
	atom.Menu, atom.Center)

// headings are the elements for headings, lists those whose items are no sentences.
var (
	headings = atoms(atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6)
	lists    = atoms(atom.Ul, atom.Ol, atom.Dl, atom.Menu)
)

// empty elements hold nothing, so that nothing closes them.
var empty = atoms(atom.Br, atom.Hr, atom.Img, atom.Input, atom.Meta, atom.Link, atom.Col, atom.Wbr, atom.Base, atom.Area,
	atom.Source, atom.Track, atom.Embed, atom.Param)

func atoms(all ...atom.Atom) map[atom.Atom]bool {
	set := map[atom.Atom]bool{}
	for _, a := range all {
		set[a] = true
	}
	return set
}

// A pageReader makes paragraphs of the tokens of an HTML page.
type pageReader struct {
	all     []paragraph
	open    paragraph
	text    strings.Builder // of the line under way
	number  int             // line of the file at the current token
	start   int             // line of the file where the line under way began
	skip    string          // name of the element that is not read; empty for none
	depth   int             // of skip within itself
	hidden  bool            // skip may hold text of the letter
	inline  []inline        // open elements within a paragraph
	high    int             // of them that raise text
	low     int             // of them that lower it
	refers  int             // of them that refer to a footnote
	lists   int             // open lists
	notes   []atom.Atom     // open elements since one that holds a footnote
	note    string          // number of the last footnote
	garbled bool            // an entity was refused
	known   map[string]bool // numbers of the footnotes of the page
	classes map[string]bool // classes and ids that the page's own style hides
	shown   func(line int) bool
	refuse  func(rule contract.Rule, line int, text string)
}

// htmlParagraphs reads a page in the style of kst-….html: headings, paragraphs,
// lists, footnote marks in <sup>, footnotes in elements of class noot. Text that
// a reader of the page may not see is refused, unless its line is declared to be
// read as it is shown. A first pass finds the numbers of the footnotes.
func (r *reader) htmlParagraphs(page string, lines []Lines) []paragraph {
	classes := hiddenClasses(page)
	first := &pageReader{
		number: 1, known: map[string]bool{}, classes: classes,
		shown: func(int) bool { return true }, refuse: func(contract.Rule, int, string) {},
	}
	known := map[string]bool{}
	for _, p := range first.read(page) {
		if p.note != "" {
			known[p.note] = true
		} else if found := noteShape.FindStringSubmatch(p.joined()); found != nil {
			known[found[1]] = true
		}
	}
	refused := map[string]bool{} // the same on one line is one message
	second := &pageReader{
		number: 1, known: known, classes: classes,
		shown: func(line int) bool { return r.isShown(line, lines) },
		refuse: func(rule contract.Rule, line int, text string) {
			v := contract.Violation{Line: line, Rule: rule, Value: shorten(tidy(text))}
			if key := strconv.Itoa(line) + string(rule) + v.Value; !refused[key] {
				refused[key] = true
				r.refuse(v)
			}
		},
	}
	return second.read(page)
}

// isShown tells whether a line is declared to be read as the page shows it.
func (r *reader) isShown(line int, lines []Lines) bool {
	at := slices.IndexFunc(lines, func(l Lines) bool { return l.As == AsShown && l.First <= line && line <= l.Last })
	if at < 0 {
		return false
	}
	r.shown[at] = true
	return true
}

func (r *pageReader) read(page string) []paragraph {
	tokens := html.NewTokenizer(strings.NewReader(page))
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			if r.skip != "" {
				r.refuse(RuleUnclosed, r.number, "<"+r.skip+">")
			}
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
		case html.CommentToken:
			r.readComment(raw)
		}
		r.number += strings.Count(raw, "\n")
	}
}

// readComment passes over a comment, which nobody sees. One that is not closed
// takes the rest of the page with it; a CDATA section is text to some programs.
func (r *pageReader) readComment(raw string) {
	switch {
	case strings.HasPrefix(raw, "<!--") && !strings.HasSuffix(raw, "-->") && !strings.HasSuffix(raw, "--!>") && raw != "<!-->" && raw != "<!--->":
		r.refuse(RuleUnclosed, r.number, raw)
	case strings.HasPrefix(raw, "<![CDATA[") && !r.shown(r.number):
		r.refuse(RuleHidden, r.number, raw)
	}
}

func (r *pageReader) readText(text, raw string) {
	trimmed := strings.TrimSpace(text)
	at := r.number + strings.Count(raw[:len(raw)-len(strings.TrimLeft(raw, " \t\r\n"))], "\n")
	if r.skip != "" {
		if r.hidden && trimmed != "" && !r.shown(at) {
			r.refuse(RuleHidden, at, trimmed)
		}
		return
	}
	r.readEntities(text, raw, at)
	if trimmed != "" {
		var mark bool
		if text, mark = r.placed(text, at); mark {
			return
		}
	}
	if strings.TrimSpace(r.text.String()) == "" && trimmed != "" {
		r.start = at
	}
	r.text.WriteString(text)
}

// readEntities refuses characters that were written down as entities: the bytes of
// the page did not show them. The first stands for all.
func (r *pageReader) readEntities(text, raw string, at int) {
	if r.garbled || !strings.Contains(raw, "&") {
		return
	}
	if name := unwantedIn(text); name != "" {
		r.refuse(RuleEncoding, at, name)
		r.garbled = true
	} else if found := mojibake.FindString(text); found != "" {
		r.refuse(RuleMojibake, at, found)
		r.garbled = true
	}
}

func (r *pageReader) startTag(token html.Token, closed bool) {
	closed = closed && token.DataAtom == 0 || empty[token.DataAtom] // <p/> opens a paragraph
	if r.skip != "" && (r.skip != "p" || !blocks[token.DataAtom]) {
		if token.Data == r.skip && !closed {
			r.depth++
		}
		return
	}
	r.skip = ""
	hidden := r.isHidden(token)
	switch {
	case (unread[token.DataAtom] || hidden) && !closed:
		if blocks[token.DataAtom] {
			r.endParagraph()
		}
		r.skip, r.depth, r.hidden = token.Data, 1, !silent[token.DataAtom]
	case token.DataAtom == atom.Br:
		r.endLine()
	case blocks[token.DataAtom]:
		r.endParagraph()
		if lists[token.DataAtom] {
			r.lists++
		}
		r.open.heading = headings[token.DataAtom]
		if isNote(token) || len(r.notes) > 0 && !closed {
			r.notes = append(r.notes, token.DataAtom)
		}
	case !closed:
		if token.DataAtom == atom.Q {
			r.text.WriteString("“")
		}
		r.openInline(inlineOf(token))
	}
}

func (r *pageReader) endTag(token html.Token) {
	if r.skip != "" {
		if token.Data == r.skip {
			r.depth--
		}
		if r.depth == 0 {
			r.skip = ""
		}
		return
	}
	if !blocks[token.DataAtom] {
		if r.closeInline(token.Data) && token.DataAtom == atom.Q {
			r.text.WriteString("”")
		}
		return
	}
	r.endParagraph()
	if lists[token.DataAtom] && r.lists > 0 {
		r.lists--
	}
	if n := len(r.notes); n > 0 && r.notes[n-1] == token.DataAtom {
		r.notes = r.notes[:n-1]
	}
}

func (r *pageReader) endLine() {
	if text := tidy(r.text.String()); text != "" {
		// A line of nothing but marks and quotes begins with no text.
		r.open.lines = append(r.open.lines, line{text, cmp.Or(r.start, r.number)})
	}
	r.text.Reset()
	r.start = 0
}

func (r *pageReader) endParagraph() {
	r.endLine()
	r.inline, r.high, r.low, r.refers = nil, 0, 0, 0
	if len(r.open.lines) == 0 {
		return
	}
	if len(r.notes) > 0 {
		r.open.note = r.noteNumber()
	}
	r.open.item = r.lists > 0
	r.all = append(r.all, r.open)
	r.open = paragraph{}
}

// noteNumber is the number of the footnote under way: its first mark or word, or
// that of the paragraph before.
func (r *pageReader) noteNumber() string {
	if len(r.open.marks) > 0 {
		r.note = r.open.marks[0]
		return r.note
	}
	first, _, _ := strings.Cut(r.open.lines[0].text, " ")
	if first = strings.TrimRight(first, ".)"); isDigits(first) || r.note == "" {
		r.note = first
	}
	return r.note
}
