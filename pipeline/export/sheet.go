package export

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A Sheet is one sheet of a workbook. Its rows and columns count from 1. A text in it is
// never a formula.
type Sheet struct {
	book *Workbook
	name string
}

// Sheet adds a sheet.
func (b *Workbook) Sheet(name string) *Sheet {
	_, err := b.file.NewSheet(name)
	b.check(err)
	return &Sheet{b, name}
}

// Widths of the columns of a table, in characters.
const (
	firstWidth = 40
	otherWidth = 16
)

// Table adds a sheet with rows of texts and numbers, of which the first column says what
// the others are of.
func (b *Workbook) Table(name string, rows [][]any) *Sheet {
	s, most := b.Sheet(name), 1
	for i, row := range rows {
		s.Row(i+1, row...)
		most = max(most, len(row))
	}
	s.Width(1, most, otherWidth)
	s.Width(1, 1, firstWidth)
	return s
}

// header is the look of the row that names columns.
var header = Style{Bold: true, Fill: "E7EDF5", Top: true, Wrap: true}

// Header gives the first columns of a row the look of one that names columns.
func (s *Sheet) Header(row, columns int) { s.Style(row, 1, columns, header) }

// Records adds a sheet with one row a record, under a header: it stays in sight, its
// columns can be filtered, and it prints on every page.
func (b *Workbook) Records(name string, rows [][]any) {
	s, columns := b.Table(name, rows), len(rows[0])
	s.Width(1, 1, otherWidth)
	s.Header(1, columns)
	s.KeepHeader()
	s.Filter(columns, len(rows))
	s.PrintTable(columns, len(rows), 1)
}

// noteWidth is the width of notes, which break over lines.
const noteWidth = 110

// Notes adds a sheet of sentences, a row each.
func (b *Workbook) Notes(name string, rows [][]any) {
	s := b.Table(name, rows)
	s.Width(1, 1, noteWidth)
	for i := range rows {
		s.Style(i+1, 1, 1, Style{Top: true, Wrap: true})
	}
	s.PrintWide()
}

// Row writes the cells of a row from the first column on.
func (s *Sheet) Row(row int, cells ...any) {
	s.book.check(s.book.file.SetSheetRow(s.name, cellName(1, row), &cells))
}

// Cell writes a text into one cell.
func (s *Sheet) Cell(row, column int, text string) {
	s.book.check(s.book.file.SetCellStr(s.name, cellName(column, row), text))
}

// Style gives cells of a row, from one column to another, a look.
func (s *Sheet) Style(row, from, to int, style Style) {
	s.book.check(s.book.file.SetCellStyle(s.name, cellName(from, row), cellName(to, row), s.book.style(style)))
}

// StyleColumn gives all cells of a column a look.
func (s *Sheet) StyleColumn(column int, style Style) {
	s.book.check(s.book.file.SetColStyle(s.name, columnName(column), s.book.style(style)))
}

// Width makes columns, from one to another, as wide as so many characters.
func (s *Sheet) Width(from, to int, width float64) {
	s.book.check(s.book.file.SetColWidth(s.name, columnName(from), columnName(to), width))
}

// headerPanes keep the first row in sight.
var headerPanes = excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}

// KeepHeader keeps the first row in sight.
func (s *Sheet) KeepHeader() { s.Keep(1, 0) }

// Keep keeps the first rows and columns in sight.
func (s *Sheet) Keep(rows, columns int) {
	pane := "bottomLeft"
	if columns > 0 {
		pane = "bottomRight"
	}
	s.book.check(s.book.file.SetPanes(s.name, &excelize.Panes{Freeze: true, XSplit: columns, YSplit: rows, TopLeftCell: cellName(columns+1, rows+1), ActivePane: pane}))
}

// PrintTable makes a sheet print on its side, as wide as the paper: its first columns and
// rows and nothing else, with the row of its header on every page.
func (s *Sheet) PrintTable(columns, rows, header int) {
	s.PrintWide()
	quoted := "'" + strings.ReplaceAll(s.name, "'", "''") + "'!"
	for _, one := range []struct{ name, area string }{
		{"_xlnm.Print_Area", fmt.Sprintf("$A$1:$%s$%d", columnName(columns), rows)},
		{"_xlnm.Print_Titles", fmt.Sprintf("$%d:$%d", header, header)},
	} {
		s.book.check(s.book.file.SetDefinedName(&excelize.DefinedName{Name: one.name, RefersTo: quoted + one.area, Scope: s.name}))
	}
}

// PrintWide makes a sheet print on its side, as wide as the paper.
func (s *Sheet) PrintWide() {
	fit, across, down := true, 1, 0
	orientation := "landscape"
	s.book.check(s.book.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	s.book.check(s.book.file.SetPageLayout(s.name, &excelize.PageLayoutOptions{Orientation: &orientation, FitToWidth: &across, FitToHeight: &down}))
}

// Comment puts a note at a cell.
func (s *Sheet) Comment(row, column int, text string) {
	s.book.check(s.book.file.AddComment(s.name, excelize.Comment{Cell: cellName(column, row), Author: Creator, Text: text, Width: 320, Height: 140}))
}

// Filter lets the rows of a table, under its header, be chosen.
func (s *Sheet) Filter(columns, rows int) {
	s.book.check(s.book.file.AutoFilter(s.name, "A1:"+cellName(columns, rows), nil))
}

// A Refusal is what a spreadsheet says of a cell that was filled in wrong.
type Refusal struct{ Title, Text string }

// ChooseFrom makes the cells of a column, under its header, take only what stands in
// rows of a column of another sheet.
func (s *Sheet) ChooseFrom(column int, sheet string, from, first, last int, wrong Refusal) {
	name := columnName(from)
	s.limit(column, wrong, func(v *excelize.DataValidation) error {
		v.SetSqrefDropList(fmt.Sprintf("%s!$%s$%d:$%s$%d", sheet, name, first, name, last))
		return nil
	})
}

// OnlyDays makes the cells of a column, under its header, take only days.
func (s *Sheet) OnlyDays(column int, wrong Refusal) {
	s.limit(column, wrong, func(v *excelize.DataValidation) error {
		return v.SetRange(1, 1, excelize.DataValidationTypeDate, excelize.DataValidationOperatorGreaterThanOrEqual)
	})
}

func (s *Sheet) limit(column int, wrong Refusal, set func(*excelize.DataValidation) error) {
	v := excelize.NewDataValidation(true)
	v.SetSqref(cellName(column, 2) + ":" + cellName(column, lastRow))
	s.book.check(set(v))
	v.SetError(excelize.DataValidationErrorStyleStop, wrong.Title, wrong.Text)
	s.book.check(s.book.file.AddDataValidation(s.name, v))
}
