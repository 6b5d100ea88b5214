package draw

import (
	"strconv"
	"strings"
)

// What is read of a drawing as ECharts writes it: each element on a line, every value
// in quotes, no sign that opens or closes an element inside one. By hand, since regular
// expressions over whole drawings took as long as a fifth of a build.

// tagFrom is where the next opening tag with that beginning, such as "<path ", stands in
// svg at or after from; not ok when there is none.
func tagFrom(svg, beginning string, from int) (at, end int, ok bool) {
	found := strings.Index(svg[from:], beginning)
	if found < 0 {
		return 0, 0, false
	}
	at = from + found
	closing := strings.IndexByte(svg[at:], '>')
	if closing < 0 {
		return 0, 0, false
	}
	return at, at + closing + 1, true
}

// replaceTags gives svg with every tag of that beginning changed.
func replaceTags(svg, beginning string, change func(tag string) string) string {
	var out strings.Builder
	out.Grow(len(svg))
	from := 0
	for {
		at, end, ok := tagFrom(svg, beginning, from)
		if !ok {
			break
		}
		out.WriteString(svg[from:at])
		out.WriteString(change(svg[at:end]))
		from = end
	}
	out.WriteString(svg[from:])
	return out.String()
}

const textEnd = "</text>"

// A span is a part of a drawing, from one place in it up to another.
type span struct{ from, to int }

func (s span) of(svg string) string { return svg[s.from:s.to] }

// textsOf are the places of the elements of text in svg. Those that hold other elements
// are not among them.
func textsOf(svg string) []span {
	var all []span
	from := 0
	for {
		at, end, ok := tagFrom(svg, "<text ", from)
		if !ok {
			return all
		}
		from = end
		words := strings.IndexByte(svg[end:], '<')
		if words >= 0 && strings.HasPrefix(svg[end+words:], textEnd) {
			from = end + words + len(textEnd)
			all = append(all, span{at, from})
		}
	}
}

// centred are those of letters of a size that stand above or below a point, each with the
// line end behind it.
func centred(svg string, size int) []span {
	var all []span
	letters := "font-size:" + strconv.Itoa(size) + "px"
	for _, s := range textsOf(svg) {
		text := s.of(svg)
		_, behind, ok := strings.Cut(text[:strings.IndexByte(text, '>')], `text-anchor="middle"`)
		if !ok || !strings.Contains(behind, letters) {
			continue
		}
		if strings.HasPrefix(svg[s.to:], "\n") {
			s.to++
		}
		all = append(all, s)
	}
	return all
}

// replaceSpans gives svg with the i-th of the parts as change writes it.
func replaceSpans(svg string, parts []span, change func(i int, part string) string) string {
	var out strings.Builder
	out.Grow(len(svg))
	from := 0
	for i, s := range parts {
		out.WriteString(svg[from:s.from])
		out.WriteString(change(i, s.of(svg)))
		from = s.to
	}
	out.WriteString(svg[from:])
	return out.String()
}

// wordsOf are the words of an element of text; not ok for one without an end.
func wordsOf(text string) (words string, ok bool) {
	_, rest, opened := strings.Cut(text, ">")
	words, _, closed := strings.Cut(rest, textEnd)
	return words, opened && closed
}

// valueOf is the value of an attribute of a tag; empty when it has none.
func valueOf(tag, name string) string {
	value, _ := attribute(tag, name)
	return value.of(tag)
}

// attribute is where the value of an attribute stands in a tag.
func attribute(tag, name string) (value span, ok bool) {
	beginning := " " + name + `="`
	at := strings.Index(tag, beginning)
	if at < 0 {
		return span{}, false
	}
	at += len(beginning)
	end := strings.IndexByte(tag[at:], '"')
	if end < 0 {
		return span{}, false
	}
	return span{at, at + end}, true
}

// sizeOf is the size of the letters of a text; not ok when it says none.
func sizeOf(text string) (size float64, ok bool) {
	_, rest, found := strings.Cut(text, "font-size:")
	digits, _, whole := strings.Cut(rest, "px")
	size, err := strconv.ParseFloat(digits, 64)
	return size, found && whole && err == nil
}

// A transform is what moves an element to its place: translate(x y), or
// matrix(a,b,c,d,x,y), which also turns or stretches it.
type transform struct {
	numbers []span // in the tag
	matrix  bool
}

// transformOf reads the transform of a tag; not ok for a tag without one, or one that is
// not understood.
func transformOf(tag string) (t transform, ok bool) {
	value, ok := attribute(tag, "transform")
	if !ok {
		return t, false
	}
	text := value.of(tag)
	count, separator := 2, byte(' ')
	beginning := "translate("
	if t.matrix = strings.HasPrefix(text, "matrix("); t.matrix {
		beginning, count, separator = "matrix(", 6, ','
	}
	if !strings.HasPrefix(text, beginning) {
		return t, false
	}
	end := strings.IndexByte(text, ')')
	from := len(beginning)
	for i := from; i <= end; i++ {
		if i == end || text[i] == separator {
			if _, err := strconv.ParseFloat(text[from:i], 64); err != nil {
				return t, false
			}
			t.numbers = append(t.numbers, span{value.from + from, value.from + i})
			from = i + 1
		}
	}
	return t, len(t.numbers) == count
}

// place is where in the tag the two numbers of the place stand.
func (t transform) place() (x, y span) {
	n := len(t.numbers)
	return t.numbers[n-2], t.numbers[n-1]
}

// at is the place that the transform moves to.
func (t transform) at(tag string) (x, y float64) {
	spanX, spanY := t.place()
	return number(spanX.of(tag)), number(spanY.of(tag))
}

// translated is the place of an element that is moved and not turned or stretched.
func translated(tag string) (x, y float64, ok bool) {
	t, ok := transformOf(tag)
	if !ok || t.matrix {
		return 0, 0, false
	}
	x, y = t.at(tag)
	return x, y, true
}

// stepsOf are the commands and numbers of a path.
func stepsOf(d string) []string {
	var steps []string
	for i := 0; i < len(d); {
		switch c := d[i]; {
		case c == ' ' || c == ',' || c == '\n' || c == '\t' || c == '\r' || c == '\f':
			i++
		case c == '-' || c == '.' || c >= '0' && c <= '9':
			end := i + 1
			for end < len(d) && ofNumber(d, end) {
				end++
			}
			steps = append(steps, d[i:end])
			i = end
		default:
			steps = append(steps, d[i:i+1])
			i++
		}
	}
	return steps
}

// ofNumber tells whether the sign at a place goes on with the number before it.
func ofNumber(d string, at int) bool {
	switch c := d[at]; {
	case c == '.', c >= '0' && c <= '9':
		return true
	case c == '-':
		return d[at-1] == 'e'
	default:
		return c == 'e' && at+1 < len(d) && (d[at+1] == '-' || d[at+1] >= '0' && d[at+1] <= '9')
	}
}
