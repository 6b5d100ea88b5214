package housestyle

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// Contrast that WCAG 2.2 asks of words (1.4.3) and of lines and marks that carry meaning
// (1.4.11).
const (
	leastWords = 4.5
	leastMarks = 3.0
)

// A pair is a colour and what lies under it.
type pair struct {
	over, under string // tokens
	least       float64
}

// pairs are those that the stylesheet puts on each other. The lines of tables and boxes
// (--line, --warn-line) carry no meaning.
var pairs = []pair{
	{"--ink", "--paper", leastWords}, {"--ink", "--raised", leastWords}, {"--ink", "--accent-soft", leastWords},
	{"--quiet", "--paper", leastWords}, {"--quiet", "--raised", leastWords}, {"--quiet", "--accent-soft", leastWords},
	{"--accent", "--paper", leastWords}, {"--accent", "--raised", leastWords}, {"--accent", "--accent-soft", leastWords},
	{"--on-accent", "--accent", leastWords}, {"--warn-ink", "--warn", leastWords}, {"--on-alarm", "--alarm", leastWords},
	{"--strong-line", "--paper", leastMarks},
}

// drawnOn are the colours of drawings, by role, that stand on the paper of the page.
var drawnOn = map[float64][]string{
	leastWords: {"text", "muted", "break"},
	leastMarks: {"c1", "c2", "c3", "c4", "axis"},
}

// A Weak pair is one that cannot be told apart well enough.
type Weak struct {
	over, under  string // tokens, or the role of a drawing over one
	dark         bool   // on a dark screen
	ratio, least float64
}

// Pair names the two, and on which screen.
func (w Weak) Pair() string {
	if w.dark {
		return w.over + " / " + w.under + ", dark"
	}
	return w.over + " / " + w.under
}

// Ratio is what they have, Least what they must have: "3.2:1". It is rounded down, so that
// what is too little never looks enough.
func (w Weak) Ratio() string { return fmt.Sprintf("%.2f:1", math.Floor(w.ratio*100)/100) }

// Least is what they must have.
func (w Weak) Least() string { return strconv.FormatFloat(w.least, 'f', -1, 64) + ":1" }

// Weak lists the pairs of colours with too little contrast, of light and of dark screens.
func (g Ground) Weak() []Weak {
	var all []Weak
	for i, tokens := range []map[string]string{g.light, g.dark} {
		add := func(w Weak, over, under string) {
			if w.ratio = Contrast(over, under); w.ratio < w.least {
				w.dark = i == 1
				all = append(all, w)
			}
		}
		for _, p := range pairs {
			add(Weak{over: p.over, under: p.under, least: p.least}, tokens[p.over], tokens[p.under])
		}
		for _, least := range []float64{leastWords, leastMarks} {
			for _, role := range drawnOn[least] {
				add(Weak{over: role, under: "--paper", least: least}, g.drawn[i][role], tokens["--paper"])
			}
		}
	}
	return all
}

// lineOf is where a sheet gives one of a pair its colour; 0 when it gives neither.
func lineOf(w Weak, s sheet) int {
	declarations := s.light
	if w.dark {
		declarations = s.dark
	}
	for _, token := range []string{w.over, w.under} {
		if i := slices.IndexFunc(declarations, func(d declaration) bool { return d.token == token }); i >= 0 {
			return declarations[i].line
		}
	}
	return 0
}

// Contrast is the ratio of two colours (#rgb or #rrggbb) by WCAG 2.2, from 1 to 21; 0 when
// one is no such colour.
func Contrast(a, b string) float64 {
	x, okA := luminance(a)
	y, okB := luminance(b)
	if !okA || !okB {
		return 0
	}
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2, from sRGB (IEC 61966-2-1).
func luminance(colour string) (float64, bool) {
	if !colourForm.MatchString(colour) {
		return 0, false
	}
	digits := colour[1:]
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(digits[2*i:2*i+2], 16, 8)
		if err != nil {
			return 0, false
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum, true
}
