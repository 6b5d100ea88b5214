package extract

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/plainyaml"
	"jaarcijfers/pipeline/source/format"
)

// CorrectionsFile is where corrections are declared, in the data folder.
const CorrectionsFile = contract.CorrectionsFile

// Rules about corrections.
const (
	RuleCorrection        contract.Rule = "correction"
	RuleCorrectionAbsent  contract.Rule = "correction_absent"
	RuleCorrectionChanged contract.Rule = "correction_changed"
	// RuleCorrectionCode is a correction without a code for its reason, as every one was
	// before there were codes; RuleCorrectionReason one whose code is not of the codelist.
	RuleCorrectionCode   contract.Rule = "correction_code"
	RuleCorrectionReason contract.Rule = "correction_reason"
	RuleCorrectionTwice  contract.Rule = "correction_id_twice"
	RuleCorrectionCell   contract.Rule = "correction_cell_twice"
	RuleCorrectionFuture contract.Rule = "correction_future"
	RuleCorrectionYAML   contract.Rule = "correction_yaml" // and how
)

// A Correction says what becomes of one value of one row, and who decided so.
type Correction struct {
	ID       string
	Table    string
	Key      map[string]string
	Column   string
	Expected string
	Becomes  string
	// ReasonCode is of codelist correction_reason and may leave as a count; Reason, in
	// words, stays inside.
	ReasonCode string
	Reason     string
	DecidedBy  string
	Date       string
	line       int
	lines      map[string]int // of its words
	key        string
	column     int
	found      bool    // the row was read
	was        *string // what stood there when it was not what was expected
}

// Corrections are those of one table, or of all.
type Corrections struct {
	All   []*Correction
	keys  []int // places of the fields of the key
	byKey map[string][]*Correction
	text  []byte // scratch
}

// LoadCorrections reads the declared corrections and checks them against the contract
// and the codes that a reason may have. There are none where there is no file.
func LoadCorrections(folder fs.FS, pkg *contract.Package, reasons []string) (*Corrections, []contract.Violation, error) {
	text, err := readCorrections(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return &Corrections{}, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read corrections: %w", err)
	}
	all, violations := parseCorrections(text)
	for i, c := range all.All {
		if wrong, expected := c.wrong(pkg); wrong != "" {
			word, _, _ := strings.Cut(wrong, ":")
			violations = append(violations, correctionViolation(c.lineOf(word), wrong, expected))
		}
		violations = append(violations, c.again(all.All[:i])...)
		if wrong := c.wrongReason(reasons); wrong != nil {
			violations = append(violations, *wrong)
		}
	}
	return all, violations, nil
}

// readCorrections reads no more than what is refused for its length.
func readCorrections(folder fs.FS) ([]byte, error) {
	f, err := folder.Open(CorrectionsFile)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(f, plainyaml.MaxBytes+1))
	return text, errors.Join(err, f.Close())
}

func correctionViolation(line int, value, expected string) contract.Violation {
	return contract.Violation{
		Severity: contract.Error, File: CorrectionsFile, Line: line, Rule: RuleCorrection, Value: value, Expected: expected,
	}
}

// wrong names the property that is not as it must be, and what it may be.
func (c *Correction) wrong(pkg *contract.Package) (property, expected string) {
	for _, p := range [][2]string{
		{"id", c.ID}, {"table", c.Table}, {"column", c.Column}, {"reason", c.Reason}, {"decided_by", c.DecidedBy}, {"date", c.Date},
	} {
		if strings.TrimSpace(p[1]) == "" {
			return p[0] + ":", p[0] + ": …"
		}
	}
	if _, err := time.Parse(time.DateOnly, c.Date); err != nil {
		return "date: " + c.Date, "date: 2024-12-31"
	}
	table := pkg.Resource(c.Table)
	if table == nil {
		var names []string
		for _, r := range pkg.Resources {
			names = append(names, r.Name)
		}
		return "table: " + c.Table, strings.Join(names, ", ")
	}
	if c.column = table.Schema.Index(c.Column); c.column < 0 {
		return "column: " + c.Column, strings.Join(table.Schema.Names(), ", ")
	}
	if format.TextFault([]byte(c.Becomes)).Rule != "" { // it would not stay one field of one record
		return "becomes: " + format.Short([]byte(c.Becomes)), "becomes: …"
	}
	return c.wrongKey(table)
}

// lineOf is the line of a word of a correction, or that on which it begins.
func (c *Correction) lineOf(word string) int { return cmp.Or(c.lines[word], c.line) }

