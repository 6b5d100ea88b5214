package workbook

import (
	"context"
	"errors"
)

// An odsSheet reads one sheet.
type odsSheet struct {
	*scanner
	out          *sink
	words        words
	row, column  int // of the next row and cell, from 1
	folded       bool
	spills       spills
	value, shown []byte // of the cell: what it is, what is to be seen
	merged       []string
}

// rowsODS is far past the largest sheet of any program: 2^24 rows.
const rowsODS = 1 << 24

// errRead ends the reading of content.xml behind the sheet that was asked for.
// Open has read the part to its end: all behind it is sound.
var errRead = errors.New("the sheet was read")

func (o *ods) rows(ctx context.Context, index int, out *sink) ([]string, error) {
	out.limits = o.archive.limits
	var merged []string
	err := o.archive.scan(ctx, contentODS, func(s *scanner) error {
		sheet := &odsSheet{scanner: s, out: out, row: 1}
		at := 0
		return s.root("office:document-content", func() error {
			if s.name != "office:body" {
				return nil
			}
			return s.each(func() error {
				if s.name != "office:spreadsheet" {
					return nil
				}
				return s.each(func() error {
					if s.name != "table:table" {
						return nil
					}
					if at++; at <= index {
						return nil
					}
					if err := s.each(sheet.section); err != nil {
						return err
					}
					merged = sheet.merged
					return errRead
				})
			})
		})
	})
	if errors.Is(err, errRead) {
		err = nil
	}
	return merged, err
}

// section reads a row or a group of rows, which may be folded.
func (o *odsSheet) section() error {
	switch o.name {
	case "table:table-row":
		return o.readRow()
	case "table:table-header-rows", "table:table-rows":
		return o.each(o.section)
	case "table:table-row-group":
		around := o.folded
		o.folded = around || string(o.attr("table:display")) == "false"
		err := o.each(o.section)
		o.folded = around
		return err
	}
	return nil
}

func (o *odsSheet) readRow() error {
	repeated, err := o.count("table:number-rows-repeated")
	if err != nil {
		return err
	}
	visibility := string(o.attr("table:visibility"))
	hidden := o.folded || visibility == "collapse" || visibility == "filter"
	o.column = 1
	o.spills.enter(o.row)
	if err := o.each(o.readCell); err != nil {
		return err
	}
	first := o.row
	o.row += repeated
	if o.row-1 > rowsODS && len(o.out.cells) > 0 {
		return o.fault("row %d", o.row-1)
	}
	// Empty rows behind the last are not counted further than they can be told.
	o.row = min(o.row, rowsODS+1)
	return o.out.give(first, hidden, repeated)
}

// readCell reads a cell as often as it is repeated. A cell that a merged one
// covers keeps its value in the file; it is read like any other.
func (o *odsSheet) readCell() error {
	if o.name != "table:table-cell" && o.name != "table:covered-table-cell" {
		return nil
	}
	repeated, err := o.count("table:number-columns-repeated")
	if err != nil {
		return err
	}
	if err := o.spans(); err != nil {
		return err
	}
	c, err := o.cell()
	var refused *Refused
	if errors.As(err, &refused) {
		refused.Cell = Name(o.column, o.row)
	}
	if err != nil {
		return err
	}
	if !c.nothing() {
		for i := range repeated {
			if err := o.out.put(o.column+i, o.row, c); err != nil {
				return err
			}
		}
	}
	// What is further than any limit of columns need not be told apart.
	o.column = min(o.column+repeated, 1<<30)
	return nil
}

// spans notes the cells that this one covers and those that its formula fills.
func (o *odsSheet) spans() error {
	columns, err := o.count("table:number-columns-spanned")
	if err != nil {
		return err
	}
	rows, err := o.count("table:number-rows-spanned")
	if err != nil {
		return err
	}
	if columns > 1 || rows > 1 {
		if len(o.merged) == mergedMost {
			return o.fault("more than %d merged ranges", mergedMost)
		}
		o.merged = append(o.merged, Name(o.column, o.row)+":"+Name(o.column+columns-1, o.row+rows-1))
	}
	columns, err = o.count("table:number-matrix-columns-spanned")
	if err != nil {
		return err
	}
	rows, err = o.count("table:number-matrix-rows-spanned")
	if err == nil && !o.spills.add(o.column, o.row, columns, rows) {
		err = o.fault("more than %d formulas over several cells", spillsMost)
	}
	return err
}

// count reads how often or how far; once when it is not said.
func (o *odsSheet) count(name string) (int, error) {
	value := o.attr(name)
	if value == nil {
		return 1, nil
	}
	n, ok := parseCount(value)
	if !ok {
		return 0, o.fault("%s %s", name, shorten(string(value)))
	}
	return n, nil
}
