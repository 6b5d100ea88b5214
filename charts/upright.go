package charts

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// letterWidth is the width of a letter as a share of its size, for wide type: a
// reader's letters cannot be measured here.
const letterWidth = 0.62

// upright turns the figures of cells that are too narrow for them, so that no
// figure stands on others. A panel's figures turn together; the sign of one
// that is not there loses its brackets instead. A figure that is longer than its cell
// is high stays as it is: thin takes out what does not fit.
func (p *Plot) upright(svg string, width int) string {
	plane := p.plane(width)
	type band struct {
		top, bottom float64
		turn        bool
	}
	var bands []band
	top := p.headHeight()
	for _, panel := range p.Panels {
		if panel.Title != "" {
			top += titleSpace
		}
		most := p.longest(panel)
		cell := (plane.right - plane.left) / float64(len(panel.Axis))
		bands = append(bands, band{float64(top), float64(top + p.panelHeight(panel)), most > cell && most <= rowHeight})
		top += p.panelHeight(panel) + axisSpace
	}
	return texted[smallSize].ReplaceAllStringFunc(svg, func(text string) string {
		at := placeOf.FindStringSubmatch(text)
		if at == nil {
			return text
		}
		y, _ := strconv.ParseFloat(at[2], 64)
		for _, b := range bands {
			if !b.turn || y < b.top || y >= b.bottom {
				continue
			}
			for _, sign := range []string{confidentialSign, notApplicableSign} {
				if strings.Contains(text, ">"+sign+"<") {
					return strings.Replace(text, sign, strings.Trim(sign, "[]"), 1)
				}
			}
			return strings.Replace(text, at[0], at[0]+turned, 1)
		}
		return text
	})
}

// turned is what a text has behind its place when it reads from below.
const turned = " rotate(-90)"

// longest is the width of the longest figure in the cells of a panel.
func (p *Plot) longest(panel Panel) float64 {
	most := 0
	for _, s := range panel.Series {
		for _, point := range s.Points {
			if point.Value != nil {
				most = max(most, utf8.RuneCountInString(p.bare(point.Row)))
				continue
			}
			sign, _ := point.Row.emptySign()
			most = max(most, len(sign))
		}
	}
	return letterWidth * smallSize * float64(most)
}
