package draw

import (
	"regexp"
	"slices"
	"strconv"
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
	return texted[SmallSize].ReplaceAllStringFunc(svg, func(text string) string {
		at := placeOf.FindStringSubmatch(text)
		if at == nil {
			return text
		}
		y, _ := strconv.ParseFloat(at[2], 64)
		switch {
		case !slices.ContainsFunc(narrow, func(c Cells) bool { return y >= float64(c.Top) && y < float64(c.Bottom) }):
			return text
		case inBrackets.MatchString(text):
			return inBrackets.ReplaceAllString(text, ">$1<")
		}
		return strings.Replace(text, at[0], at[0]+turned, 1)
	})
}

// inBrackets is a text that is nothing but a sign in brackets.
var inBrackets = regexp.MustCompile(`>\[([^\[\]<]*)\]<`)

// turned is what a text has behind its place when it reads from below.
const turned = " rotate(-90)"
