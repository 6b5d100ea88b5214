package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"jaarcijfers/pipeline/contract"
)

// Rules about how a record is written. They are those of delimited figures
// (package source), so that one fault has one name.
const (
	RuleQuote      contract.Rule = "quote"
	RuleQuoteOpen  contract.Rule = "quote_open"
	RuleNewline    contract.Rule = "field_newline"
	RuleFieldCount contract.Rule = "field_count"
	RuleEmptyLine  contract.Rule = "empty_line"
	RuleLineEnd    contract.Rule = "line_end"
	RuleEncoding   contract.Rule = "encoding"
	RuleControl    contract.Rule = "control_character"
	RuleLineLong   contract.Rule = "line_long"
	RuleOther      contract.Rule = "encoding_other"
	RuleEmpty      contract.Rule = "file_empty"
)

// What a byte can be besides plain text.
const (
	byteQuote   = 1 << iota // a quote
	byteControl             // no text has it
	byteHigh                // part of a character outside ASCII
	byteReturn              // a carriage return
)

// csvReader cuts a delimited file into records the way RFC 4180 says and no
// other. It looks at every byte once.
type csvReader struct {
	in        io.Reader
	delimiter byte
	encoding  string
	want      int // fields of a record
	longest   int // bytes of a record
	kinds     [256]byte
	text      []byte // what was read and not yet cut
	at        int    // of the next record in text
	ended     bool
	line      int
	fields    [][]byte
	scratch   []byte // fields that had to be rewritten
}

// block is how much is read at once.
const block = 1 << 20

func newCSV(in io.Reader, r *contract.Resource) *csvReader {
	c := &csvReader{
		in: in, delimiter: r.Dialect.Delimiter, encoding: r.Encoding, line: 1, want: len(r.Schema.Fields),
		longest: r.Limits.CellBytes * (len(r.Schema.Fields) + 1),
	}
	for b := range c.kinds {
		switch {
		case b == int(r.Dialect.Quote):
			c.kinds[b] = byteQuote
		case b == '\r':
			c.kinds[b] = byteReturn
		case b < ' ' && b != '\t' && b != '\n' || b == 0x7f:
			c.kinds[b] = byteControl
		case b >= utf8.RuneSelf:
			c.kinds[b] = byteHigh
		}
	}
	return c
}

// fault is what keeps a record from being cut; the zero value is none.
type fault struct {
	rule            contract.Rule
	value, expected string
	column          int // of the field it is in, from 0; -1 for the whole record
}

// read gives every record but the header, which must be first. A record with a
// fault is given too, with its raw text.
func (c *csvReader) read(ctx context.Context, header func([]string) error, each func(Record, fault) error) error {
	if err := c.open(); err != nil {
		return err
	}
	first, flaw, err := c.next()
	if err != nil {
		return err
	}
	names := make([]string, len(first.Fields))
	for i, f := range first.Fields {
		names[i] = string(f)
	}
	if flaw.rule != "" && flaw.rule != RuleNewline {
		return &fileFault{contract.Violation{Line: 1, Rule: flaw.rule, Value: flaw.value}}
	}
	if err := header(names); err != nil {
		return err
	}
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		r, flaw, err := c.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := each(r, flaw); err != nil {
			return err
		}
	}
}

// open takes the first block and refuses what is no text in the encoding of the
// contract.
func (c *csvReader) open() error {
	if err := c.fill(); err != nil {
		return err
	}
	switch {
	case len(bytes.TrimSpace(c.text)) == 0:
		return &fileFault{contract.Violation{Line: 1, Rule: RuleEmpty}}
	case bytes.HasPrefix(c.text, []byte("\xff\xfe")), bytes.HasPrefix(c.text, []byte("\xfe\xff")):
		return &fileFault{contract.Violation{Line: 1, Rule: RuleOther, Value: "UTF-16", Expected: c.encoding}}
	case bytes.HasPrefix(c.text, []byte("PK\x03\x04")):
		return &fileFault{contract.Violation{Line: 1, Rule: RuleOther, Value: "ZIP", Expected: c.encoding}}
	case bytes.HasPrefix(c.text, []byte("\xef\xbb\xbf")):
		c.at = 3
	}
	return nil
}

