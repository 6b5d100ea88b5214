package pipeline

import (
	"regexp"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/source/format"
	"jaarcijfers/pipeline/source/typing"
)

// suggest says what was probably meant: the code written almost so, or whose name
// is; the date in the order of the contract; true for waar. A word for no value is
// named as such.
func (x *extraction) suggest(v *contract.Violation, r *contract.Resource, column int) error {
	if column < 0 {
		return nil
	}
	f := r.Schema.Fields[column]
	known := ""
	switch {
	case v.Rule == "foreign_key" && f.Codelist != "":
		meant := x.meantFor(f.Codelist, v.Value)
		v.Suggestion, v.Expected = meant.code, meant.known
		known = meant.known
	case v.Rule == "article_kind":
		v.Suggestion = v.Expected
	case v.Rule == "type_date":
		v.Suggestion, v.Expected = x.likelyDate(v.Value, dateMeant(v.Value)), "2024-12-31"
		if fillerText.MatchString(v.Value) {
			v.Text = x.fillerWords(v.Value)
		}
	case v.Rule == "type_boolean":
		v.Suggestion = booleanMeant(v.Value)
	default:
		return nil
	}
	if v.Rule == "article_kind" || !typing.IsNoValue([]byte(v.Value)) || v.Rule == "type_boolean" && v.Suggestion != "" {
		return nil
	}
	return x.nameNoValue(v, f, known)
}

// nameNoValue says of a word for no value what to put there instead.
func (x *extraction) nameNoValue(v *contract.Violation, f contract.Field, known string) (err error) {
	key := "violation.no_value"
	switch {
	case known != "" && f.Required && slices.Contains(strings.Split(known, ", "), unknownCode):
		key, v.Suggestion = "violation.no_value_unknown", unknownCode
	case f.Required:
		key, v.Suggestion = "violation.no_value_required", ""
	default:
		v.Suggestion = ""
	}
	v.Text, err = x.text(key, messages.Args{"value": v.Value, "expected": known, "suggestion": unknownCode})
	return err
}

// unknownCode is the code that lists have for what is not known.
const unknownCode = "unknown"

// suggestHeld is suggest for what the gate held back.
func (x *extraction) suggestHeld(v *contract.Violation, r *contract.Resource) error {
	switch at := r.Schema.Index(v.Column); {
	case at < 0:
	case v.Rule == format.RuleCellSerial:
		v.Suggestion = serialMeant(v.Value)
	case v.Rule == typing.RuleNoValue:
		return x.nameNoValue(v, r.Schema.Fields[at], "")
	}
	return nil
}

func booleanMeant(text string) string {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "waar", "ja", "j", "yes", "y", "1", "true":
		return "true"
	case "onwaar", "nee", "n", "no", "0", "false":
		return "false"
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

// ruleText is the sentence of a rule of sql/reject, with what stands there.
func ruleText(c *model.Check, v contract.Violation) map[string]string {
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
