package template

import (
	"time"
	"unicode/utf8"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/export"
)

// Widths of columns, in characters.
const (
	narrowColumn = 12
	wideColumn   = 40
)

// codesSheet is the sheet with the codes; the loader knows it by this name, and the
// explanation by those in the messages.
const codesSheet = "codes"

// A book is a form on its way to become a workbook.
type book struct {
	*Form
	*export.Workbook
}

// Number formats, and the colours behind headings of columns that must be filled in
// and that may be.
const (
	textFormat   = "@"
	dateFormat   = "yyyy-mm-dd"
	requiredFill = "FFE8B3"
	optionalFill = "EDEDED"
)

// The looks of texts, headings and headers of tables.
var (
	plain   = export.Style{Top: true}
	wrapped = export.Style{Top: true, Wrap: true}
	heading = export.Style{Top: true, Bold: true}
	header  = export.Style{Top: true, Bold: true, Fill: optionalFill}
)

// row writes one row in one style.
func row(s *export.Sheet, number int, style export.Style, cells ...any) {
	s.Row(number, cells...)
	s.Style(number, 1, max(1, len(cells)), style)
}

// table makes the sheet of a table: nothing but its header, and for the cells below
// it what they may hold.
func (b book) table(t table) {
	s := b.Sheet(t.Name)
	s.KeepHeader()
	for i, c := range t.columns {
		style := plain
		switch c.Type {
		case contract.Date:
			style.Format = dateFormat
		case contract.Integer, contract.Number, contract.Year:
		default: // leading zeros stay, and what looks like a number or a day stays as it was typed
			style.Format = textFormat
		}
		s.StyleColumn(i+1, style)
		s.Width(i+1, i+1, float64(b.columnWidth(c)))
		s.Cell(1, i+1, c.Name)
		style = export.Style{Top: true, Bold: true, Format: textFormat, Fill: optionalFill}
		if c.Required {
			style.Fill = requiredFill
		}
		s.Style(1, i+1, i+1, style)
		s.Comment(1, i+1, c.title+" ("+b.required(c)+")\n"+c.about+"\n"+b.expected(c))
		b.limit(s, i+1, c)
	}
}

func (b book) columnWidth(c column) int {
	width := max(narrowColumn, utf8.RuneCountInString(c.Name)+4)
	for _, code := range b.codes {
		if code.Dimension == c.list() {
			width = max(width, utf8.RuneCountInString(code.Code)+4)
		}
	}
	if c.Type == contract.String && c.Codelist == "" {
		width = max(width, 2*narrowColumn)
	}
	return min(width, wideColumn)
}

// limit makes a spreadsheet refuse what the loader would: a code that is not in the
// list, a day that is none.
func (b book) limit(s *export.Sheet, number int, c column) {
	refusal := func(key string) export.Refusal {
		return export.Refusal{Title: b.sentence(key+".title", nil), Text: b.sentence(key+".text", nil)}
	}
	if first, last := b.listRows(c.list()); first > 0 {
		s.ChooseFrom(number, codesSheet, 2, first, last, refusal("wrong_code"))
	} else if c.Type == contract.Date {
		s.OnlyDays(number, refusal("wrong_date"))
	}
}

// listRows are the first and last row of a dimension on the sheet with codes; 0 for
// none.
func (f *Form) listRows(dimension string) (first, last int) {
	for i, c := range f.codes {
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
func (b book) writeCodes() {
	s := b.Sheet(codesSheet)
	s.KeepHeader()
	s.PrintWide()
	row(s, 1, header, "dimension", "code", "label nl", "label en", "valid from", "valid to", "source")
	days := plain
	days.Format = dateFormat
	for i, c := range b.codes {
		row(s, i+2, plain, c.Dimension, c.Code, c.Labels[0], c.Labels[1], dayCell(c.From), dayCell(c.To), c.Source)
		s.Style(i+2, 5, 6, days)
	}
	for i, width := range []int{14, wideColumn, wideColumn, wideColumn, 12, 12, 2 * wideColumn} {
		s.Width(i+1, i+1, float64(width))
	}
	s.Filter(7, len(b.codes)+1)
}

// dayCell is the cell of a day; nothing for none.
func dayCell(day time.Time) any {
	if day.IsZero() {
		return nil
	}
	return day
}
