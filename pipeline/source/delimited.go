package source

import (
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
)

// Rules about the records of a delimited file.
const (
	ruleQuote       contract.Rule = "quote"
	ruleQuoteOpen   contract.Rule = "quote_open"
	ruleFieldCount  contract.Rule = "field_count"
	ruleEmptyLine   contract.Rule = "empty_line"
	ruleHeaderCount contract.Rule = "header_count"
	ruleHeaderName  contract.Rule = "header_name"
	ruleHeaderAgain contract.Rule = "header_again"
	ruleCarriage    contract.Rule = "line_end"
	ruleCellLarge   contract.Rule = "cell_large"
	ruleRows        contract.Rule = "rows_many"
)

// A record is one line of a delimited file, or more when a quoted field spans
// lines.
type record struct {
	fields []cell // no more than the cutter keeps
	count  int    // of fields
	line   int
	raw    string
	fault  contract.Rule // quote, quote_open or line_end; empty when it could be cut
	value  string        // the text around the fault
}

// A cell is the text of one field and the line it starts on.
type cell struct {
	text   string
	line   int
	quoted bool
}

// A cutter cuts text into records the way RFC 4180 says and no other: a quote
// opens a field only at its start, is doubled inside it, and is followed by a
// separator or the end of the line.
type cutter struct {
	text      string
	at        int
	line      int
	delimiter byte
	quote     byte
	most      int // fields of a record that are kept; 0 for all
}

// mostFields of a record are kept when its contract has no more; others are counted.
const mostFields = 4096

func newCutter(text string, res *contract.Resource) *cutter {
	return &cutter{
		text: text, line: 1, delimiter: res.Dialect.Delimiter, quote: res.Dialect.Quote, most: max(mostFields, len(res.Schema.Fields)),
	}
}

// next gives the next record; ok is false at the end of the text.
func (c *cutter) next() (rec record, ok bool) {
	if c.at >= len(c.text) {
		return record{}, false
	}
	start := c.at
	rec = record{line: c.line}
	for {
		field, fault := c.field()
		if fault != "" && rec.fault == "" {
			rec.fault, rec.value = fault, shorten(c.text[start:min(c.at, len(c.text))])
		}
		if rec.count++; c.most == 0 || rec.count <= c.most {
			rec.fields = append(rec.fields, field)
		}
		if c.at < len(c.text) && c.text[c.at] == c.delimiter {
			c.at++
			continue
		}
		break
	}
	rec.raw = c.text[start:c.at]
	if strings.HasSuffix(rec.raw, "\r") && rec.fault == "" {
		rec.fault = ruleCarriage
	}
	c.endOfLine()
	return rec, true
}

func (c *cutter) endOfLine() {
	if strings.HasPrefix(c.text[c.at:], "\r\n") {
		c.at++
	}
	if c.at < len(c.text) && c.text[c.at] == '\n' {
		c.at++
		c.line++
	}
}

// field reads up to a separator or the end of the line. After a fault it goes
// on as if the quotes were plain text, so that the next record is read right.
func (c *cutter) field() (cell, contract.Rule) {
	line := c.line
	if c.at < len(c.text) && c.text[c.at] == c.quote {
		text, fault := c.quotedField()
		return cell{text, line, true}, fault
	}
	text := c.plain()
	switch {
	case strings.IndexByte(text, c.quote) >= 0:
		return cell{text, line, false}, ruleQuote
	case strings.IndexByte(text, '\r') >= 0:
		return cell{text, line, false}, ruleCarriage
	}
	return cell{text, line, false}, ""
}

// plain reads text up to the next separator or line end.
func (c *cutter) plain() string {
	start := c.at
	for c.at < len(c.text) {
		b := c.text[c.at]
		if b == c.delimiter || b == '\n' || strings.HasPrefix(c.text[c.at:], "\r\n") {
			break
		}
		c.at++
	}
	return c.text[start:c.at]
}

func (c *cutter) quotedField() (string, contract.Rule) {
	open, line := c.at, c.line
	c.at++
	var b strings.Builder
	for c.at < len(c.text) {
		ch := c.text[c.at]
		switch {
		case ch == c.quote && c.at+1 < len(c.text) && c.text[c.at+1] == c.quote:
			b.WriteByte(ch)
			c.at += 2
		case ch == c.quote:
			c.at++
			if rest := c.plain(); rest != "" {
				return b.String() + rest, ruleQuote
			}
			return b.String(), ""
		default:
			if ch == '\n' {
				c.line++
			}
			b.WriteByte(ch)
			c.at++
		}
	}
	// Never closed: only its first line is lost, the rest is read again.
	c.at, c.line = open, line
	return c.plain(), ruleQuoteOpen
}

