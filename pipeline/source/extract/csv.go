package extract

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
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
// other. Simple records, nearly all, are cut by scan; the others by cut.
type csvReader struct {
	in                 *blocks
	delimiter          byte
	delimiters, quotes uint64 // those of the dialect in all bytes of a word
	encoding           string
	asHanded           bool // it is written the way records are handed on
	want               int  // fields of a record
	longest            int  // bytes of a record
	kinds              [256]byte
	text               []byte // what was read and not yet cut
	at                 int    // of the next record in text
	ended              bool
	line               int
	fields             [][]byte
	scratch            []byte // fields that had to be rewritten
	record             Record // that was cut last
	returns            bool   // a line ended in a carriage return and a line feed
	marked             bool   // the file starts with a byte order mark
}

func newCSV(in *blocks, r *contract.Resource) *csvReader {
	c := &csvReader{
		in: in, delimiter: r.Dialect.Delimiter, encoding: r.Encoding, line: 1, want: len(r.Schema.Fields),
		longest: r.Limits.CellBytes * (len(r.Schema.Fields) + 1),
	}
	c.delimiters, c.quotes = ones*uint64(c.delimiter), ones*uint64(r.Dialect.Quote)
	c.asHanded = c.delimiter == handedOn && r.Dialect.Quote == '"' && c.encoding == "utf-8"
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

// read gives every record but the header, which must be first. A record with a
// fault is given too, with its raw text.
func (c *csvReader) read(ctx context.Context, header func([]string) error, each func(*Record, fault) error) error {
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
	if flaw.rule == RuleQuote { // names in quotes with another separator between them
		var refused *fileFault
		if errors.As(header([]string{string(first.Raw)}), &refused) && refused.violation.Rule == RuleHeaderSeparator {
			return refused
		}
	}
	if flaw.rule != "" && flaw.rule != RuleNewline {
		return &fileFault{violation: contract.Violation{Line: 1, Rule: flaw.rule, Value: flaw.value}}
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
	if kind, other := kindOf(c.text); other {
		return &fileFault{violation: contract.Violation{Rule: kind.rule, Value: kind.name, Expected: c.encoding}}
	}
	text, marked := bytes.CutPrefix(c.text, []byte("\xef\xbb\xbf"))
	switch {
	case len(bytes.TrimSpace(text)) == 0:
		return &fileFault{violation: contract.Violation{Line: 1, Rule: RuleEmpty}}
	case marked:
		c.at, c.marked = len(c.text)-len(text), true
	}
	return nil
}

// fill reads a block behind what is left.
func (c *csvReader) fill() error {
	text, ended, err := c.in.next(c.text[c.at:])
	if err != nil {
		return err
	}
	c.text, c.at, c.ended = text, 0, ended
	return nil
}

// next cuts one record. Its fields are good until the next call.
func (c *csvReader) next() (*Record, fault, error) {
	if c.scan() {
		return &c.record, fault{}, nil
	}
	end, err := c.lineEnd(0)
	if err != nil {
		return nil, fault{}, c.measured(err)
	}
	c.record = Record{Line: c.line, Raw: bytes.TrimSuffix(c.text[c.at:c.at+end], []byte("\r"))}
	c.returns = c.returns || len(c.record.Raw) < end
	c.at = min(c.at+end+1, len(c.text))
	c.line++
	flaw := c.cut(&c.record)
	return &c.record, flaw, nil
}

// skip passes over one line.
func (c *csvReader) skip() error {
	end, err := c.lineEnd(0)
	if err != nil {
		return err
	}
	c.at = min(c.at+end+1, len(c.text))
	c.line++
	return nil
}

// lineEnd finds where the line ends that starts skip bytes behind the next record,
// counted from that record, and reads on when it must.
func (c *csvReader) lineEnd(skip int) (int, error) {
	for {
		if i := bytes.IndexByte(c.text[c.at+skip:], '\n'); i >= 0 {
			return skip + i, nil
		}
		left := len(c.text) - c.at - skip
		switch {
		case c.ended && left == 0:
			return 0, io.EOF
		case c.ended:
			return skip + left, nil
		case left > c.longest+2*block:
			return 0, &fileFault{violation: contract.Violation{Line: c.line, Rule: RuleLineLong, Expected: strconv.Itoa(c.longest)}}
		}
		if err := c.fill(); err != nil {
			return 0, err
		}
	}
}

// mostCounted is how many bytes of a line that is too long are counted.
const mostCounted = 1 << 28

// measured says of a line that is too long how long it is. There is no reading on
// behind it.
func (c *csvReader) measured(err error) error {
	var long *fileFault
	if !errors.As(err, &long) || long.violation.Rule != RuleLineLong {
		return err
	}
	length := len(c.text) - c.at
	for ended := c.ended; !ended && length < mostCounted; {
		text, last, err := c.in.next(nil)
		if err != nil {
			return err
		}
		if i := bytes.IndexByte(text, '\n'); i >= 0 {
			text, last = text[:i], true
		}
		length, ended = length+len(text), last
	}
	long.violation.Value = strconv.Itoa(length)
	return long
}

// cut finds the fields of a record.
func (c *csvReader) cut(r *Record) fault {
	c.fields = c.fields[:0]
	for rest := r.Raw; ; {
		end := bytes.IndexByte(rest, c.delimiter)
		if end < 0 {
			c.fields = append(c.fields, rest)
			break
		}
		c.fields = append(c.fields, rest[:end])
		rest = rest[end+1:]
	}
	r.Fields = c.fields
	var seen byte
	for _, b := range r.Raw {
		seen |= c.kinds[b]
	}
	r.ready = c.asHanded && seen&byteQuote == 0
	if len(r.Raw) == 0 {
		return fault{rule: RuleEmptyLine, column: -1}
	}
	if seen == 0 {
		return fault{}
	}
	return c.cutCarefully(r, seen)
}

// cutCarefully is for records with more than plain text in them. Quotes are looked
// at whatever else is wrong: they tell which lines belong to the record.
func (c *csvReader) cutCarefully(r *Record, seen byte) fault {
	flaw := c.clean(r, seen)
	if seen&byteQuote == 0 {
		return flaw
	}
	fields, quoting, open := c.unquote(r.Raw)
	if r.Fields = fields; open {
		quoting = c.reach(r)
	}
	if flaw.rule == "" || quoting.rule == RuleNewline {
		return quoting
	}
	return flaw
}

// clean makes a record UTF-8, or says what stands in it that text has not.
func (c *csvReader) clean(r *Record, seen byte) fault {
	switch {
	case seen&byteControl != 0:
		at := bytes.IndexFunc(r.Raw, func(x rune) bool { return x < utf8.RuneSelf && c.kinds[x] == byteControl })
		return controlFault(r.Raw[at])
	case seen&byteReturn != 0:
		return fault{rule: RuleLineEnd, value: short(r.Raw), column: -1}
	case seen&byteHigh == 0:
		return fault{}
	}
	text, flaw := c.decode(r.Raw)
	if c.encoding != "utf-8" && flaw.rule == "" {
		r.Raw, r.Fields = text, bytes.Split(text, []byte{c.delimiter})
	}
	return flaw
}

// decode gives text as UTF-8, or says what byte cannot be.
func (c *csvReader) decode(text []byte) ([]byte, fault) {
	if c.encoding == "utf-8" {
		return text, encodingFault(text)
	}
	decoded := make([]byte, 0, len(text)+len(text)/8)
	for _, b := range text {
		x := charmap.Windows1252.DecodeByte(b)
		if x == utf8.RuneError {
			return text, byteFault(b)
		}
		decoded = utf8.AppendRune(decoded, x)
	}
	return decoded, fault{}
}
