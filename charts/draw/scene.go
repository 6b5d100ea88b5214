package draw

import (
	"math"
	"slices"
	"strings"
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

// addPaths notes the marks and lines of a drawing that are seen.
func (s *scene) addPaths(svg string) {
	for from := 0; ; {
		at, end, ok := tagFrom(svg, "<path ", from)
		if !ok {
			return
		}
		if hidden := hiddenFrom(svg[from:at]); hidden >= 0 {
			if from = hiddenEnd(svg, from+hidden); from < 0 {
				return
			}
			continue
		}
		s.addPath(svg[at:end])
		from = end
	}
}

// hidden are the elements of a drawing of which the paths are not seen by themselves.
var hidden = []string{"clipPath", "pattern"}

// hiddenFrom is where the first hidden element begins; negative when there is none.
func hiddenFrom(svg string) int {
	first := -1
	for _, name := range hidden {
		if at := strings.Index(svg, "<"+name); at >= 0 && (first < 0 || at < first) {
			first = at
		}
	}
	return first
}

// hiddenEnd is what comes after the hidden element that begins at a place; negative when
// it has no end.
func hiddenEnd(svg string, at int) int {
	first := -1
	for _, name := range hidden {
		closing := "</" + name + ">"
		if found := strings.Index(svg[at:], closing); found >= 0 && (first < 0 || at+found+len(closing) < first) {
			first = at + found + len(closing)
		}
	}
	return first
}

// addPath notes a mark or a line.
func (s *scene) addPath(tag string) {
	fill, stroke := valueOf(tag, "fill"), valueOf(tag, "stroke")
	filled := fill != "none" && fill != "transparent" && valueOf(tag, "fill-opacity") != "0"
	stroked := stroke != "" && stroke != "none" && valueOf(tag, "stroke-width") != "0" && valueOf(tag, "stroke-opacity") != "0"
	if !filled && !stroked {
		return
	}
	dx, dy := 0.0, 0.0
	if t, ok := transformOf(tag); ok {
		dx, dy = t.at(tag)
		if t.matrix { // a symbol, which is two by two before it is stretched
			across, down := math.Abs(number(t.numbers[0].of(tag))), math.Abs(number(t.numbers[3].of(tag)))
			if across == 0 || down == 0 { // what bears the figure of a whole above its bar: the bar is the mark
				return
			}
			mark := box{dx - across, dx + across, dy - down, dy + down}
			s.boxes, s.marks = append(s.boxes, mark), append(s.marks, mark)
			return
		}
	}
	for _, points := range stretchesOf(valueOf(tag, "d"), dx, dy) {
		if filled {
			mark := around(points)
			s.boxes, s.marks = append(s.boxes, mark), append(s.marks, mark)
			continue
		}
		for i := range points[1:] {
			l := line{points[i][0], points[i][1], points[i+1][0], points[i+1][1]}
			s.lines = append(s.lines, l)
			if stroke == Light["axis"] {
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
	steps := stepsOf(d)
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
