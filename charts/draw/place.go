package draw

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Room that is kept round what stands in a drawing, and where words may stand that
// have to give way, in pixels.
const (
	figureLetter = 0.6 // width of a letter of a figure as a share of its size, in wide type
	clearance    = 1.5
	besideMark   = 4
	besideLine   = 3  // from the middle of a mark, through which the line of a break may run
	stepAway     = 10 // farther from its mark where there is no room beside it
)

// A figure is a text beside a mark, which may stand in another place beside it.
type figure struct {
	span   // in the drawing
	tag    string
	x, y   float64 // of its middle
	half   float64 // of its width
	size   float64
	offset float64 // of its y from the place of its tag
}

// placeFigures moves figures that would stand on a line, a mark, words or another
// figure to another place beside their mark, and takes out one that has none: the
// table has it. The newest are placed first. ECharts leaves this to a part that is
// not in the library we use.
func placeFigures(svg string, width int, sign string) string {
	return place(svg, width, sign, func(f figure) bool { return f.size == SmallSize })
}

// placeWholes does so with the figures of wholes above stacked bars. Those of parts
// stand in their bars.
func placeWholes(svg string, width int, sign string) string {
	return place(svg, width, sign, func(f figure) bool { return strings.Contains(f.tag, "font-weight:bold") })
}

func place(svg string, width int, sign string, chosen func(figure) bool) string {
	s := scene{width: float64(width)}
	var figures []figure
	for _, at := range textsOf(svg) {
		if f, ok := figureOf(at.of(svg)); ok {
			f.span = at
			if f.movable() && chosen(f) {
				figures = append(figures, f)
			} else {
				s.boxes = append(s.boxes, f.fixed())
			}
		}
	}
	s.addPaths(svg)
	moved := map[int]string{}
	for _, i := range s.order(figures, sign) {
		moved[i] = s.place(figures[i])
	}
	places := make([]span, len(figures))
	for i, f := range figures {
		places[i] = f.span
	}
	return replaceSpans(svg, places, func(i int, _ string) string { return moved[i] })
}

// order is the order in which figures get their place: the last of each panel, those
// that end in the sign, since a note names them, then the others from the newest.
func (s *scene) order(figures []figure, sign string) []int {
	last := map[int]float64{}
	for _, f := range figures {
		last[s.panel(f)] = max(last[s.panel(f)], f.x)
	}
	rank := func(f figure) int {
		switch {
		case f.x >= last[s.panel(f)]-1:
			return 0
		case sign != "" && strings.Contains(f.tag, sign+"</text>"):
			return 1
		}
		return 2
	}
	all := make([]int, len(figures))
	for i := range all {
		all[i] = i
	}
	slices.SortStableFunc(all, func(i, j int) int {
		a, b := figures[i], figures[j]
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(b.x, a.x))
	})
	return all
}

// panel is the number of axes above a figure: it tells its panel from others.
func (s *scene) panel(f figure) int {
	n := 0
	for _, l := range s.axes {
		if l.y1 < f.y {
			n++
		}
	}
	return n
}

func number(text string) float64 {
	v, _ := strconv.ParseFloat(text, 64)
	return v
}

// figureOf reads a text. Not ok for one without words or place.
func figureOf(tag string) (figure, bool) {
	t, moved := transformOf(tag)
	size, sized := sizeOf(tag)
	shown, whole := wordsOf(tag)
	if !moved || !sized || !whole || shown == "" || t.matrix && !strings.Contains(tag, turnedMatrix) {
		return figure{}, false
	}
	f := figure{tag: tag, size: size, offset: number(valueOf(tag, "y"))}
	x, y := t.at(tag)
	f.x, f.y = x+number(valueOf(tag, "x")), y+f.offset
	f.half = figureLetter * f.size * letters(unescape.Replace(shown)) / 2
	return f, true
}

// letters is how many letters wide a text is; some signs are wider than one.
func letters(text string) float64 {
	const wider = 0.5
	return float64(utf8.RuneCountInString(text)) + wider*float64(strings.Count(text, "%")+strings.Count(text, "≥")+strings.Count(text, "~"))
}

// movable tells whether a text is a figure above a mark.
func (f figure) movable() bool {
	return valueOf(f.tag, "text-anchor") == "middle" && valueOf(f.tag, "fill") == Light["text"] && !f.turned()
}

// turnedMatrix begins the transform of a text that ECharts turned.
const turnedMatrix = "matrix(0,-1,1,0,"

// turned tells whether a text reads from below.
func (f figure) turned() bool {
	return strings.Contains(f.tag, "rotate(") || strings.Contains(f.tag, turnedMatrix)
}

