package pipeline_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// letter is the width of a letter as a share of its size, in the types that readers
// have: between that of Arial (0.55) and of DejaVu Sans (0.61).
const letter = 0.57

// A rect is the room that something takes in a drawing.
type rect struct {
	what                     string
	left, top, right, bottom float64
}

func (a rect) meets(b rect) bool {
	const touch = 0.5
	return a.left < b.right-touch && b.left < a.right-touch && a.top < b.bottom-touch && b.top < a.bottom-touch
}

func (a rect) holds(b rect) bool {
	return a.left <= b.left && a.right >= b.right && a.top <= b.top && a.bottom >= b.bottom
}

// A stroke is one straight part of a line.
type stroke struct {
	what           string
	x1, y1, x2, y2 float64
}

// through tells whether a stroke goes through a rect: some point of a fine division of
// it lies inside.
func (s stroke) through(r rect) bool {
	const parts = 400
	for i := range parts + 1 {
		t := float64(i) / parts
		if x, y := s.x1+t*(s.x2-s.x1), s.y1+t*(s.y2-s.y1); x > r.left && x < r.right && y > r.top && y < r.bottom {
			return true
		}
	}
	return false
}

// A picture is what is seen of a drawing.
type picture struct {
	words   []rect
	marks   []rect
	strokes []stroke
}

var (
	shift   = regexp.MustCompile(`translate\((-?[\d.]+) (-?[\d.]+)\)`)
	matrix  = regexp.MustCompile(`matrix\((-?[\d.e-]+),-?[\d.e-]+,-?[\d.e-]+,(-?[\d.e-]+),(-?[\d.]+),(-?[\d.]+)\)`)
	upright = regexp.MustCompile(`matrix\(0,-1,1,0,(-?[\d.]+),(-?[\d.]+)\)`)
	pathOf  = regexp.MustCompile(`[A-Za-z]|-?[\d.]+(?:e-?\d+)?`)
)

// pictureOf reads a drawing.
func pictureOf(t *testing.T, svg string) picture {
	t.Helper()
	var p picture
	d := xml.NewDecoder(strings.NewReader(svg))
	hidden := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return p
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.EndElement:
			if e.Name.Local == "defs" {
				hidden--
			}
		case xml.StartElement:
			a := map[string]string{}
			for _, attr := range e.Attr {
				a[attr.Name.Local] = attr.Value
			}
			switch {
			case e.Name.Local == "defs":
				hidden++
			case hidden > 0:
			case e.Name.Local == "text":
				var words string
				if err := d.DecodeElement(&words, &e); err != nil {
					t.Fatal(err)
				}
				p.words = append(p.words, wordsAt(a, words))
			case e.Name.Local == "path":
				p.path(a)
			}
		}
	}
}

func float(text string) float64 {
	v, _ := strconv.ParseFloat(text, 64)
	return v
}

func wordsAt(a map[string]string, words string) rect {
	at := shift.FindStringSubmatch(a["transform"])
	if at == nil {
		at = []string{"", "0", "0"}
	}
	size := float(strings.TrimSuffix(a["font-size"], "px"))
	x, y := float(at[1])+float(a["x"]), float(at[2])+float(a["y"])
	wide, tall := letter*size*(float64(len([]rune(words)))+0.5*float64(strings.Count(words, "%"))), 0.7*size
	left := x
	switch a["text-anchor"] {
	case "middle":
		left = x - wide/2
	case "end":
		left = x - wide
	}
	if m := upright.FindStringSubmatch(a["transform"]); m != nil {
		at, a["turned"] = []string{"", m[1], m[2]}, "yes"
	}
	if strings.Contains(a["transform"], "rotate(-90)") || a["turned"] != "" {
		x, y = float(at[1])+float(a["y"]), float(at[2])
		if a["text-anchor"] == "middle" {
			y += wide / 2
		}
		return rect{words, x - tall/2, y - wide, x + tall/2, y}
	}
	return rect{words, left, y - tall/2, left + wide, y + tall/2}
}

// path notes a mark or the strokes of a line, of what is seen.
func (p *picture) path(a map[string]string) {
	filled := strings.Contains(a["class"], "jc-") && a["fill"] != "none" && a["fill"] != ""
	stroked := strings.Contains(a["class"], "-line") && a["stroke-width"] != "0" && a["stroke-opacity"] != "0"
	if !filled && !stroked {
		return
	}
	if m := matrix.FindStringSubmatch(a["transform"]); m != nil {
		w, h, x, y := math.Abs(float(m[1])), math.Abs(float(m[2])), float(m[3]), float(m[4])
		p.marks = append(p.marks, rect{a["class"], x - w, y - h, x + w, y + h})
		return
	}
	dx, dy := 0.0, 0.0
	if at := shift.FindStringSubmatch(a["transform"]); at != nil {
		dx, dy = float(at[1]), float(at[2])
	}
	var x, y float64
	around := rect{a["class"], math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	steps := pathOf.FindAllString(a["d"], -1)
	for i := 0; i+2 < len(steps); i++ {
		command := steps[i]
		if !strings.Contains("MLl", command) {
			continue
		}
		fromX, fromY := x, y
		x, y = float(steps[i+1]), float(steps[i+2])
		if command == "l" {
			x, y = x+fromX, y+fromY
		} else {
			x, y = x+dx, y+dy
		}
		if command != "M" {
			p.strokes = append(p.strokes, stroke{a["class"], fromX, fromY, x, y})
		}
		around.left, around.right, around.top, around.bottom = min(around.left, x), max(around.right, x), min(around.top, y), max(around.bottom, y)
	}
	if filled {
		p.marks = append(p.marks, around)
		p.strokes = p.strokes[:len(p.strokes)-strings.Count(a["d"], "l")-strings.Count(a["d"], "L")]
	}
}

// faults names the words that stand on others, on the edge of a mark or on a line.
func (p picture) faults(width float64) []string {
	var all []string
	for i, w := range p.words {
		if w.left < -1 || w.right > width+1 {
			all = append(all, fmt.Sprintf("%q runs off the drawing", w.what))
		}
		for _, other := range p.words[:i] {
			if w.meets(other) {
				all = append(all, fmt.Sprintf("%q stands on %q", w.what, other.what))
			}
		}
		for _, mark := range p.marks {
			if w.meets(mark) && !mark.holds(w) {
				all = append(all, fmt.Sprintf("%q stands on the edge of a mark (%s)", w.what, mark.what))
			}
		}
		for _, s := range p.strokes {
			if s.through(w) {
				all = append(all, fmt.Sprintf("%q is struck by a line (%s)", w.what, s.what))
			}
		}
	}
	return all
}

var inlineDrawing = regexp.MustCompile(`(?s)<svg width="(\d+)"[^>]*class="jc-chart.*?</svg>`)

// No words of a drawing stand on others or are struck through, in any width and
// language, of published figures and of an extract.
func TestLabelsStandFree(t *testing.T) {
	_, counted := releasedExtract(t)
	seen := 0
	for _, work := range []string{released(t), counted} {
		pages, err := filepath.Glob(filepath.Join(work, "release", "current", "charts", "*.html"))
		if err != nil {
			t.Fatal(err)
		}
		for _, page := range pages {
			if strings.Contains(page, ".frame.") {
				continue
			}
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range inlineDrawing.FindAllStringSubmatch(string(text), -1) {
				seen++
				for _, fault := range pictureOf(t, found[0]).faults(float(found[1])) {
					t.Errorf("%s, %s px: %s", filepath.Base(page), found[1], fault)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no drawing was found")
	}
}
