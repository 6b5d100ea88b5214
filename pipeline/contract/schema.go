package contract

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

func (l *loader) schema(resource string, raw *schemaJSON) *Schema {
	s := &Schema{Missing: missingTextsOf(raw.Missing)}
	if raw.Missing == nil {
		s.Missing = []string{""}
	}
	for _, f := range raw.Fields {
		if f.Name == "" {
			l.refuse(resource, "schema/fields", "", "name")
			continue
		}
		if s.Index(f.Name) >= 0 {
			l.refuse(resource, "schema/fields/"+f.Name, f.Name, "unique")
			continue
		}
		s.Fields = append(s.Fields, field(f))
	}
	l.columnNames(resource, s)
	l.keys(resource, s, raw)
	l.columnsOfOthers(resource, s)
	return s
}

// MarkSuffix names the column beside a field with markers.
const MarkSuffix = "_mark"

// ownColumns are those that every table gets beside its fields.
var ownColumns = []string{"source_file", "source_line"}

// columnNames makes sure that the engine, to which Code and code are one name, has
// one column for each field, and none of ours.
func (l *loader) columnNames(resource string, s *Schema) {
	seen := slices.Clone(ownColumns)
	for _, f := range s.Fields {
		names := []string{f.Name}
		if len(f.Markers) > 0 {
			names = append(names, f.Name+MarkSuffix)
		}
		for _, name := range names {
			if lower := strings.ToLower(name); slices.Contains(seen, lower) {
				l.refuse(resource, "schema/fields/"+f.Name, name, "unique (a = A); ≠ "+strings.Join(ownColumns, ", "))
			} else {
				seen = append(seen, lower)
			}
		}
	}
}

func missingTextsOf(raw []missing) []string {
	var texts []string
	for _, m := range raw {
		texts = append(texts, string(m))
	}
	return texts
}

// keys takes only keys that say something of fields that are there: what a reader
// gets, it can enforce. Of a primary key every part has a value, as in SQL.
func (l *loader) keys(resource string, s *Schema, raw *schemaJSON) {
	if l.known(resource, s, "schema/primaryKey", raw.PrimaryKey) {
		s.PrimaryKey = raw.PrimaryKey
	}
	for _, name := range s.PrimaryKey {
		s.Fields[s.Index(name)].Required = true
	}
	for _, key := range raw.UniqueKeys {
		if l.known(resource, s, "schema/uniqueKeys", key) && len(key) > 0 {
			s.UniqueKeys = append(s.UniqueKeys, key)
		}
	}
	for _, key := range raw.ForeignKeys {
		own, other := key.Fields, key.Reference.Fields
		if len(own) == 0 {
			l.refuse(resource, "schema/foreignKeys/fields", "", `"fields": ["`+strings.Join(other, `", "`)+`"]`)
			continue
		}
		if len(own) != len(other) {
			l.refuse(resource, "schema/foreignKeys", `"fields": [`+strings.Join(own, ", ")+`], "reference": [`+strings.Join(other, ", ")+"]",
				`"fields": ["a"], "reference": {"resource": "b", "fields": ["c"]}`)
			continue
		}
		if l.known(resource, s, "schema/foreignKeys", own) {
			s.ForeignKeys = append(s.ForeignKeys, ForeignKey{own, key.Reference.Resource, other})
		}
	}
}

// columnsOfOthers makes sure that the columns that a field names are there, and takes
// out a condition of which that is not so.
func (l *loader) columnsOfOthers(resource string, s *Schema) {
	for i, f := range s.Fields {
		place := "schema/fields/" + f.Name + "/jaarcijfers"
		if f.ValidBy != "" && f.ValidOn == "" {
			l.refuse(resource, place+"/validBy", f.ValidBy, "validOn")
		}
		if f.ValidOn != "" && f.Codelist == "" {
			l.refuse(resource, place+"/validOn", f.ValidOn, "codelist")
		}
		s.Fields[i].When = slices.DeleteFunc(f.When, func(c Condition) bool {
			all := l.known(resource, s, place+"/when", []string{c.Column})
			for _, name := range slices.Sorted(maps.Keys(c.Except)) {
				all = l.known(resource, s, place+"/when", []string{name}) && all
			}
			if f.Type != Number && f.Type != Integer {
				l.refuse(resource, place+"/when", string(f.Type), "number, integer")
			}
			return !all
		})
		if f.Earliest.IsZero() || f.Form != "" {
			continue
		}
		l.refuse(resource, place+"/earliest", f.Earliest.Format("2006-01-02"), "form")
	}
}

// known says whether all fields are there, each once.
func (l *loader) known(resource string, s *Schema, place string, fields []string) bool {
	all := true
	for i, name := range fields {
		switch {
		case s.Index(name) < 0:
			l.refuseNear(resource, place, name, s.Names())
		case slices.Contains(fields[:i], name):
			l.refuse(resource, place, name, "unique")
		default:
			continue
		}
		all = false
	}
	return all
}

func field(raw fieldJSON) Field {
	c := raw.Constraints
	f := Field{
		Name: raw.Name, Type: Type(raw.Type), Format: raw.Format, DecimalChar: raw.DecimalChar, GroupChar: raw.GroupChar,
		Required: c.Required, Unique: c.Unique, Minimum: number(c.Minimum), Maximum: number(c.Maximum), Above: number(c.Above), Below: number(c.Below),
		Enum: c.Enum, Markers: raw.Ours.Markers, MinLength: max(0, c.Least), MaxLength: max(0, c.Length), Codelist: raw.Ours.Codelist, ValidOn: raw.Ours.ValidOn,
		ValidBy: raw.Ours.ValidBy, OptionalColumn: raw.Ours.Optional,
		Code: raw.Ours.Code, Form: raw.Ours.Form, True: raw.True, False: raw.False, Missing: missingTextsOf(raw.Missing),
	}
	if f.Type == "" {
		f.Type = String
	}
	if f.DecimalChar == "" {
		f.DecimalChar = "."
	}
	if len(f.True) == 0 {
		f.True = []string{"true"}
	}
	if len(f.False) == 0 {
		f.False = []string{"false"}
	}
	if span, ok := ParseDay(raw.Ours.Earliest); ok {
		f.Earliest = span.First
	}
	for _, w := range raw.Ours.When {
		f.When = append(f.When, Condition(w))
	}
	if c.Pattern != "" {
		f.Pattern, _ = regexp.Compile(`^(?:` + c.Pattern + `)$`) // words.go has named a pattern that is none
	}
	return f
}

func number(b *bound) *float64 {
	if b == nil {
		return nil
	}
	x := float64(*b)
	return &x
}
