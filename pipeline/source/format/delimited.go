package format

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
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

// delimited reads delimited text.
type delimited struct{}

// Read implements [Reader].
func (delimited) Read(ctx context.Context, in Input, out Output) error {
	d := NewDelimited(in)
	defer d.Close()
	if err := d.Open(); err != nil {
		return err
	}
	header, flaw, err := d.Next()
	if err != nil {
		return err
	}
	if err := out.Header(header, flaw); err != nil {
		return err
	}
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		r, flaw, err := d.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if in.Plain && (flaw.Rule != "" || !r.ready || d.returns || d.marked) {
			return ErrNotPlain
		}
		if err := out.Record(r, flaw); err != nil {
			return err
		}
	}
}

// namesWithin is how far into a file its names are looked for.
const namesWithin = 64 << 10

// Names implements [Reader].
func (delimited) Names(in Input) []string {
	start := io.NewSectionReader(in.File, 0, min(in.Size, namesWithin))
	line, err := bufio.NewReaderSize(start, namesWithin).ReadBytes('\n')
	if err != nil && len(line) == 0 {
		return nil
	}
	text := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))))
	text.Comma, text.LazyQuotes = rune(in.Resource.Dialect.Delimiter), true
	names, err := text.Read()
	if err != nil {
		return nil
	}
	return names
}

// Delimited cuts delimited text into records the way RFC 4180 says and no other. A
// line ends in a line feed, or in a carriage return and a line feed; a carriage
// return anywhere else is a fault. Simple records, nearly all, are cut by scan; the
// others by cut.
type Delimited struct {
	in                 *blocks
	delimiter          byte
	delimiters, quotes uint64 // those of the dialect in all bytes of a word
	encoding           string
	asWritten          bool // Raw is the CSV that AppendCSV writes, unless there are quotes in it
	multiline          bool // a quoted field may hold line breaks
	want               int  // fields of a record; 0 for any number
	longest            int  // bytes of a record
	kinds              [256]byte
	text               []byte // what was read and not yet cut
	at                 int    // of the next record in text
	ended              bool
	line               int
	fields             [][]byte
	quoted             []bool
	scratch            []byte // fields that had to be rewritten
	record             Record // that was cut last
	returns            bool   // a line ended in a carriage return and a line feed
	marked             bool   // the file starts with a byte order mark
}

