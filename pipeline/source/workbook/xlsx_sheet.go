package workbook

import (
	"bytes"
	"context"
	"errors"
)

// An xlsxSheet reads one worksheet.
type xlsxSheet struct {
	*scanner
	book        *xlsx
	out         *sink
	words       words
	row, column int // that are read, from 1
	spills      spills
	value       []byte // of the cell
	formula     []byte
	merged      []string
}

func (x *xlsx) rows(ctx context.Context, index int, out *sink) ([]string, error) {
	if !x.loaded {
		if err := x.readFormats(ctx); err != nil {
			return nil, err
		}
		if err := x.readStrings(ctx); err != nil {
			return nil, err
		}
		x.loaded = true
	}
	out.limits = x.archive.limits
	var merged []string
	err := x.archive.scan(ctx, x.parts[index], func(s *scanner) error {
		sheet := &xlsxSheet{scanner: s, book: x, out: out}
		err := s.root("worksheet", sheet.section)
		merged = sheet.merged
		return err
	})
	return merged, err
}

func (x *xlsxSheet) section() error {
	switch x.name {
	case "sheetData":
		return x.each(x.readRow)
	case "mergeCells":
		return x.each(x.readMerged)
	}
	return nil
}

// readRow reads a row. One without a number follows the one before it.
func (x *xlsxSheet) readRow() error {
	if x.name != "row" {
		return nil
	}
	row := x.row + 1
	if r := x.attr("r"); r != nil {
		n, ok := parseCount(r)
		if !ok || n <= x.row {
			return x.fault("row %s after row %d", shorten(string(r)), x.row)
		}
		row = n
	}
	if row > rowsXLSX {
		return x.fault("row %d", row)
	}
	x.row, x.column = row, 0
	x.spills.enter(row)
	hidden := x.is("hidden")
	if err := x.each(x.readCell); err != nil {
		return err
	}
	return x.out.give(row, hidden, 1)
}

// readCell reads a cell. One without a name stands beside the one before it.
func (x *xlsxSheet) readCell() error {
	if x.name != "c" {
		return nil
	}
	column := x.column + 1
	if r := x.attr("r"); r != nil {
		c, row, ok := parseName(r)
		if !ok || row != x.row || c <= x.column {
			return x.fault("cell %s out of its place in row %d", shorten(string(r)), x.row)
		}
		column = c
	}
	if column > columnsXLSX {
		return x.fault("column %d", column)
	}
	x.column = column
	c, err := x.cell()
	var refused *Refused
	if errors.As(err, &refused) {
		refused.Cell = Name(x.column, x.row)
	}
	if err != nil {
		return err
	}
	return x.out.put(x.column, x.row, c)
}

// cell reads what a cell holds; the formula in it is only noted.
func (x *xlsxSheet) cell() (Cell, error) {
	kind := cellType(x.attr("t"))
	format, err := x.format()
	if err != nil {
		return Cell{}, err
	}
	formula := x.spills.hold(x.column)
	x.value = x.value[:0]
	valued := false
	x.formula = x.formula[:0]
	err = x.each(func() (err error) {
		switch {
		case x.name == "f":
			formula = true
			if err = x.spill(); err == nil {
				x.formula, err = x.appendText(x.formula)
			}
		case valued:
		case x.name == "v":
			valued = true
			x.value, err = x.appendText(x.value)
		case x.name == "is":
			valued, kind = true, inlineText
			x.value, err = x.appendRich(x.value)
		}
		return err
	})
	if err != nil {
		return Cell{}, err
	}
	c := Cell{}
	if valued {
		c, err = x.valueOf(kind, format)
	}
	c.Formula = formula && (c.Kind != Boolean || !isConstant(x.formula))
	if c.Text == "" && c.Kind == Text && !formula {
		c = Cell{}
	}
	return c, err
}

// format gives what the cell's format makes of a number.
func (x *xlsxSheet) format() (numberFormat, error) {
	formats, n := x.book.formats, 0
	if style := x.attr("s"); style != nil && string(style) != "0" {
		var ok bool
		if n, ok = parseCount(style); !ok || n >= len(formats) {
			return plainFormat, x.fault("cell format %s is not there", shorten(string(style)))
		}
	}
	if n == len(formats) { // a workbook without formats
		return plainFormat, nil
	}
	return formats[n], nil
}

// spill notes the range of a formula over several cells.
func (x *xlsxSheet) spill() error {
	ref, kind := x.attr("ref"), string(x.attr("t"))
	if ref == nil || kind != "array" && kind != "dataTable" {
		return nil
	}
	first, last, ok := rangeOf(ref)
	if !ok || first != (place{x.column, x.row}) && kind == "array" {
		return x.fault("a formula over %s", shorten(string(ref)))
	}
	if !x.spills.add(first.column, first.row, last.column-first.column+1, last.row-first.row+1) {
		return x.fault("more than %d formulas over several cells", spillsMost)
	}
	return nil
}

func (x *xlsxSheet) readMerged() error {
	if x.name != "mergeCell" {
		return nil
	}
	ref := x.attr("ref")
	if _, _, ok := rangeOf(ref); !ok {
		return x.fault("merged range %s", shorten(string(ref)))
	}
	if len(x.merged) == mergedMost {
		return x.fault("more than %d merged ranges", mergedMost)
	}
	x.merged = append(x.merged, string(ref))
	return nil
}

type place struct{ column, row int }

// rangeOf reads A1:C3, or A1 for one cell.
func rangeOf(ref []byte) (first, last place, ok bool) {
	from, to, several := bytes.Cut(ref, []byte(":"))
	if !several {
		to = from
	}
	var fromOK, toOK bool
	first.column, first.row, fromOK = parseName(from)
	last.column, last.row, toOK = parseName(to)
	return first, last, fromOK && toOK && first.column <= last.column && first.row <= last.row
}
