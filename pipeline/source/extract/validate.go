package extract

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
)

// validate corrects a record and compares its text with the contract.
func (f *File) validate(r *Record) format.Fault {
	if len(r.Fields) != len(f.checks) {
		if blank(r.Fields) {
			return format.Fault{Rule: format.RuleEmptyLine, Column: -1}
		}
		return format.Fault{Rule: format.RuleFieldCount, Value: strconv.Itoa(len(r.Fields)), Expected: strconv.Itoa(len(f.checks)), Column: -1}
	}
	// The first column is of a key, so that it alone decides for nearly all records.
	first := r.Fields[0]
	switch {
	case (len(first) == 0 || first[0] == ' ') && blank(r.Fields):
		return format.Fault{Rule: format.RuleEmptyLine, Column: -1}
	case len(first) == len(f.first) && string(first) == f.first && f.isHeader(r):
		return format.Fault{Rule: RuleHeaderAgain, Value: format.Short(r.Raw), Column: -1}
	}
	if len(f.missing) > 0 {
		f.emptyMissing(r)
	}
	if f.corrections != nil {
		f.corrections.apply(r)
	}
	for _, flaw := range r.Flaws {
		if !r.corrects(flaw.Column) {
			return flaw
		}
	}
	fields := r.Fields
	if len(r.Raw) <= f.small && len(r.corrected) == 0 { // then only patterns can be broken
		for _, i := range f.patterns {
			if flaw := f.checks[i].validate(fields[i]); flaw.Rule != "" {
				flaw.Column = i
				return flaw
			}
		}
		return format.Fault{}
	}
	for i := range f.checks {
		if flaw := f.checks[i].validate(fields[i]); flaw.Rule != "" {
			flaw.Column = i
			return flaw
		}
	}
	return format.Fault{}
}

// blank tells whether no field holds more than spaces.
func blank(fields [][]byte) bool {
	for _, field := range fields {
		if len(bytes.Trim(field, " \t")) > 0 {
			return false
		}
	}
	return true
}

// emptyMissing empties the fields that hold a text which the contract has for no value.
func (f *File) emptyMissing(r *Record) {
	for i, field := range r.Fields {
		if len(field) == 0 || !slices.Contains(f.missing, string(field)) {
			continue
		}
		r.Replace(i, nil) // and an empty cell has no fault of its own
		r.Flaws = slices.DeleteFunc(r.Flaws, func(flaw format.Fault) bool { return flaw.Column == i })
	}
}

// A check is what the contract asks of one field, as far as its text alone can show it.
type check struct {
	largest int  // in bytes
	longest int  // in characters; 0 for any number
	names   bool // it names things: cases, offences, clusters
	cluster bool // it names a cluster; else a case, an offence or a suspect
	digits  digits
	persons persons
	pattern *regexp.Regexp
	unfit   *[256]byte // 0 for the bytes that always fit the pattern, for texts of min to max bytes
	min     int
	max     int
}

// plainPattern is a pattern that asks for nothing but how many of which
// characters.
var plainPattern = regexp.MustCompile(`^\^\(\?:\^?\[([A-Za-z0-9./_-]+)\]\{(\d+),(\d+)\}\$?\)\$$`)

func newCheck(f contract.Field, largest int) check {
	c := check{largest: largest, longest: f.MaxLength, pattern: f.Pattern}
	if f.Pattern == nil {
		return c
	}
	found := plainPattern.FindStringSubmatch(f.Pattern.String())
	if found == nil {
		return c
	}
	c.names = f.Type == contract.String && f.Codelist == ""
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

func (c *check) validate(field []byte) format.Fault {
	if len(field) > c.largest {
		return format.Fault{Rule: RuleCellLarge, Value: strconv.Itoa(len(field)), Expected: strconv.Itoa(c.largest)}
	}
	// Fewer bytes are never more characters, so most texts need not be counted.
	if c.longest > 0 && len(field) > c.longest && utf8.RuneCount(field) > c.longest {
		return format.Fault{Rule: RuleMaxLength, Value: format.Short(field), Expected: strconv.Itoa(c.longest)}
	}
	if len(field) == 0 { // that a field is empty is for the engine to say
		return format.Fault{}
	}
	if c.names {
		if flaw := c.validateName(field); flaw.Rule != "" {
			return flaw
		}
	}
	if c.pattern == nil {
		return format.Fault{}
	}
	if set := c.unfit; set != nil && len(field) >= c.min && len(field) <= c.max {
		var unfit byte
		for _, b := range field {
			unfit |= set[b]
		}
		if unfit != 0 {
			return format.Fault{Rule: RulePattern, Value: format.Short(field), Expected: c.pattern.String()}
		}
		return format.Fault{}
	}
	if !c.pattern.Match(field) {
		return format.Fault{Rule: RulePattern, Value: format.Short(field), Expected: c.pattern.String()}
	}
	return format.Fault{}
}
