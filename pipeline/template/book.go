package template

import (
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"jaarcijfers/pipeline/contract"
)

// lastRow is the last one of a sheet.
const LastRow = 1_048_576

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
	*Template
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
	OptionalFill = "EDEDED"
)

// write writes the template as a workbook.
func (t *Template) Write(to io.Writer) error {
	b := &templateBook{Template: t, file: excelize.NewFile(), styles: map[templateStyle]int{}}
	b.explain()
	for _, table := range t.Tables {
		b.table(table)
	}
	b.writeCodes()
	title := b.say("title", nil)
	day := t.Created + "T00:00:00Z" // of the contract, so that the same contract gives the same bytes
	b.check(b.file.SetDocProps(&excelize.DocProperties{
		Title: title, Language: t.Words.Lang, Creator: "jaarcijfers", LastModifiedBy: "jaarcijfers", Created: day, Modified: day,
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
		b.check(b.file.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: frozen, TopLeftCell: CellName(1, frozen+1), ActivePane: "bottomLeft"}))
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
	b.check(b.file.SetSheetRow(sheet, CellName(1, row), &cells))
	b.check(b.file.SetCellStyle(sheet, CellName(1, row), CellName(max(1, len(cells)), row), b.style(s)))
}

func (b *templateBook) width(sheet string, column, width int) {
	b.check(b.file.SetColWidth(sheet, ColumnName(column), ColumnName(column), float64(width)))
}

// cellName and columnName count from 1, as sheets do; what is out of a sheet shows
// when it is used.
func CellName(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row)
	return name
}

func ColumnName(column int) string {
	name, _ := excelize.ColumnNumberToName(column)
	return name
}

// table makes the sheet of a table: nothing but its header, and for the cells below
// it what they may hold.
func (b *templateBook) table(t templateTable) {
	b.sheet(t.Name, 1)
	for i, c := range t.columns {
		name, header := ColumnName(i+1), CellName(i+1, 1)
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
		fill := OptionalFill
		if c.Required {
			fill = requiredFill
		}
		b.check(b.file.SetCellStyle(t.Name, header, header, b.style(templateStyle{format: textFormat, bold: true, fill: fill})))
		b.comment(t.Name, header, c)
		b.limit(t.Name, fmt.Sprintf("%s2:%s%d", name, name, LastRow), c)
	}
}

func (b *templateBook) columnWidth(c templateColumn) int {
	width := max(narrowColumn, utf8.RuneCountInString(c.Name)+4)
	for _, code := range b.Codes {
		if code.Dimension == c.list() {
			width = max(width, utf8.RuneCountInString(code.Code)+4)
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
func (t *Template) listRows(dimension string) (first, last int) {
	for i, c := range t.Codes {
		if dimension == "" || c.Dimension != dimension {
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
	b.row(codesSheet, 1, templateStyle{bold: true, fill: OptionalFill}, "dimension", "code", "label nl", "label en", "valid from", "valid to", "source")
	for i, c := range b.Codes {
		row := []any{c.Dimension, c.Code, c.Labels[0], c.Labels[1], nil, nil, c.Source}
		if !c.From.IsZero() {
			row[4] = c.From
		}
		if !c.To.IsZero() {
			row[5] = c.To
		}
		b.row(codesSheet, i+2, templateStyle{}, row...)
		b.check(b.file.SetCellStyle(codesSheet, CellName(5, i+2), CellName(6, i+2), b.style(templateStyle{format: dateFormat})))
	}
	for i, width := range []int{14, wideColumn, wideColumn, wideColumn, 12, 12, 2 * wideColumn} {
		b.width(codesSheet, i+1, width)
	}
	b.check(b.file.AutoFilter(codesSheet, fmt.Sprintf("A1:G%d", len(b.Codes)+1), nil))
}
