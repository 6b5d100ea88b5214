package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"jaarcijfers/pipeline/engine"
)

// An answerWriter writes the rows of an answer in one form as they come.
type answerWriter interface {
	engine.RowWriter
	nested() engine.Nested
	finish() error // after the last row
}

// A csvAnswer writes a header and the rows. NULL is an empty field, an empty text one
// in quotes.
type csvAnswer struct {
	out     *bufio.Writer
	columns int
}

func newCSVAnswer(w io.Writer) *csvAnswer { return &csvAnswer{out: bufio.NewWriterSize(w, 1<<16)} }

func (a *csvAnswer) nested() engine.Nested { return engine.SQL }

func (a *csvAnswer) Head(columns []engine.Column) error {
	names := make([][]byte, len(columns))
	for i, name := range distinct(columns) { // two columns of one name are not told apart
		names[i] = []byte(name)
	}
	a.columns = len(columns)
	return a.Row(names)
}

func (a *csvAnswer) Row(values [][]byte) error {
	for i, value := range values {
		if i > 0 {
			_ = a.out.WriteByte(',') // bufio gives its first error again at the last write
		}
		a.field(value)
	}
	if err := a.out.WriteByte('\n'); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

func (a *csvAnswer) field(value []byte) {
	switch {
	case value == nil && a.columns > 1:
	case len(value) == 0: // an empty line is no row to those who read it
		_, _ = a.out.WriteString(`""`)
	case needsQuotes(value):
		_ = a.out.WriteByte('"')
		for _, c := range value {
			if c == '"' {
				_ = a.out.WriteByte('"')
			}
			_ = a.out.WriteByte(c)
		}
		_ = a.out.WriteByte('"')
	default:
		_, _ = a.out.Write(value)
	}
}

func needsQuotes(value []byte) bool {
	return value[0] == ' ' || value[0] == '\t' || strings.ContainsAny(string(value), ",\"\r\n")
}

func (a *csvAnswer) finish() error {
	if err := a.out.Flush(); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

// measuredRows and measuredBytes are how much of an answer is kept to see how wide its
// columns are; what comes after is written as it comes.
const (
	measuredRows  = 1000
	measuredBytes = 4 << 20
)

// A tableAnswer writes aligned columns, and how many rows there were.
type tableAnswer struct {
	table table
	out   io.Writer
	total func(rows int) string

	widths []int // nil as long as rows are kept
	lines  *bufio.Writer
	bytes  int
	rows   int
}

func (a *tableAnswer) nested() engine.Nested { return engine.SQL }

func (a *tableAnswer) Head(columns []engine.Column) error {
	for _, column := range columns {
		a.table.columns = append(a.table.columns, column.Name)
		a.table.right = append(a.table.right, isNumber(column))
	}
	a.lines = bufio.NewWriterSize(a.out, 1<<16)
	return nil
}

func (a *tableAnswer) Row(values [][]byte) error {
	a.rows++
	row := make([]string, len(values))
	for i, value := range values {
		row[i] = "NULL"
		if value != nil {
			row[i] = string(value)
		}
		a.bytes += len(row[i])
	}
	if a.widths != nil {
		return a.table.writeLine(a.lines, printableAll(row), a.widths)
	}
	a.table.rows = append(a.table.rows, row)
	if len(a.table.rows) < measuredRows && a.bytes < measuredBytes {
		return nil
	}
	return a.writeKept()
}

// writeKept writes what was kept; its widths are those of what follows.
func (a *tableAnswer) writeKept() (err error) {
	a.widths, err = a.table.writeTo(a.lines)
	a.table.rows = nil
	return err
}

func (a *tableAnswer) finish() error {
	if a.widths == nil {
		if err := a.writeKept(); err != nil {
			return err
		}
	}
	_, _ = a.lines.WriteString(a.total(a.rows) + "\n")
	if err := a.lines.Flush(); err != nil {
		return fmt.Errorf("write rows: %w", err)
	}
	return nil
}

// isNumber tells by its DuckDB type whether a column holds numbers.
func isNumber(column engine.Column) bool {
	kind, _, _ := strings.Cut(column.Type, "(")
	switch kind {
	case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER",
		"UBIGINT", "UHUGEINT", "BIGNUM", "FLOAT", "DOUBLE", "DECIMAL":
		return !strings.HasSuffix(column.Type, "]")
	}
	return false
}
