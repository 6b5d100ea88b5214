package format

import (
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
)

// Rules about a first line that was written for other readers.
const (
	RuleHeaderSeparator contract.Rule = "header_separator"
	RuleHeaderSepLine   contract.Rule = "header_sep_line"
)

// separatorsSeen are what separates columns in files that programs write, with their
// names for people.
var separatorsSeen = []struct{ text, name string }{{";", ";"}, {",", ","}, {"\t", "tab"}, {"|", "|"}, {":", ":"}}

// UnlikeHeader says why the first line of a file is none of the contract's dialect: it
// has another separator, or is the `sep=` line that Excel writes. Not ok for any other.
func UnlikeHeader(line string, r *contract.Resource) (v contract.Violation, ok bool) {
	names, delimiter := r.Schema.Names(), string(r.Dialect.Delimiter)
	expected := strings.Join(names, delimiter)
	if rest, is := strings.CutPrefix(strings.ToLower(strings.TrimSpace(line)), "sep="); is && len(rest) <= 1 {
		return contract.Violation{Line: 1, Rule: RuleHeaderSepLine, Value: line, Expected: expected}, true
	}
	for _, s := range separatorsSeen {
		if s.text == delimiter || !strings.Contains(line, s.text) {
			continue
		}
		found := 0
		for name := range strings.SplitSeq(line, s.text) {
			if slices.Contains(names, strings.ToLower(strings.Trim(name, ` "`))) {
				found++
			}
		}
		if 2*found > len(names) || found > 1 && found == len(names) {
			return contract.Violation{Line: 1, Rule: RuleHeaderSeparator, Value: s.name, Expected: expected, Suggestion: delimiter}, true
		}
	}
	return contract.Violation{}, false
}
