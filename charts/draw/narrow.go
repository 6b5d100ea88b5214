package draw

import (
	"strconv"
	"strings"
)

// A plane is the part of a drawing that a chart is plotted in, from left to
// right; above top stand only words that keep their place.
type plane struct {
	left, right float64
	top         float64
	cells       bool // symbols are as wide as their column
}

// plane of the plot in a drawing of that width.
func (r Request) plane(width int) plane {
	return plane{left: float64(r.Left), right: float64(width - r.Right), top: float64(r.Top), cells: len(r.Cells) > 0}
}

// withWidth gives a wide drawing another width.
func withWidth(svg string, width int) string {
	var pairs []string
	for _, before := range []string{`<svg width="`, `<rect width="`, `viewBox="0 0 `} {
		pairs = append(pairs, before+strconv.Itoa(WideWidth), before+strconv.Itoa(width))
	}
	return strings.NewReplacer(pairs...).Replace(svg)
}

// toNarrow gives the drawing for a narrower column. All it takes is to bring what
// is plotted nearer together: heights, words and symbols stay as they are. It
// spares drawing everything again, which would take as long as the first time.
// Not ok when the drawing holds a shape that it does not know.
func toNarrow(svg string, from, to plane, width int) (string, bool) {
	scale := (to.right - to.left) / (from.right - from.left)
	plotted := func(x, y float64) bool { return x >= from.left-1 && y >= from.top }
	place := func(x, y float64) float64 {
		if !plotted(x, y) {
			return x
		}
		return to.left + (x-from.left)*scale
	}
	known := true
	svg = replaceTags(svg, "<path ", func(tag string) string {
		if t, ok := transformOf(tag); ok {
			tag = moveTag(tag, t, place)
			if t.matrix && from.cells {
				tag = withNumber(tag, t.numbers[0], number(t.numbers[0].of(tag))*scale)
			}
			return tag
		}
		d, ok := attribute(tag, "d")
		if !ok {
			return tag
		}
		shape, ok := squeeze(d.of(tag), place, plotted, scale)
		known = known && ok
		return tag[:d.from] + shape + tag[d.to:]
	})
	svg = replaceTags(svg, "<text ", func(tag string) string {
		if t, ok := transformOf(tag); ok {
			return moveTag(tag, t, place)
		}
		return tag
	})
	return withWidth(svg, width), known
}

// moveTag moves what a tag draws across.
func moveTag(tag string, t transform, place func(x, y float64) float64) string {
	x, _ := t.place()
	return withNumber(tag, x, place(t.at(tag)))
}

func withNumber(tag string, at span, v float64) string {
	return tag[:at.from] + short(v) + tag[at.to:]
}

// squeeze brings a path's points nearer together. Lines and bars are all that is
// plotted without being moved to their place.
func squeeze(d string, place func(x, y float64) float64, plotted func(x, y float64) bool, scale float64) (string, bool) {
	var b strings.Builder
	inside := true
	steps := stepsOf(d)
	for i := 0; i < len(steps); {
		command := steps[i]
		switch {
		case strings.EqualFold(command, "z"):
			b.WriteString(command)
			i++
			continue
		case !strings.Contains("MLl", command), i+2 >= len(steps):
			return d, false
		}
		x, errX := strconv.ParseFloat(steps[i+1], 64)
		y, errY := strconv.ParseFloat(steps[i+2], 64)
		if errX != nil || errY != nil {
			return d, false
		}
		switch {
		case command == "l" && inside:
			x *= scale
		case command != "l":
			inside = plotted(x, y)
			x = place(x, y)
		}
		b.WriteString(command + short(x) + " " + steps[i+2])
		i += 3
	}
	return b.String(), true
}

// short writes a place to a hundredth of a pixel.
func short(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(x, 'f', 2, 64), "0"), ".")
}
