package contract

import (
	"slices"
	"strings"
)

// The words of a field that the reader of an extract does not enforce, beside those
// that no reader does.
var (
	shapeTypes = []string{"string", "boolean", "date"}
	shapeNot   = map[string][]string{
		"":            {"missingValues", "decimalChar", "groupChar", "bareNumber"},
		"constraints": {"unique", "enum", "minLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"},
		"jaarcijfers": {"markers", "code", "form", "earliest", "when"},
	}
	// shapeOnly are the only values that its reader knows.
	shapeOnly = map[string]string{"trueValues": "true", "falseValues": "false", "format": "default"}
)

// checkShape refuses what the reader of an extract does not enforce: it reads rows
// by the hundred million, and leaves typing to the engine.
func (l *loader) checkShape() {
	if l.root == nil {
		return
	}
	resources := l.root.get("resources")
	if resources == nil {
		return
	}
	for _, r := range resources.items {
		name := ""
		if given := r.get("name"); given != nil {
			name = given.text
		}
		schema := r.get("schema")
		place := placeIn(name, "schema")
		l.refuseShape(place, schema, []string{"uniqueKeys"})
		if fields := schema.get("fields"); fields != nil {
			for _, f := range fields.items {
				l.checkShapeField(place, f)
			}
		}
	}
}

// onlyShape are our words for a field that only the reader of an extract enforces.
var onlyShape = []string{"codelist", "validOn", "validBy", "optionalColumn"}

// checkFigures refuses what only the reader of an extract enforces.
func (l *loader) checkFigures() {
	if l.root == nil || l.root.get("resources") == nil {
		return
	}
	for _, r := range l.root.get("resources").items {
		name := ""
		if given := r.get("name"); given != nil {
			name = given.text
		}
		fields := r.get("schema").get("fields")
		if fields == nil {
			continue
		}
		for _, f := range fields.items {
			place := placeIn(name, "schema")
			if given := f.get("name"); given != nil {
				place = join(place+"/fields", given.text)
			}
			l.refuseShape(join(place, "jaarcijfers"), f.get("jaarcijfers"), onlyShape)
		}
	}
}

func (l *loader) checkShapeField(place string, f *node) {
	if given := f.get("name"); given != nil {
		place = join(place+"/fields", given.text)
	}
	if t := f.get("type"); t != nil && !slices.Contains(shapeTypes, t.text) {
		l.refuseAt(t.line, place+"/type", ruleUnsupported, t.text, "", strings.Join(shapeTypes, ", "))
	}
	for _, inner := range []string{"", "constraints", "jaarcijfers"} {
		at, n := place, f
		if inner != "" {
			at, n = join(place, inner), f.get(inner)
		}
		l.refuseShape(at, n, shapeNot[inner])
	}
	for _, word := range []string{"trueValues", "falseValues", "format"} {
		l.shapeValue(place, f, word)
	}
}

func (l *loader) refuseShape(place string, n *node, not []string) {
	if n == nil {
		return
	}
	for _, m := range n.members {
		if slices.Contains(not, m.name) {
			l.refuseAt(m.line, join(place, m.name), ruleUnsupported, m.name, "", "")
		}
	}
}

// shapeValue refuses any value of a word but the one that is enforced.
func (l *loader) shapeValue(place string, n *node, word string) {
	value := n.get(word)
	if value == nil {
		return
	}
	given := value.text
	if value.kind == kindList {
		var all []string
		for _, item := range value.items {
			if text := item.get("value"); text != nil {
				item = text
			}
			all = append(all, item.text)
		}
		given = strings.Join(all, ", ")
	}
	if only := shapeOnly[word]; given != only || len(value.items) > 1 || value.kind == kindList && len(value.items) == 0 {
		l.refuseAt(value.line, join(place, word), ruleUnsupported, word+": "+given, "", word+": "+strings.Trim(`"`+only+`"`, " "))
	}
}
