package draw

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Texts that stand above or below a point of a drawing, as ECharts writes them.
var (
	placeOf = regexp.MustCompile(`translate\((-?[\d.]+) (-?[\d.]+)\)`)
	shownOf = regexp.MustCompile(`>([^<]*)</text>`)
	texted  = map[int]*regexp.Regexp{
		FontSize:  regexp.MustCompile(`<text [^>]*text-anchor="middle"[^>]*font-size:` + strconv.Itoa(FontSize) + `px[^>]*>[^<]*</text>\n?`),
		SmallSize: regexp.MustCompile(`<text [^>]*text-anchor="middle"[^>]*font-size:` + strconv.Itoa(SmallSize) + `px[^>]*>[^<]*</text>\n?`),
	}
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
func keepOrder(svg string, places [][]int, sign string) []int {
	right := make([]float64, len(places))
	edge := 0.0
	for i, place := range places {
		if at := placeOf.FindStringSubmatch(svg[place[0]:place[1]]); at != nil {
			right[i], _ = strconv.ParseFloat(at[1], 64)
			edge = max(edge, right[i])
		}
	}
	var last, signed, others []int
	for i := len(places) - 1; i >= 0; i-- {
		switch text := svg[places[i][0]:places[i][1]]; {
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
	places := texted[size].FindAllStringIndex(svg, -1)
	var kept []box
	drop := map[int]bool{}
	for _, i := range keepOrder(svg, places, sign) {
		text := svg[places[i][0]:places[i][1]]
		at, shown := placeOf.FindStringSubmatch(text), shownOf.FindStringSubmatch(text)
		if at == nil || shown == nil {
			continue
		}
		x, _ := strconv.ParseFloat(at[1], 64)
		y, _ := strconv.ParseFloat(at[2], 64)
		length := utf8.RuneCountInString(shown[1])
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
	var out strings.Builder
	from := 0
	for i, place := range places {
		if drop[i] {
			out.WriteString(svg[from:place[0]])
			from = place[1]
		}
	}
	out.WriteString(svg[from:])
	return out.String()
}
