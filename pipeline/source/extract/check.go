package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"jaarcijfers/pipeline/contract"
)

// look holds the text of a record against the contract, and corrects it.
func (f *File) look(r *Record) fault {
	if len(r.Fields) != len(f.checks) {
		return fault{rule: RuleFieldCount, value: strconv.Itoa(len(r.Fields)), expected: strconv.Itoa(len(f.checks)), column: -1}
	}
	if f.corrections != nil {
		f.corrections.apply(r)
	}
	for _, flaw := range r.flaws {
		if !slices.Contains(r.mended, flaw.column) {
			return flaw
		}
	}
	if len(r.Raw) <= f.small && len(r.mended) == 0 { // then only patterns can be broken
		for _, i := range f.patterns {
			if flaw := f.checks[i].look(r.Fields[i]); flaw.rule != "" {
				flaw.column = i
				return flaw
			}
		}
		return fault{}
	}
	for i := range f.checks {
		if flaw := f.checks[i].look(r.Fields[i]); flaw.rule != "" {
			flaw.column = i
			return flaw
		}
	}
	return fault{}
}

// A check holds one field against what can be seen in its text alone.
type check struct {
	largest int
	pattern *regexp.Regexp
	unfit   *[256]byte // 0 for the bytes that always fit the pattern, for texts of min to max bytes
	min     int
	max     int
}

// plainPattern is a pattern that asks for nothing but how many of which
// characters.
var plainPattern = regexp.MustCompile(`^\^\(\?:\^?\[([A-Za-z0-9./_-]+)\]\{(\d+),(\d+)\}\$?\)\$$`)

func newCheck(f contract.Field, largest int) check {
	c := check{largest: largest, pattern: f.Pattern}
	if f.MaxLength > 0 {
		c.largest = min(largest, f.MaxLength)
	}
	if f.Pattern == nil {
		return c
	}
	found := plainPattern.FindStringSubmatch(f.Pattern.String())
	if found == nil {
		return c
	}
	class := regexp.MustCompile("^[" + found[1] + "]$")
	c.unfit = &[256]byte{}
	for b := range c.unfit {
		if b >= utf8.RuneSelf || !class.MatchString(string(rune(b))) {
			c.unfit[b] = 1
		}
	}
	c.min, _ = strconv.Atoi(found[2])
	c.max, _ = strconv.Atoi(found[3])
	return c
}

func (c *check) look(field []byte) fault {
	if len(field) > c.largest {
		return fault{rule: RuleCellLarge, value: strconv.Itoa(len(field)), expected: strconv.Itoa(c.largest)}
	}
	if c.pattern == nil || len(field) == 0 { // that a field is empty is for the engine to say
		return fault{}
	}
	if c.unfit != nil && len(field) >= c.min && len(field) <= c.max {
		var unfit byte
		for _, b := range field {
			unfit |= c.unfit[b]
		}
		if unfit != 0 {
			return fault{rule: RulePattern, value: short(field), expected: c.pattern.String()}
		}
		return fault{}
	}
	if !c.pattern.Match(field) {
		return fault{rule: RulePattern, value: short(field), expected: c.pattern.String()}
	}
	return fault{}
}

// header wants exactly the names of the contract, in their order.
func (f *File) header(have []string) error {
	fields := f.source.Resource.Schema.Fields
	names := make([]string, len(fields))
	for i, field := range fields {
		names[i] = field.Name
	}
	if slices.Equal(have, names) {
		return nil
	}
	if len(have) != len(names) {
		return &fileFault{contract.Violation{
			Line: 1, Rule: RuleHeaderCount, Value: strconv.Itoa(len(have)), Expected: strings.Join(names, string(f.source.Resource.Dialect.Delimiter)),
		}}
	}
	for i, name := range have {
		if name == names[i] {
			continue
		}
		v := contract.Violation{Line: 1, Column: names[i], Rule: RuleHeaderName, Value: name, Expected: names[i]}
		if !slices.Contains(names, name) {
			v.Suggestion = contract.Nearest(name, names)
		}
		return &fileFault{v}
	}
	return nil
}
