package template

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
)

// list is the dimension whose codes a column holds; empty for none.
func (c column) list() string {
	if c.Type == contract.Boolean {
		return booleanList
	}
	return c.Codelist
}

// sentence is the text under template.key; what goes wrong is kept.
func (f *Form) sentence(key string, args messages.Args) string {
	text, err := f.words.Text("template."+key, args)
	if err != nil {
		f.errs = append(f.errs, err)
	}
	return text
}

// codeList lists the codes of a dimension, each with the days it holds on.
func (f *Form) codeList(dimension string) string {
	var list []string
	for _, c := range f.codes {
		if c.Dimension == dimension {
			list = append(list, f.validity(c))
		}
	}
	return strings.Join(list, ", ")
}

func (f *Form) validity(c Code) string {
	args := messages.Args{"code": c.Code, "from": c.From.Format(time.DateOnly), "to": c.To.Format(time.DateOnly)}
	switch {
	case c.From.IsZero() && c.To.IsZero():
		return c.Code
	case c.From.IsZero():
		return f.sentence("code_to", args)
	case c.To.IsZero():
		return f.sentence("code_from", args)
	}
	return f.sentence("code_between", args)
}

func (f *Form) required(c column) string {
	if c.Required {
		return f.sentence("required", nil)
	}
	return f.sentence("optional", nil)
}

// plainCharacters is a pattern that asks for nothing but how many of which
// characters; that can be said in words.
var plainCharacters = regexp.MustCompile(`^\^\(\?:\^?\[([^\]\\]+)\]\{(\d+),(\d+)\}\$?\)\$$`)

// expected says what goes into a cell of a column.
func (f *Form) expected(c column) string {
	switch {
	case c.Codelist != "" && c.ValidOn != "":
		return f.sentence("form.code_on", messages.Args{"list": c.Codelist, "day": c.ValidOn})
	case c.Codelist != "":
		return f.sentence("form.code", messages.Args{"list": c.Codelist})
	case c.Pattern != nil:
		return f.characters(c.Pattern.String())
	}
	return f.sentence("form."+string(c.Type), nil)
}

func (f *Form) characters(pattern string) string {
	found := plainCharacters.FindStringSubmatch(pattern)
	if found == nil {
		return f.sentence("form.pattern", messages.Args{"pattern": pattern})
	}
	fewest, _ := strconv.Atoi(found[2])
	most, _ := strconv.Atoi(found[3])
	return f.sentence("form.characters", messages.Args{"fewest": fewest, "most": most, "characters": spaced(found[1])})
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
