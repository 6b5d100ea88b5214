package workbook_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"jaarcijfers/pipeline/source/workbook"
)

// A part is a file in a workbook.
type part struct{ name, text string }

// pack makes a zip file of parts.
func pack(t testing.TB, parts ...part) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range parts {
		f, err := w.Create(p.name)
		if err == nil {
			_, err = f.Write([]byte(p.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const (
	spreadsheet = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relations   = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	office      = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// xlsxParts is the least that a workbook with one sheet is made of; parts given
// take the place of those with the same name.
func xlsxParts(sheet string, more ...part) []part {
	parts := []part{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`},
		{"_rels/.rels", `<Relationships ` + relations + `><Relationship Id="r" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook ` + spreadsheet + ` xmlns:r="` + office + `"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships ` + relations + `>` +
			`<Relationship Id="r1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="r2" Type="` + office + `/styles" Target="styles.xml"/>` +
			`<Relationship Id="r3" Type="` + office + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
		{"xl/styles.xml", `<styleSheet ` + spreadsheet + `/>`},
		{"xl/sharedStrings.xml", `<sst ` + spreadsheet + `/>`},
		{"xl/worksheets/sheet1.xml", `<worksheet ` + spreadsheet + `><sheetData>` + sheet + `</sheetData></worksheet>`},
	}
	return with(parts, more)
}

const typeODS = "application/vnd.oasis.opendocument.spreadsheet"

// odsParts is the least that an ODS with one sheet is made of.
func odsParts(sheet string, more ...part) []part {
	parts := []part{
		{"mimetype", typeODS},
		{"content.xml", content(`<table:table table:name="s">` + sheet + `</table:table>`)},
	}
	return with(parts, more)
}

func content(sheets string) string {
	names := `xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"`
	for _, name := range []string{"office", "table", "text", "style", "script"} {
		names += fmt.Sprintf(` xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"`, name, name)
	}
	return `<office:document-content ` + names + `>` +
		`<office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>` +
		`<office:body><office:spreadsheet>` + sheets + `</office:spreadsheet></office:body></office:document-content>`
}

func with(parts, more []part) []part {
	for _, m := range more {
		found := false
		for i := range parts {
			if parts[i].name == m.name {
				parts[i], found = m, true
			}
		}
		if !found {
			parts = append(parts, m)
		}
	}
	return parts
}

func open(raw []byte, format string, limits workbook.Limits) (*workbook.Book, error) {
	return workbook.Open(bytes.NewReader(raw), int64(len(raw)), format, limits)
}

// read gives each row of a sheet as a line: its number, and its cells between
// bars. A text is quoted; d, b and e stand before dates, booleans and errors, =
// before what a formula gave, and ~ before the number of a hidden row.
func read(raw []byte, format, sheet string, limits workbook.Limits) (lines []string, err error) {
	book, err := open(raw, format, limits)
	if err != nil {
		return nil, err
	}
	err = book.Rows(context.Background(), sheet, func(r workbook.Row) error {
		lines = append(lines, line(r))
		return nil
	})
	return lines, err
}

func line(r workbook.Row) string {
	var cells []string
	for _, c := range r.Cells {
		cells = append(cells, told(c))
	}
	hidden := ""
	if r.Hidden {
		hidden = "~"
	}
	return fmt.Sprintf("%s%d | %s", hidden, r.Number, strings.Join(cells, " | "))
}

func told(c workbook.Cell) string {
	text := c.Text
	switch c.Kind {
	case workbook.Text:
		text = fmt.Sprintf("%q", text)
	case workbook.Date:
		text = "d " + text
	case workbook.Boolean:
		text = "b " + text
	case workbook.Error:
		text = "e " + text
	}
	if c.Formula {
		text = "=" + text
	}
	return text
}

// refusal gives what an error says when it is a refusal, and "" when there is none.
func refusal(t *testing.T, err error) string {
	t.Helper()
	var r *workbook.Refused
	switch {
	case err == nil:
		return ""
	case !errors.As(err, &r):
		t.Fatalf("no refusal: %v", err)
	}
	return r.Error()
}
