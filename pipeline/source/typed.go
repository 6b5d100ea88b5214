package source

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"jaarcijfers/pipeline/contract"
)

// Rules about one value.
const (
	ruleRequired contract.Rule = "required"
	ruleInteger  contract.Rule = "type_integer"
	ruleNumber   contract.Rule = "type_number"
	ruleBoolean  contract.Rule = "type_boolean"
	ruleDate     contract.Rule = "type_date"
	ruleYear     contract.Rule = "type_year"
	ruleRange    contract.Rule = "range"
	ruleMinimum  contract.Rule = "minimum"
	ruleMaximum  contract.Rule = "maximum"
	rulePattern  contract.Rule = "pattern"
	ruleEnum     contract.Rule = "enum"
	ruleSpaces   contract.Rule = "spaces"
)

// markSuffix names the column beside a field with markers.
const markSuffix = "_mark"

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
			cols = append(cols, column{f.Name + markSuffix, contract.String})
		}
	}
	return cols
}

// typeRecord gives the record's values their types, or says which have not.
func typeRecord(r *row, rec record, s *contract.Schema) {
	for i, f := range s.Fields {
		c := rec.fields[i]
		value, mark, fault := typeValue(f, c, s.Missing)
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
		if err != nil || len(text) != 4 {
			return nil, contract.Violation{Rule: ruleYear}
		}
		return n, contract.Violation{}
	case contract.Boolean:
		if text != "true" && text != "false" {
			return nil, contract.Violation{Rule: ruleBoolean}
		}
		return text == "true", contract.Violation{}
	case contract.Date:
		return parseDate(f, text)
	default:
		return text, contract.Violation{}
	}
}

func parseInteger(f contract.Field, text string) (any, contract.Violation) {
	plain, ok := plainNumber(text, "", f.GroupChar)
	if !ok {
		return nil, contract.Violation{Rule: ruleInteger}
	}
	n, err := strconv.ParseInt(plain, 10, 64)
	if err != nil {
		return nil, contract.Violation{Rule: ruleRange}
	}
	return n, contract.Violation{}
}

func parseNumber(f contract.Field, text string) (any, contract.Violation) {
	wrong := contract.Violation{Rule: ruleNumber, Expected: f.DecimalChar}
	plain, ok := plainNumber(text, f.DecimalChar, f.GroupChar)
	if !ok {
		return nil, wrong
	}
	x, err := strconv.ParseFloat(plain, 64)
	if err != nil {
		return nil, contract.Violation{Rule: ruleRange}
	}
	return x, contract.Violation{}
}

// plainNumber rewrites digits with the decimal and group characters of the
// contract to Go's; not ok when text is anything else, such as 1e5 or 1.23.
func plainNumber(text, decimal, group string) (string, bool) {
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	whole, fraction, hasFraction := text, "", false
	if decimal != "" {
		whole, fraction, hasFraction = strings.Cut(text, decimal)
	}
	if group != "" && strings.Contains(whole, group) {
		parts := strings.Split(whole, group)
		for i, part := range parts {
			if i > 0 && len(part) != 3 || i == 0 && (part == "" || len(part) > 3) {
				return "", false
			}
		}
		whole = strings.Join(parts, "")
	}
	if !digits(whole) || hasFraction && !digits(fraction) {
		return "", false
	}
	if hasFraction {
		return sign + whole + "." + fraction, true
	}
	return sign + whole, true
}

func digits(text string) bool {
	for _, b := range []byte(text) {
		if b < '0' || b > '9' {
			return false
		}
	}
	return text != ""
}

// A date is days since 1 January 1970.
type date int32

func parseDate(f contract.Field, text string) (any, contract.Violation) {
	layout, example := time.DateOnly, "2024-12-31"
	if f.Format == "%d-%m-%Y" {
		layout, example = "02-01-2006", "31-12-2024"
	}
	day, err := time.Parse(layout, text)
	if err != nil {
		return nil, contract.Violation{Rule: ruleDate, Expected: example}
	}
	return date(day.Unix() / (24 * 60 * 60)), contract.Violation{}
}

// constrain holds a typed value against the field's constraints.
func constrain(f contract.Field, text string, value any) contract.Violation {
	number, isNumber := asFloat(value)
	switch {
	case isNumber && f.Minimum != nil && number < *f.Minimum:
		return contract.Violation{Rule: ruleMinimum, Expected: format(*f.Minimum)}
	case isNumber && f.Maximum != nil && number > *f.Maximum:
		return contract.Violation{Rule: ruleMaximum, Expected: format(*f.Maximum)}
	case f.Pattern != nil && !f.Pattern.MatchString(text):
		return contract.Violation{Rule: rulePattern, Expected: f.Pattern.String()}
	case len(f.Enum) > 0 && !slices.Contains(f.Enum, text):
		return contract.Violation{Rule: ruleEnum, Expected: strings.Join(f.Enum, ", "), Suggestion: contract.Nearest(text, f.Enum)}
	}
	return contract.Violation{}
}

func asFloat(value any) (float64, bool) {
	switch v := value.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

func format(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
