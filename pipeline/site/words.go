package site

import (
	"bytes"
	"fmt"
	"html/template"
	"math"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/messages"
)

// funcs are the words a template may ask for. Every one fails rather than
// leave a hole in the page.
func (w *writer) funcs(p page) template.FuncMap {
	return template.FuncMap{
		"t":          w.text,
		"has":        w.words.Has,
		"paragraphs": w.paragraphs,
		"pagekey":    func(part string) string { return "site.page." + p.id + "." + part },
		"code":       w.code,
		"label":      w.label,
		"breakable":  w.breakable,
		"number":     func(n int) string { return w.words.Number(float64(n), 0) },
		"date":       w.date,
		"period":     w.period,
		"href":       w.href,
		"anchor":     w.anchor,
		"slug":       slug,
		"plus":       func(i int) int { return i + 1 },
		"minus":      func(i int) int { return i - 1 },
		"letter":     letter,
		"root":       func() string { return w.root },
		"lang":       func() string { return w.lang },
		"database":   func() string { return w.in.Database },
		"package":    func() string { return w.in.Named("data") + "/datapackage.json" },
		"licence":    w.licence,
		"saved":      w.saved,
		"captioned":  w.captioned,
		"partly":     w.partly,
		"pagetitle":  w.pageTitle,
		"weburl":     webURL,
		"langcode":   langCode,
		"svg":        unspoken,
	}
}

// What a drawing says of itself, at its head: attributes of the svg element and the two
// elements that they name.
const (
	spokenFrom = ` role="img" aria-labelledby="`
	spokenEnd  = `</desc>`
)

// unspoken is a drawing as it stands on a page: the image around it has the text
// alternative, so that the drawing itself says nothing.
func unspoken(drawing []byte) template.HTML {
	before, spoken, ok := bytes.Cut(drawing, []byte(spokenFrom))
	_, after, ended := bytes.Cut(spoken, []byte(spokenEnd))
	if !ok || !ended {
		return template.HTML(drawing)
	}
	return template.HTML(string(before) + ` aria-hidden="true" focusable="false">` + string(after))
}

// saved is the name that a file gets when a reader saves it: with the edition, so
// that two of them can be told apart. Its place in the release has none, so that
// links to it last.
func (w *writer) saved(place string) string {
	name := path.Base(place)
	ending := path.Ext(name)
	return strings.TrimSuffix(name, ending) + "-" + w.in.Version + ending
}

// captioned is the name of a table, with what all its figures bear.
func (w *writer) captioned(key string, m marking.Marking, pairs ...any) (string, error) {
	caption, err := w.text(key, pairs...)
	if err != nil {
		return "", err
	}
	return m.Title(w.words, caption)
}

// partly is the name of a table with what some of its figures bear.
func (w *writer) partly(key string, m marking.Marking, pairs ...any) (string, error) {
	caption, err := w.text(key, pairs...)
	if err != nil {
		return "", err
	}
	return m.PartTitle(w.words, caption)
}

// licence says how the figures of the release may be used.
func (w *writer) licence() (string, error) {
	if w.in.Internal {
		return w.words.Text("site.internal.licence", nil)
	}
	return w.words.Text("site.footer.licence", nil)
}

// pageTitle is the title of a page of the release.
func (w *writer) pageTitle(id string) (string, error) {
	p, err := w.plan.page(id)
	if err != nil {
		return "", err
	}
	title, _, err := w.heading(p)
	return title, err
}

// text is the sentence for key; pairs are the names and values of its
// placeholders.
func (w *writer) text(key string, pairs ...any) (string, error) {
	args := messages.Args{}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return w.words.Text(key, args)
}

// paragraphs are the sentences key.p1, key.p2 and so on.
func (w *writer) paragraphs(key string) ([]string, error) {
	var all []string
	for i := 1; i == 1 || w.words.Has(key+".p"+strconv.Itoa(i)); i++ {
		text, err := w.words.Text(key+".p"+strconv.Itoa(i), nil)
		if err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return all, nil
}

// code is the name of a code of a codelist.
func (w *writer) code(list, code string) (string, error) {
	name := w.in.Codes[list][code][w.lang]
	if name == "" {
		return "", fmt.Errorf("codelist %s: code %q has no label in %q", list, code, w.lang)
	}
	return name, nil
}

func (w *writer) label(l plot.Label) (string, error) {
	if l[w.lang] == "" {
		return "", fmt.Errorf("label %v has no words in %q", l, w.lang)
	}
	return l[w.lang], nil
}

// breakable is a text that may break at the seam of a long word, with a hyphen. A
// browser finds the seams of a language only with a dictionary that many lack.
func (w *writer) breakable(text string) (string, error) {
	const softHyphen = "\u00ad"
	seams, err := w.words.Text("site.seams", nil)
	if err != nil {
		return "", err
	}
	for word := range strings.FieldsSeq(seams) {
		text = strings.ReplaceAll(text, strings.ReplaceAll(word, "|", ""), strings.ReplaceAll(word, "|", softHyphen))
	}
	return text, nil
}

// date writes 2023-04-25, 2023-04 or 2023 in words.
func (w *writer) date(date string) (string, error) { return w.words.Date(date) }

// period writes an SDMX period in words.
func (w *writer) period(period string) (string, error) {
	if text, err := plot.Period(w.words, period); text != "" || err != nil {
		return text, err
	}
	return w.date(period)
}

// value writes a figure as its unit asks: counts whole, percentages and rates
// with one decimal at most.
func (w *writer) value(v float64, unit string) (string, error) {
	decimals := 0
	if unit == "per_100000" || unit == "percent" && v != math.Trunc(v) {
		decimals = 1
	}
	number := w.words.Number(v, decimals)
	if unit == "percent" {
		return w.words.Text("site.value.percent", messages.Args{"number": number})
	}
	return number, nil
}

// signed writes a difference with its sign.
func (w *writer) signed(v float64) string {
	switch number := w.words.Number(math.Abs(v), 0); {
	case v > 0:
		return "+" + number
	case v < 0:
		return "\u2212" + number
	default:
		return number
	}
}

// webURL is an address that a page may link to, or nothing.
func webURL(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return u.String()
}

var languageCode = regexp.MustCompile(`^[a-z]{2,3}$`)

// langCode is the language a text is in, for its lang attribute, when it is
// known and not the page's.
func langCode(lang string) string {
	if languageCode.MatchString(lang) {
		return lang
	}
	return ""
}

// letter numbers notes as an ordered list with lower-case letters does: a to z,
// then aa.
func letter(n int) string {
	text := ""
	for ; n > 0; n = (n - 1) / 26 {
		text = string(rune('a'+(n-1)%26)) + text
	}
	return text
}
