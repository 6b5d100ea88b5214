package charts

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Texts of figures in a drawing, as ECharts writes them.
var (
	figureText = regexp.MustCompile(`<text [^>]*font-size:` + strconv.Itoa(smallSize) + `px[^>]*>[^<]*</text>\n?`)
	placeOf    = regexp.MustCompile(`translate\((-?[\d.]+) (-?[\d.]+)\)`)
	shownOf    = regexp.MustCompile(`>([^<]*)</text>`)
)

// A box is the room that a text takes.
type box struct{ left, right, top, bottom float64 }

func (b box) meets(c box) bool {
	return b.left < c.right && c.left < b.right && b.top < c.bottom && c.top < b.bottom
}

// thin takes out figures that would stand on others: the newest stay, and the
// table has them all. ECharts leaves this to a part that is not in the library
// we use, and cannot measure a reader's letters either; so room is taken for
// wide ones.
func thin(svg string) string {
	const letter, gap = 0.62 * smallSize, 3
	places := figureText.FindAllStringIndex(svg, -1)
	var kept []box
	drop := map[int]bool{}
	for i := len(places) - 1; i >= 0; i-- {
		text := svg[places[i][0]:places[i][1]]
		at, shown := placeOf.FindStringSubmatch(text), shownOf.FindStringSubmatch(text)
		if at == nil || shown == nil {
			continue
		}
		x, _ := strconv.ParseFloat(at[1], 64)
		y, _ := strconv.ParseFloat(at[2], 64)
		width := letter * float64(utf8.RuneCountInString(shown[1]))
		b := box{left: x - width/2 - gap, right: x + width/2 + gap, top: y - smallSize, bottom: y}
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
