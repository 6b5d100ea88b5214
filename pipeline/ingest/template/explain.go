package template

import (
	"strings"

	"jaarcijfers/pipeline/export"
	"jaarcijfers/pipeline/messages"
)

// explain makes the sheet that a person reads first: how to fill in the others, and
// what each table and column is.
func (b book) explain() {
	s := b.Sheet(b.sentence("sheet", nil))
	s.PrintWide()
	line := 1
	row(s, line, heading, b.sentence("title", nil))
	for _, key := range []string{"fill", "codes", "days", "rows", "synthetic", "rejects", "private", "try"} {
		line++
		row(s, line, plain, b.sentence("about."+key, messages.Args{"codes": codesSheet}))
	}
	for _, t := range b.tables {
		line = b.explainTable(s, line+2, t)
	}
	for i, width := range []int{18, 26, 62, 12, 46, 62} {
		s.Width(i+1, i+1, float64(width))
	}
}

// explainTable writes what a table is and a row for each of its columns, and gives
// the last row.
func (b book) explainTable(s *export.Sheet, line int, t table) int {
	row(s, line, heading, t.Name, t.title)
	for _, sentence := range b.aboutTable(t) {
		line++
		row(s, line, plain, sentence)
	}
	line++
	var names []any
	for _, key := range []string{"name", "title", "about", "required", "form", "codes"} {
		names = append(names, b.sentence("column."+key, nil))
	}
	row(s, line, header, names...)
	for _, c := range t.columns {
		line++
		codes := ""
		if c.Codelist != "" {
			codes = b.codeList(c.Codelist)
		}
		row(s, line, wrapped, c.Name, c.title, c.about, b.required(c), b.expected(c), codes)
	}
	return line
}

// aboutTable says what one row is, what it must be the only one of, which other
// rows it belongs to, and how many rows may be rejected.
func (b book) aboutTable(t table) []string {
	sentences := []string{t.about}
	if key := t.Schema.PrimaryKey; len(key) > 0 {
		sentences = append(sentences, b.sentence("unique", messages.Args{"columns": strings.Join(key, ", ")}))
	}
	for _, key := range t.Schema.ForeignKeys {
		sentences = append(sentences, b.sentence("reference", messages.Args{
			"columns": strings.Join(key.Fields, ", "), "sheet": key.Resource, "others": strings.Join(key.ReferenceFields, ", "),
		}))
	}
	return append(sentences, b.sentence("budget", messages.Args{"percent": export.Text(100 * t.RejectBudgetShare)}))
}
