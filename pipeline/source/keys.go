package source

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/typing"
)

// Rules about a record among others.
const (
	ruleUnique     contract.Rule = "unique"
	ruleForeignKey contract.Rule = "foreign_key"
)

// keySeparator cannot stand in a decoded value.
const keySeparator = "\x00"

// checkUnique refuses the second and every later record with the same key. As
// in SQL, a key with a part that has no value is like no other.
func checkUnique(o *outcome) {
	for _, key := range o.resource.Schema.Keys() {
		at := o.places(key)
		first := map[string]int{}
		for i := range o.rows {
			r := &o.rows[i]
			text, ok := r.key(at)
			if !ok {
				continue
			}
			line, seen := first[text]
			if !seen {
				first[text] = r.line
				continue
			}
			if o.refuseRow(r, contract.Violation{
				Rule: ruleUnique, Column: strings.Join(key, ", "),
				Value: strings.ReplaceAll(text, keySeparator, ", "), Expected: strconv.Itoa(line),
			}) {
				return
			}
		}
	}
}

// refuseNoValues refuses words for no value in the texts that are keys.
func refuseNoValues(o *outcome) {
	named := map[string]bool{}
	for _, key := range o.resource.Schema.Keys() {
		for _, name := range key {
			named[name] = true
		}
	}
	for _, key := range o.resource.Schema.ForeignKeys {
		for _, name := range key.Fields {
			delete(named, name) // the list that it points at says what is a code
		}
	}
	for _, f := range o.resource.Schema.Fields {
		if f.Type != contract.String || !named[f.Name] || f.Code {
			continue
		}
		at := o.places([]string{f.Name})
		for i := range o.rows {
			r := &o.rows[i]
			if text, ok := r.key(at); ok && typing.IsNoKey(text) &&
				o.refuseRow(r, contract.Violation{Rule: typing.RuleNoValue, Column: f.Name, Value: text}) {
				return
			}
		}
	}
}

// places finds the columns of fields in the snapshot.
func (o *outcome) places(fields []string) []int {
	at := make([]int, len(fields))
	for i, name := range fields {
		at[i] = slices.IndexFunc(o.columns, func(c typing.Column) bool { return c.Name == name })
	}
	return at
}

// key is the text of a record's values at places; not ok when one has none or
// the record could not be typed.
func (r *row) key(at []int) (string, bool) {
	parts := make([]string, len(at))
	for i, place := range at {
		if place < 0 || place >= len(r.values) || r.values[place] == nil {
			return "", false
		}
		parts[i] = fmt.Sprint(r.values[place])
	}
	return strings.Join(parts, keySeparator), true
}

// checkForeignKeys refuses records that point at nothing. A key points at a table: where
// several files are one, at the rows of each.
func (r *reader) checkForeignKeys(ctx context.Context, o *outcome) error {
	for _, key := range o.resource.Schema.ForeignKeys {
		target := o
		if key.Resource != "" {
			res := r.pkg.Resource(key.Resource)
			if res == nil {
				continue // the descriptor's own check has named it
			}
			var err error
			if target, err = r.read(ctx, res); err != nil {
				return err
			}
		}
		known, whole, err := r.keysOf(ctx, target, key.ReferenceFields)
		if err != nil {
			return err
		}
		if whole { // else a file is refused itself; its keys are not known
			o.pointAt(target, known, key)
		}
	}
	return nil
}

// keysOf are the keys of a file and of those that are one table with it; not whole when
// one of them is refused.
func (r *reader) keysOf(ctx context.Context, target *outcome, fields []string) (known map[string]bool, whole bool, err error) {
	known, whole = target.keys(fields), target.whole
	for _, res := range r.pkg.Resources {
		if res.Table != target.resource.Table || res == target.resource || res.Schema == nil {
			continue
		}
		other, err := r.read(ctx, res)
		if err != nil {
			return nil, false, err
		}
		whole = whole && other.whole
		maps.Copy(known, other.keys(fields))
	}
	return known, whole, nil
}

func (o *outcome) pointAt(target *outcome, known map[string]bool, key contract.ForeignKey) {
	at := o.places(key.Fields)
	last := key.Fields[len(key.Fields)-1]
	for i := range o.rows {
		r := &o.rows[i]
		text, ok := r.key(at)
		if !ok || known[text] {
			continue
		}
		prefix, code := "", text
		if cut := strings.LastIndex(text, keySeparator); cut >= 0 {
			prefix, code = text[:cut+1], text[cut+1:]
		}
		if prefix != "" && !anyPrefix(known, prefix) {
			continue // the part before it has a key of its own, which names the fault
		}
		v := contract.Violation{Rule: typing.RuleNoValue, Column: last, Value: code}
		if !typing.IsNoCode(code) {
			v = contract.Violation{
				Rule: ruleForeignKey, Column: last, Value: code, Expected: target.resource.Path,
				Suggestion: target.suggest(key.ReferenceFields, prefix, code),
			}
		}
		if o.refuseRow(r, v) {
			return
		}
	}
}

func (o *outcome) keys(fields []string) map[string]bool {
	at := o.places(fields)
	known := map[string]bool{}
	for i := range o.rows {
		if text, ok := o.rows[i].key(at); ok {
			known[text] = true
		}
	}
	return known
}

func anyPrefix(known map[string]bool, prefix string) bool {
	for text := range known {
		if strings.HasPrefix(text, prefix) {
			return true
		}
	}
	return false
}

// suggest finds the code that was probably meant: one that is written almost
// like it, or one whose label is.
func (o *outcome) suggest(fields []string, prefix, code string) string {
	codes := map[string]string{} // by what one may have written
	at := o.places(fields)
	labels := o.places([]string{"label_nl", "label_en"})
	for i := range o.rows {
		text, ok := o.rows[i].key(at)
		if !ok || !strings.HasPrefix(text, prefix) {
			continue
		}
		own := strings.TrimPrefix(text, prefix)
		for _, place := range labels {
			if label, ok := o.rows[i].key([]int{place}); ok && codes[label] == "" {
				codes[label] = own
			}
		}
		codes[own] = own
	}
	return contract.NearestCode(code, codes)
}
