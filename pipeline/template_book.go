package pipeline

import (
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"jaarcijfers/pipeline/contract"
)

// lastRow is the last one of a sheet.
const lastRow = 1_048_576

// Widths of columns, in characters.
const (
	narrowColumn = 12
	wideColumn   = 40
)

// codesSheet is the sheet with the codes; the loader knows it by this name, and
// the explanation by those in the messages.
const codesSheet = "codes"

// A templateBook is a template on its way to become a workbook.
type templateBook struct {
	*template
	file   *excelize.File
	styles map[templateStyle]int
}

// A templateStyle is one way that a cell looks.
type templateStyle struct {
	format  string // of numbers; "@" is text
	bold    bool
	wrapped bool
	fill    string // colour behind it; empty for none
}

// Number formats, and the colours behind headings of columns that must be filled in
// and that may be.
const (
	textFormat   = "@"
	dateFormat   = "yyyy-mm-dd"
	requiredFill = "FFE8B3"
	optionalFill = "EDEDED"
)

// write writes the template as a workbook.
func (t *template) write(to io.Writer) error {
	b := &templateBook{template: t, file: excelize.NewFile(), styles: map[templateStyle]int{}}
	b.explain()
	for _, table := range t.tables {
		b.table(table)
	}
	b.writeCodes()
	title := b.say("title", nil)
	day := t.created + "T00:00:00Z" // of the contract, so that the same contract gives the same bytes
	b.check(b.file.SetDocProps(&excelize.DocProperties{
		Title: title, Language: t.words.Lang, Creator: "jaarcijfers", LastModifiedBy: "jaarcijfers", Created: day, Modified: day,
	}))
	b.check(b.file.DeleteSheet("Sheet1"))
	b.file.SetActiveSheet(0)
	_, err := b.file.WriteTo(to)
	if err := errors.Join(append(b.errs, err, b.file.Close())...); err != nil {
		return fmt.Errorf("make template: %w", err)
	}
	return nil
}

func (b *templateBook) check(err error) {
	if err != nil {
		b.errs = append(b.errs, err)
	}
}

func (b *templateBook) style(s templateStyle) int {
	id, known := b.styles[s]
	if known {
		return id
	}
	style := &excelize.Style{Font: &excelize.Font{Bold: s.bold}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: s.wrapped}}
	if s.format != "" {
		style.CustomNumFmt = &s.format
	}
	if s.fill != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.fill}}
	}
	id, err := b.file.NewStyle(style)
	b.check(err)
	b.styles[s] = id
	return id
}

// sheet begins a sheet whose first rows stay in sight.
func (b *templateBook) sheet(name string, frozen int) {
	_, err := b.file.NewSheet(name)
	b.check(err)
	if frozen > 0 {
		b.check(b.file.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: frozen, TopLeftCell: cellName(1, frozen+1), ActivePane: "bottomLeft"}))
	}
}

// printWide makes a sheet print on its side, as wide as the paper.
func (b *templateBook) printWide(sheet string) {
	fit, across, down := true, 1, 0
	orientation := "landscape"
	b.check(b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.check(b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &orientation, FitToWidth: &across, FitToHeight: &down}))
}

// row writes one row in one style.
func (b *templateBook) row(sheet string, row int, s templateStyle, cells ...any) {
	b.check(b.file.SetSheetRow(sheet, cellName(1, row), &cells))
	b.check(b.file.SetCellStyle(sheet, cellName(1, row), cellName(max(1, len(cells)), row), b.style(s)))
}

func (b *templateBook) width(sheet string, column, width int) {
	b.check(b.file.SetColWidth(sheet, columnName(column), columnName(column), float64(width)))
}

// cellName and columnName count from 1, as sheets do; what is out of a sheet shows
// when it is used.
func cellName(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row)
	return name
}

func columnName(column int) string {
	name, _ := excelize.ColumnNumberToName(column)
	return name
}

