// Package typing gives text its type, the way that a contract asks: numbers, dates,
// booleans, codes and the words for no value. It says what a text breaks as a
// [contract.Violation] with what was probably meant. Figures are typed by it whole
// ([Row]); of extracts, whose rows the engine types, it knows the dates and the words
// for no value.
package typing

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

// A Column is one column of typed rows.
type Column struct {
	Name string
	Type contract.Type
}

// Columns lists the columns of typed rows: the fields, each field with markers
// followed by its mark.
func Columns(s *contract.Schema) []Column {
	var cols []Column
	for _, f := range s.Fields {
		kind := f.Type
		if kind == contract.Year {
			kind = contract.Integer
		}
		cols = append(cols, Column{f.Name, kind})
		if len(f.Markers) > 0 {
			cols = append(cols, Column{f.Name + contract.MarkSuffix, contract.String})
		}
	}
	return cols
}

// A Cell is the text of one field, and how the file stores it.
type Cell struct {
	Text   string
	Line   int  // on which it starts
	Quoted bool // it stands in quotes, so that it is no marker
	Stored bool // as a number, date or boolean, so that it has no marks of its own: 1234.5, 2024-12-31, true
}

// Row types the cells of one row, in the order of the fields. It gives a value for
// every column: nil for no value, else a string, int64, float64, bool or [Date]; and
// what the cells break.
func Row(cells []Cell, s *contract.Schema) (values []any, faults []contract.Violation) {
	for i, f := range s.Fields {
		c := cells[i]
		missing := s.Missing
		if f.Missing != nil {
			missing = f.Missing
		}
		if c.Stored {
			f = stored(f)
		}
		value, mark, fault := typeValue(f, c, missing)
		if fault.Rule == "" {
			fault = inRow(f, c, value, cells, s)
		}
		if fault.Rule == ruleAmbiguous {
			fault = onlyWhole(f, fault, cells, s)
		}
		if fault.Rule != "" {
			fault.Line, fault.Column, fault.Value = c.Line, f.Name, Short(c.Text)
			faults = append(faults, fault)
		}
		values = append(values, value)
		if len(f.Markers) > 0 {
			values = append(values, mark)
		}
	}
	return values, faults
}

// stored is a field as a file writes its values that stores them by type.
func stored(f contract.Field) contract.Field {
	f.DecimalChar, f.GroupChar, f.Format = ".", "", ""
	f.True, f.False = []string{"true"}, []string{"false"}
	return f
}

// typeValue reads one cell. A marker is a status instead of a value; it also
// satisfies required, since it says why there is none.
func typeValue(f contract.Field, c Cell, missing []string) (value, mark any, fault contract.Violation) {
	if status, ok := f.Markers[c.Text]; ok && !c.Quoted {
		return nil, status, fault
	}
	if slices.Contains(missing, c.Text) {
		if f.Required {
			fault.Rule = ruleRequired
		}
		return nil, nil, fault
	}
	if strings.TrimSpace(c.Text) != c.Text {
		fault.Rule = ruleSpaces
		return nil, nil, fault
	}
	if f.Code && IsNoCode(c.Text) {
		fault.Rule = RuleNoValue
		return nil, nil, fault
	}
	value, fault = parse(f, c.Text)
	if fault.Rule == "" {
		fault = constrain(f, c.Text, value)
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

// A Date is days since 1 January 1970.
type Date int32

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
	return Date(day.Unix() / (24 * 60 * 60)), contract.Violation{}
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
	case Date:
		return float64(v), true
	}
	return 0, false
}

func format(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// Short keeps a text in a message to one line.
func Short(text string) string {
	const most = 60
	text, _, _ = strings.Cut(text, "\n")
	runes := []rune(text)
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
