package export

import (
	"errors"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// A Workbook is an XLSX that is being made: sheets in the order in which they are added.
// What goes wrong is kept, and is the error of Write.
type Workbook struct {
	file   *excelize.File
	styles map[Style]int
	errs   []error
}

// Properties are what a workbook says of itself.
type Properties struct {
	Title, Lang string
	Creator     string // the library's unless given
	Day         string // on which it was made and changed last, 2024-12-31; the library's unless given
}

// Creator is the name of the program in what it writes.
const Creator = "jaarcijfers"

// A Style is one way that a cell looks.
type Style struct {
	Format string // of numbers and days, as a spreadsheet has it; "@" is text
	Fill   string // colour behind it; empty for none
	Bold   bool
	Top    bool // a text, from the top of its row
	Wrap   bool // over more than one line
}

// NewWorkbook begins a workbook. What it keeps on disk until it is written goes into a
// folder, or that of the system when none is given.
func NewWorkbook(folder string) *Workbook {
	return &Workbook{file: excelize.NewFile(excelize.Options{TmpDir: folder}), styles: map[Style]int{}}
}

// Write writes the workbook, which is done with then.
func (b *Workbook) Write(to io.Writer, p Properties) error {
	day := p.Day
	if day != "" {
		day += "T00:00:00Z"
	}
	b.check(b.file.SetDocProps(&excelize.DocProperties{
		Title: p.Title, Language: p.Lang, Creator: p.Creator, LastModifiedBy: p.Creator, Created: day, Modified: day,
	}))
	b.check(b.file.DeleteSheet("Sheet1")) // that of a new file
	b.file.SetActiveSheet(0)
	_, err := b.file.WriteTo(to)
	if err := errors.Join(append(b.errs, err, b.Close())...); err != nil {
		return fmt.Errorf("write workbook %q: %w", p.Title, err)
	}
	return nil
}

// Close removes what a workbook that is not written keeps on disk.
func (b *Workbook) Close() error { return b.file.Close() }

func (b *Workbook) check(err error) {
	if err != nil {
		b.errs = append(b.errs, err)
	}
}

// style is the number of a style in the workbook.
func (b *Workbook) style(s Style) int {
	id, known := b.styles[s]
	if known {
		return id
	}
	style := &excelize.Style{}
	if s.Format != "" {
		style.CustomNumFmt = &s.Format
	}
	if s.Bold || s.Top {
		style.Font = &excelize.Font{Bold: s.Bold}
	}
	if s.Top {
		style.Alignment = &excelize.Alignment{Vertical: "top", WrapText: s.Wrap}
	}
	if s.Fill != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.Fill}}
	}
	id, err := b.file.NewStyle(style)
	b.check(err)
	b.styles[s] = id
	return id
}

// lastRow is the last one of a sheet.
const lastRow = 1_048_576

// cellName and columnName count from 1, as sheets do; what is out of a sheet shows when
// it is used.
func cellName(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row)
	return name
}

func columnName(column int) string {
	name, _ := excelize.ColumnNumberToName(column)
	return name
}