// table makes the sheet of a table: nothing but its header, and for the cells below
// it what they may hold.
func (b *templateBook) table(t templateTable) {
	b.sheet(t.Name, 1)
	for i, c := range t.columns {
		name, header := columnName(i+1), cellName(i+1, 1)
		format := textFormat // leading zeros stay, and what looks like a number or a day stays as it was typed
		switch c.Type {
		case contract.Date:
			format = dateFormat
		case contract.Integer, contract.Number, contract.Year:
			format = ""
		}
		b.check(b.file.SetColStyle(t.Name, name, b.style(templateStyle{format: format})))
		b.width(t.Name, i+1, b.columnWidth(c))
		b.check(b.file.SetCellStr(t.Name, header, c.Name))
		fill := optionalFill
		if c.Required {
			fill = requiredFill
		}
		b.check(b.file.SetCellStyle(t.Name, header, header, b.style(templateStyle{format: textFormat, bold: true, fill: fill})))
		b.comment(t.Name, header, c)
		b.limit(t.Name, fmt.Sprintf("%s2:%s%d", name, name, lastRow), c)
	}
}

func (b *templateBook) columnWidth(c templateColumn) int {
	width := max(narrowColumn, utf8.RuneCountInString(c.Name)+4)
	for _, code := range b.codes {
		if code.dimension == c.list() {
			width = max(width, utf8.RuneCountInString(code.code)+4)
		}
	}
	if c.Type == contract.String && c.Codelist == "" {
		width = max(width, 2*narrowColumn)
	}
	return min(width, wideColumn)
}

// comment explains a column where it is filled in.
func (b *templateBook) comment(sheet, cell string, c templateColumn) {
	text := c.title + " (" + b.required(c) + ")\n" + c.about + "\n" + b.asked(c)
	b.check(b.file.AddComment(sheet, excelize.Comment{Cell: cell, Author: "jaarcijfers", Text: text, Width: 320, Height: 140}))
}

// limit makes a spreadsheet refuse what the loader would: a code that is not in the
// list, a day that is none.
func (b *templateBook) limit(sheet, cells string, c templateColumn) {
	v := excelize.NewDataValidation(true)
	v.SetSqref(cells)
	key := "wrong_code"
	switch first, last := b.listRows(c.list()); {
	case first > 0:
		v.SetSqrefDropList(fmt.Sprintf("%s!$B$%d:$B$%d", codesSheet, first, last))
	case c.Type == contract.Date:
		key = "wrong_date"
		b.check(v.SetRange(1, 1, excelize.DataValidationTypeDate, excelize.DataValidationOperatorGreaterThanOrEqual))
	default:
		return
	}
	v.SetError(excelize.DataValidationErrorStyleStop, b.say(key+".title", nil), b.say(key+".text", nil))
	b.check(b.file.AddDataValidation(sheet, v))
}

// listRows are the first and last row of a dimension on the sheet with codes; 0 for
// none.
func (t *template) listRows(dimension string) (first, last int) {
	for i, c := range t.codes {
		if dimension == "" || c.dimension != dimension {
			continue
		}
		if last = i + 2; first == 0 {
			first = last
		}
	}
	return first, last
}

// writeCodes makes the sheet that the lists of the other sheets point at.
func (b *templateBook) writeCodes() {
	b.sheet(codesSheet, 1)
	b.printWide(codesSheet)
	b.row(codesSheet, 1, templateStyle{bold: true, fill: optionalFill}, "dimension", "code", "label nl", "label en", "valid from", "valid to", "source")
	for i, c := range b.codes {
		row := []any{c.dimension, c.code, c.labels[0], c.labels[1], nil, nil, c.source}
		if !c.from.IsZero() {
			row[4] = c.from
		}
		if !c.to.IsZero() {
			row[5] = c.to
		}
		b.row(codesSheet, i+2, templateStyle{}, row...)
		b.check(b.file.SetCellStyle(codesSheet, cellName(5, i+2), cellName(6, i+2), b.style(templateStyle{format: dateFormat})))
	}
	for i, width := range []int{14, wideColumn, wideColumn, wideColumn, 12, 12, 2 * wideColumn} {
		b.width(codesSheet, i+1, width)
	}
	b.check(b.file.AutoFilter(codesSheet, fmt.Sprintf("A1:G%d", len(b.codes)+1), nil))
}
