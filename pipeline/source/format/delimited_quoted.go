package format

import (
	"bytes"
	"errors"
)

// errOpen is of a quoted field that does not end where the text does.
var errOpen = errors.New("quote that is not closed")

// unquote cuts text with quotes in mind: one opens a field only at its start, is
// doubled inside it, and is followed by a separator or the end. open tells that
// the last field was not closed.
func (c *Delimited) unquote(text []byte) (fields [][]byte, flaw Fault, open bool) {
	fields, c.quoted, c.scratch = c.fields[:0], c.quoted[:0], c.scratch[:0]
	for rest := text; ; rest = rest[1:] {
		var field []byte
		quoted := len(rest) > 0 && c.kinds[rest[0]] == byteQuote
		if c.quoted = append(c.quoted, quoted); quoted {
			var err error
			if field, rest, err = c.quotedField(rest[1:]); err != nil {
				return fields, Fault{Rule: RuleQuoteOpen, Value: Short(text), Column: len(fields)}, true
			}
			if len(rest) > 0 && rest[0] != c.delimiter {
				return fields, Fault{Rule: RuleQuote, Value: Short(text), Column: len(fields)}, false
			}
		} else {
			end := bytes.IndexByte(rest, c.delimiter)
			if end < 0 {
				end = len(rest)
			}
			field, rest = rest[:end], rest[end:]
			for _, b := range field {
				if c.kinds[b] == byteQuote {
					return fields, Fault{Rule: RuleQuote, Value: Short(text), Column: len(fields)}, false
				}
			}
		}
		if fields = append(fields, field); len(rest) == 0 {
			return fields, Fault{}, false
		}
	}
}

// quotedField reads from behind the quote that opens a field to behind the one
// that closes it.
func (c *Delimited) quotedField(text []byte) (field, rest []byte, err error) {
	from := len(c.scratch)
	for i := 0; i < len(text); i++ {
		if c.kinds[text[i]] == byteQuote {
			if i+1 == len(text) || c.kinds[text[i+1]] != byteQuote {
				return c.scratch[from:len(c.scratch):len(c.scratch)], text[i+1:], nil
			}
			i++
		}
		c.scratch = append(c.scratch, text[i])
	}
	return nil, nil, errOpen
}

// reach is for a record with a quoted field that does not end on its line. When
// the lines after it make it a record, they belong to it. It is one when it has the
// right number of fields, so that a quote that was forgotten costs no more than its
// own line. Where no field may hold a line break, all of the record is refused, and
// none of those lines is taken for a record.
func (c *Delimited) reach(r *Record) Fault {
	span := bytes.Clone(r.Raw) // reading on moves the text it stands in
	own := len(span)
	var flaw Fault // of a line behind the first
	for taken, lines := 0, 1; ; lines++ {
		end, err := c.lineEnd(taken)
		if err != nil || len(span)+end-taken > c.longest {
			break // what is wrong there is said when that line is read
		}
		line, wrong := c.cleanLine(c.trimReturn(c.at+taken, c.at+end))
		if flaw.Rule == "" {
			flaw = wrong
		}
		span = append(append(span, '\n'), line...)
		taken = min(end+1, len(c.text)-c.at)
		if !c.closes(line) {
			continue
		}
		fields, cut, open := c.unquote(span)
		if open && (c.want == 0 || len(fields) < c.want) {
			continue
		}
		if cut.Rule != "" || c.want > 0 && len(fields) != c.want {
			break
		}
		c.at, c.line = c.at+taken, c.line+lines
		r.Raw, r.Fields, r.Quoted = span, fields, c.quoted
		if c.multiline {
			return flaw
		}
		return Fault{Rule: RuleNewline, Value: Short(span), Column: -1}
	}
	r.Raw = span[:own]
	r.Fields, _, _ = c.unquote(r.Raw)
	return Fault{Rule: RuleQuoteOpen, Value: Short(r.Raw), Column: -1}
}

// closes tells whether a line that starts inside a quoted field closes it.
func (c *Delimited) closes(line []byte) bool {
	for i := 0; i < len(line); i++ {
		if c.kinds[line[i]] != byteQuote {
			continue
		}
		if i+1 == len(line) || c.kinds[line[i+1]] != byteQuote {
			return true
		}
		i++
	}
	return false
}
