package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/template"
)

// A rejectBook is a list of rejects on its way to become a workbook.
type rejectBook struct {
	RejectList
	file    *excelize.File
	heading int // style
	errs    []error
}

// writeWorkbook writes the list with a filter, and a sheet with the numbers. Rows
// go through, so that a long list takes no more memory than a short one; what
// excelize puts on disk meanwhile goes into a private folder.
func (l RejectList) writeWorkbook(ctx context.Context, w io.Writer, private string, counts *rejectCounts) (int, error) {
	summary, err := l.Summary(ctx)
	if err != nil {
		return 0, err
	}
	b := &rejectBook{RejectList: l, file: excelize.NewFile(excelize.Options{TmpDir: private})}
	b.heading, err = b.file.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{template.OptionalFill}},
	})
	b.check(err)
	faults, err := b.list(ctx, counts)
	if err == nil {
		b.counts(summary)
		title := b.say("title")
		if counts.Synthetic {
			title += " (" + b.say("synthetic") + ")"
		}
		b.check(b.file.SetDocProps(&excelize.DocProperties{Title: title, Language: l.Words.Lang, Creator: "jaarcijfers", LastModifiedBy: "jaarcijfers"}))
		b.check(b.file.DeleteSheet("Sheet1"))
		b.file.SetActiveSheet(0)
		_, err = b.file.WriteTo(w)
	}
	if err := errors.Join(append(b.errs, err, b.file.Close())...); err != nil {
		return 0, fmt.Errorf("make workbook of rejects: %w", err)
	}
	return faults, nil
}

func (b *rejectBook) check(err error) {
	if err != nil {
		b.errs = append(b.errs, err)
	}
}

func (b *rejectBook) say(key string) string {
	text, err := b.Words.Text("rejects."+key, nil)
	b.check(err)
	return text
}

// list writes the rows; those that one sheet cannot hold go on in a next one.
func (b *rejectBook) list(ctx context.Context, counts *rejectCounts) (int, error) {
	columns := b.columns(counts)
	var sheet *excelize.StreamWriter
	faults, row := 0, template.LastRow
	cells := make([]any, len(columns))
	err := b.each(ctx, func(r rejectLine) error {
		if !b.wants(r) {
			return nil
		}
		if row == template.LastRow {
			if err := b.endSheet(sheet, row, len(columns)); err != nil {
				return err
			}
			var err error
			if sheet, err = b.beginSheet(1+faults/(template.LastRow-1), columns); err != nil {
				return err
			}
			row = 1
		}
		row++
		if r.rule != string(ruleCut) {
			faults++
		}
		for i, c := range columns {
			cells[i] = c.of(r) // a text, and so never a formula
		}
		return sheet.SetRow(template.CellName(1, row), cells)
	})
	if err != nil {
		return 0, err
	}
	return faults, b.endSheet(sheet, row, len(columns))
}

func (b *rejectBook) beginSheet(number int, columns []rejectColumn) (*excelize.StreamWriter, error) {
	name := b.say("sheet.list")
	if number > 1 {
		name += " " + strconv.Itoa(number)
	}
	if _, err := b.file.NewSheet(name); err != nil {
		return nil, err
	}
	sheet, err := b.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	names, err := b.names(columns)
	errs := []error{err, sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})}
	header := make([]any, len(names))
	for i, c := range columns {
		header[i] = excelize.Cell{StyleID: b.heading, Value: names[i]}
		errs = append(errs, sheet.SetColWidth(i+1, i+1, float64(c.wide)))
	}
	return sheet, errors.Join(append(errs, sheet.SetRow("A1", header))...)
}

// endSheet gives a sheet its filter.
func (b *rejectBook) endSheet(sheet *excelize.StreamWriter, rows, columns int) error {
	if sheet == nil {
		return nil
	}
	err := sheet.AddTable(&excelize.Table{Range: "A1:" + template.CellName(columns, rows), StyleName: "TableStyleLight1"})
	return errors.Join(err, sheet.Flush())
}

// counts writes how many rows broke each rule in each year, against the budget; of
// published figures, which have none, how many faults there are.
func (b *rejectBook) counts(s *RejectSummary) {
	sheet := b.say("sheet.counts")
	_, err := b.file.NewSheet(sheet)
	b.check(err)
	rows := [][]any{b.headings("file", "fault", "year", "faults")}
	for _, g := range s.Groups {
		rows = append(rows, []any{g.File, g.Rule, g.Period, g.Faults})
	}
	if len(s.Counts) > 0 {
		rows = append(rows, nil, b.headings("table", "fault", "year", "rejected", "rows", "budget", "within"))
	}
	for _, c := range s.Counts {
		rows = append(rows, b.count(c))
	}
	for i, row := range rows {
		b.check(b.file.SetSheetRow(sheet, template.CellName(1, i+1), &row))
	}
	for _, row := range []int{1, len(s.Groups) + 3} {
		if row <= len(rows) {
			b.check(b.file.SetCellStyle(sheet, template.CellName(1, row), template.CellName(len(rows[row-1]), row), b.heading))
		}
	}
	for i, width := range []float64{28, 40, 10, 16, 12, 14, 10} {
		b.check(b.file.SetColWidth(sheet, template.ColumnName(i+1), template.ColumnName(i+1), width))
	}
	percent := "0.0%"
	style, err := b.file.NewStyle(&excelize.Style{CustomNumFmt: &percent})
	b.check(err)
	for i := range s.Counts {
		cell := template.CellName(6, len(s.Groups)+4+i)
		b.check(b.file.SetCellStyle(sheet, cell, cell, style))
	}
	b.check(b.file.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
}

func (b *rejectBook) headings(keys ...string) []any {
	var row []any
	for _, key := range keys {
		row = append(row, b.say("column."+key))
	}
	return row
}

// count is the row of one count. Whether a year keeps to its budget is said of all
// its rejected rows together.
func (b *rejectBook) count(c report.RejectCount) []any {
	row := []any{c.Table, c.Rule, c.Period, c.Rejected, c.Rows}
	if c.Rule != "" {
		return row
	}
	row[1] = b.say("any_rule")
	if c.Within {
		return append(row, c.Budget, b.say("within"))
	}
	return append(row, c.Budget, b.say("over"))
}
