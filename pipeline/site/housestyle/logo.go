package housestyle

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
)

// logoHeight and widestLogo are the room that a logo has on a page, in CSS pixels.
const (
	logoHeight = 44
	widestLogo = 320
)

// drawingElements are the elements of a logo: what draws, and what that is made of. None
// runs, moves, loads or leads anywhere.
var drawingElements = []string{
	"svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
	"text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern",
}

const (
	svgNamespace   = "http://www.w3.org/2000/svg"
	xlinkNamespace = "http://www.w3.org/1999/xlink"
)

// functions finds what a value calls; named are those that only draw, and url when it names
// a part of the drawing itself. hides finds what may lead out, or hide that it does.
var (
	functions = regexp.MustCompile(`([\pL_-]*)\s*\(\s*["']?(.?)`)
	named     = []string{"rgb", "rgba", "hsl", "hsla", "matrix", "translate", "rotate", "scale", "skewX", "skewY"}
	hides     = regexp.MustCompile(`(?i)\\|@|/\*|//|script:`)
)

// logo gives the logo; the zero value when there is none or it is refused.
func (r *reader) logo() Logo {
	text, ok := r.text(LogoFile, false)
	if !ok {
		return Logo{}
	}
	d := xml.NewDecoder(strings.NewReader(text))
	refuse := func(rule contract.Rule, value string) Logo {
		line, _ := d.InputPos()
		r.refuse(contract.Violation{File: LogoFile, Line: line, Rule: rule, Value: value})
		return Logo{}
	}
	var root *xml.StartElement
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return refuse(ruleLogo, err.Error())
		}
		if found := outOfDrawing(token); found != "" {
			return refuse(ruleLogo, found)
		}
		if start, ok := token.(xml.StartElement); ok && root == nil {
			root = new(start.Copy())
		}
	}
	if root == nil || root.Name.Local != "svg" {
		return refuse(ruleLogo, "")
	}
	width, ok := logoWidth(root.Attr)
	if !ok {
		return refuse(ruleLogoSize, "")
	}
	return Logo{SVG: []byte(text), Width: width, Height: logoHeight}
}

// outOfDrawing is what in a part of a logo is more than a drawing; empty for nothing.
func outOfDrawing(token xml.Token) string {
	switch t := token.(type) {
	case xml.Directive:
		return "<!" + string(t) + ">"
	case xml.ProcInst:
		if t.Target != "xml" {
			return "<?" + t.Target + "?>"
		}
	case xml.StartElement:
		if t.Name.Space != svgNamespace || !slices.Contains(drawingElements, t.Name.Local) {
			return "<" + t.Name.Local + ">"
		}
		for _, a := range t.Attr {
			if refused(a) {
				return a.Name.Local + "=\"" + a.Value + "\""
			}
		}
	}
	return ""
}

// refused tells whether an attribute runs something or leads out of the drawing. A
// namespace does neither.
func refused(a xml.Attr) bool {
	switch {
	case a.Name.Space == "xmlns", a.Name.Space == "" && a.Name.Local == "xmlns":
		return false
	case a.Name.Local == "href", a.Name.Local == "src":
		return !strings.HasPrefix(a.Value, "#")
	case a.Name.Space != "" && a.Name.Space != xlinkNamespace && a.Name.Space != "xml", a.Name.Local == "base":
		return true
	}
	for _, call := range functions.FindAllStringSubmatch(a.Value, -1) {
		if !slices.Contains(named, call[1]) && (call[1] != "url" || call[2] != "#") {
			return true
		}
	}
	return strings.HasPrefix(strings.ToLower(a.Name.Local), "on") || hides.MatchString(a.Value)
}

// logoWidth is the width of a logo on its height, by its viewBox; not ok without one, and
// when it is too wide for a page.
func logoWidth(attributes []xml.Attr) (int, bool) {
	i := slices.IndexFunc(attributes, func(a xml.Attr) bool { return a.Name.Local == "viewBox" })
	if i < 0 {
		return 0, false
	}
	parts := strings.FieldsFunc(attributes[i].Value, func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' })
	if len(parts) != 4 {
		return 0, false
	}
	w, errW := strconv.ParseFloat(parts[2], 64)
	h, errH := strconv.ParseFloat(parts[3], 64)
	width := math.Round(logoHeight * w / h)
	return int(width), errW == nil && errH == nil && w > 0 && h > 0 && width >= 1 && width <= widestLogo
}
