package workbook

// A spill is the range of a formula that fills several cells. Only its first
// cell names the formula; the others look like values that someone typed.
type spill struct {
	firstColumn, lastColumn, lastRow int
}

// spills are those of a sheet that reach the row that is read.
type spills []spill

// add takes the range of the formula in the cell that is read; false when there
// are more than anyone makes.
func (s *spills) add(column, row, columns, rows int) bool {
	if columns <= 1 && rows <= 1 {
		return true
	}
	*s = append(*s, spill{firstColumn: column, lastColumn: column + columns - 1, lastRow: row + rows - 1})
	return len(*s) <= spillsMost
}

// enter forgets the ranges that ended above row.
func (s *spills) enter(row int) {
	kept := (*s)[:0]
	for _, one := range *s {
		if one.lastRow >= row {
			kept = append(kept, one)
		}
	}
	*s = kept
}

func (s spills) hold(column int) bool {
	for _, one := range s {
		if one.firstColumn <= column && column <= one.lastColumn {
			return true
		}
	}
	return false
}
