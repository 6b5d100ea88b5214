package draw

import (
	"slices"
	"strings"
)

// letterWidth is the width of a letter as a share of its size, for wide type: a
// reader's letters cannot be measured here.
const letterWidth = 0.62

// upright turns the figures of cells that are too narrow for them, so that no
// figure stands on others. A panel's figures turn together; a sign in brackets,
// of one that is not there, loses those instead. A figure that is longer than its
// cell is high stays as it is: thin takes out what does not fit.
func upright(svg string, panels []Cells, plane plane) string {
	var narrow []Cells
	for _, c := range panels {
		longest := letterWidth * SmallSize * float64(c.Longest)
		if longest > (plane.right-plane.left)/float64(c.Columns) && longest <= float64(c.Height) {
			narrow = append(narrow, c)
		}
	}
	if len(narrow) == 0 {
		return svg
	}
	return replaceSpans(svg, centred(svg, SmallSize), func(_ int, text string) string {
		t, ok := transformOf(text)
		if !ok || t.matrix {
			return text
		}
		if _, y := t.at(text); !slices.ContainsFunc(narrow, func(c Cells) bool { return y >= float64(c.Top) && y < float64(c.Bottom) }) {
			return text
		}
		if words, sign, ok := inBrackets(text); ok {
			return strings.Replace(text, ">"+words+"<", ">"+sign+"<", 1)
		}
		_, y := t.place()
		end := y.to + len(")")
		return text[:end] + turned + text[end:]
	})
}

// inBrackets is the sign of a text that is nothing but a sign in brackets.
func inBrackets(text string) (words, sign string, ok bool) {
	words, _ = wordsOf(text)
	sign, opened := strings.CutPrefix(words, "[")
	sign, closed := strings.CutSuffix(sign, "]")
	return words, sign, opened && closed && !strings.ContainsAny(sign, "[]")
}

// turned is what a text has behind its place when it reads from below.
const turned = " rotate(-90)"