// fixed is the room of a text that stays where it is.
func (f figure) fixed() box {
	x := f.x
	switch valueOf(f.tag, "text-anchor") {
	case "start":
		x += f.half
	case "end":
		x -= f.half
	}
	if f.turned() {
		return box{left: f.x - f.size/2, right: f.x + f.size/2, top: f.y - 2*f.half, bottom: f.y}
	}
	return f.roomAt(x, f.y)
}

func (f figure) roomAt(x, y float64) box {
	const tall = 0.42 // of a figure above and below its middle, as a share of its size
	return box{left: x - f.half, right: x + f.half, top: y - tall*f.size, bottom: y + tall*f.size}
}

// place gives a figure the first place where it stands free; empty for none.
func (s *scene) place(f figure) string {
	mark, marked := s.markOf(f)
	for _, at := range s.candidates(f) {
		room := f.roomAt(at.x, at.y)
		if s.free(room) && (!marked || s.nearest(room, mark)) {
			s.boxes = append(s.boxes, room)
			return f.movedTo(at.x, at.y)
		}
	}
	return ""
}

// candidates are the places of a figure in the order that readers expect them: where
// it is, beside its mark, and farther off.
func (s *scene) candidates(f figure) []struct{ x, y float64 } {
	type at = struct{ x, y float64 }
	all := []at{{f.x, f.y}}
	mark, ok := s.markOf(f)
	if !ok {
		return all
	}
	tall := f.size / 2
	right, left := mark.right+besideMark+f.half, mark.left-besideMark-f.half
	above, below := mark.top-tall-1, mark.bottom+tall+1
	if mark.bottom-mark.top > 2*f.size { // a bar: its figure is above it or nowhere
		return append(all, at{mark.right - f.half, f.y}, at{mark.left + f.half, f.y}, at{f.x, above - stepAway})
	}
	middle := (mark.top + mark.bottom) / 2
	return append(all,
		at{f.x, above}, at{right, above}, at{left, above}, at{right, middle}, at{left, middle},
		at{f.x, below}, at{right, below}, at{left, below}, at{f.x, above - stepAway}, at{f.x, below + stepAway},
		at{f.x + besideLine + f.half, above}, at{f.x - besideLine - f.half, above}, at{f.x + besideLine + f.half, below}, at{f.x - besideLine - f.half, below},
	)
}

// markOf is the mark that a figure stands above.
func (s *scene) markOf(f figure) (box, bool) {
	const near = 1
	best, found := box{}, false
	for _, mark := range s.marks {
		if math.Abs((mark.left+mark.right)/2-f.x) > near || mark.bottom < f.y {
			continue
		}
		if !found || mark.top < best.top {
			best, found = mark, true
		}
	}
	return best, found
}

// nearest tells whether no other mark is nearer to a room than the mark of the figure
// in it, so that nobody takes the figure for that of another.
func (s *scene) nearest(room, mark box) bool {
	own := room.distance(mark)
	for _, other := range s.marks {
		if other != mark && room.distance(other) < own {
			return false
		}
	}
	return true
}

// distance is how far the middle of a room is from the edge of a mark.
func (b box) distance(mark box) float64 {
	x, y := (b.left+b.right)/2, (b.top+b.bottom)/2
	return math.Hypot(max(mark.left-x, 0, x-mark.right), max(mark.top-y, 0, y-mark.bottom))
}

// free tells whether nothing else is in a room, and it is in the drawing.
func (s *scene) free(room box) bool {
	if room.left < 1 || room.right > s.width-1 || room.top < 1 {
		return false
	}
	wide := box{room.left - clearance, room.right + clearance, room.top - clearance, room.bottom + clearance}
	for _, other := range s.boxes {
		if wide.meets(other) {
			return false
		}
	}
	for _, l := range s.lines {
		if wide.crossedBy(l) {
			return false
		}
	}
	return true
}

// crossedBy tells whether a part of a line is in the box.
func (b box) crossedBy(l line) bool {
	from, to := 0.0, 1.0
	for _, side := range []struct{ delta, distance float64 }{
		{l.x1 - l.x2, l.x1 - b.left}, {l.x2 - l.x1, b.right - l.x1}, {l.y1 - l.y2, l.y1 - b.top}, {l.y2 - l.y1, b.bottom - l.y1},
	} {
		switch {
		case side.delta == 0 && side.distance < 0:
			return false
		case side.delta < 0:
			from = max(from, side.distance/side.delta)
		case side.delta > 0:
			to = min(to, side.distance/side.delta)
		}
	}
	return from <= to
}

// movedTo is the tag of the figure with its middle at a place.
func (f figure) movedTo(x, y float64) string {
	t, ok := transformOf(f.tag)
	if !ok || t.matrix {
		return f.tag
	}
	from, to := t.place()
	return f.tag[:from.from] + short(x) + " " + short(y-f.offset) + f.tag[to.to:]
}
