package extract

import (
	"bytes"
	"errors"
)

// errOpen is of a quoted field that does not end where the text does.
var errOpen = errors.New("quote that is not closed")

// unquote cuts text with quotes in mind: one opens a field only at its start, is
// doubled inside it, and is followed by a separator or the end. open tells that
// the last field was not closed.
func (c *csvReader) unquote(text []byte) (fields [][]byte, flaw fault, open bool) {
	fields, c.scratch = c.fields[:0], c.scratch[:0]
	for rest := text; ; rest = rest[1:] {
		var field []byte
		if len(rest) > 0 && c.kinds[rest[0]] == byteQuote {
			var err error
			if field, rest, err = c.quotedField(rest[1:]); err != nil {
				return fields, fault{rule: RuleQuoteOpen, value: short(text), column: len(fields)}, true
			}
			if len(rest) > 0 && rest[0] != c.delimiter {
				return fields, fault{rule: RuleQuote, value: short(text), column: len(fields)}, false
			}
		} else {
			end := bytes.IndexByte(rest, c.delimiter)
			if end < 0 {
				end = len(rest)
			}
			field, rest = rest[:end], rest[end:]
			for _, b := range field {
				if c.kinds[b] == byteQuote {
					return fields, fault{rule: RuleQuote, value: short(text), column: len(fields)}, false
				}
			}
		}
		if fields = append(fields, field); len(rest) == 0 {
			return fields, fault{}, false
		}
	}
}

// quotedField reads from behind the quote that opens a field to behind the one
// that closes it.
func (c *csvReader) quotedField(text []byte) (field, rest []byte, err error) {
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
// the lines after it make it a record of the right number of fields, they belong
// to it: no field of an extract holds a line break, so all of it is refused, and
// none of those lines is taken for a record. Else only its own line is.
func (c *csvReader) reach(r *Record) fault {
	span := bytes.Clone(r.Raw) // reading on moves the text it stands in
	own := len(span)
	for taken, lines := 0, 1; ; lines++ {
		end, err := c.lineEnd(taken)
		if err != nil || len(span)+end-taken > c.longest {
			break // what is wrong there is said when that line is read
		}
		line, _ := c.decode(bytes.TrimSuffix(c.text[c.at+taken:c.at+end], []byte("\r")))
		span = append(append(span, '\n'), line...)
		taken = min(end+1, len(c.text)-c.at)
		if !c.closes(line) {
			continue
		}
		fields, flaw, open := c.unquote(span)
		if open && len(fields) < c.want {
			continue
		}
		if flaw.rule != "" || len(fields) != c.want {
			break
		}
		c.at, c.line = c.at+taken, c.line+lines
		r.Raw, r.Fields = span, fields
		return fault{rule: RuleNewline, value: short(span), column: -1}
	}
	r.Raw = span[:own]
	r.Fields, _, _ = c.unquote(r.Raw)
	return fault{rule: RuleQuoteOpen, value: short(r.Raw), column: -1}
}

// closes tells whether a line that starts inside a quoted field closes it.
func (c *csvReader) closes(line []byte) bool {
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
