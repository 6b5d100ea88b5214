package workbook

import (
	"context"
	"slices"
	"strconv"
)

// A sink takes the cells of a sheet in their order, holds them against the
// limits and gives the rows that are not empty.
type sink struct {
	ctx     context.Context
	limits  Limits
	each    func(Row) error
	cells   []Cell // of the row that is read, up to the last that is not empty
	given   int
	stopped error // what each said
}

// put takes a cell; column and row are for the message.
func (k *sink) put(column, row int, c Cell) error {
	switch {
	case c.nothing():
		return nil
	case column > k.limits.Columns:
		return &Refused{Rule: ruleColumns, Cell: Name(column, row), Value: strconv.Itoa(column), Expected: strconv.Itoa(k.limits.Columns)}
	case len(c.Text) > k.limits.CellBytes:
		return &Refused{Rule: ruleCellLarge, Cell: Name(column, row), Value: over(k.limits.CellBytes), Expected: strconv.Itoa(k.limits.CellBytes)}
	}
	for len(k.cells) < column-1 {
		k.cells = append(k.cells, Cell{})
	}
	k.cells = append(k.cells, c)
	return nil
}

// give gives the cells that were put as a row, as often as it is repeated.
func (k *sink) give(number int, hidden bool, repeated int) error {
	if len(k.cells) == 0 {
		return nil
	}
	for i := range repeated {
		if k.given++; k.given > k.limits.Rows {
			return &Refused{Rule: ruleRows, Cell: Name(1, number+i), Value: over(k.limits.Rows), Expected: strconv.Itoa(k.limits.Rows)}
		}
		if err := k.ctx.Err(); err != nil {
			return err
		}
		if err := k.each(Row{Number: number + i, Hidden: hidden, Cells: slices.Clone(k.cells)}); err != nil {
			k.stopped = err
			return err
		}
	}
	k.cells = k.cells[:0]
	return nil
}
