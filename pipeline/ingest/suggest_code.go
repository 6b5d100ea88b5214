package ingest

import (
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
	m := meant{contract.NearestCode(text, words.written), words.known()}
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

func (w codeWords) known() string { return strings.Join(w.codes, ", ") }
