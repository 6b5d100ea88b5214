package ingest

import (
	"regexp"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
)

// codeWords are the codes that an extract may use for one property, by what one may
// have written for each.
type codeWords struct {
	codes   []string
	written map[string]string
}

// meant is what was probably meant by a code that is not known.
type meant struct{ code, known string }

// meantFor looks once for what a wrong code means: the same slip comes a thousand
// times in one delivery.
func (x *ingestion) meantFor(dimension, text string) meant {
	key := dimension + "\x00" + text
	if m, ok := x.meant.Load(key); ok {
		return m.(meant)
	}
	words := x.codeWords(dimension)
	m := meant{words.nearest(text), words.known()}
	x.meant.Store(key, m)
	return m
}

func (x *ingestion) codeWords(dimension string) codeWords {
	w := codeWords{written: map[string]string{}}
	for _, c := range x.codes {
		if c.Dimension != dimension {
			continue
		}
		w.codes = append(w.codes, c.Code)
		for _, label := range []string{c.NL, c.EN, c.Code} {
			w.written[label] = c.Code
		}
	}
	return w
}

// nearest is the code that a text is, or names, but for how it is written: 137 C for
// art_137c, 25–34 for age_25_34; else the one with fewest slips.
func (w codeWords) nearest(text string) string {
	if code := w.written[text]; code != "" {
		return code
	}
	var written []string
	for label := range w.written {
		written = append(written, label)
	}
	slices.Sort(written)
	found := ""
	for _, label := range written {
		switch code := w.written[label]; {
		case !alike(text, label):
		case found != "" && found != code:
			return "" // it can be either
		default:
			found = code
		}
	}
	if found != "" {
		return found
	}
	return w.written[contract.Nearest(text, written)]
}

// joints are words between two numbers, or before or behind one, that say no more
// than their place does.
var joints = regexp.MustCompile(`\b(tot en met|t/m|tm|tot|to|until|through|artikel|article|art|wetboek van strafrecht|sr|age|leeftijd|jaar|years|year)\b[.]?`)

var notLetters = regexp.MustCompile(`[^\pL\pN]+`)

// alike tells whether two texts are the same but for capitals, spaces, signs and joints.
func alike(a, b string) bool {
	bare := func(text string) string {
		text = strings.ReplaceAll(strings.ToLower(text), "_", " ")
		if less := notLetters.ReplaceAllString(joints.ReplaceAllString(text, " "), ""); less != "" {
			return less
		}
		return notLetters.ReplaceAllString(text, "")
	}
	return bare(a) != "" && bare(a) == bare(b)
}

func (w codeWords) known() string { return strings.Join(w.codes, ", ") }
