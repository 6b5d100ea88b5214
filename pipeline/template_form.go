package pipeline

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
)

// A template is what a workbook for an extract asks for.
type template struct {
	words   *messages.Catalogue
	created string // day of the contract
	tables  []templateTable
	codes   []templateCode // those of one dimension stand together
	errs    []error
}

type templateTable struct {
	*contract.Resource
	title, about string
	columns      []templateColumn
}

type templateColumn struct {
	contract.Field
	title, about string
}

type templateCode struct {
	dimension, code string
	labels          [2]string // in the order of messages.Languages
	from, to        time.Time // zero when it is not limited
	source          string
}

// booleanList is the dimension under which the two booleans stand among the codes.
const booleanList = "boolean"

// addBooleans puts true and false among the codes, so that they can be chosen from.
func (t *template) addBooleans(told *told, words map[string]*messages.Catalogue) {
	yes, no := told.booleans()
	for _, c := range []struct{ code, key string }{{yes, "template.yes"}, {no, "template.no"}} {
		code := templateCode{dimension: booleanList, code: c.code, source: contract.DescriptorFile}
		for i, lang := range messages.Languages {
			text, err := words[lang].Text(c.key, nil)
			t.errs = append(t.errs, err)
			code.labels[i] = text
		}
		t.codes = append(t.codes, code)
	}
}

// list is the dimension whose codes a column holds; empty for none.
func (c templateColumn) list() string {
	if c.Type == contract.Boolean {
		return booleanList
	}
	return c.Codelist
}

// say gives the sentence under template.key; what goes wrong is kept.
func (t *template) say(key string, args messages.Args) string {
	text, err := t.words.Text("template."+key, args)
	if err != nil {
		t.errs = append(t.errs, err)
	}
	return text
}

// of lists the codes of a dimension, each with the days it holds on.
func (t *template) of(dimension string) string {
	var list []string
	for _, c := range t.codes {
		if c.dimension == dimension {
			list = append(list, t.onDays(c))
		}
	}
	return strings.Join(list, ", ")
}

func (t *template) onDays(c templateCode) string {
	args := messages.Args{"code": c.code, "from": c.from.Format(time.DateOnly), "to": c.to.Format(time.DateOnly)}
	switch {
	case c.from.IsZero() && c.to.IsZero():
		return c.code
	case c.from.IsZero():
		return t.say("code_to", args)
	case c.to.IsZero():
		return t.say("code_from", args)
	}
	return t.say("code_between", args)
}

func (t *template) required(c templateColumn) string {
	if c.Required {
		return t.say("required", nil)
	}
	return t.say("optional", nil)
}

// plainCharacters is a pattern that asks for nothing but how many of which
// characters; that can be said in words.
var plainCharacters = regexp.MustCompile(`^\^\(\?:\^?\[([^\]\\]+)\]\{(\d+),(\d+)\}\$?\)\$$`)

// asked says what goes into a cell of a column.
func (t *template) asked(c templateColumn) string {
	switch {
	case c.Codelist != "" && c.ValidOn != "":
		return t.say("form.code_on", messages.Args{"list": c.Codelist, "day": c.ValidOn})
	case c.Codelist != "":
		return t.say("form.code", messages.Args{"list": c.Codelist})
	case c.Pattern != nil:
		return t.characters(c.Pattern.String())
	}
	return t.say("form."+string(c.Type), nil)
}

func (t *template) characters(pattern string) string {
	found := plainCharacters.FindStringSubmatch(pattern)
	if found == nil {
		return t.say("form.pattern", messages.Args{"pattern": pattern})
	}
	fewest, _ := strconv.Atoi(found[2])
	most, _ := strconv.Atoi(found[3])
	return t.say("form.characters", messages.Args{"fewest": fewest, "most": most, "characters": spaced(found[1])})
}

// spaced writes the characters of a class apart: A-Z a-z 0-9 . /
func spaced(class string) string {
	var parts []string
	for runes := []rune(class); len(runes) > 0; {
		n := 1
		if len(runes) > 2 && runes[1] == '-' {
			n = 3
		}
		parts, runes = append(parts, string(runes[:n])), runes[n:]
	}
	return strings.Join(parts, " ")
}
