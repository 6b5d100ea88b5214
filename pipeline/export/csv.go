package export

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"
)

// A CSV writes a table as CSV, row by row, in UTF-8. What goes wrong is the error of the
// row after it, or of Close.
type CSV struct {
	out     *bufio.Writer
	comma   byte
	ending  string // of a row
	special string // characters of a text that is put in quotes
	text    []byte // room for a cell, used again
}

// NewCSV begins a CSV with commas and line feeds, as programs pass it on to each other.
func NewCSV(to io.Writer) *CSV {
	return newCSV(to, ',', "\n")
}

// NewFileCSV begins a CSV as a file that stays: as RFC 4180 has it, with commas, and with a
// carriage return before each line feed.
func NewFileCSV(to io.Writer) *CSV {
	return newCSV(to, ',', "\r\n")
}

// NewSpreadsheetCSV begins a CSV that opens as it is in a spreadsheet whose language puts
// that character between cells: a semicolon in Dutch, a comma in English. A byte order
// mark says that it is UTF-8. LibreOffice proposes to cut at commas, semicolons and tabs
// alike, so that a cell with any of these is in quotes.
func NewSpreadsheetCSV(to io.Writer, comma byte) *CSV {
	c := newCSV(to, comma, "\r\n")
	c.special += ",;\t"
	_, _ = c.out.WriteString("\uFEFF") // the first row gives the error
	return c
}

func newCSV(to io.Writer, comma byte, ending string) *CSV {
	return &CSV{out: bufio.NewWriterSize(to, 1<<16), comma: comma, ending: ending, special: "\"\r\n" + string(comma)}
}

// WriteCSV writes a table whole, as a file that stays; its first row is the header.
func WriteCSV(to io.Writer, rows [][]any) error {
	return NewFileCSV(to).whole(rows)
}

// WriteSpreadsheetCSV writes a table whole, for a spreadsheet; its first row is the header.
func WriteSpreadsheetCSV(to io.Writer, comma byte, rows [][]any) error {
	return NewSpreadsheetCSV(to, comma).whole(rows)
}

func (c *CSV) whole(rows [][]any) error {
	for _, row := range rows {
		if err := c.Row(row...); err != nil {
			return err
		}
	}
	return c.Close()
}

// Row writes a row for people: the text of each value, behind [Guard].
func (c *CSV) Row(cells ...any) error {
	for i, cell := range cells {
		c.text = append(c.text[:0], Guard(Text(cell))...)
		c.cell(i, c.text, len(cells) == 1)
	}
	return c.end()
}

// Values writes a row for programs: each value as it is. NULL, which is nil, is an empty
// cell, and an empty text one in quotes.
func (c *CSV) Values(values [][]byte) error {
	for i, value := range values {
		c.cell(i, value, value != nil || len(values) == 1)
	}
	return c.end()
}

// cell writes the cell of a column. An empty one is in quotes when asked: a line without
// anything is no row to those who read it.
func (c *CSV) cell(column int, text []byte, quoteEmpty bool) {
	if column > 0 {
		_ = c.out.WriteByte(c.comma) // bufio gives its first error again at the last write
	}
	if quoted := quoteEmpty && len(text) == 0 || c.needsQuotes(text); !quoted {
		_, _ = c.out.Write(text)
		return
	}
	_ = c.out.WriteByte('"')
	for _, b := range text {
		if b == '"' {
			_ = c.out.WriteByte('"')
		}
		_ = c.out.WriteByte(b)
	}
	_ = c.out.WriteByte('"')
}

// needsQuotes tells, as encoding/csv does, whether a text would come apart or lose its
// first space, or is what ends the data for PostgreSQL.
func (c *CSV) needsQuotes(text []byte) bool {
	first, _ := utf8.DecodeRune(text)
	return unicode.IsSpace(first) || bytes.ContainsAny(text, c.special) || string(text) == `\.`
}

func (c *CSV) end() error {
	if _, err := c.out.WriteString(c.ending); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

// Close writes what is left; where it was written to stays open.
func (c *CSV) Close() error {
	if err := c.out.Flush(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}
