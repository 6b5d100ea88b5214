package draw

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A finisher turns an SVG as ECharts writes it into one that may stand in a page
// under a strict Content-Security-Policy, beside others: no style, ids of its
// own, roles instead of colours alone, and a title and description.
type finisher struct {
	heading
	family string // of all letters, where there is one; it stands at the svg element
	roles  map[string]string
	out    strings.Builder
	skip   int // depth inside an element that is left out
	errs   []error
}

// A heading is what the svg element of a drawing says of it.
type heading struct {
	id          string // of the drawing; the start of every id in it
	title, desc string
	plane       plane
	paper       bool // lay a surface under it: it stands as a file of its own
}

// finish writes drawing anew. A colour that is no role of the palette is an
// error: such a mark would not turn dark with the others.
func finish(drawing string, h heading) ([]byte, error) {
	f := &finisher{heading: h, family: oneFamily(drawing), roles: map[string]string{
		"rgb(255,255,255)": "surface", "#fff": "surface",
	}}
	for role, colour := range Light {
		f.roles[colour] = role
	}
	d := xml.NewDecoder(strings.NewReader(drawing))
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read drawing %s: %w", h.id, err)
		}
		f.token(token)
	}
	if err := errors.Join(f.errs...); err != nil {
		return nil, fmt.Errorf("finish drawing %s: %w", h.id, err)
	}
	return []byte(strings.TrimSpace(f.out.String()) + "\n"), nil
}

// oneFamily is the family of all letters of a drawing; empty where they differ. Said once
// it makes a page a third lighter.
func oneFamily(drawing string) string {
	family := ""
	for {
		_, rest, ok := strings.Cut(drawing, "font-family:")
		if !ok {
			return family
		}
		found := rest[:max(0, strings.IndexAny(rest, `;"`))]
		if family != "" && found != family {
			return ""
		}
		family, drawing = found, rest
	}
}

// left are elements that a drawing does without.
var left = map[string]bool{"style": true, "script": true, "foreignObject": true}

func (f *finisher) token(token xml.Token) {
	switch t := token.(type) {
	case xml.StartElement:
		if f.skip > 0 || left[t.Name.Local] {
			f.skip++
			return
		}
		f.start(t)
	case xml.EndElement:
		if f.skip > 0 {
			f.skip--
			return
		}
		f.out.WriteString("</" + t.Name.Local + ">")
	case xml.CharData:
		if f.skip == 0 && strings.TrimSpace(string(t)) != "" {
			f.escape(string(t))
		}
	}
}

func (f *finisher) escape(text string) {
	if err := xml.EscapeText(&f.out, []byte(text)); err != nil {
		f.errs = append(f.errs, err)
	}
}

func (f *finisher) attribute(name, value string) {
	f.out.WriteString(" " + name + `="`)
	f.escape(value)
	f.out.WriteString(`"`)
}

func (f *finisher) start(t xml.StartElement) {
	f.out.WriteString("\n<" + t.Name.Local)
	var classes []string
	for _, a := range t.Attr {
		switch name := a.Name.Local; {
		case name == "style":
			f.presentation(a.Value)
		case name == "class", strings.HasPrefix(name, "ecmeta_"), name == "pointer-events", a.Name.Space != "", name == "baseProfile", name == "version":
		case name == "id":
			f.attribute("id", f.own(a.Value))
		case name == "clip-path":
			f.attribute("clip-path", f.ownURL(a.Value))
		case name == "fill" && strings.HasPrefix(a.Value, "url(#"): // stripes
			f.attribute("fill", f.ownURL(a.Value))
		case name == "fill", name == "stroke":
			value := a.Value
			if role := f.role(t, value); role == "" {
				value = "none"
			} else {
				value = Light[role]
				classes = append(classes, map[string]string{"fill": "jc-" + role, "stroke": "jc-" + role + "-line"}[name])
			}
			f.attribute(name, value)
		case name == "xmlns" || t.Name.Local != "svg" || name == "viewBox" || name == "width" || name == "height":
			f.attribute(name, a.Value)
		}
	}
	if t.Name.Local != "svg" {
		if len(classes) > 0 {
			f.attribute("class", strings.Join(classes, " "))
		}
		f.out.WriteString(">")
		return
	}
	f.head()
}

// head ends the svg element's tag and says what the drawing is.
func (f *finisher) head() {
	f.attribute("class", "jc-chart")
	f.attribute("data-plane", f.plane.data())
	if f.family != "" {
		f.attribute("font-family", f.family)
	}
	f.attribute("role", "img")
	f.attribute("aria-labelledby", f.id+"-title")
	f.attribute("aria-describedby", f.id+"-desc")
	f.out.WriteString(">\n<title id=\"" + f.id + "-title\">")
	f.escape(f.title)
	f.out.WriteString("</title>\n<desc id=\"" + f.id + "-desc\">")
	f.escape(f.desc)
	f.out.WriteString("</desc>")
	if f.paper {
		f.out.WriteString("\n<rect width=\"100%\" height=\"100%\" fill=\"" + Light["surface"] + "\"></rect>")
	}
}

// role is the role of a colour; empty for none.
func (f *finisher) role(t xml.StartElement, colour string) string {
	if colour == "none" || colour == "transparent" {
		return ""
	}
	for _, a := range t.Attr {
		if a.Name.Local == "fill-opacity" && a.Value == "0" {
			return ""
		}
	}
	if role := f.roles[strings.ToLower(colour)]; role != "" {
		return role
	}
	if t.Name.Local == "path" && colour == "#000" { // of a clip path, which is not seen
		return ""
	}
	f.errs = append(f.errs, fmt.Errorf("colour %q of %s is no role", colour, t.Name.Local))
	return ""
}

// own makes an id one of this drawing's. ECharts begins its ids with the number
// of drawings made before, which must not show.
func (f *finisher) own(id string) string {
	_, rest, _ := strings.Cut(id, "-")
	return f.id + "-" + rest
}

// ownURL makes a reference one to an id of this drawing.
func (f *finisher) ownURL(url string) string {
	return "url(#" + f.own(strings.TrimSuffix(strings.TrimPrefix(url, "url(#"), ")")) + ")"
}

// presentation writes declarations of a style attribute as attributes.
func (f *finisher) presentation(style string) {
	for declaration := range strings.SplitSeq(style, ";") {
		name, value, ok := strings.Cut(declaration, ":")
		switch name = strings.TrimSpace(name); {
		case !ok:
		case name == "font-size", name == "font-family", name == "font-weight", name == "font-style", name == "white-space":
			if name != "white-space" && (name != "font-family" || f.family == "") {
				f.attribute(name, strings.TrimSpace(value))
			}
		default:
			f.errs = append(f.errs, fmt.Errorf("style %q has no attribute", name))
		}
	}
}
