package letter

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// superscripts and subscripts are the characters for digits and signs in <sup> and <sub>.
var (
	superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹",
		"+", "⁺", "-", "⁻", "−", "⁻", "–", "⁻", "n", "ⁿ")
	subscripts = strings.NewReplacer("0", "₀", "1", "₁", "2", "₂", "3", "₃", "4", "₄", "5", "₅", "6", "₆", "7", "₇", "8", "₈", "9", "₉", "+", "₊", "-", "₋")
)

var (
	// numbered is the end of a heading, after which a raised number is a mark.
	numbered = regexp.MustCompile(`\(\d{1,3}\s?[a-zA-Z]?\)\s*$`)
	// powerBase is what a raised number is a power of: 10² m².
	powerBase = regexp.MustCompile(`(?:(?:^|[^\d.,])10|(?:^|[^\pL])(?:[kcdmh]?m|ha|s))\s*$`)
	power     = regexp.MustCompile(`^[-+−–]?\d{1,2}$`)
	lowDigits = regexp.MustCompile(`^\d{1,3}[-+]?$`)
	// ordinal is what is raised after a number for its looks only: 1e, 2de.
	ordinal     = regexp.MustCompile(`^(?:e|de|ste|er|ème|eme|st|nd|rd|th|o|a)$`)
	ordinalBase = regexp.MustCompile(`(?:\d|\b[IVX]+)\s*$`)
	styleUp     = regexp.MustCompile(`(?i)vertical-align\s*:\s*(?:super|text-top)`)
	styleDown   = regexp.MustCompile(`(?i)vertical-align\s*:\s*sub`)
)

// longestBase is how many bytes before a raised number tell what it is.
const longestBase = 64

// inline is an open element within a line.
type inline struct {
	name   string
	sup    bool
	sub    bool
	refers bool // it links within the page, or is of the class of a footnote
}

func inlineOf(token html.Token) inline {
	i := inline{name: token.Data, sup: token.DataAtom == atom.Sup, sub: token.DataAtom == atom.Sub, refers: isNote(token)}
	for _, a := range token.Attr {
		switch a.Key {
		case "style":
			i.sup, i.sub = i.sup || styleUp.MatchString(a.Val), i.sub || styleDown.MatchString(a.Val)
		case "href":
			i.refers = i.refers || token.DataAtom == atom.A && strings.Contains(a.Val, "#")
		}
	}
	return i
}

// deepest is how many open elements are looked through for the one that ends.
const deepest = 100

func (r *pageReader) openInline(i inline) {
	r.inline = append(r.inline, i)
	r.countInline(i, 1)
}

// closeInline closes the last open element of a name; false when there is none.
func (r *pageReader) closeInline(name string) bool {
	for at := len(r.inline) - 1; at >= max(0, len(r.inline)-deepest); at-- {
		if i := r.inline[at]; i.name == name {
			r.inline = append(r.inline[:at], r.inline[at+1:]...)
			r.countInline(i, -1)
			return true
		}
	}
	return false
}

func (r *pageReader) countInline(i inline, by int) {
	if i.sup {
		r.high += by
	}
	if i.sub {
		r.low += by
	}
	if i.refers {
		r.refers += by
	}
}

// isNote tells by its class whether an element holds a footnote, or refers to one.
func isNote(token html.Token) bool {
	for _, a := range token.Attr {
		if a.Key == "class" {
			for name := range strings.FieldsSeq(strings.ToLower(a.Val)) {
				if name == "noot" || name == "voetnoot" || name == "footnote" || name == "nootnum" {
					return true
				}
			}
		}
	}
	return false
}

// placed gives text as it stands in the line: raised and lowered where it was. It
// is a mark, and taken out, when it is the number of a footnote; where it could be
// a mark or text it is refused.
func (r *pageReader) placed(text string, at int) (string, bool) {
	sup, sub, refers := r.high > 0, r.low > 0, r.refers > 0
	trimmed := strings.TrimSpace(text)
	before := r.text.String()
	before = strings.ToValidUTF8(before[max(0, len(before)-longestBase):], "")
	switch {
	case sup:
		return r.raise(trimmed, text, before, refers, at)
	case sub && lowDigits.MatchString(trimmed):
		return subscripts.Replace(text), false
	case sub && !r.shown(at):
		r.refuse(RuleRaised, at, trimmed)
	case refers && isDigits(trimmed) && len(trimmed) <= 2 && (r.known[trimmed] || len(r.notes) > 0):
		return r.mark(trimmed)
	}
	return text, false
}

func (r *pageReader) raise(trimmed, text, before string, refers bool, at int) (string, bool) {
	isPower := power.MatchString(trimmed) && powerBase.MatchString(before)
	digits := isDigits(trimmed)
	opens := strings.TrimSpace(before) == "" && len(r.open.lines) == 0
	switch {
	case digits && (refers || len(r.notes) > 0 || numbered.MatchString(before)):
		return r.mark(trimmed)
	case digits && opens && r.lists == 0:
		r.open.note = trimmed
		return r.mark(trimmed)
	case isPower && !r.known[trimmed]:
		return superscripts.Replace(text), false
	case digits && r.known[trimmed] && !isPower:
		return r.mark(trimmed)
	case ordinal.MatchString(trimmed) && ordinalBase.MatchString(before):
		return text, false
	case trimmed == "TM" || trimmed == "™" || trimmed == "®" || trimmed == "©":
		return strings.Replace(text, "TM", "™", 1), false
	case !r.shown(at):
		r.refuse(RuleRaised, at, trimmed)
	}
	return superscripts.Replace(text), false
}

func (r *pageReader) mark(number string) (string, bool) {
	r.open.marks = append(r.open.marks, number)
	return "", true
}
