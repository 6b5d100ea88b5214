package plot

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"jaarcijfers/pipeline/export"
)

// workbook is the chart as XLSX, for those who go on in a spreadsheet: its table
// as numbers, every figure with source and lineage, and what must be known of it.
func (p *Plot) workbook(c *Chart) ([]byte, error) {
	b := export.NewWorkbook("")
	rows := tableRows(c)
	table := b.Table(p.word("workbook.table"), rows)
	styleTable(table, c)
	table.PrintTable(len(c.Table.Columns), len(rows), headerRow)
	records := p.records()
	figures := b.Table(p.word("workbook.figures"), records)
	figures.Style(1, 1, len(records[0]), header)
	figures.KeepHeader()
	figures.Filter(len(records[0]), len(records))
	figures.PrintTable(len(records[0]), len(records), 1)
	notes := noteRows(c)
	sheet := b.Table(p.word("workbook.notes"), notes)
	sheet.Width(1, 1, noteWidth)
	for i := range notes {
		sheet.Style(i+1, 1, 1, export.Style{Top: true, Wrap: true})
	}
	sheet.PrintWide()
	var out bytes.Buffer
	err := b.Write(&out, export.Properties{Title: c.Title, Lang: c.Lang})
	if err := errors.Join(append(p.errs, err)...); err != nil {
		return nil, fmt.Errorf("make workbook of chart %s: %w", c.ID, err)
	}
	return out.Bytes(), nil
}

// tableRows are what the page shows: a figure as a number, a gap as its mark.
func tableRows(c *Chart) [][]any {
	header := []any{}
	for _, name := range c.Table.Columns {
		header = append(header, yearNumber(name))
	}
	rows := [][]any{{c.Title}, {c.Unit}, nil, header}
	for _, r := range c.Table.Rows {
		row := []any{yearNumber(r.Heading)}
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

// yearNumber is a year as a number, so that a spreadsheet can plot along it; any other
// text as it is.
func yearNumber(text string) any {
	if year, err := strconv.Atoi(text); err == nil && yearPeriod.MatchString(text) {
		return year
	}
	return text
}

// header is the look of the row that names columns.
var header = export.Style{Bold: true, Fill: "E7EDF5", Top: true, Wrap: true}

// noteWidth is the width of notes, which break over lines.
const noteWidth = 110

// styleTable lets the header stand out and stay in sight, and gives each figure a number
// format with its signs, so that it stays a number and no lower bound or derived figure
// passes for an exact one.
func styleTable(sheet *export.Sheet, c *Chart) {
	sheet.Style(1, 1, 1, export.Style{Bold: true})
	sheet.Style(headerRow, 1, len(c.Table.Columns), header)
	sheet.Keep(headerRow, 1)
	for i, r := range c.Table.Rows {
		for j, cell := range r.Cells {
			if cell.Value != nil {
				sheet.Style(i+firstRow, j+2, j+2, export.Style{Format: numberFormat(cell)})
			}
		}
	}
}

// headerRow is the row of the sheet that names its columns, firstRow the one in which the
// figures begin.
const (
	headerRow = 4
	firstRow  = headerRow + 1
)

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

// noteRows are what must be known of the figures, and their sources.
func noteRows(c *Chart) [][]any {
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
