package template

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
)

// A template is what a workbook for an extract asks for.
type Template struct {
	Words   *messages.Catalogue
	Created string // day of the contract
	Tables  []templateTable
	Codes   []Code // those of one dimension stand together
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

type Code struct {
	Dimension, Code string
	Labels          [2]string // in the order of messages.Languages
	From, To        time.Time // zero when it is not limited
	Source          string
}

// booleanList is the dimension under which the two booleans stand among the codes.
const booleanList = "boolean"

// addBooleans puts true and false among the codes, so that they can be chosen from.
func (t *Template) AddBooleans(told *told, words map[string]*messages.Catalogue) {
	yes, no := told.booleans()
	for _, c := range []struct{ code, key string }{{yes, "template.yes"}, {no, "template.no"}} {
		code := Code{Dimension: booleanList, Code: c.code, Source: contract.DescriptorFile}
		for i, lang := range messages.Languages {
			text, err := words[lang].Text(c.key, nil)
			t.errs = append(t.errs, err)
			code.Labels[i] = text
		}
		t.Codes = append(t.Codes, code)
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
func (t *Template) say(key string, args messages.Args) string {
	text, err := t.Words.Text("template."+key, args)
	if err != nil {
		t.errs = append(t.errs, err)
	}
	return text
}

// of lists the codes of a dimension, each with the days it holds on.
func (t *Template) of(dimension string) string {
	var list []string
	for _, c := range t.Codes {
		if c.Dimension == dimension {
			list = append(list, t.onDays(c))
		}
	}
	return strings.Join(list, ", ")
}

func (t *Template) onDays(c Code) string {
	args := messages.Args{"code": c.Code, "from": c.From.Format(time.DateOnly), "to": c.To.Format(time.DateOnly)}
	switch {
	case c.From.IsZero() && c.To.IsZero():
		return c.Code
	case c.From.IsZero():
		return t.say("code_to", args)
	case c.To.IsZero():
		return t.say("code_from", args)
	}
	return t.say("code_between", args)
}

func (t *Template) required(c templateColumn) string {
	if c.Required {
		return t.say("required", nil)
	}
	return t.say("optional", nil)
}

// plainCharacters is a pattern that asks for nothing but how many of which
// characters; that can be said in words.
var plainCharacters = regexp.MustCompile(`^\^\(\?:\^?\[([^\]\\]+)\]\{(\d+),(\d+)\}\$?\)\$$`)

// asked says what goes into a cell of a column.
func (t *Template) asked(c templateColumn) string {
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

func (t *Template) characters(pattern string) string {
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