// again says that a correction before it has its id, or is of its cell: which of two
// holds would depend on their order.
func (c *Correction) again(before []*Correction) []contract.Violation {
	for _, o := range before {
		v := correctionViolation(c.lineOf("id"), c.ID, strconv.Itoa(o.lineOf("id")))
		switch {
		case o.ID == c.ID:
			v.Rule = RuleCorrectionTwice
		case c.key != "" && o.Table == c.Table && o.key == c.key && o.Column == c.Column:
			v.Rule, v.Expected = RuleCorrectionCell, o.ID
		default:
			continue
		}
		return []contract.Violation{v}
	}
	return nil
}

// After names the corrections that were decided after a day.
func (c *Corrections) After(day time.Time) []contract.Violation {
	var violations []contract.Violation
	for _, one := range c.All {
		if date, err := time.Parse(time.DateOnly, one.Date); err == nil && date.After(day) {
			v := correctionViolation(one.lineOf("date"), one.Date, day.Format(time.DateOnly))
			v.Rule = RuleCorrectionFuture
			violations = append(violations, v)
		}
	}
	return violations
}

// wrongReason says that the code of the reason is not there, or is none of the list.
func (c *Correction) wrongReason(reasons []string) *contract.Violation {
	code := strings.TrimSpace(c.ReasonCode)
	if slices.Contains(reasons, code) {
		c.ReasonCode = code
		return nil
	}
	v := correctionViolation(c.lineOf("reason_code"), format.Short([]byte(code)), strings.Join(reasons, ", "))
	v.Column = "reason_code"
	if v.Rule = RuleCorrectionReason; code == "" {
		v.Rule, v.Value = RuleCorrectionCode, format.Short([]byte(c.ID))
		return &v
	}
	// A hyphen, a space or a capital is no other word.
	plain := strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(code))
	if v.Suggestion = plain; !slices.Contains(reasons, plain) {
		v.Suggestion = contract.Nearest(plain, reasons)
	}
	return &v
}

func (c *Correction) wrongKey(table *contract.Resource) (property, expected string) {
	parts := make([]string, len(table.Schema.PrimaryKey))
	for i, name := range table.Schema.PrimaryKey {
		if parts[i] = c.Key[name]; parts[i] == "" {
			return "key", strings.Join(table.Schema.PrimaryKey, ", ")
		}
	}
	if len(c.Key) != len(parts) {
		return "key", strings.Join(table.Schema.PrimaryKey, ", ")
	}
	c.key = strings.Join(parts, "\x00")
	return "", ""
}

// of are the corrections of one table; nil for none.
func (c *Corrections) of(table *contract.Resource) *Corrections {
	if c == nil {
		return nil
	}
	own := &Corrections{byKey: map[string][]*Correction{}}
	for _, one := range c.All {
		if one.Table == table.Name {
			own.All = append(own.All, one)
			own.byKey[one.key] = append(own.byKey[one.key], one)
		}
	}
	if len(own.All) == 0 {
		return nil
	}
	for _, name := range table.Schema.PrimaryKey {
		own.keys = append(own.keys, table.Schema.Index(name))
	}
	return own
}

// apply corrects a record. What does not stand there as expected is left. Of rows
// with one key the first counts, as it does when the others are refused; so
// reading a source again changes nothing either.
func (c *Corrections) apply(r *Record) {
	c.text = c.text[:0]
	for i, at := range c.keys {
		if i > 0 {
			c.text = append(c.text, 0)
		}
		c.text = append(c.text, r.Fields[at]...)
	}
	for _, one := range c.byKey[string(c.text)] {
		if one.column >= len(r.Fields) { // the file is without that column
			continue
		}
		have, first := string(r.Fields[one.column]), !one.found
		one.found = true
		switch {
		case have == one.Expected:
			r.Replace(one.column, []byte(one.Becomes))
			r.corrected = append(r.corrected, one)
		case first:
			one.was = &have
		}
	}
}

// Unmet names the corrections whose row or expected value is not there; it is
// asked when all sources have been read.
func (c *Corrections) Unmet() []contract.Violation {
	var violations []contract.Violation
	for _, one := range c.All {
		v := contract.Violation{Severity: contract.Error, File: CorrectionsFile, Line: one.line, Column: one.Column, Value: one.ID}
		switch {
		case !one.found:
			v.Rule, v.Expected = RuleCorrectionAbsent, one.Table
		case one.was != nil:
			v.Rule, v.Expected, v.Suggestion = RuleCorrectionChanged, one.Expected, *one.was
		default:
			continue
		}
		violations = append(violations, v)
	}
	return violations
}