// fill reads a block behind what is left.
func (c *csvReader) fill() error {
	left := len(c.text) - c.at
	if cap(c.text) < left+block {
		grown := make([]byte, left, left+2*block)
		copy(grown, c.text[c.at:])
		c.text = grown
	} else {
		copy(c.text[:left], c.text[c.at:])
		c.text = c.text[:left]
	}
	c.at = 0
	n, err := io.ReadFull(c.in, c.text[left:left+block])
	c.text = c.text[:left+n]
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		c.ended = true
		return nil
	}
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	return nil
}

// next cuts one record. Its fields are good until the next call.
func (c *csvReader) next() (Record, fault, error) {
	end := -1
	for {
		if i := bytes.IndexByte(c.text[c.at:], '\n'); i >= 0 {
			end = c.at + i
			break
		}
		if c.ended {
			if c.at == len(c.text) {
				return Record{}, fault{}, io.EOF
			}
			end = len(c.text)
			break
		}
		if err := c.fill(); err != nil {
			return Record{}, fault{}, err
		}
		if len(c.text)-c.at > c.longest+2*block {
			return Record{}, fault{}, &fileFault{contract.Violation{Line: c.line, Rule: RuleLineLong, Expected: fmt.Sprint(c.longest)}}
		}
	}
	line := c.text[c.at:end]
	r := Record{Line: c.line, Raw: line}
	c.at = min(end+1, len(c.text))
	c.line++
	if n := len(line); n > 0 && line[n-1] == '\r' {
		r.Raw = line[:n-1]
	}
	flaw := c.cut(&r)
	return r, flaw, nil
}

// cut finds the fields of a record.
func (c *csvReader) cut(r *Record) fault {
	c.fields = c.fields[:0]
	var seen byte
	start := 0
	for i, b := range r.Raw {
		if b == c.delimiter {
			c.fields = append(c.fields, r.Raw[start:i])
			start = i + 1
		}
		seen |= c.kinds[b]
	}
	c.fields = append(c.fields, r.Raw[start:])
	r.Fields = c.fields
	r.ready = c.delimiter == handedOn && seen&byteQuote == 0 && c.encoding == "utf-8"
	if len(r.Raw) == 0 {
		return fault{rule: RuleEmptyLine, column: -1}
	}
	if seen == 0 {
		return fault{}
	}
	return c.cutCarefully(r, seen)
}

// cutCarefully is for records with more than plain text in them.
func (c *csvReader) cutCarefully(r *Record, seen byte) fault {
	switch {
	case seen&byteControl != 0:
		at := bytes.IndexFunc(r.Raw, func(x rune) bool { return x < utf8.RuneSelf && c.kinds[x] == byteControl })
		return fault{rule: RuleControl, value: fmt.Sprintf("U+%04X", r.Raw[max(at, 0)]), column: -1}
	case seen&byteReturn != 0:
		return fault{rule: RuleLineEnd, value: short(r.Raw), column: -1}
	}
	if seen&byteHigh != 0 {
		if flaw := c.decode(r); flaw.rule != "" {
			return flaw
		}
	}
	if seen&byteQuote == 0 {
		return fault{}
	}
	fields, flaw, open := c.unquote(r.Raw)
	if open {
		return c.reach(r)
	}
	r.Fields = fields
	return flaw
}

// decode makes the record UTF-8, or says what byte cannot be.
func (c *csvReader) decode(r *Record) fault {
	if c.encoding == "utf-8" {
		if utf8.Valid(r.Raw) {
			return fault{}
		}
		for i := 0; i < len(r.Raw); {
			x, size := utf8.DecodeRune(r.Raw[i:])
			if x == utf8.RuneError && size == 1 {
				return fault{rule: RuleEncoding, value: fmt.Sprintf("0x%02X", r.Raw[i]), column: -1}
			}
			i += size
		}
		return fault{}
	}
	var decoded []byte
	for _, b := range r.Raw {
		x := charmap.Windows1252.DecodeByte(b)
		if x == utf8.RuneError {
			return fault{rule: RuleEncoding, value: fmt.Sprintf("0x%02X", b), column: -1}
		}
		decoded = utf8.AppendRune(decoded, x)
	}
	r.Raw = decoded
	r.Fields = bytes.Split(decoded, []byte{c.delimiter})
	return fault{}
}
