package letter

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"jaarcijfers/pipeline/contract"
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
	atom.Select: true, atom.Textarea: true,
}

// headings are the elements for headings.
var headings = map[atom.Atom]bool{atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true}

// struck elements hold text that was deleted from the letter.
var struck = map[atom.Atom]bool{atom.Del: true, atom.S: true, atom.Strike: true}

// empty elements hold nothing, so that nothing closes them.
var empty = map[atom.Atom]bool{
	atom.Br: true, atom.Hr: true, atom.Img: true, atom.Input: true, atom.Meta: true, atom.Link: true, atom.Col: true, atom.Wbr: true,
}

// raised and lowered are the characters for digits and signs in <sup> and <sub>.
var (
	raised  = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "+", "⁺", "-", "⁻")
	lowered = strings.NewReplacer("0", "₀", "1", "₁", "2", "₂", "3", "₃", "4", "₄", "5", "₅", "6", "₆", "7", "₇", "8", "₈", "9", "₉")
)

// numbered is the end of a heading, after which a raised number is the mark of a
// footnote.
var numbered = regexp.MustCompile(`\(\d{1,3}\s?[a-zA-Z]?\)\s*$`)

// A pageReader makes paragraphs of the tokens of an HTML page.
type pageReader struct {
	all    []paragraph
	open   paragraph
	text   strings.Builder // of the line under way
	number int             // line of the file at the current token
	start  int             // line of the file where the line under way began
	skip   string          // name of the element that is not read; empty for none
	depth  int             // of skip within itself
	hidden bool            // skip holds text that a reader of the page does not see
	sup    bool            // inside <sup>
	sub    bool            // inside <sub>
	refers bool            // inside a <sup> that links, or is of the class of a footnote
	notes  []atom.Atom     // open elements since one that holds a footnote
	unseen func(line int, text string)
}

// htmlParagraphs reads a page in the style of kst-….html: headings, paragraphs,
// lists, footnote marks in <sup>, footnotes in elements of class noot. Text that
// is hidden or struck out is not the letter's; a warning says so.
func (r *reader) htmlParagraphs(page string) []paragraph {
	p := &pageReader{number: 1, unseen: func(line int, text string) {
		r.refuse(contract.Violation{Severity: contract.Warning, Line: line, Rule: RuleHidden, Value: shorten(tidy(text))})
	}}
	return p.read(page)
}

func (r *pageReader) read(page string) []paragraph {
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
	trimmed := strings.TrimSpace(text)
	if r.skip != "" {
		if r.hidden && trimmed != "" {
			r.unseen(r.number+strings.Count(raw[:len(raw)-len(strings.TrimLeft(raw, " \t\r\n"))], "\n"), trimmed)
		}
		return
	}
	switch {
	case r.sup && isDigits(trimmed) && r.isMark():
		r.open.marks = append(r.open.marks, trimmed)
		return
	case r.sup:
		text = raised.Replace(text)
	case r.sub:
		text = lowered.Replace(text)
	}
	if strings.TrimSpace(r.text.String()) == "" && trimmed != "" {
		lead := raw[:len(raw)-len(strings.TrimLeft(raw, " \t\r\n"))]
		r.start = r.number + strings.Count(lead, "\n")
	}
	r.text.WriteString(text)
}

// isMark tells whether a raised number refers to a footnote: it links, it is the
// number of the footnote itself, or it follows the number of a heading. Any other
// is part of the text: 10².
func (r *pageReader) isMark() bool {
	return r.refers || len(r.notes) > 0 || numbered.MatchString(r.text.String())
}

func (r *pageReader) startTag(token html.Token, closed bool) {
	closed = closed || empty[token.DataAtom]
	if r.skip != "" {
		if token.Data == r.skip && !closed {
			r.depth++
		}
		return
	}
	unseen := struck[token.DataAtom] || isHidden(token)
	switch {
	case (unread[token.DataAtom] || unseen) && !closed:
		r.skip, r.depth, r.hidden = token.Data, 1, unseen
	case token.DataAtom == atom.Br:
		r.endLine()
	case token.DataAtom == atom.Sup:
		r.sup, r.refers = !closed, isNote(token)
	case token.DataAtom == atom.Sub:
		r.sub = !closed
	case token.DataAtom == atom.A && r.sup:
		r.refers = true
	case blocks[token.DataAtom]:
		r.endParagraph()
		r.open.heading = headings[token.DataAtom]
		if isNote(token) || len(r.notes) > 0 && !closed && token.DataAtom != atom.Hr {
			r.notes = append(r.notes, token.DataAtom)
		}
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
	switch {
	case token.DataAtom == atom.Sup:
		r.sup, r.refers = false, false
	case token.DataAtom == atom.Sub:
		r.sub = false
	case blocks[token.DataAtom]:
		r.endParagraph()
		if n := len(r.notes); n > 0 && r.notes[n-1] == token.DataAtom {
			r.notes = r.notes[:n-1]
		}
	}
}

var hiddenStyle = regexp.MustCompile(`(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden)`)

// isHidden tells whether a browser shows nothing of an element.
func isHidden(token html.Token) bool {
	for _, a := range token.Attr {
		if a.Key == "hidden" || a.Key == "style" && hiddenStyle.MatchString(a.Val) {
			return true
		}
	}
	return false
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
			if len(r.open.marks) > 0 {
				r.open.note = r.open.marks[0]
			} else {
				r.open.note, _, _ = strings.Cut(r.open.lines[0].text, " ")
			}
		}
		r.all = append(r.all, r.open)
		r.open = paragraph{}
	}
}
