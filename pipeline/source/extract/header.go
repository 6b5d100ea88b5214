package extract

import (
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
)

// Rules about the names of the columns.
const (
	RuleHeaderMissing  contract.Rule = "header_missing"
	RuleHeaderExtra    contract.Rule = "header_extra"
	RuleHeaderUnnamed  contract.Rule = "header_unnamed"
	RuleHeaderTwice    contract.Rule = "header_twice"
	RuleHeaderMisspelt contract.Rule = "header_misspelt"
	RuleHeaderOrder    contract.Rule = "header_order"
	RuleHeaderNone     contract.Rule = "header_none"
	RuleHeaderAgain    contract.Rule = "header_again"
)

// header wants exactly the names of the contract, in their order. What is wrong is
// said of every name at once. Columns of a sheet are found by their names.
func (f *File) header(r *format.Record, flaw format.Fault) error {
	if kind, _ := format.Named(f.source.Format); kind.Sheets {
		return nil
	}
	var have []string
	for _, field := range r.Fields {
		have = append(have, string(field))
	}
	if flaw.Rule == format.RuleQuote { // names in quotes with another separator between them
		if v, is := format.UnlikeHeader(string(r.Raw), f.source.Resource); is && v.Rule == format.RuleHeaderSeparator {
			return &format.Refusal{Violation: v}
		}
	}
	if flaw.Rule != "" && flaw.Rule != format.RuleNewline {
		return &format.Refusal{Violation: contract.Violation{Line: 1, Rule: flaw.Rule, Value: flaw.Value}}
	}
	return f.checkNames(have)
}

func (f *File) checkNames(have []string) error {
	names := f.source.Resource.Schema.Names()
	if slices.Equal(have, names) {
		return nil
	}
	delimiter := string(f.source.Resource.Dialect.Delimiter)
	expected := strings.Join(names, delimiter)
	if f.source.Format == "csv" {
		if v, is := format.UnlikeHeader(strings.Join(have, delimiter), f.source.Resource); is {
			return &format.Refusal{Violation: v}
		}
	}
	faults := headerFaults(have, names)
	switch {
	case !slices.ContainsFunc(have, func(name string) bool { return slices.Contains(names, name) }) && !anyMisspelt(faults):
		return &format.Refusal{Violation: contract.Violation{Line: 1, Rule: RuleHeaderNone, Value: format.Short([]byte(strings.Join(have, delimiter))), Expected: expected}}
	case len(faults) == 0:
		return &format.Refusal{Violation: contract.Violation{Line: 1, Rule: RuleHeaderOrder, Value: firstMoved(have, names), Expected: expected}}
	}
	return &format.Refusal{Violation: faults[0], Also: faults[1:]}
}

// headerFaults names the columns that are there twice, misspelt, unknown or missing;
// none when they only stand in another order.
func headerFaults(have, names []string) []contract.Violation {
	var missing []string
	for _, name := range names {
		if !slices.Contains(have, name) {
			missing = append(missing, name)
		}
	}
	var all []contract.Violation
	add := func(rule contract.Rule, name, suggestion string) {
		all = append(all, contract.Violation{Line: 1, Column: name, Rule: rule, Value: name, Suggestion: suggestion})
	}
	for i, name := range have {
		near := contract.Nearest(strings.Trim(name, ` "`), missing)
		switch {
		case slices.Contains(names, name) && slices.Index(have, name) < i:
			add(RuleHeaderTwice, name, "")
		case slices.Contains(names, name):
		case strings.TrimSpace(name) == "":
			all = append(all, contract.Violation{Line: 1, Rule: RuleHeaderUnnamed})
		case near != "":
			missing = slices.DeleteFunc(missing, func(m string) bool { return m == near })
			add(RuleHeaderMisspelt, format.Short([]byte(name)), near)
		default:
			add(RuleHeaderExtra, format.Short([]byte(name)), "")
		}
	}
	for _, name := range missing {
		add(RuleHeaderMissing, name, "")
	}
	return all
}

func anyMisspelt(faults []contract.Violation) bool {
	return slices.ContainsFunc(faults, func(v contract.Violation) bool { return v.Rule == RuleHeaderMisspelt })
}

// firstMoved is the first name that stands where another belongs.
func firstMoved(have, names []string) string {
	for i, name := range have {
		if name != names[i] {
			return name
		}
	}
	return ""
}

// isHeader tells whether a record is the names of the columns over again.
func (f *File) isHeader(r *Record) bool {
	for i, field := range f.source.Resource.Schema.Fields {
		if string(r.Fields[i]) != field.Name {
			return false
		}
	}
	return true
}