// NewDelimited starts reading the text of in. Open must be called before anything
// else, and Close at the end.
func NewDelimited(in Input) *Delimited {
	r := in.Resource
	c := &Delimited{
		in:        newBlocks(io.NewSectionReader(in.File, 0, in.Size), in.Size, in.Hash, in.Progress),
		delimiter: r.Dialect.Delimiter, encoding: r.Encoding, line: 1, want: len(r.Schema.Fields), multiline: in.Multiline,
		longest: r.Limits.CellBytes * (len(r.Schema.Fields) + 1),
	}
	if in.AnyColumns {
		c.want, c.longest = 0, max(c.longest, int(min(in.Size, mostCounted)))
	}
	c.delimiters, c.quotes = ones*uint64(c.delimiter), ones*uint64(r.Dialect.Quote)
	c.asWritten = c.delimiter == Separator && r.Dialect.Quote == '"' && c.encoding == "utf-8"
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

// Close waits until all that was read is hashed.
func (c *Delimited) Close() { c.in.close() }

// Line is the line of the next record.
func (c *Delimited) Line() int { return c.line }

// Open takes the first block and refuses what is no text in the encoding of the
// contract.
func (c *Delimited) Open() error {
	if err := c.fill(); err != nil {
		return err
	}
	if kind, other := kindOf(c.text); other {
		return &Refusal{Violation: contract.Violation{Rule: kind.rule, Value: kind.name, Expected: c.encoding}}
	}
	text, marked := bytes.CutPrefix(c.text, []byte("\xef\xbb\xbf"))
	switch {
	case len(bytes.TrimSpace(text)) == 0:
		return &Refusal{Violation: contract.Violation{Line: 1, Rule: RuleEmpty}}
	case marked:
		c.at, c.marked = len(c.text)-len(text), true
	}
	return nil
}

// fill reads a block behind what is left.
func (c *Delimited) fill() error {
	text, ended, err := c.in.next(c.text[c.at:])
	if err != nil {
		return err
	}
	c.text, c.at, c.ended = text, 0, ended
	return nil
}

// Next cuts one record, which is good until the next call; the error is io.EOF behind
// the last one. A record with a fault is given too, with its raw text.
func (c *Delimited) Next() (*Record, Fault, error) {
	if c.scan() {
		return &c.record, Fault{}, nil
	}
	end, err := c.lineEnd(0)
	if err != nil {
		return nil, Fault{}, c.measured(err)
	}
	c.record = Record{Line: c.line, Raw: c.trimReturn(c.at, c.at+end)}
	c.returns = c.returns || len(c.record.Raw) < end
	c.at = min(c.at+end+1, len(c.text))
	c.line++
	flaw := c.cut(&c.record)
	return &c.record, flaw, nil
}

// trimReturn is the text of a line without the carriage return that ends it together
// with a line feed. Behind the last line of a file there may be no line feed.
func (c *Delimited) trimReturn(from, to int) []byte {
	line := c.text[from:to]
	if to < len(c.text) {
		return bytes.TrimSuffix(line, []byte("\r"))
	}
	return line
}

// Skip passes over one line.
func (c *Delimited) Skip() error {
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
func (c *Delimited) lineEnd(skip int) (int, error) {
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
			return 0, &Refusal{Violation: contract.Violation{Line: c.line, Rule: RuleLineLong, Expected: strconv.Itoa(c.longest)}}
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
func (c *Delimited) measured(err error) error {
	var long *Refusal
	if !errors.As(err, &long) || long.Violation.Rule != RuleLineLong {
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
	long.Violation.Value = strconv.Itoa(length)
	return long
}

// cut finds the fields of a record.
func (c *Delimited) cut(r *Record) Fault {
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
	r.ready = c.asWritten && seen&byteQuote == 0
	if len(r.Raw) == 0 {
		return Fault{Rule: RuleEmptyLine, Column: -1}
	}
	if seen == 0 {
		return Fault{}
	}
	return c.cutCarefully(r, seen)
}

// cutCarefully is for records with more than plain text in them. Quotes are looked
// at whatever else is wrong: they tell which lines belong to the record.
func (c *Delimited) cutCarefully(r *Record, seen byte) Fault {
	flaw := c.clean(r, seen)
	if seen&byteQuote == 0 {
		return flaw
	}
	fields, quoting, open := c.unquote(r.Raw)
	if r.Fields, r.Quoted = fields, c.quoted; open {
		quoting = c.reach(r)
	}
	if flaw.Rule == "" || quoting.Rule == RuleNewline {
		return quoting
	}
	return flaw
}

// clean makes a record UTF-8, or says what stands in it that text has not.
func (c *Delimited) clean(r *Record, seen byte) Fault {
	text, flaw := c.cleanText(r.Raw, seen)
	if len(text) != len(r.Raw) {
		r.Raw, r.Fields = text, bytes.Split(text, []byte{c.delimiter})
	}
	return flaw
}

// cleanLine does the same with a line behind the first of a record.
func (c *Delimited) cleanLine(text []byte) ([]byte, Fault) {
	var seen byte
	for _, b := range text {
		seen |= c.kinds[b]
	}
	return c.cleanText(text, seen)
}

func (c *Delimited) cleanText(text []byte, seen byte) ([]byte, Fault) {
	switch {
	case seen&byteControl != 0:
		at := bytes.IndexFunc(text, func(x rune) bool { return x < utf8.RuneSelf && c.kinds[x] == byteControl })
		return text, controlFault(text[at])
	case seen&byteReturn != 0:
		return text, Fault{Rule: RuleLineEnd, Value: Short(text), Column: -1}
	case seen&byteHigh == 0:
		return text, Fault{}
	}
	return c.decode(text)
}

// decode gives text as UTF-8, or says what byte cannot be.
func (c *Delimited) decode(text []byte) ([]byte, Fault) {
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
	return decoded, Fault{}
}
