package contract

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// fieldWords are the words of a field; those of its constraints depend on its type.
func fieldWords(n *node) words {
	kind := typeOf(n)
	w := maps.Clone(anyField)
	w["constraints"] = object(constraintWords(kind))
	return w
}

func typeOf(field *node) Type {
	if t := field.get("type"); t != nil {
		return Type(t.text)
	}
	return String
}

var anyField = words{
	"name": named, "title": prose, "description": prose, "example": {}, "rdfType": prose,
	"type": one(types...), "format": {kinds: []jsonKind{kindText}},
	"decimalChar": {kinds: []jsonKind{kindText}, only: []string{".", ","}, types: []Type{Number}},
	"groupChar":   {kinds: []jsonKind{kindText}, only: []string{".", ",", " ", "'"}, types: []Type{Number, Integer}},
	"bareNumber":  {kinds: []jsonKind{kindBool}, only: []string{"true"}, types: []Type{Number, Integer}},
	"trueValues":  {kinds: []jsonKind{kindList}, items: []jsonKind{kindText}, wrong: distinct, types: []Type{Boolean}},
	"falseValues": {kinds: []jsonKind{kindList}, items: []jsonKind{kindText}, wrong: distinct, types: []Type{Boolean}},
	"categories":  unsupported("constraints.enum"), "categoriesOrdered": unsupported(""),
	"missingValues": missingWord,
	"delimiter":     unsupported(""), "itemType": unsupported(""), "coordinateSystem": unsupported(""), "geometryType": unsupported(""),
	"jaarcijfers": object(words{
		"markers":  {kinds: []jsonKind{kindObject}}, // its names are texts of the file
		"codelist": named, "validOn": named, "validBy": named, "optionalColumn": flag, "code": flag, "form": {kinds: []jsonKind{kindText}, only: forms, types: []Type{String, Date}},
		"earliest": {kinds: []jsonKind{kindText}, wrong: realDay}, "nl": object(languageWords),
		"when": objects(words{
			"column": named, "is": named, "except": {kinds: []jsonKind{kindObject}}, "whole": flag,
			"minimum": {kinds: []jsonKind{kindNumber}}, "maximum": {kinds: []jsonKind{kindNumber}},
		}),
	}),
}

// constraintWords are the constraints that our readers enforce on a type.
func constraintWords(t Type) words {
	w := words{
		"required": flag, "unique": flag, "jsonSchema": unsupported(""),
		"pattern": {kinds: []jsonKind{kindText}, types: []Type{String}, wrong: patternForm},
		"enum":    {kinds: []jsonKind{kindList}, items: []jsonKind{kindText}, types: []Type{String}, wrong: distinct},
	}
	w["minLength"] = word{kinds: []jsonKind{kindNumber}, types: []Type{String}, wrong: wholeNumber}
	w["maxLength"] = word{kinds: []jsonKind{kindNumber}, types: []Type{String}, wrong: wholeNumber}
	for _, name := range []string{"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"} {
		bound := word{kinds: []jsonKind{kindNumber}, types: []Type{Integer, Number, Year, Date}}
		if t == Date {
			bound.kinds, bound.wrong = []jsonKind{kindText}, realDate
		}
		w[name] = bound
	}
	return w
}

func patternForm(n *node) string {
	if _, err := regexp.Compile(`^(?:` + n.text + `)$`); err != nil {
		return `[a-z]+, \d{4}, …`
	}
	return ""
}

func realDay(n *node) string {
	if _, ok := ParseDay(n.text); ok {
		return ""
	}
	return "1990, 1990-12, 1990-12-31"
}

func realDate(n *node) string {
	if _, ok := ParseDay(n.text); ok && len(n.text) == len("1990-12-31") {
		return ""
	}
	return "1990-12-31"
}

// belongs says whether a word of a field goes with its type. Of a type that is none
// that is not known.
func (w word) belongs(t Type) bool {
	return len(w.types) == 0 || slices.Contains(w.types, t) || !slices.Contains(types, string(t))
}

func typeNames(all []Type) string {
	names := make([]string, len(all))
	for i, t := range all {
		names[i] = string(t)
	}
	return strings.Join(names, ", ")
}

// formatWrong says which formats a reader has for a type.
func formatWrong(t Type, format string) string {
	known := []string{"default"}
	if t == Date {
		known = dates
	}
	if slices.Contains(known, format) {
		return ""
	}
	return strings.Join(known, ", ")
}

// boundsWrong finds constraints that no value can meet.
func boundsWrong(constraints *node) (place, value, expected string) {
	for _, pair := range [][2]string{{"minimum", "maximum"}, {"minLength", "maxLength"}} {
		low, high := constraints.get(pair[0]), constraints.get(pair[1])
		if low == nil || high == nil {
			continue
		}
		a, errA := strconv.ParseFloat(low.text, 64)
		b, errB := strconv.ParseFloat(high.text, 64)
		if errA == nil && errB == nil && a > b || (errA != nil || errB != nil) && low.text > high.text {
			return pair[0], low.text, "≤ " + high.text
		}
	}
	return "", "", ""
}
