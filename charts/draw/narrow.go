package draw

import (
	"regexp"
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

// Parts of a drawing, as ECharts writes them.
var (
	pathTag   = regexp.MustCompile(`<path [^>]*>`)
	textTag   = regexp.MustCompile(`<text [^>]*>`)
	pathData  = regexp.MustCompile(` d="([^"]*)"`)
	moved     = regexp.MustCompile(`(translate\(|matrix\([-\d.e]+,[-\d.e]+,[-\d.e]+,[-\d.e]+,)(-?[\d.]+)([ ,])(-?[\d.]+)\)`)
	cellSize  = regexp.MustCompile(`matrix\([-\d.e]+,`)
	pathStep  = regexp.MustCompile(`[MLlHhVvZz]|-?[\d.]+(?:e-?\d+)?|[^\s,]`)
	wholeSize = regexp.MustCompile(`(<svg width="|<rect width="|viewBox="0 0 )` + strconv.Itoa(WideWidth))
)

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
	svg = pathTag.ReplaceAllStringFunc(svg, func(tag string) string {
		if moved.MatchString(tag) {
			tag = moveTag(tag, place)
			if from.cells {
				tag = cellSize.ReplaceAllStringFunc(tag, func(text string) string {
					width, _ := strconv.ParseFloat(text[len("matrix("):len(text)-1], 64)
					return "matrix(" + short(width*scale) + ","
				})
			}
			return tag
		}
		return pathData.ReplaceAllStringFunc(tag, func(d string) string {
			shape, ok := squeeze(d[4:len(d)-1], place, plotted, scale)
			known = known && ok
			return ` d="` + shape + `"`
		})
	})
	svg = textTag.ReplaceAllStringFunc(svg, func(tag string) string { return moveTag(tag, place) })
	return wholeSize.ReplaceAllString(svg, "${1}"+strconv.Itoa(width)), known
}

func moveTag(tag string, place func(x, y float64) float64) string {
	return moved.ReplaceAllStringFunc(tag, func(text string) string {
		parts := moved.FindStringSubmatch(text)
		x, _ := strconv.ParseFloat(parts[2], 64)
		y, _ := strconv.ParseFloat(parts[4], 64)
		return parts[1] + short(place(x, y)) + parts[3] + parts[4] + ")"
	})
}

// squeeze brings a path's points nearer together. Lines and bars are all that is
// plotted without being moved to their place.
func squeeze(d string, place func(x, y float64) float64, plotted func(x, y float64) bool, scale float64) (string, bool) {
	var b strings.Builder
	inside := true
	steps := pathStep.FindAllString(d, -1)
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
