package typing

import (
	"slices"
	"strings"
	"time"

	"jaarcijfers/pipeline/contract"
)

// Rules about what a value means, beside others of its row.
const (
	ruleBooleanWords contract.Rule = "type_boolean_words"
	rulePeriod       contract.Rule = "form_period"
	ruleDay          contract.Rule = "form_day"
	ruleEarlier      contract.Rule = "day_early"
	ruleLater        contract.Rule = "day_late"
	ruleMinimumWhen  contract.Rule = "minimum_when"
	ruleMaximumWhen  contract.Rule = "maximum_when"
)

// constrainDay compares a text that says when with the calendar and the bounds.
func constrainDay(f contract.Field, text string, value any) contract.Violation {
	var span contract.Span
	var ok bool
	rule := ruleDay
	switch d, isDate := value.(Date); {
	case isDate:
		day := time.Unix(int64(d)*24*60*60, 0).UTC()
		span, ok = contract.Span{First: day, Last: day}, true
	case f.Form == contract.Period:
		rule = rulePeriod
		span, ok = contract.ParsePeriod(text)
	default:
		span, ok = contract.ParseDay(text)
	}
	switch {
	case !ok:
		return contract.Violation{Rule: rule}
	case !f.Earliest.IsZero() && span.First.Before(f.Earliest):
		return contract.Violation{Rule: ruleEarlier, Expected: f.Earliest.Format(time.DateOnly)}
	case !f.Latest.IsZero() && span.First.After(f.Latest):
		return contract.Violation{Rule: ruleLater, Expected: f.Latest.Format(time.DateOnly)}
	}
	return contract.Violation{}
}

// inRow compares a number with what other columns of its row say of it, such as its
// unit. A number in doubt passes only when the contract's reading is the only one
// that can be.
func inRow(f contract.Field, c Cell, value any, cells []Cell, s *contract.Schema) contract.Violation {
	number, isNumber := asFloat(value)
	if !isNumber || f.Type != contract.Number && f.Type != contract.Integer {
		return contract.Violation{}
	}
	fault := fits(f, number, cells, s)
	thousands, fraction, doubt := doubtful(f, c.Text)
	if !doubt || c.Stored {
		return fault
	}
	other, failed := parseNumber(contract.Field{DecimalChar: "."}, thousands)
	if failed.Rule != "" {
		return fault
	}
	large, _ := other.(float64)
	possible := constrain(f, thousands, large).Rule == "" && fits(f, large, cells, s).Rule == ""
	if fault.Rule == "" && !possible {
		return contract.Violation{}
	}
	return contract.Violation{Rule: ruleAmbiguous, Expected: thousands, Suggestion: unmistaken(fraction, f.DecimalChar)}
}

// onlyWhole takes away a doubt that the row takes away: what must be a whole number
// cannot be meant as the one with a fraction.
func onlyWhole(f contract.Field, doubt contract.Violation, cells []Cell, s *contract.Schema) contract.Violation {
	plain := contract.Field{DecimalChar: "."}
	fraction, failed := parseNumber(plain, strings.Replace(doubt.Suggestion, f.DecimalChar, ".", 1))
	thousands, failedToo := parseNumber(plain, doubt.Expected)
	small, ok := asFloat(fraction)
	large, okToo := asFloat(thousands)
	if failed.Rule != "" || failedToo.Rule != "" || !ok || !okToo || fits(f, small, cells, s).Rule != ruleWhole || fits(f, large, cells, s).Rule != "" {
		return doubt
	}
	return contract.Violation{Rule: ruleNumber, Expected: f.DecimalChar, Suggestion: doubt.Expected}
}

// fits compares a number with the conditions of its row.
func fits(f contract.Field, number float64, cells []Cell, s *contract.Schema) contract.Violation {
	in := func(column string) string { return cells[s.Index(column)].Text }
	for _, w := range f.When {
		if in(w.Column) != w.Is {
			continue
		}
		excepted := false
		for column, text := range w.Except {
			excepted = excepted || in(column) == text
		}
		switch {
		case excepted:
		case w.Whole && number != float64(int64(number)):
			return contract.Violation{Rule: ruleWhole, Expected: w.Column + " = " + w.Is}
		case w.Minimum != nil && number < *w.Minimum:
			return contract.Violation{Rule: ruleMinimumWhen, Expected: format(*w.Minimum), Suggestion: w.Column + " = " + w.Is}
		case w.Maximum != nil && number > *w.Maximum:
			return contract.Violation{Rule: ruleMaximumWhen, Expected: format(*w.Maximum), Suggestion: w.Column + " = " + w.Is}
		}
	}
	return contract.Violation{}
}

// notBoolean names the texts for true and false, and the one that may be meant.
func notBoolean(f contract.Field, text string) contract.Violation {
	v := contract.Violation{Rule: ruleBoolean}
	if !slices.Equal(slices.Concat(f.True, f.False), []string{"true", "false"}) {
		v = contract.Violation{Rule: ruleBooleanWords, Expected: strings.Join(slices.Concat(f.True, f.False), ", ")}
	}
	if value, ok := BooleanMeant(text); ok {
		v.Suggestion = f.False[0]
		if value {
			v.Suggestion = f.True[0]
		}
	}
	return v
}

// BooleanMeant is what was meant with a word for true or false; not ok for any other.
func BooleanMeant(text string) (value, ok bool) {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "ja", "j", "yes", "y", "waar", "true", "t", "1":
		return true, true
	case "nee", "n", "no", "onwaar", "false", "f", "0":
		return false, true
	}
	return false, false
}
