package contract

import (
	"slices"
	"strconv"
	"strings"
)

// checkWords compares every word of a descriptor with those that are known here.
func (l *loader) checkWords(root *node) {
	if root.kind != kindObject {
		l.malformed = true
		l.refuseAt(root.line, "", RuleDescriptor, root.written(), expectedKinds([]jsonKind{kindObject}), "")
		return
	}
	l.walk("", root, packageWords, "")
}

// walk compares an object; kind is the type of the field it is in, or empty.
func (l *loader) walk(place string, n *node, known words, kind Type) {
	for _, m := range n.members {
		w, ok := known[m.name]
		at := join(place, m.name)
		switch {
		case !ok && l.full(): // finding the nearest word takes its time
			l.unlisted++
		case !ok:
			l.refuseAt(m.line, place, ruleWord, m.name, strings.Join(known.names(), ", "), Nearest(m.name, known.names()))
		case w.refused:
			l.refuseAt(m.line, at, ruleUnsupported, m.name, "", w.instead)
		case kind != "" && !w.belongs(kind):
			l.refuseAt(m.line, at, RuleDescriptor, m.name, "type: "+typeNames(w.types), "")
		default:
			l.checkValue(at, m.value, w, kind)
		}
	}
}

// checkValue compares the value of a word with what the word takes.
func (l *loader) checkValue(place string, n *node, w word, kind Type) {
	switch {
	case len(w.kinds) > 0 && !slices.Contains(w.kinds, n.kind):
		l.malformed = true
		l.refuseAt(n.line, place, RuleDescriptor, n.written(), expectedKinds(w.kinds), "")
		return
	case len(w.only) > 0 && !slices.Contains(w.only, n.text):
		l.refuseAt(n.line, place, RuleDescriptor, n.text, strings.Join(w.only, ", "), Nearest(n.text, w.only))
		return
	}
	for i, item := range n.items {
		if len(w.items) > 0 && !slices.Contains(w.items, item.kind) {
			l.malformed = true
			l.refuseAt(item.line, join(place, strconv.Itoa(i)), RuleDescriptor, item.written(), expectedKinds(w.items), "")
			return
		}
	}
	if w.wrong != nil {
		if expected := w.wrong(n); expected != "" {
			l.refuseAt(n.line, place, RuleDescriptor, n.written(), expected, "")
		}
	}
	if w.object == nil {
		return
	}
	if n.kind == kindObject {
		l.walk(place, n, w.object(n), kind)
		l.checkField(place, n)
		return
	}
	for i, item := range n.items {
		if item.kind != kindObject {
			continue
		}
		name := strconv.Itoa(i)
		if given := item.get("name"); given != nil && given.text != "" {
			name = given.text
		}
		inner := kind
		if strings.HasSuffix(place, "schema/fields") {
			inner = typeOf(item)
		}
		l.walk(join(place, name), item, w.object(item), inner)
		if inner != kind {
			l.checkField(join(place, name), item)
		}
	}
}

// checkField looks at what two words of a field say together.
func (l *loader) checkField(place string, n *node) {
	if format := n.get("format"); format != nil && strings.Contains(place, "schema/fields/") {
		if expected := formatWrong(typeOf(n), format.text); expected != "" {
			l.refuseAt(format.line, join(place, "format"), ruleUnsupported, format.text, "", expected)
		}
	}
	if constraints := n.get("constraints"); constraints != nil && constraints.kind == kindObject {
		if which, value, expected := boundsWrong(constraints); which != "" {
			l.refuseAt(constraints.line, join(place, "constraints")+"/"+which, RuleDescriptor, value, expected, "")
		}
	}
	yes, no := n.get("trueValues"), n.get("falseValues")
	if yes == nil || no == nil {
		return
	}
	for _, item := range yes.items {
		if slices.ContainsFunc(no.items, func(other *node) bool { return other.text == item.text }) {
			l.refuseAt(no.line, join(place, "falseValues"), RuleDescriptor, item.text, "≠ trueValues", "")
		}
	}
}

func join(place, name string) string {
	name = strings.NewReplacer("~", "~0", "/", "~1").Replace(name) // as a JSON Pointer has them
	if place == "" {
		return name
	}
	return place + "/" + name
}

// refuseAt notes something wrong at a line of the descriptor. Of what is far more than
// will be reported only the number is kept.
func (l *loader) refuseAt(line int, place string, rule Rule, value, expected, suggestion string) {
	if l.full() {
		l.unlisted++
		return
	}
	l.violations = append(l.violations, Violation{
		Severity: Error, File: DescriptorFile, Line: line, Column: place, Value: shortValue(value),
		Rule: rule, Expected: expected, Suggestion: suggestion,
	})
}

// full tells whether far more is wrong than will be reported.
func (l *loader) full() bool { return len(l.violations) >= 10*mostFaults }

func shortValue(text string) string {
	const most = 80
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
