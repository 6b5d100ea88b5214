package export

import (
	"errors"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// A List is a sheet with a filter, of rows that go through: a long one takes no more
// memory than a short one. Rows that one sheet cannot hold go on in a next one, and no
// rows make no sheet. Nothing else may be added to the workbook until it is closed.
type List struct {
	book    *Workbook
	name    string
	heading Style
	columns []Column
	sheet   *excelize.StreamWriter
	sheets  int
	row     int // that was written last
}

// A Column is one of a list, with its width in characters.
type Column struct {
	Name  string
	Width float64
}

// List begins a list.
func (b *Workbook) List(name string, heading Style, columns []Column) *List {
	return &List{book: b, name: name, heading: heading, columns: columns, row: lastRow}
}

// Row writes a row.
func (l *List) Row(cells ...any) error {
	if l.row == lastRow {
		if err := errors.Join(l.Close(), l.begin()); err != nil {
			return err
		}
	}
	l.row++
	return l.sheet.SetRow(cellName(1, l.row), cells)
}

// begin makes the next sheet and writes its header.
func (l *List) begin() error {
	l.sheets++
	name := l.name
	if l.sheets > 1 {
		name += " " + strconv.Itoa(l.sheets)
	}
	if _, err := l.book.file.NewSheet(name); err != nil {
		return err
	}
	var err error
	if l.sheet, err = l.book.file.NewStreamWriter(name); err != nil {
		return err
	}
	panes := headerPanes
	errs := []error{l.sheet.SetPanes(&panes)}
	names := make([]any, len(l.columns))
	for i, c := range l.columns {
		names[i] = excelize.Cell{StyleID: l.book.style(l.heading), Value: c.Name}
		errs = append(errs, l.sheet.SetColWidth(i+1, i+1, c.Width))
	}
	l.row = 1
	return errors.Join(append(errs, l.sheet.SetRow("A1", names))...)
}

// Close gives the last sheet its filter.
func (l *List) Close() error {
	if l.sheet == nil {
		return nil
	}
	err := l.sheet.AddTable(&excelize.Table{Range: "A1:" + cellName(len(l.columns), l.row), StyleName: "TableStyleLight1"})
	err = errors.Join(err, l.sheet.Flush())
	l.sheet = nil
	return err
}
