package ingest

import (
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/source/format"
	"jaarcijfers/pipeline/source/typing"
)

// suggest says what was probably meant: the code written almost so, or whose name
// is; the date in the order of the contract; true for waar. A word for no value is
// named as such.
func (x *ingestion) suggest(v *contract.Violation, r *contract.Resource, column int) error {
	if column < 0 {
		return nil
	}
	f := r.Schema.Fields[column]
	known := ""
	switch {
	case v.Rule == "foreign_key" && f.Codelist != "":
		meant := x.meantFor(f.Codelist, v.Value)
		v.Suggestion, v.Expected = meant.code, meant.known
		known = meant.known
	case v.Rule == "article_kind":
		v.Suggestion = v.Expected
	case v.Rule == "type_date":
		v.Suggestion, v.Expected = x.likelyDate(v.Value, dateMeant(v.Value)), "2024-12-31"
		if fillerText.MatchString(v.Value) {
			v.Text = x.fillerWords(v.Value)
		}
	case v.Rule == "type_boolean":
		if value, ok := typing.BooleanMeant(v.Value); ok {
			v.Suggestion = strconv.FormatBool(value)
		}
	default:
		return nil
	}
	if v.Rule == "article_kind" || !typing.IsNoValue([]byte(v.Value)) || v.Rule == "type_boolean" && v.Suggestion != "" {
		return nil
	}
	return x.nameNoValue(v, f, known)
}

// nameNoValue says of a word for no value what to put there instead.
func (x *ingestion) nameNoValue(v *contract.Violation, f contract.Field, known string) (err error) {
	key := "violation.no_value"
	switch {
	case known != "" && f.Required && slices.Contains(strings.Split(known, ", "), unknownCode):
		key, v.Suggestion = "violation.no_value_unknown", unknownCode
	case f.Required:
		key, v.Suggestion = "violation.no_value_required", ""
	default:
		v.Suggestion = ""
	}
	v.Text, err = x.text(key, messages.Args{"value": v.Value, "expected": known, "suggestion": unknownCode})
	return err
}

// unknownCode is the code that lists have for what is not known.
const unknownCode = "unknown"

// suggestHeld is suggest for what the gate held back.
func (x *ingestion) suggestHeld(v *contract.Violation, r *contract.Resource) error {
	switch at := r.Schema.Index(v.Column); {
	case at < 0:
	case v.Rule == format.RuleCellSerial:
		v.Suggestion = serialMeant(v.Value)
	case v.Rule == typing.RuleNoValue:
		return x.nameNoValue(v, r.Schema.Fields[at], "")
	}
	return nil
}
