package template

import (
	"strconv"
	"strings"

	"jaarcijfers/pipeline/messages"
)

// explain makes the sheet that a person reads first: how to fill in the others, and
// what each table and column is.
func (b *templateBook) explain() {
	sheet := b.say("sheet", nil)
	b.sheet(sheet, 0)
	b.printWide(sheet)
	row := 1
	b.row(sheet, row, templateStyle{bold: true}, b.say("title", nil))
	for _, key := range []string{"fill", "codes", "days", "rows", "synthetic", "rejects", "private", "try"} {
		row++
		b.row(sheet, row, templateStyle{}, b.say("about."+key, messages.Args{"codes": codesSheet}))
	}
	for _, t := range b.Tables {
		row = b.explainTable(sheet, row+2, t)
	}
	for i, width := range []int{18, 26, 62, 12, 46, 62} {
		b.width(sheet, i+1, width)
	}
}

// explainTable writes what a table is and a row for each of its columns, and gives
// the last row.
func (b *templateBook) explainTable(sheet string, row int, t templateTable) int {
	b.row(sheet, row, templateStyle{bold: true}, t.Name, t.title)
	for _, sentence := range b.aboutTable(t) {
		row++
		b.row(sheet, row, templateStyle{}, sentence)
	}
	row++
	var heading []any
	for _, key := range []string{"name", "title", "about", "required", "form", "codes"} {
		heading = append(heading, b.say("column."+key, nil))
	}
	b.row(sheet, row, templateStyle{bold: true, fill: OptionalFill}, heading...)
	for _, c := range t.columns {
		row++
		codes := ""
		if c.Codelist != "" {
			codes = b.of(c.Codelist)
		}
		b.row(sheet, row, templateStyle{wrapped: true}, c.Name, c.title, c.about, b.required(c), b.asked(c), codes)
	}
	return row
}

// aboutTable says what one row is, what it must be the only one of, which other
// rows it belongs to, and how many rows may be rejected.
func (b *templateBook) aboutTable(t templateTable) []string {
	sentences := []string{t.about}
	if key := t.Schema.PrimaryKey; len(key) > 0 {
		sentences = append(sentences, b.say("unique", messages.Args{"columns": strings.Join(key, ", ")}))
	}
	for _, key := range t.Schema.ForeignKeys {
		sentences = append(sentences, b.say("reference", messages.Args{
			"columns": strings.Join(key.Fields, ", "), "sheet": key.Resource, "others": strings.Join(key.ReferenceFields, ", "),
		}))
	}
	percent := strconv.FormatFloat(100*t.RejectBudgetShare, 'f', -1, 64)
	return append(sentences, b.say("budget", messages.Args{"percent": percent}))
}
