package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
	"jaarcijfers/pipeline/source/typing"
)

// Rules about the text and the records of a file, beside those of package format.
const (
	ruleEncodingOther contract.Rule = "encoding_other"
	ruleDamaged       contract.Rule = "encoding_damaged"
	ruleFieldCount    contract.Rule = "field_count"
	ruleHeaderCount   contract.Rule = "header_count"
	ruleHeaderName    contract.Rule = "header_name"
	ruleHeaderAgain   contract.Rule = "header_again"
	ruleCellLarge     contract.Rule = "cell_large"
	ruleRows          contract.Rule = "rows_many"
)

// errStop ends the reading of a file of which more is wrong than is reported.
var errStop = errors.New("enough is wrong")

// readTable reads and types the records of a file, whatever its format.
func readTable(ctx context.Context, o *outcome, raw []byte) error {
	o.columns = typing.Columns(o.resource.Schema)
	kind, known := format.Named(o.resource.Format)
	if !known { // package contract has said so
		kind, _ = format.Named("csv")
	}
	if kind.Streams {
		if v := otherEncoding(raw, o.resource.Encoding); v.Rule != "" {
			o.refuse(v)
			return nil
		}
	}
	in := format.Input{File: bytes.NewReader(raw), Size: int64(len(raw)), Resource: o.resource, Multiline: true}
	err := kind.Reader.Read(ctx, in, format.Output{Header: o.header, Record: o.record, Note: o.note})
	var refused *format.Refusal
	switch {
	case errors.Is(err, errStop):
		return nil
	case errors.As(err, &refused):
		o.whole = false
		for _, v := range append([]contract.Violation{refused.Violation}, refused.Also...) {
			o.refuse(v)
		}
		return nil
	case err != nil:
		return fmt.Errorf("read %s: %w", o.resource.Path, err)
	}
	return nil
}

// otherEncoding refuses text that is in another encoding altogether.
func otherEncoding(raw []byte, encoding string) contract.Violation {
	v := contract.Violation{Line: 1, Rule: ruleEncodingOther, Expected: encoding}
	notASCII := func(r rune) bool { return r >= utf8.RuneSelf }
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		v.Value = "UTF-16"
	case encoding != "utf-8" && utf8.Valid(raw) && bytes.ContainsFunc(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), notASCII):
		v.Value = "UTF-8"
	default:
		return contract.Violation{}
	}
	return v
}

// note takes what is to be known of cells that are read.
func (o *outcome) note(v contract.Violation) {
	v.File, v.Severity = o.resource.Path, contract.Warning
	o.violations = append(o.violations, v)
}

// header wants exactly the names of the contract, in their order.
func (o *outcome) header(r *format.Record, flaw format.Fault) error {
	names := o.resource.Schema.Names()
	have := make([]string, len(r.Fields))
	for i, f := range r.Fields {
		have[i] = strings.ToValidUTF8(string(f), "\uFFFD")
	}
	if o.whole = flaw.Rule == "" && slices.Equal(have, names); o.whole {
		return nil
	}
	if v, is := format.UnlikeHeader(string(r.Raw), o.resource); is && r.Cell(-1) == "" { // then all names are wrong at once
		o.refuse(v)
		return errStop
	}
	before := len(o.violations)
	for i, name := range have {
		if i < len(names) && name != names[i] {
			v := contract.Violation{Line: r.Line, Cell: r.Cell(i), Column: names[i], Rule: ruleHeaderName, Value: name, Expected: names[i]}
			if !slices.Contains(names, name) {
				v.Suggestion = contract.Nearest(name, names)
			}
			o.refuse(v)
		}
	}
	if len(have) != len(names) {
		o.refuse(contract.Violation{
			Line: r.Line, Cell: r.Cell(-1), Rule: ruleHeaderCount, Value: strconv.Itoa(len(have)),
			Expected: strings.Join(names, string(o.resource.Dialect.Delimiter)),
		})
	}
	if len(o.violations) == before {
		o.refuse(contract.Violation{Line: r.Line, Rule: flaw.Rule, Value: typing.Short(string(r.Raw))})
	}
	return errStop
}

// record types one record and keeps it, with what it breaks.
func (o *outcome) record(from *format.Record, flaw format.Fault) error {
	if len(o.rows) == o.resource.Limits.Rows {
		o.whole = false
		o.refuse(contract.Violation{Line: from.Line, Cell: from.Cell(-1), Rule: ruleRows, Expected: strconv.Itoa(o.resource.Limits.Rows)})
		return errStop
	}
	if o.cell == nil && from.Cell(-1) != "" {
		place := *from
		o.cell = func(line int, column string) string {
			place.Line = line
			return place.Cell(o.resource.Schema.Index(column))
		}
	}
	r := row{line: from.Line, raw: string(from.Raw)}
	r.read(from, flaw, o.resource)
	o.rows = append(o.rows, r)
	if len(r.broken) > 0 {
		o.broken++
	}
	if o.tooMany(from.Line) {
		return errStop
	}
	return nil
}

