package source

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"jaarcijfers/pipeline/contract"
)

// Rules about one value.
const (
	ruleRequired contract.Rule = "required"
	ruleBoolean  contract.Rule = "type_boolean"
	ruleDate     contract.Rule = "type_date"
	ruleYear     contract.Rule = "type_year"
	ruleMinimum  contract.Rule = "minimum"
	ruleMaximum  contract.Rule = "maximum"
	rulePattern  contract.Rule = "pattern"
	ruleEnum     contract.Rule = "enum"
	ruleSpaces   contract.Rule = "spaces"
	ruleShort    contract.Rule = "min_length"
	ruleLong     contract.Rule = "max_length"
	ruleAbove    contract.Rule = "minimum_exclusive"
	ruleBelow    contract.Rule = "maximum_exclusive"
)

// A column is one column of a snapshot.
type column struct {
	name string
	kind contract.Type
}

// columnsOf lists the columns of a file's snapshot: its fields, each field with
// markers followed by its mark.
func columnsOf(s *contract.Schema) []column {
	var cols []column
	for _, f := range s.Fields {
		kind := f.Type
		if kind == contract.Year {
			kind = contract.Integer
		}
		cols = append(cols, column{f.Name, kind})
		if len(f.Markers) > 0 {
			cols = append(cols, column{f.Name + contract.MarkSuffix, contract.String})
		}
	}
	return cols
}

// typeRecord gives the record's values their types, or says which have not.
func typeRecord(r *row, rec record, s *contract.Schema) {
	for i, f := range s.Fields {
		c := rec.fields[i]
		missing := s.Missing
		if f.Missing != nil {
			missing = f.Missing
		}
		value, mark, fault := typeValue(f, c, missing)
		if fault.Rule == "" {
			fault = inRow(f, c, value, rec, s)
		}
		if fault.Rule != "" {
			fault.Line, fault.Column, fault.Value = c.line, f.Name, shorten(c.text)
			r.refuse(fault)
		}
		r.values = append(r.values, value)
		if len(f.Markers) > 0 {
			r.values = append(r.values, mark)
		}
	}
}

// typeValue reads one cell. A marker is a status instead of a value; it also
// satisfies required, since it says why there is none.
func typeValue(f contract.Field, c cell, missing []string) (value, mark any, fault contract.Violation) {
	if status, ok := f.Markers[c.text]; ok && !c.quoted {
		return nil, status, fault
	}
	if slices.Contains(missing, c.text) {
		if f.Required {
			fault.Rule = ruleRequired
		}
		return nil, nil, fault
	}
	if strings.TrimSpace(c.text) != c.text {
		fault.Rule = ruleSpaces
		return nil, nil, fault
	}
	if f.Code && meansNothing(c.text, true) {
		fault.Rule = ruleNoValue
		return nil, nil, fault
	}
	value, fault = parse(f, c.text)
	if fault.Rule == "" {
		fault = constrain(f, c.text, value)
	}
	return value, nil, fault
}

func parse(f contract.Field, text string) (any, contract.Violation) {
	switch f.Type {
	case contract.Integer:
		return parseInteger(f, text)
	case contract.Number:
		return parseNumber(f, text)
	case contract.Year:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || len(text) != 4 || !digits(text) || n < 1000 {
			return nil, contract.Violation{Rule: ruleYear}
		}
		return n, contract.Violation{}
	case contract.Boolean:
		if !slices.Contains(f.True, text) && !slices.Contains(f.False, text) {
			return nil, notBoolean(f, text)
		}
		return slices.Contains(f.True, text), contract.Violation{}
	case contract.Date:
		return parseDate(f, text)
	default:
		return text, contract.Violation{}
	}
}

// A date is days since 1 January 1970.
type date int32

func dateLayout(f contract.Field) (layout, example string) {
	if f.Format == "%d-%m-%Y" {
		return "02-01-2006", "31-12-2024"
	}
	return time.DateOnly, "2024-12-31"
}

func parseDate(f contract.Field, text string) (any, contract.Violation) {
	layout, example := dateLayout(f)
	day, err := time.Parse(layout, text)
	if err != nil || len(text) != len(layout) || day.Year() < 1000 {
		return nil, contract.Violation{Rule: ruleDate, Expected: example}
	}
	return date(day.Unix() / (24 * 60 * 60)), contract.Violation{}
}

// constrain compares a typed value with the field's constraints.
func constrain(f contract.Field, text string, value any) contract.Violation {
	number, isNumber := asFloat(value)
	length := utf8.RuneCountInString(text)
	switch {
	case isNumber && f.Minimum != nil && number < *f.Minimum:
		return contract.Violation{Rule: ruleMinimum, Expected: bound(f, *f.Minimum)}
	case isNumber && f.Maximum != nil && number > *f.Maximum:
		return contract.Violation{Rule: ruleMaximum, Expected: bound(f, *f.Maximum)}
	case isNumber && f.Above != nil && number <= *f.Above:
		return contract.Violation{Rule: ruleAbove, Expected: bound(f, *f.Above)}
	case isNumber && f.Below != nil && number >= *f.Below:
		return contract.Violation{Rule: ruleBelow, Expected: bound(f, *f.Below)}
	case length < f.MinLength:
		return contract.Violation{Rule: ruleShort, Expected: strconv.Itoa(f.MinLength)}
	case f.MaxLength > 0 && length > f.MaxLength:
		return contract.Violation{Rule: ruleLong, Expected: strconv.Itoa(f.MaxLength)}
	}
	if f.Form != "" {
		if v := constrainDay(f, text, value); v.Rule != "" {
			return v
		}
	}
	switch {
	case f.Pattern != nil && !f.Pattern.MatchString(text):
		return contract.Violation{Rule: rulePattern, Expected: f.Pattern.String()}
	case len(f.Enum) > 0 && !slices.Contains(f.Enum, text):
		return contract.Violation{Rule: ruleEnum, Expected: strings.Join(f.Enum, ", "), Suggestion: contract.Nearest(text, f.Enum)}
	}
	return contract.Violation{}
}

// bound writes a constraint the way that values of the field are written.
func bound(f contract.Field, x float64) string {
	if f.Type != contract.Date {
		return format(x)
	}
	layout, _ := dateLayout(f)
	return time.Unix(int64(x)*24*60*60, 0).UTC().Format(layout)
}

func asFloat(value any) (float64, bool) {
	switch v := value.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	case date:
		return float64(v), true
	}
	return 0, false
}

func format(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
