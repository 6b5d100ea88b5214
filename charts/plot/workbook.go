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
	b.Records(p.word("workbook.figures"), p.records())
	b.Notes(p.word("workbook.notes"), p.noteRows(c))
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
		header = append(header, YearNumber(name))
	}
	rows := [][]any{{c.Title}, {c.Unit}, nil, header}
	for _, r := range c.Table.Rows {
		row := []any{YearNumber(r.Heading)}
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

// YearNumber is a year as a number, so that a spreadsheet can plot along it; any other
// text as it is.
func YearNumber(text string) any {
	if year, err := strconv.Atoi(text); err == nil && yearPeriod.MatchString(text) {
		return year
	}
	return text
}

// styleTable lets the header stand out and stay in sight, and gives each figure a number
// format with its signs, so that it stays a number and no lower bound or derived figure
// passes for an exact one.
func styleTable(sheet *export.Sheet, c *Chart) {
	sheet.Style(1, 1, 1, export.Style{Bold: true})
	sheet.Header(headerRow, len(c.Table.Columns))
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

// noteRows are what must be known of the figures, their sources, and what the columns of
// the sheet with figures are.
func (p *Plot) noteRows(c *Chart) [][]any {
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
	rows = append(rows, nil)
	for _, name := range csvColumns {
		rows = append(rows, []any{name + ": " + p.word("column."+name)})
	}
	return rows
}
