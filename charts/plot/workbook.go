package plot

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"
)

// workbook is the chart as XLSX, for those who go on in a spreadsheet: its table
// as numbers, every figure with source and lineage, and what must be known of it.
func (p *Plot) workbook(c *Chart) ([]byte, error) {
	b := newBook()
	b.sheet(p.word("workbook.table"), b.table(c)...)
	b.marks(p.word("workbook.table"), c)
	b.sheet(p.word("workbook.figures"), b.figures(p)...)
	b.sheet(p.word("workbook.notes"), b.notes(c)...)
	b.errs = append(b.errs, p.errs...)
	text, err := b.bytes(c.Title, c.Lang)
	if err != nil {
		return nil, fmt.Errorf("make workbook of chart %s: %w", c.ID, err)
	}
	return text, nil
}

// A Sheet is one sheet of a workbook: texts and numbers.
type Sheet struct {
	Name string
	Rows [][]any
}

// Workbook writes sheets as XLSX, in their order.
func Workbook(title, lang string, sheets ...Sheet) ([]byte, error) {
	b := newBook()
	for _, s := range sheets {
		b.sheet(s.Name, s.Rows...)
	}
	text, err := b.bytes(title, lang)
	if err != nil {
		return nil, fmt.Errorf("make workbook %q: %w", title, err)
	}
	return text, nil
}

// A book collects sheets and what went wrong with them.
type book struct {
	file   *excelize.File
	styles map[string]int // of number formats
	errs   []error
}

func newBook() *book { return &book{file: excelize.NewFile(), styles: map[string]int{}} }

// bytes is the workbook as a file, when nothing went wrong with it.
func (b *book) bytes(title, lang string) ([]byte, error) {
	b.err(b.file.DeleteSheet("Sheet1"))
	b.file.SetActiveSheet(0)
	b.err(b.file.SetDocProps(&excelize.DocProperties{Title: title, Language: lang}))
	var out bytes.Buffer
	_, err := b.file.WriteTo(&out)
	if err := errors.Join(append(b.errs, err, b.file.Close())...); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func (b *book) err(err error) {
	if err != nil {
		b.errs = append(b.errs, err)
	}
}

// firstWidth and otherWidth are column widths, in characters.
const (
	firstWidth = 40
	otherWidth = 16
)

func (b *book) sheet(name string, rows ...[]any) {
	_, err := b.file.NewSheet(name)
	b.err(err)
	most := 1
	for i, row := range rows {
		b.err(b.file.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row))
		most = max(most, len(row))
	}
	last, err := excelize.ColumnNumberToName(most)
	b.err(err)
	b.err(b.file.SetColWidth(name, "A", last, otherWidth))
	b.err(b.file.SetColWidth(name, "A", "A", firstWidth))
}

// table is what the page shows: a figure as a number, a gap as its mark.
func (b *book) table(c *Chart) [][]any {
	rows := [][]any{{c.Title}, {c.Unit}, nil, list(c.Table.Columns)}
	for _, r := range c.Table.Rows {
		row := []any{r.Heading}
		for _, cell := range r.Cells {
			if cell.Value != nil {
				row = append(row, *cell.Value)
			} else {
				row = append(row, cell.Text)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// marks gives each figure a number format with its signs, so that it stays a
// number and no lower bound or derived figure passes for an exact one.
func (b *book) marks(sheet string, c *Chart) {
	for i, r := range c.Table.Rows {
		for j, cell := range r.Cells {
			if cell.Value == nil {
				continue
			}
			format := numberFormat(cell)
			style, ok := b.styles[format]
			if !ok {
				var err error
				style, err = b.file.NewStyle(&excelize.Style{CustomNumFmt: &format})
				b.err(err)
				b.styles[format] = style
			}
			name, err := excelize.CoordinatesToCellName(j+2, i+firstRow)
			b.err(err)
			b.err(b.file.SetCellStyle(sheet, name, name, style))
		}
	}
}

// firstRow is the row of the sheet in which the figures begin.
const firstRow = 5

// numberFormat writes a number as the page does: signs before it, a percent sign
// and marks after it. Words in it stand between quotes.
func numberFormat(c Cell) string {
	before, number, after := "", "#,##0", ""
	if at := strings.IndexFunc(c.Text, unicode.IsDigit); at > 0 {
		before = c.Text[:at]
	}
	if last := strings.TrimRight(c.Text, "%"); last != c.Text {
		after = "%"
	} else if n := len(last); n > 2 && (last[n-2] == ',' || last[n-2] == '.') {
		number += ".0"
	}
	if c.Mark != "" {
		after += " (" + c.Mark + ")"
	}
	for _, words := range []*string{&before, &after} {
		if *words != "" {
			*words = `"` + *words + `"`
		}
	}
	return before + number + after
}

// figures are the records of the CSV, numbers as numbers.
func (b *book) figures(p *Plot) [][]any {
	records := p.records()
	rows := [][]any{list(records[0])}
	numeric := map[string]bool{"obs_value": true, "interval_low": true, "interval_high": true, "base_value": true}
	for _, record := range records[1:] {
		row := list(record)
		for i, text := range record {
			var number float64
			if numeric[records[0][i]] {
				if _, err := fmt.Sscan(text, &number); err == nil {
					row[i] = number
				}
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func (b *book) notes(c *Chart) [][]any {
	rows := [][]any{{c.Alt}, nil}
	if c.Origin != "" {
		rows = append(rows, []any{c.Origin})
	}
	for _, n := range append(slices.Clone(c.Breaks), c.Notes...) {
		rows = append(rows, []any{n})
	}
	rows = append(rows, nil)
	for _, s := range c.Sources {
		rows = append(rows, []any{s.Title, s.Publisher, s.Published, s.URL})
	}
	return rows
}

func list(texts []string) []any {
	all := make([]any, len(texts))
	for i, t := range texts {
		all[i] = t
	}
	return all
}