// read types a record, or notes why it cannot be.
func (r *row) read(from *format.Record, flaw format.Fault, res *contract.Resource) {
	fields := res.Schema.Fields
	if flaw.Rule == "" && isHeader(from, res.Schema) { // with the mark of a file at its start, too
		r.refuse(contract.Violation{Cell: from.Cell(-1), Rule: ruleHeaderAgain, Value: typing.Short(r.raw)})
		return
	}
	for _, f := range from.Flaws {
		r.refuse(contract.Violation{
			Cell: from.Cell(f.Column), Column: fields[f.Column].Name, Rule: f.Rule, Value: f.Value, Expected: f.Expected, Suggestion: f.Suggestion,
		})
	}
	if len(r.broken) == 0 {
		r.broken = brokenText(from, flaw)
	}
	switch {
	case len(r.broken) > 0:
		return
	case flaw.Rule != "":
		r.refuse(contract.Violation{Rule: flaw.Rule, Value: typing.Short(r.raw)})
		return
	case strings.TrimSpace(r.raw) == "":
		r.refuse(contract.Violation{Rule: format.RuleEmptyLine})
		return
	case len(from.Fields) != len(fields):
		r.refuse(contract.Violation{Rule: ruleFieldCount, Value: strconv.Itoa(len(from.Fields)), Expected: strconv.Itoa(len(fields))})
		return
	}
	cells := cellsOf(from)
	for i, c := range cells {
		if len(c.Text) > res.Limits.CellBytes {
			r.refuse(contract.Violation{
				Line: c.Line, Cell: from.Cell(i), Column: fields[i].Name, Rule: ruleCellLarge,
				Value: strconv.Itoa(len(c.Text)), Expected: strconv.Itoa(res.Limits.CellBytes),
			})
		}
	}
	if len(r.broken) > 0 {
		return
	}
	var faults []contract.Violation
	r.values, faults = typing.Row(cells, res.Schema)
	for _, v := range faults {
		v.Cell = from.Cell(res.Schema.Index(v.Column))
		r.refuse(v)
	}
}

// cellsOf are the fields of a record with the line on which each starts.
func cellsOf(from *format.Record) []typing.Cell {
	cells, line := make([]typing.Cell, len(from.Fields)), from.Line
	for i, f := range from.Fields {
		cells[i] = typing.Cell{Text: string(f), Line: line, Quoted: from.Quoted != nil && from.Quoted[i], Stored: from.Typed != nil && from.Typed[i]}
		if from.Cell(i) == "" { // all cells of a row of a sheet are on one line
			line += bytes.Count(f, []byte("\n"))
		}
	}
	return cells
}

// isHeader recognises a header in the middle, as two files in one have it.
func isHeader(r *format.Record, s *contract.Schema) bool {
	if len(r.Fields) != len(s.Fields) {
		return false
	}
	for i, f := range r.Fields {
		if !strings.EqualFold(strings.Trim(string(f), " \ufeff"), s.Fields[i].Name) {
			return false
		}
	}
	return true
}

// brokenText finds on each line of a record the first character that no delivered text
// may hold. A U+FFFD says that an earlier program could not read the file and wrote it
// nevertheless.
func brokenText(r *format.Record, flaw format.Fault) []contract.Violation {
	if flaw.Rule == format.RuleEncoding && flaw.Column < 0 && !bytes.Contains(r.Raw, []byte("\n")) {
		return []contract.Violation{{Line: r.Line, Rule: flaw.Rule, Value: flaw.Value}}
	}
	var all []contract.Violation
	line, found := r.Line, false
	for rest := r.Raw; len(rest) > 0; {
		x, size := utf8.DecodeRune(rest)
		v := contract.Violation{Line: line, Cell: r.Cell(-1)}
		switch {
		case x == utf8.RuneError && size == 1:
			v.Rule, v.Value = format.RuleEncoding, fmt.Sprintf("0x%02X", rest[0])
		case x == utf8.RuneError:
			v.Rule, v.Value = ruleDamaged, "U+FFFD"
		case x == '\t', x == '\r', x == '\n', x >= ' ' && x < 0x7f, x > 0x9f && x != '\uFEFF':
		default:
			v.Rule, v.Value = format.RuleControl, fmt.Sprintf("U+%04X", x)
		}
		if v.Rule != "" && !found {
			all, found = append(all, v), true
		}
		if rest = rest[size:]; x == '\n' && r.Cell(-1) == "" {
			line, found = line+1, false
		}
	}
	return all
}
