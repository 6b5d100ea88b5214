package rejects

import (
	"context"
	"errors"
	"fmt"
	"io"

	"jaarcijfers/pipeline/export"
	"jaarcijfers/pipeline/report"
)

// A book is a list of rejects on its way to become a workbook.
type book struct {
	List
	*export.Workbook
	errs []error // of words
}

// listHeading is how the headings of a list of rejects look.
var listHeading = export.Style{Bold: true, Fill: "EDEDED"}

// writeWorkbook writes the list with a filter, and a sheet with the numbers. Rows
// go through, so that a long list takes no more memory than a short one; what is on
// disk meanwhile goes into a private folder.
func (l List) writeWorkbook(ctx context.Context, w io.Writer, private string, counts *Counts) (int, error) {
	summary, err := l.Summary(ctx)
	if err != nil {
		return 0, err
	}
	b := &book{List: l, Workbook: export.NewWorkbook(private)}
	faults, err := b.list(ctx, counts)
	if err != nil {
		return 0, fmt.Errorf("make workbook of rejects: %w", errors.Join(err, b.Close()))
	}
	b.counts(summary)
	title := b.say("title")
	if counts.Synthetic {
		title += " (" + b.say("synthetic") + ")"
	}
	err = errors.Join(append(b.errs, b.Write(w, export.Properties{Title: title, Lang: l.Words.Lang, Creator: export.Creator}))...)
	if err != nil {
		return 0, fmt.Errorf("make workbook of rejects: %w", err)
	}
	return faults, nil
}

func (b *book) say(key string) string {
	text, err := b.Words.Text("rejects."+key, nil)
	if err != nil {
		b.errs = append(b.errs, err)
	}
	return text
}

// list writes the rows.
func (b *book) list(ctx context.Context, counts *Counts) (int, error) {
	columns := b.columns(counts)
	names, err := b.names(columns)
	if err != nil {
		return 0, err
	}
	headings := make([]export.Column, len(columns))
	for i, c := range columns {
		headings[i] = export.Column{Name: names[i], Width: float64(c.wide)}
	}
	list := b.Workbook.List(b.say("sheet.list"), listHeading, headings)
	faults, err := b.rows(ctx, columns, list.Row)
	return faults, errors.Join(err, list.Close())
}

// counts writes how many rows broke each rule in each year, against the budget; of
// published figures, which have none, how many faults there are.
func (b *book) counts(s *Summary) {
	sheet := b.Sheet(b.say("sheet.counts"))
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
		sheet.Row(i+1, row...)
	}
	for _, row := range []int{1, len(s.Groups) + 3} {
		if row <= len(rows) {
			sheet.Style(row, 1, len(rows[row-1]), listHeading)
		}
	}
	for i, width := range []float64{28, 40, 10, 16, 12, 14, 10} {
		sheet.Width(i+1, i+1, width)
	}
	for i := range s.Counts {
		sheet.Style(len(s.Groups)+4+i, 6, 6, export.Style{Format: "0.0%"})
	}
	sheet.KeepHeader()
}

func (b *book) headings(keys ...string) []any {
	var row []any
	for _, key := range keys {
		row = append(row, b.say("column."+key))
	}
	return row
}

// count is the row of one count. Whether a year keeps to its budget is said of all
// its rejected rows together.
func (b *book) count(c report.RejectCount) []any {
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
