package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/export"
)

// An answerWriter writes the rows of an answer in one form as they come.
type answerWriter interface {
	engine.RowWriter
	nested() engine.Nested
	finish() error // after the last row
}

// A csvAnswer writes a header and the rows, for programs.
type csvAnswer struct{ *export.CSV }

func (a csvAnswer) nested() engine.Nested { return engine.SQL }

func (a csvAnswer) Head(columns []engine.Column) error {
	names := make([][]byte, len(columns))
	for i, name := range distinct(columns) { // two columns of one name are not told apart
		names[i] = []byte(name)
	}
	return a.Values(names)
}

func (a csvAnswer) Row(values [][]byte) error { return a.Values(values) }

func (a csvAnswer) finish() error { return a.Close() }

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
