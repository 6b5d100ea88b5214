package housestyle

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
)

// A kind is what a token may be.
type kind string

const (
	colour kind = "#1a2b3c"
	length kind = "1.5rem"
	fonts  kind = `"Noto Sans", sans-serif`
)

var (
	colourForm = regexp.MustCompile(`^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)
	lengthForm = regexp.MustCompile(`^[0-9]{1,3}(\.[0-9]{1,4})?rem$`)
	remForm    = regexp.MustCompile(`([0-9]+(?:\.[0-9]+)?)rem`)
	lettering  = regexp.MustCompile(`font(?:-size)?: var\((--[a-z0-9-]+)\)`)
	fontsForm  = regexp.MustCompile(`^("[\pL\pN ._-]+"|[\pL][\pL\pN-]*)(, ("[\pL\pN ._-]+"|[\pL][\pL\pN-]*))*$`)
)

// kindOf is the kind of the token that has this value in the report's own stylesheet.
func kindOf(value string) kind {
	switch {
	case colourForm.MatchString(value):
		return colour
	case strings.Contains(value, "rem"):
		return length
	}
	return fonts
}

// fits tells whether a value is of a kind. A length is more than nothing, and grows with
// the letters of the reader.
func (k kind) fits(value string) bool {
	switch k {
	case colour:
		return colourForm.MatchString(value)
	case length:
		n, err := strconv.ParseFloat(strings.TrimSuffix(value, "rem"), 64)
		return lengthForm.MatchString(value) && err == nil && n > 0
	}
	return fontsForm.MatchString(value)
}

// mostGrown is how many times larger, or smaller, than in the report's own look a length
// may be. Letters may not be smaller at all: theirs were tried on readers' screens and paper.
const mostGrown = 2

// span is between which lengths, in rem, a token may be that has this value in the report's
// own stylesheet.
func (g Ground) span(token, own string) (least, most float64) {
	found := remForm.FindAllStringSubmatch(own, -1)
	ends := [2]float64{}
	for i, at := range []int{0, len(found) - 1} { // of clamp(): its least and its most
		ends[i], _ = strconv.ParseFloat(found[at][1], 64) // the form is that of a number
	}
	if least = ends[0]; !g.letters[token] {
		least /= mostGrown
	}
	return least, ends[1] * mostGrown
}

// A Ground is how the report looks without a house style.
type Ground struct {
	light, dark map[string]string // tokens
	letters     map[string]bool   // the tokens that are sizes of letters
	End         int               // of the tokens in the stylesheet; what overrides them stands there
	drawn       [2]map[string]string
}

// NewGround takes the tokens at the beginning of the stylesheet of the report, and the
// colours of its drawings by role, for light and dark screens.
func NewGround(stylesheet []byte, drawnLight, drawnDark map[string]string) (Ground, error) {
	s, err := parseSheet(string(stylesheet))
	if wrong := (*sheetError)(nil); err != nil && !errors.As(err, &wrong) {
		return Ground{}, err
	}
	g := Ground{light: map[string]string{}, dark: map[string]string{}, letters: map[string]bool{}, End: s.end, drawn: [2]map[string]string{drawnLight, drawnDark}}
	for _, used := range lettering.FindAllSubmatch(stylesheet, -1) {
		g.letters[string(used[1])] = true
	}
	g.put(s.light, g.light)
	g.put(s.dark, g.dark)
	if len(g.light) == 0 || len(g.dark) == 0 {
		return Ground{}, fmt.Errorf("read stylesheet: it does not begin with its tokens")
	}
	return g, nil
}

func (Ground) put(declarations []declaration, tokens map[string]string) {
	for _, d := range declarations {
		if strings.HasPrefix(d.token, "--") {
			tokens[d.token] = d.value
		}
	}
}

// tokens reads the tokens of a house style and gives the rules that override those of the
// report; nil when something is wrong.
func (r *reader) tokens(text string) []byte {
	s, err := parseSheet(text)
	if wrong := (*sheetError)(nil); errors.As(err, &wrong) {
		r.refuse(contract.Violation{File: TokensFile, Line: wrong.line, Rule: ruleSheet, Value: wrong.text})
		return nil
	}
	before := len(r.found)
	light, dark := r.taken(s.light, r.ground.light), r.taken(s.dark, r.ground.dark)
	if len(r.found) > before {
		return nil
	}
	styled := r.ground
	styled.light, styled.dark = over(r.ground.light, light), over(r.ground.dark, dark)
	for _, w := range styled.Weak() {
		v := contract.Violation{File: TokensFile, Rule: ruleContrast, Column: w.Pair(), Value: w.Ratio(), Expected: w.Least()}
		v.Line = lineOf(w, s)
		r.refuse(v)
	}
	return override(light, styled.dark)
}

// taken are the tokens of one rule by name; what is wrong with one is refused.
func (r *reader) taken(declarations []declaration, known map[string]string) map[string]string {
	tokens := map[string]string{}
	for _, d := range declarations {
		v := contract.Violation{File: TokensFile, Line: d.line, Column: d.token, Value: d.value}
		own, ok := known[d.token]
		_, twice := tokens[d.token]
		k := kindOf(own)
		switch {
		case !ok:
			v.Rule, v.Suggestion = ruleToken, contract.Nearest(d.token, slices.Sorted(maps.Keys(known)))
		case twice:
			v.Rule = ruleTwice
		case !k.fits(d.value):
			v.Rule, v.Expected = ruleValue, string(k)
		case k == length && !r.ground.hasRoom(d.token, own, d.value):
			least, most := r.ground.span(d.token, own)
			v.Rule, v.Expected = ruleSize, rem(least)+" – "+rem(most)
		default:
			tokens[d.token] = d.value
			continue
		}
		r.refuse(v)
	}
	return tokens
}

// hasRoom tells whether pages can be read with a length.
func (g Ground) hasRoom(token, own, value string) bool {
	n, err := strconv.ParseFloat(strings.TrimSuffix(value, "rem"), 64)
	least, most := g.span(token, own)
	return err == nil && n >= least && n <= most
}

func rem(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) + "rem" }

// over gives all tokens, with the values of some.
func over(all, some map[string]string) map[string]string {
	tokens := maps.Clone(all)
	maps.Copy(tokens, some)
	return tokens
}

// override writes the rules. The tokens of a dark screen are all there: the rule for any
// screen stands after the report's own for a dark one.
func override(light, dark map[string]string) []byte {
	var b strings.Builder
	write := func(indent string, tokens map[string]string) {
		fmt.Fprintf(&b, "%s:root {\n", indent)
		for _, name := range slices.Sorted(maps.Keys(tokens)) {
			fmt.Fprintf(&b, "%s  %s: %s;\n", indent, name, tokens[name])
		}
		fmt.Fprintf(&b, "%s}\n", indent)
	}
	b.WriteString("\n\n/* House style. */\n")
	write("", light)
	b.WriteString("\n" + darkRule + " {\n")
	write("  ", dark)
	b.WriteString("}\n")
	return []byte(b.String())
}
