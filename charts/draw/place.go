package draw

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Parts of a drawing as ECharts writes them, to find what is where.
var (
	drawnTag   = regexp.MustCompile(`<(?:path|text) [^>]*>(?:[^<]*</text>)?`)
	hiddenPart = regexp.MustCompile(`(?s)<(clipPath|pattern).*?</(?:clipPath|pattern)>`)
	textPlace  = regexp.MustCompile(`(?:translate\(|matrix\(0,-1,1,0,)(-?[\d.]+)[ ,](-?[\d.]+)\)`)
	symbolAt   = regexp.MustCompile(`matrix\((-?[\d.e-]+),-?[\d.e-]+,-?[\d.e-]+,(-?[\d.e-]+),(-?[\d.]+),(-?[\d.]+)\)`)
	attribute  = regexp.MustCompile(`([a-z-]+)="([^"]*)"`)
	sizeOf     = regexp.MustCompile(`font-size:(\d+)px`)
	anchorOf   = regexp.MustCompile(`text-anchor="[a-z]+"`)
)

// Room that is kept round what stands in a drawing, and where words may stand that
// have to give way, in pixels.
const (
	figureLetter = 0.6 // width of a letter of a figure as a share of its size, in wide type
	clearance    = 1.5
	besideMark   = 4
	stepAway     = 10 // farther from its mark where there is no room beside it
)

// A scene is what stands in a drawing that figures keep clear of.
type scene struct {
	width float64
	boxes []box  // marks and words
	lines []line // of series, breaks, whiskers and axes
	axes  []line // those of years
	marks []box  // that figures belong to
}

// A line is one straight part of a line.
type line struct{ x1, y1, x2, y2 float64 }

// A figure is a text beside a mark, which may stand in another place beside it.
type figure struct {
	from, to int // in the drawing
	tag      string
	x, y     float64 // of its middle
	half     float64 // of its width
	size     float64
	offset   float64 // of its y from the place of its tag
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
	for _, at := range drawnTag.FindAllStringIndex(svg, -1) {
		tag := svg[at[0]:at[1]]
		if strings.HasPrefix(tag, "<path") {
			continue
		}
		if f, ok := figureOf(tag); ok {
			f.from, f.to = at[0], at[1]
			if f.movable() && chosen(f) {
				figures = append(figures, f)
			} else {
				s.boxes = append(s.boxes, f.fixed())
			}
		}
	}
	for _, tag := range pathTag.FindAllString(hiddenPart.ReplaceAllString(svg, ""), -1) {
		s.addPath(tag)
	}
	moved := map[int]string{}
	for _, i := range s.order(figures, sign) {
		moved[i] = s.place(figures[i])
	}
	var out strings.Builder
	from := 0
	for i, f := range figures {
		out.WriteString(svg[from:f.from] + moved[i])
		from = f.to
	}
	out.WriteString(svg[from:])
	return out.String()
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

func attributes(tag string) map[string]string {
	all := map[string]string{}
	for _, a := range attribute.FindAllStringSubmatch(tag, -1) {
		all[a[1]] = a[2]
	}
	return all
}

func number(text string) float64 {
	v, _ := strconv.ParseFloat(text, 64)
	return v
}

// figureOf reads a text. Not ok for one without words or place.
func figureOf(tag string) (figure, bool) {
	at, shown, size := textPlace.FindStringSubmatch(tag), shownOf.FindStringSubmatch(tag), sizeOf.FindStringSubmatch(tag)
	if at == nil || shown == nil || size == nil || shown[1] == "" {
		return figure{}, false
	}
	a := attributes(tag)
	f := figure{tag: tag, size: number(size[1]), offset: number(a["y"])}
	f.x, f.y = number(at[1])+number(a["x"]), number(at[2])+f.offset
	f.half = figureLetter * f.size * letters(unescape.Replace(shown[1])) / 2
	return f, true
}

// letters is how many letters wide a text is; some signs are wider than one.
func letters(text string) float64 {
	const wider = 0.5
	return float64(utf8.RuneCountInString(text)) + wider*float64(strings.Count(text, "%")+strings.Count(text, "≥")+strings.Count(text, "~"))
}

// movable tells whether a text is a figure above a mark.
func (f figure) movable() bool {
	a := attributes(f.tag)
	return a["text-anchor"] == "middle" && a["fill"] == Light["text"] && !f.turned()
}

// turned tells whether a text reads from below.
func (f figure) turned() bool {
	return strings.Contains(f.tag, "rotate(") || strings.Contains(f.tag, "matrix(0,-1,1,0,")
}

// fixed is the room of a text that stays where it is.
func (f figure) fixed() box {
	a := attributes(f.tag)
	x := f.x
	switch a["text-anchor"] {
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

// addPath notes a mark or a line.
func (s *scene) addPath(tag string) {
	a := attributes(tag)
	filled := a["fill"] != "none" && a["fill"] != "transparent" && a["fill-opacity"] != "0"
	stroked := a["stroke"] != "" && a["stroke"] != "none" && a["stroke-width"] != "0" && a["stroke-opacity"] != "0"
	if !filled && !stroked {
		return
	}
	if m := symbolAt.FindStringSubmatch(tag); m != nil {
		across, down, x, y := math.Abs(number(m[1])), math.Abs(number(m[2])), number(m[3]), number(m[4])
		if across == 0 || down == 0 { // what bears the figure of a whole above its bar: the bar is the mark
			return
		}
		mark := box{x - across, x + across, y - down, y + down}
		s.boxes, s.marks = append(s.boxes, mark), append(s.marks, mark)
		return
	}
	dx, dy := 0.0, 0.0
	if at := placeOf.FindStringSubmatch(tag); at != nil {
		dx, dy = number(at[1]), number(at[2])
	}
	for _, points := range stretchesOf(a["d"], dx, dy) {
		if filled {
			mark := around(points)
			s.boxes, s.marks = append(s.boxes, mark), append(s.marks, mark)
			continue
		}
		for i := range points[1:] {
			l := line{points[i][0], points[i][1], points[i+1][0], points[i+1][1]}
			s.lines = append(s.lines, l)
			if a["stroke"] == Light["axis"] {
				s.axes = append(s.axes, l)
			}
		}
	}
}

// stretchesOf are the points that a path of straight lines goes through, from each
// place where it starts anew, moved by dx and dy.
func stretchesOf(d string, dx, dy float64) [][][2]float64 {
	var all [][][2]float64
	x, y := 0.0, 0.0
	steps := pathStep.FindAllString(d, -1)
	for i := 0; i+2 < len(steps); {
		switch steps[i] {
		case "M":
			all = append(all, nil)
			x, y = dx+number(steps[i+1]), dy+number(steps[i+2])
		case "L":
			x, y = dx+number(steps[i+1]), dy+number(steps[i+2])
		case "l":
			x, y = x+number(steps[i+1]), y+number(steps[i+2])
		default:
			i++
			continue
		}
		if len(all) > 0 {
			all[len(all)-1] = append(all[len(all)-1], [2]float64{x, y})
		}
		i += 3
	}
	return slices.DeleteFunc(all, func(points [][2]float64) bool { return len(points) < 2 })
}

func around(points [][2]float64) box {
	b := box{math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)}
	for _, p := range points {
		b.left, b.right, b.top, b.bottom = min(b.left, p[0]), max(b.right, p[0]), min(b.top, p[1]), max(b.bottom, p[1])
	}
	return b
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
	tag := placeOf.ReplaceAllString(f.tag, "translate("+short(x)+" "+short(y-f.offset)+")")
	return anchorOf.ReplaceAllString(tag, `text-anchor="middle"`)
}
