package site

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/messages"
)

// Sizes on the sheet of paper round a drawing that leaves the site, in pixels.
const (
	posterEdge  = 20
	posterTitle = 19
	posterUnit  = 14
	posterFoot  = 12
	posterLine  = 1.35 // of its letters
	// posterLetter is the width of a letter as a share of its size, for wide type: a
	// reader's letters cannot be measured here.
	posterLetter = 0.6
)

// posterFont is the family of the drawing's own letters.
const posterFont = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif"

// A poster is a drawing with words above and below it, written from the top.
type poster struct {
	out   bytes.Buffer
	width int
	y     float64
	err   error
}

// poster is the drawing of a chart as a file of its own. It carries its meaning: title
// and unit above it, and below it what its signs mean, whose figures they are and how to
// refer to them, with edition and place.
func (w *writer) poster(c plot.Chart) ([]byte, error) {
	foot, err := w.imprintOf(c)
	if err != nil {
		return nil, err
	}
	p := &poster{width: c.Width, y: posterEdge}
	p.words(c.Title, posterTitle, ` font-weight="bold"`)
	p.words(c.Under, posterUnit, "")
	p.y += posterEdge / 2
	inside, ok := bytes.CutPrefix(c.File, []byte("<svg "))
	if !ok {
		return nil, fmt.Errorf("drawing of chart %s does not begin with <svg", c.ID)
	}
	fmt.Fprintf(&p.out, "<svg x=\"%d\" y=\"%.0f\" %s\n", posterEdge, p.y, bytes.TrimSpace(inside))
	p.y += float64(c.Height) + posterEdge/2
	for _, line := range foot {
		p.words(line, posterFoot, "")
	}
	if p.err != nil {
		return nil, fmt.Errorf("write the picture of chart %s: %w", c.ID, p.err)
	}
	width, height := c.Width+2*posterEdge, int(p.y)+posterEdge
	var all bytes.Buffer
	fmt.Fprintf(&all, "<svg width=\"%d\" height=\"%d\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"%s\" fill=\"#1b1f24\">\n", width, height, width, height, posterFont)
	fmt.Fprintf(&all, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"></rect>\n", width, height)
	all.Write(p.out.Bytes())
	all.WriteString("</svg>\n")
	return all.Bytes(), nil
}

// imprintOf are the lines under a picture: signs, sources, how to refer to it.
func (w *writer) imprintOf(c plot.Chart) ([]string, error) {
	var lines, publishers []string
	marks, err := w.tableMarks(c.Table)
	if err != nil {
		return nil, err
	}
	for _, m := range marks {
		lines = append(lines, m.Sign+": "+m.Words)
	}
	for _, s := range c.Sources {
		if s.Publisher != "" && !slices.Contains(publishers, s.Publisher) {
			publishers = append(publishers, s.Publisher)
		}
	}
	if len(publishers) > 0 {
		text, err := w.words.Text("site.share.sources", messages.Args{"sources": strings.Join(publishers, "; ")})
		if err != nil {
			return nil, err
		}
		lines = append(lines, text)
	}
	cite, err := w.cite(c)
	return append(lines, cite), err
}

// words writes a text over as many lines as it takes.
func (p *poster) words(text string, size int, look string) {
	for _, line := range broken(text, int(float64(p.width)/(posterLetter*float64(size)))) {
		p.y += float64(size) * posterLine
		p.out.WriteString(`<text x="` + strconv.Itoa(posterEdge) + `" y="` + strconv.FormatFloat(p.y, 'f', 1, 64) + `" font-size="` + strconv.Itoa(size) + `"` + look + ">")
		if err := xml.EscapeText(&p.out, []byte(line)); err != nil {
			p.err = err
		}
		p.out.WriteString("</text>\n")
	}
}

// broken breaks a text between its words into lines of at most so many letters; a word that
// is longer stands alone.
func broken(text string, most int) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		last := len(lines) - 1
		if last >= 0 && utf8.RuneCountInString(lines[last])+1+utf8.RuneCountInString(word) <= most {
			lines[last] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}
