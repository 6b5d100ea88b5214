package site

import (
	"bytes"
	"errors"
	"html/template"
	"regexp"
	"strings"
)

// A term that readers do not know is spelled out where a page uses it first: at most
// this many letters after it, or anywhere before.
const termRoom = 80

// headed is the heading of a page with its lead.
var headed = regexp.MustCompile(`</h1>\n(<p class="lead">.*</p>\n)?`)

// spellOut puts what codis is under the heading of a page that uses the word first
// without saying so.
func (w *writer) spellOut(page []byte) ([]byte, error) {
	word, errWord := w.words.Text("site.term.codis", nil)
	spelled, errSpelled := w.words.Text("site.term.codis_spelled", nil)
	words, err := w.words.Text("site.term.codis_words", nil)
	if err := errors.Join(errWord, errSpelled, err); err != nil {
		return nil, err
	}
	text, used := textUntil(page[max(0, bytes.Index(page, []byte("<main"))):], word)
	if !used || strings.Contains(text, spelled) {
		return page, nil
	}
	at := headed.FindIndex(page)
	if at == nil {
		return nil, errors.New("a page without a heading says codis")
	}
	line := `<p class="text">` + template.HTMLEscapeString(words) + "</p>\n"
	return bytes.Join([][]byte{page[:at[1]], page[at[1]:]}, []byte(line)), nil
}

// textUntil is the text of HTML up to the first use of a word, and termRoom letters more;
// and whether the word is used. What is in a drawing or a script is no text.
func textUntil(html []byte, word string) (string, bool) {
	var text strings.Builder
	end := -1
	for len(html) > 0 && (end < 0 || text.Len() < end) {
		at := bytes.IndexByte(html, '<')
		if at < 0 {
			at = len(html)
		}
		if use := bytes.Index(bytes.ToLower(html[:at]), []byte(word)); use >= 0 && end < 0 {
			end = text.Len() + use + len(word) + termRoom
		}
		text.Write(html[:at])
		html = html[at:]
		for _, apart := range []string{"svg", "script"} {
			if bytes.HasPrefix(html, []byte("<"+apart)) {
				html = html[max(0, bytes.Index(html, []byte("</"+apart))):]
			}
		}
		_, html, _ = bytes.Cut(html, []byte(">"))
	}
	all := text.String()
	return all[:min(len(all), max(end, 0))], end >= 0
}