// readDelimited cuts and types a delimited file.
func readDelimited(o *outcome, raw []byte) {
	o.columns = columnsOf(o.resource.Schema)
	text, bad, ok := decode(o, raw)
	if !ok {
		return
	}
	c := newCutter(text, o.resource)
	header, _ := c.next()
	if !checkHeader(o, header) {
		return
	}
	o.whole = true
	for {
		rec, ok := c.next()
		if !ok {
			return
		}
		if len(o.rows) == o.resource.Limits.Rows {
			o.whole = false
			o.refuse(contract.Violation{Line: rec.line, Rule: ruleRows, Expected: strconv.Itoa(o.resource.Limits.Rows)})
			return
		}
		r := readRecord(rec, o.resource, bad)
		o.rows = append(o.rows, r)
		if len(r.broken) > 0 {
			o.broken++
		}
		if o.tooMany(rec.line) {
			return
		}
		if bad.until > 0 && c.line > bad.until { // what comes was not looked at
			o.stop(rec.line, bad.most)
			return
		}
	}
}

// readRecord types a record, or notes why it cannot be.
func readRecord(rec record, res *contract.Resource, bad *badLines) row {
	r := row{line: rec.line, raw: rec.raw}
	if isHeader(rec, res.Schema) { // with the mark of a file at its start, too
		r.refuse(contract.Violation{Rule: ruleHeaderAgain, Value: shorten(rec.raw)})
		return r
	}
	for line := rec.line; line <= rec.line+strings.Count(rec.raw, "\n"); line++ {
		if v, found := bad.faults[line]; found {
			r.refuse(v)
		}
	}
	if len(r.broken) == 0 && wellCut(&r, rec, res) {
		typeRecord(&r, rec, res.Schema)
	}
	return r
}

// wellCut refuses a record that was not written as the contract says.
func wellCut(r *row, rec record, res *contract.Resource) bool {
	want := len(res.Schema.Fields)
	switch {
	case rec.fault != "":
		r.refuse(contract.Violation{Rule: rec.fault, Value: rec.value})
	case strings.TrimSpace(rec.raw) == "":
		r.refuse(contract.Violation{Rule: ruleEmptyLine})
	case rec.count != want:
		r.refuse(contract.Violation{
			Rule: ruleFieldCount, Value: strconv.Itoa(rec.count), Expected: strconv.Itoa(want),
		})
	default:
		return cellsFit(r, rec, res)
	}
	return false
}

// isHeader recognises a header in the middle, as two files in one have it.
func isHeader(rec record, s *contract.Schema) bool {
	if rec.count != len(s.Fields) || rec.fault != "" {
		return false
	}
	for i, c := range rec.fields {
		if !strings.EqualFold(strings.Trim(c.text, " \ufeff"), s.Fields[i].Name) {
			return false
		}
	}
	return true
}

func cellsFit(r *row, rec record, res *contract.Resource) bool {
	for i, c := range rec.fields {
		if n := len(c.text); n > res.Limits.CellBytes {
			r.refuse(contract.Violation{
				Line: c.line, Column: res.Schema.Fields[i].Name, Rule: ruleCellLarge,
				Value: strconv.Itoa(n), Expected: strconv.Itoa(res.Limits.CellBytes),
			})
		}
	}
	return len(r.broken) == 0
}

// checkHeader wants exactly the names of the contract, in their order.
func checkHeader(o *outcome, header record) bool {
	fields := o.resource.Schema.Fields
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	have := make([]string, len(header.fields))
	for i, f := range header.fields {
		have[i] = f.text
	}
	if slices.Equal(have, names) {
		return true
	}
	for i, name := range have {
		if i < len(names) && name != names[i] {
			v := contract.Violation{Line: 1, Column: names[i], Rule: ruleHeaderName, Value: name, Expected: names[i]}
			if at := slices.Index(names, name); at < 0 {
				v.Suggestion = contract.Nearest(name, names)
			}
			o.refuse(v)
		}
	}
	if header.count != len(names) {
		o.refuse(contract.Violation{
			Line: 1, Rule: ruleHeaderCount, Value: strconv.Itoa(header.count),
			Expected: strings.Join(names, string(o.resource.Dialect.Delimiter)),
		})
	}
	return false
}

// shorten keeps a message to one line.
func shorten(text string) string {
	const most = 60
	text, _, _ = strings.Cut(text, "\n")
	runes := []rune(text)
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
