package plot

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"jaarcijfers/pipeline/export"
	"jaarcijfers/pipeline/messages"
)

// A SheetRow is a figure as people read it in a spreadsheet: names for codes, and the
// number as the page shows it.
type SheetRow struct {
	Row                 Row
	Series, Category    string
	Shown, Remark       string // as on the page, with its signs; what must be known of it
	Sources             []string
	Synthetic, Internal bool
}

// A FileColumn is a column of a file of figures: its key in the words, and its type.
type FileColumn struct{ Key, Type string }

const (
	textType   = "VARCHAR"
	numberType = "DOUBLE"
)

// SheetColumns are the columns of a file for a spreadsheet; chart.file.<key> has their
// titles and what they are.
func SheetColumns() []FileColumn {
	return []FileColumn{
		{"period", textType}, {"body", textType}, {"series", textType}, {"category", textType}, {"value", numberType}, {"unit", textType}, {"shown", textType},
		{"low", numberType}, {"high", numberType}, {"base", numberType}, {"remark", textType}, {"sources", textType}, {"synthetic", textType}, {"internal", textType},
	}
}

// spreadsheet holds every figure of the plot and every gap in it as the page shows them,
// for those who open it with a double click.
func (p *Plot) spreadsheet() ([]byte, error) {
	var rows []SheetRow
	var errs []error
	p.eachPlace(func(series string, point Point) { rows = append(rows, p.sheetRow(series, point, &errs)) })
	text, err := WriteSheet(p.words, p.data.Codes, p.data.Limits, rows)
	if err := errors.Join(append(errs, err)...); err != nil {
		return nil, fmt.Errorf("write spreadsheet CSV of chart %s: %w", p.Spec.ID, err)
	}
	return text, nil
}

func (p *Plot) sheetRow(series string, point Point, errs *[]error) SheetRow {
	r := *point.Row
	cell, mark := p.cell(point, errs), p.data.marking(r)
	row := SheetRow{
		Row: r, Series: series, Category: p.category(r), Shown: cell.Text, Remark: cell.Detail, Synthetic: mark.Synthetic, Internal: mark.Internal,
	}
	for _, id := range r.Publications {
		row.Sources = append(row.Sources, p.data.publication(id).Title)
	}
	return row
}

// WriteSheet writes figures as CSV for a spreadsheet in the language of words, with a
// header. Codes gives the names of bodies and units; a share with a base below its limit
// has no number, as on the page.
func WriteSheet(words *messages.Catalogue, codes map[string]map[string]Label, limits Limits, rows []SheetRow) ([]byte, error) {
	w := sheetWriter{words: words, codes: codes, limits: limits}
	header := []any{}
	for _, c := range SheetColumns() {
		header = append(header, w.text("chart.file."+c.Key+".title"))
	}
	all := [][]any{header}
	for _, r := range rows {
		all = append(all, w.cells(r))
	}
	separator := w.text("number.separator")
	if len(separator) != 1 {
		w.errs = append(w.errs, fmt.Errorf("number.separator is %q, not one character", separator))
	}
	if err := errors.Join(w.errs...); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err := export.WriteSpreadsheetCSV(&out, separator[0], all)
	return out.Bytes(), err
}

// A sheetWriter makes cells of figures, and keeps what goes wrong.
type sheetWriter struct {
	words  *messages.Catalogue
	codes  map[string]map[string]Label
	limits Limits
	errs   []error
}

func (w *sheetWriter) cells(s SheetRow) []any {
	r := s.Row
	period, err := Period(w.words, r.TimePeriod)
	w.keep(err)
	if period == "" {
		period = r.TimePeriod
	}
	var value, low, high, base string
	if r.Value != nil && w.limits.drawable(r) {
		value = w.number(*r.Value, decimalsOf(r.Unit, *r.Value))
	}
	if i, decimals, ok := r.shownMargin(); ok {
		low, high = w.number(i.Low, decimals), w.number(i.High, decimals)
	}
	if r.Base != nil {
		base = w.number(*r.Base, 0)
	}
	return []any{
		period, w.code("body", r.Body), s.Series, s.Category, value, w.code("unit_of_count", r.UnitOfCount) + ", " + w.code("unit", r.Unit),
		s.Shown, low, high, base, s.Remark, strings.Join(s.Sources, " | "), w.yes(s.Synthetic), w.yes(s.Internal),
	}
}

// number is a rounded number as a spreadsheet reads it.
func (w *sheetWriter) number(value float64, decimals int) string {
	text, err := w.words.Bare(value, decimals)
	w.keep(err)
	return text
}

func (w *sheetWriter) code(list, code string) string {
	if name := w.codes[list][code][w.words.Lang]; name != "" {
		return name
	}
	return code
}

func (w *sheetWriter) yes(is bool) string {
	if is {
		return w.text("chart.file.yes")
	}
	return w.text("chart.file.no")
}

func (w *sheetWriter) text(key string) string {
	text, err := w.words.Text(key, nil)
	w.keep(err)
	return text
}

func (w *sheetWriter) keep(err error) {
	if err != nil {
		w.errs = append(w.errs, err)
	}
}
