package pipeline

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/extract"
	"jaarcijfers/pipeline/warehouse"
)

// suggest says what was probably meant: the code written almost so, or whose name
// is; the date in the order of the contract; true for waar.
func (x *extraction) suggest(v *contract.Violation, r *contract.Resource, column int) {
	if column < 0 {
		return
	}
	switch f := r.Schema.Fields[column]; {
	case v.Rule == "foreign_key" && f.Codelist != "":
		meant := x.meantFor(f.Codelist, v.Value)
		v.Suggestion, v.Expected = meant.code, meant.known
	case v.Rule == "article_kind":
		v.Suggestion = v.Expected
	case v.Rule == "type_date":
		v.Suggestion, v.Expected = x.likelyDate(v.Value, dateMeant(v.Value)), "2024-12-31"
		if fillerText.MatchString(v.Value) {
			v.Text = x.fillerWords(v.Value)
		}
	case v.Rule == "type_boolean":
		v.Suggestion = map[string]string{
			"waar": "true", "ja": "true", "j": "true", "yes": "true", "y": "true", "1": "true",
			"onwaar": "false", "nee": "false", "n": "false", "no": "false", "0": "false",
		}[strings.ToLower(strings.TrimSpace(v.Value))]
		if v.Suggestion == "" && strings.EqualFold(v.Value, "true") || strings.EqualFold(v.Value, "false") {
			v.Suggestion = strings.ToLower(v.Value)
		}
	case v.Rule == extract.RuleCellSerial:
		if days, err := strconv.Atoi(v.Value); err == nil && days > 60 {
			v.Suggestion = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days).Format(time.DateOnly)
		}
	}
}

// dateMeant reads a date in another order, where there is but one way to.
func dateMeant(text string) string {
	for _, layout := range []string{"2-1-2006", "2/1/2006", "2.1.2006", "20060102", "2006/1/2", "2006-1-2", "2006-01-02T15:04:05"} {
		if day, err := time.Parse(layout, strings.TrimSpace(text)); err == nil {
			return day.Format(time.DateOnly)
		}
	}
	return ""
}

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
func (x *extraction) meantFor(dimension, text string) meant {
	key := dimension + "\x00" + text
	if m, ok := x.meant.Load(key); ok {
		return m.(meant)
	}
	words := x.codeWords(dimension)
	m := meant{words.nearest(text), words.known()}
	x.meant.Store(key, m)
	return m
}

func (x *extraction) codeWords(dimension string) codeWords {
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

func (w codeWords) nearest(text string) string {
	if code := w.written[text]; code != "" {
		return code
	}
	var written []string
	for label := range w.written {
		written = append(written, label)
	}
	slices.Sort(written)
	return w.written[contract.Nearest(text, written)]
}

func (w codeWords) known() string { return strings.Join(w.codes, ", ") }

// ruleText is the sentence of a rule of sql/reject, with what stands there.
func ruleText(c *warehouse.Check, v contract.Violation) map[string]string {
	text := map[string]string{}
	for lang := range c.MustNot {
		text[lang] = c.MustNot[lang] + " (" + v.Value
		if v.Expected != "" && v.Column != "offence_number" && v.Column != "case_number" {
			text[lang] += "; " + v.Expected
		}
		text[lang] += ") " + c.Do[lang]
	}
	return text
}
