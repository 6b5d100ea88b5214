package contract

import (
	"slices"
	"strconv"
	"strings"
)

// Rules about the words of a descriptor.
const (
	RuleDescriptor  Rule = "descriptor"
	ruleWord        Rule = "descriptor_word"
	ruleUnsupported Rule = "descriptor_unsupported"
	ruleMore        Rule = "descriptor_more"
)

// A word is one word of Data Package, Table Schema or Table Dialect, or of ours.
// A word that a descriptor uses is enforced by a reader, or is for people, or is
// refused: a rule that nobody enforces is worse than none.
type word struct {
	kinds []jsonKind // of its value; none for any
	// refused says that nothing here enforces the word; instead what does.
	refused bool
	instead string
	only    []string           // the values that are enforced, of a text, number or boolean
	types   []Type             // the types of field that it belongs to; none for every type
	object  func(*node) words  // what its value, or each of its items, may hold; nil for no object
	items   []jsonKind         // kinds of the items of a list
	wrong   func(*node) string // what was expected instead; empty when it is right
}

type words map[string]word

var (
	prose   = word{kinds: []jsonKind{kindText}}
	flag    = word{kinds: []jsonKind{kindBool}}
	counted = word{kinds: []jsonKind{kindNumber}, wrong: wholeNumber}
	named   = word{kinds: []jsonKind{kindText}, wrong: someText}
	texts   = word{kinds: []jsonKind{kindList}, items: []jsonKind{kindText}, wrong: distinct}
	columns = word{kinds: []jsonKind{kindText, kindList}, items: []jsonKind{kindText}, wrong: distinct}
)

func one(values ...string) word { return word{kinds: []jsonKind{kindText}, only: values} }

func unsupported(instead string) word { return word{refused: true, instead: instead} }

func object(of words) word {
	return word{kinds: []jsonKind{kindObject}, object: func(*node) words { return of }}
}

func objects(of words) word {
	return word{kinds: []jsonKind{kindList}, items: []jsonKind{kindObject}, object: func(*node) words { return of }}
}

func wholeNumber(n *node) string {
	if v, err := strconv.ParseInt(n.text, 10, 64); err != nil || v < 0 {
		return "0, 1, 2, …"
	}
	return ""
}

func share(n *node) string {
	if v, err := strconv.ParseFloat(n.text, 64); err != nil || v < 0 || v > 1 {
		return "0 … 1"
	}
	return ""
}

func someText(n *node) string {
	if strings.TrimSpace(n.text) == "" {
		return "a, b, …"
	}
	return ""
}

// distinct wants a list with something in it and nothing twice.
func distinct(n *node) string {
	if n.kind == kindText {
		return someText(n)
	}
	if len(n.items) == 0 {
		return `["…"]`
	}
	seen := map[string]bool{}
	for _, item := range n.items {
		if seen[item.text] {
			return item.text + " (1 ×)"
		}
		seen[item.text] = true
	}
	return ""
}

var (
	licenceWords = words{"name": prose, "path": prose, "title": prose}
	sourceWords  = words{"title": prose, "path": prose, "email": prose, "version": prose}
	personWords  = words{
		"title": prose, "path": {kinds: []jsonKind{kindText}, wrong: webPage}, "email": {kinds: []jsonKind{kindText}, wrong: mailAddress},
		"role": prose, "organization": prose,
		"givenName": prose, "familyName": prose, "roles": {kinds: []jsonKind{kindList}, items: []jsonKind{kindText}},
	}
	languageWords = words{"title": prose, "description": prose}
	limitWords    = words{
		"fileBytes": counted, "rows": counted, "columns": counted, "cellBytes": counted,
		"zipEntries": counted, "zipBytes": counted, "zipRatio": counted,
	}
)

// packageWords are those of the descriptor itself.
var packageWords = words{
	"$schema": one("https://datapackage.org/profiles/2.0/datapackage.json", "https://datapackage.org/profiles/1.0/datapackage.json"),
	"name":    prose, "id": prose, "title": prose, "description": prose, "homepage": {kinds: []jsonKind{kindText}, wrong: siteAddress}, "image": prose, "version": prose,
	"created": {kinds: []jsonKind{kindText}, wrong: dayOrMoment}, "keywords": texts,
	"licenses": objects(licenceWords), "sources": objects(sourceWords), "contributors": objects(personWords),
	"resources": objects(resourceWords),
	"profile":   unsupported("$schema"), "resource": unsupported("resources"),
	"jaarcijfers": object(words{
		"limits": object(limitWords), "accepted": object(words{"hash": prose}), "nl": object(languageWords),
		"nextEdition": {kinds: []jsonKind{kindText}, wrong: someDay},
	}),
}

