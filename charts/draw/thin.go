package draw

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// letterHeight is the height of a figure as a share of its size.
const letterHeight = 0.75

// A box is the room that a text takes.
type box struct{ left, right, top, bottom float64 }

func (b box) meets(c box) bool {
	return b.left < c.right && c.left < b.right && b.top < c.bottom && c.top < b.bottom
}

// keepOrder is the order in which texts get their room: those at the right edge,
// which are of the last year, then those that end in the sign, since a note names
// them, then the others from the newest.
func keepOrder(svg string, places []span, sign string) []int {
	right := make([]float64, len(places))
	edge := 0.0
	for i, place := range places {
		if x, _, ok := translated(place.of(svg)); ok {
			right[i] = x
			edge = max(edge, x)
		}
	}
	var last, signed, others []int
	for i := len(places) - 1; i >= 0; i-- {
		switch text := places[i].of(svg); {
		case right[i] >= edge-1:
			last = append(last, i)
		case sign != "" && strings.Contains(text, sign+"</text>"):
			signed = append(signed, i)
		default:
			others = append(others, i)
		}
	}
	return slices.Concat(last, signed, others)
}

// thin takes out figures and years that would stand on others: the newest stay,
// and the table has them all. ECharts leaves this to a part that is not in the
// library we use, and cannot measure a reader's letters either; so room is taken
// for wide ones.
func thin(svg string, size int, sign string) string {
	const gap = 3
	letter := letterWidth * float64(size)
	places := centred(svg, size)
	var kept []box
	drop := map[int]bool{}
	for _, i := range keepOrder(svg, places, sign) {
		text := places[i].of(svg)
		x, y, moved := translated(text)
		shown, whole := wordsOf(text)
		if !moved || !whole {
			continue
		}
		length := utf8.RuneCountInString(shown)
		half := letter*float64(length)/2 + gap
		if length == 1 {
			half -= gap - 1
		}
		b := box{left: x - half, right: x + half, top: y - float64(size), bottom: y}
		if strings.Contains(text, turned) {
			thick := letterHeight * float64(size) / 2
			b = box{left: x - thick, right: x + thick, top: y - half, bottom: y + half}
		}
		for _, other := range kept {
			drop[i] = drop[i] || b.meets(other)
		}
		if !drop[i] {
			kept = append(kept, b)
		}
	}
	return replaceSpans(svg, places, func(i int, text string) string {
		if drop[i] {
			return ""
		}
		return text
	})
}