var resourceWords = words{
	"$schema": one("https://datapackage.org/profiles/2.0/dataresource.json"),
	"name":    prose, "path": {kinds: []jsonKind{kindText}}, "title": prose, "description": prose, "homepage": prose,
	"sources": objects(sourceWords), "licenses": objects(licenceWords),
	"type": one("table"), "scheme": one("file"), "format": one("csv", "xlsx", "ods", "letter"),
	"mediatype": one("text/csv", workbookTypes["xlsx"], workbookTypes["ods"], "text/plain", "text/html"),
	"encoding":  {kinds: []jsonKind{kindText}}, "bytes": counted, "hash": {kinds: []jsonKind{kindText}, wrong: sha256Form},
	"dialect": object(dialectWords), "schema": object(schemaWords),
	"data": unsupported("path"), "url": unsupported("path"), "profile": unsupported("$schema"),
	"compression": unsupported(""), "innerpath": unsupported(""), "innerPath": unsupported(""), "control": unsupported("dialect"),
	"layout": unsupported("dialect"), "extrapaths": unsupported("path"), "jsonpointer": unsupported(""), "jsonPointer": unsupported(""),
	"stats": unsupported("bytes, hash"), "rowCount": unsupported(""), "fields": unsupported("schema.fields"),
	"jaarcijfers": object(words{
		"table": named, "rejectBudget": counted, "rejectBudgetShare": {kinds: []jsonKind{kindNumber}, wrong: share},
		"private": flag, "limits": object(limitWords), "nl": object(languageWords),
		"letter": object(words{"date": prose, "title": prose}),
	}),
}

var dialectWords = words{
	"$schema": one("https://datapackage.org/profiles/2.0/tabledialect.json"), "title": prose, "description": prose,
	"delimiter": one(",", ";", "\t"), "quoteChar": one(`"`, `'`),
	"header": {kinds: []jsonKind{kindBool}, only: []string{"true"}}, "doubleQuote": {kinds: []jsonKind{kindBool}, only: []string{"true"}},
	"skipInitialSpace":    {kinds: []jsonKind{kindBool}, only: []string{"false"}},
	"caseSensitiveHeader": {kinds: []jsonKind{kindBool}, only: []string{"true"}},
	"headerRows":          unsupported(""), "headerJoin": unsupported(""), "commentRows": unsupported(""), "commentChar": unsupported(""),
	"lineTerminator": unsupported(""), "escapeChar": unsupported("doubleQuote"), "nullSequence": unsupported("missingValues"),
	"property": unsupported(""), "itemType": unsupported(""), "itemKeys": unsupported(""), "sheetNumber": unsupported(""),
	"sheetName": unsupported(""), "table": unsupported(""), "csvddfVersion": unsupported(""), "profile": unsupported(""),
	"name": prose,
}

var schemaWords = words{
	"$schema": one("https://datapackage.org/profiles/2.0/tableschema.json"), "title": prose, "description": prose, "name": prose,
	"fields":      {kinds: []jsonKind{kindList}, items: []jsonKind{kindObject}, object: fieldWords},
	"fieldsMatch": {kinds: []jsonKind{kindText, kindList}, items: []jsonKind{kindText}, wrong: exactMatch},
	"primaryKey":  columns, "missingValues": missingWord,
	"uniqueKeys": {kinds: []jsonKind{kindList}, items: []jsonKind{kindText, kindList}, wrong: keyLists},
	"foreignKeys": objects(words{
		"fields": columns, "reference": object(words{"resource": prose, "fields": columns}),
	}),
	"rdfType": prose, "profile": unsupported("$schema"),
}

var missingWord = word{
	kinds: []jsonKind{kindList}, items: []jsonKind{kindText, kindObject},
	object: func(*node) words { return words{"value": prose, "label": prose} }, wrong: missingTexts,
}

// missingTexts wants texts, or objects that all have a value: one without would
// make the empty text a missing value.
func missingTexts(n *node) string {
	seen := map[string]bool{}
	for _, item := range n.items {
		if item.kind != n.items[0].kind {
			return `["…"], [{"value": "…"}]`
		}
		value := item
		if item.kind == kindObject {
			if value = item.get("value"); value == nil {
				return `{"value": "…"}`
			}
		}
		if seen[value.text] {
			return value.text + " (1 ×)"
		}
		seen[value.text] = true
	}
	return ""
}

// exactMatch is the only way in which our readers compare a header.
func exactMatch(n *node) string {
	if n.kind == kindList && len(n.items) == 1 {
		n = n.items[0]
	}
	if n.text == "exact" {
		return ""
	}
	return "exact"
}

func keyLists(n *node) string {
	for _, key := range n.items {
		for _, field := range key.items {
			if field.kind != kindText {
				return `[["…"]]`
			}
		}
		if wrong := distinct(key); wrong != "" {
			return wrong
		}
	}
	if len(n.items) == 0 {
		return `[["…"]]`
	}
	return ""
}

func sha256Form(n *node) string {
	if n.text == "" || strings.HasPrefix(n.text, "sha256:") {
		return "" // jaarcijfers accept fills it in
	}
	return "sha256:…"
}

func dayOrMoment(n *node) string {
	day, _, _ := strings.Cut(n.text, "T")
	if _, ok := ParseDay(day); ok && len(day) == len("2026-01-01") {
		return ""
	}
	return "2026-12-31"
}

// expectedKinds says which kinds of value a word takes.
func expectedKinds(kinds []jsonKind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = "JSON " + string(k)
	}
	return strings.Join(names, ", ")
}

func (w words) names() []string {
	var names []string
	for name, word := range w {
		if !word.refused {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
