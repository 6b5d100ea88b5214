package extract_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/extract"
)

// disposals are a header and two good rows of the table with a date in it.
func disposals(more ...[]any) [][]any {
	return append([][]any{
		{"offence_number", "disposal_date", "disposal", "synthetic"},
		{"S24-0001-1", "2024-10-20", "dagvaarding", true},
		{"S24-0002-1", time.Date(2024, 5, 13, 0, 0, 0, 0, time.UTC), "strafbeschikking", nil},
	}, more...)
}

var twoDisposals = []string{"S24-0001-1|2024-10-20|dagvaarding|true", "S24-0002-1|2024-05-13|strafbeschikking|"}

// passSheet reads the sheet of disposals.
func passSheet(t *testing.T, b book, limits ...func(*contract.Limits)) (*extract.Pass, [][]string) {
	t.Helper()
	return passAt(t, b.save(), limits...)
}

func passAt(t *testing.T, at string, limits ...func(*contract.Limits)) (*extract.Pass, [][]string) {
	t.Helper()
	pkg := contractOf(t)
	for _, limit := range limits {
		limit(&pkg.Resource("disposals").Limits)
	}
	found, violations, err := extract.Find(at, pkg)
	if err != nil || len(found.Sources) != 1 {
		t.Fatal(found, violations, err)
	}
	return pass(t, found.Sources[0], nil)
}

func notes(p *extract.Pass) []string {
	var list []string
	for _, v := range p.Notes {
		list = append(list, fmt.Sprint(v.Severity, " ", v.File, " ", told(v)))
	}
	return list
}

func TestSheetsAreReadWhereverTheirHeaderStands(t *testing.T) {
	for _, tt := range []struct {
		name  string
		rows  [][]any
		want  []string
		notes []string
	}{
		{"at the top", disposals(), twoDisposals, nil},
		{"below titles", append([][]any{{"Afdoeningen"}, nil, {"fictief", 2024}}, disposals()...), twoDisposals, []string{"warning extract.xlsx disposals!A1 sheet_above_header 2"}},
		{"with empty rows between", append([][]any{nil, disposals()[0], nil, disposals()[1], nil}, disposals()[2:]...), twoDisposals, nil},
		{"columns in another order, and one more", [][]any{
			{"note", nil, "disposal", " disposal_date ", "offence_number"},
			{"x", nil, "dagvaarding", "2024-10-20", "S24-0001-1"},
			{nil, nil, "strafbeschikking", "2024-05-13", "S24-0002-1", "beside the table"},
		}, []string{"S24-0001-1|2024-10-20|dagvaarding|", twoDisposals[1]}, []string{"warning extract.xlsx disposals!A1 note sheet_column_extra 1"}},
		{"nothing but the header", disposals()[:1], nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBook(t)
			b.rows("disposals", tt.rows...)
			p, handed := passSheet(t, b)
			if p.Refused != nil || len(p.Held.Faults) > 0 {
				t.Fatal(p.Refused, faults(p))
			}
			if diff := cmp.Diff(tt.want, lines(handed)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.notes, notes(p)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSheetsWithoutTheirColumnsAreRefused(t *testing.T) {
	many := make([][]any, 21)
	for i := range many {
		many[i] = []any{"title"}
	}
	columns := "offence_number, disposal_date, disposal, synthetic"
	for _, tt := range []struct {
		name string
		rows [][]any
		want string
	}{
		{"no header", [][]any{{"S24-0001-1", "2024-10-20", "dagvaarding"}}, "disposals sheet_header_missing -> " + columns},
		{"a header too far down", append(many, disposals()...), "disposals sheet_header_missing -> " + columns},
		{"a column missing", [][]any{{"offence_number", "disposal"}, {"S24-0001-1", "dagvaarding"}}, "disposals disposal_date sheet_column_missing disposal_date"},
		{"numbers among texts with noughts", [][]any{{"offence_number", "disposal_date", "disposal"}, {"0012", "2024-10-20", "dagvaarding"}, {13, "2024-10-20", "dagvaarding"}}, "disposals!A3 offence_number cell_noughts 1"},
		{"a column with a slip", [][]any{{"offence_number", "disposal_dat", "disposal"}}, "disposals disposal_date sheet_column_missing disposal_date ?disposal_dat"},
		{"a column twice", [][]any{{"offence_number", "disposal_date", "disposal", "x", "disposal"}}, "disposals!E1 disposal sheet_column_twice disposal"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBook(t)
			b.rows("disposals", tt.rows...)
			p, _ := passSheet(t, b)
			if p.Refused == nil {
				t.Fatal("not refused")
			}
			got := refusals(p)
			if got != tt.want || p.Refused[0].File != "extract.xlsx" || p.Refused[0].Severity != contract.Error {
				t.Errorf("%q; want %q", got, tt.want)
			}
		})
	}
}

// Every cell that may not say what its writer thought is refused, or told of.
func TestCellsAreTakenForWhatTheyHold(t *testing.T) {
	b := newBook(t)
	b.rows("disposals", append([][]any{{"Afdoeningen"}}, disposals(
		[]any{"S24-0003-1", 45657, "dagvaarding"}, // row 5
		[]any{"S24-0004-1", time.Date(2024, 12, 31, 13, 30, 0, 0, time.UTC), "dagvaarding"},
		[]any{"S24-0005-1", "31-12-2024", "dagvaarding"},
		[]any{12, "2024-10-20", "dagvaarding"},
		[]any{time.Date(2024, 12, 1, 0, 0, 0, 0, time.UTC), "2024-10-20", "dagvaarding"},
		[]any{"S24-0007-1", "2024-10-20"}, // row 10, with an error
		[]any{"S24-0008-1", "2024-10-20"}, // with a formula
		[]any{"S24-0009-1", "2024-10-20"}, // with a formula that gave nothing
		[]any{"S24-0010-1", "2024-10-20", "dag\nvaarding"},
		[]any{"S24 0011", "2024-10-20", "dagvaarding"},
		[]any{"S24-0012-1", "2024-10-20", "dagvaarding", 1}, // row 15
		[]any{nil, nil, "dagvaarding"},
		[]any{13, "2024-10-20", "dagvaarding"},
	)...)...)
	day, err := b.NewStyle(&excelize.Style{NumFmt: 14})
	b.must(err)
	b.must(b.SetCellValue("disposals", "E5", 45657))
	b.must(b.SetCellStyle("disposals", "E5", "E5", day))
	for cell, formula := range map[string]string{"C10": "NA()", "C11": "A1", "C12": "A1"} {
		b.must(b.SetCellFormula("disposals", cell, formula))
	}
	at := b.save()
	give(t, at, "C10", "e", "#N/A")
	give(t, at, "C11", "str", "dagvaarding")
	p, handed := passAt(t, at)
	if p.Refused != nil {
		t.Fatal(refusals(p))
	}
	wantHanded := append(twoDisposals[:2:2],
		"S24-0004-1|2024-12-31T13:30:00|dagvaarding|", // the engine refuses dates and booleans that are none
		"S24-0005-1|31-12-2024|dagvaarding|",
		"12|2024-10-20|dagvaarding|",
		"S24-0008-1|2024-10-20|dagvaarding|",
		"S24-0012-1|2024-10-20|dagvaarding|1",
		"||dagvaarding|",
		"13|2024-10-20|dagvaarding|",
	)
	if diff := cmp.Diff(wantHanded, lines(handed)); diff != "" {
		t.Error(diff)
	}
	wantFaults := []string{
		"disposals!B5 disposal_date cell_serial 45657",
		"disposals!A9 offence_number cell_date 2024-12-01",
		"disposals!C10 disposal cell_error #N/A",
		"disposals!C12 disposal cell_formula_empty",
		"disposals!C13 disposal field_newline dag",
		"disposals!A14 offence_number pattern S24 0011 -> ^(?:^[A-Za-z0-9./-]{1,32}$)$",
	}
	if diff := cmp.Diff(wantFaults, faults(p)); diff != "" {
		t.Error(diff)
	}
	for i, row := range []int{5, 9, 10, 12, 13, 14} {
		if p.Held.Faults[i].Violation.Line != row {
			t.Errorf("fault %d in row %d; want %d", i, p.Held.Faults[i].Violation.Line, row)
		}
	}
	wantNotes := []string{
		"warning extract.xlsx disposals!A1 sheet_above_header 1",
		"warning extract.xlsx disposals!A8 offence_number cell_number 2",
		"warning extract.xlsx disposals!C11 disposal cell_formula 1",
	}
	if diff := cmp.Diff(wantNotes, notes(p)); diff != "" {
		t.Error(diff)
	}
	if got := p.Held.Faults[4].Text; got != "S24-0010-1;2024-10-20;dag vaarding;" {
		t.Errorf("text of the row: %q", got)
	}
}

// give has a formula of a saved workbook give a value, as the spreadsheet that
// saves it does and excelize does not. kind is str or e.
func give(t *testing.T, at, cell, kind, value string) {
	t.Helper()
	raw, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	in, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	formula := regexp.MustCompile(`<c r="` + cell + `"[^>]*>(<f>[^<]*</f>)</c>`)
	given := 0
	for _, f := range in.File {
		text, err := fs.ReadFile(in, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		given += len(formula.FindAll(text, -1))
		part, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(formula.ReplaceAll(text, []byte(`<c r="`+cell+`" t="`+kind+`">${1}<v>`+value+`</v></c>`))); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), os.WriteFile(at, out.Bytes(), 0o600)); err != nil || given != 1 {
		t.Fatal(given, err)
	}
}

func TestHiddenRowsAndMergedCellsAreReadAndTold(t *testing.T) {
	b := newBook(t)
	b.rows("disposals", disposals([]any{"S24-0003-1", "2024-10-21", "transactie"}, []any{"S24-0004-1", "2024-10-22", "transactie"})...)
	b.must(b.SetRowVisible("disposals", 3, false))
	b.must(b.SetRowVisible("disposals", 4, false))
	b.must(b.MergeCell("disposals", "C4", "C5"))
	b.must(b.MergeCell("disposals", "F1", "G1"))
	p, handed := passSheet(t, b)
	want := append(twoDisposals[:2:2], "S24-0003-1|2024-10-21|transactie|", "S24-0004-1|2024-10-22||")
	if diff := cmp.Diff(want, lines(handed)); diff != "" {
		t.Error(diff)
	}
	wantNotes := []string{"warning extract.xlsx disposals!A3 sheet_rows_hidden 2", "warning extract.xlsx disposals!C4:C5 sheet_merged 1", "warning extract.xlsx disposals!F1:G1 sheet_merged 1"}
	if diff := cmp.Diff(wantNotes, notes(p)); diff != "" {
		t.Error(diff)
	}
}

func TestRecordsOfASheetNameTheirCells(t *testing.T) {
	b := newBook(t)
	b.rows("disposals",
		[]any{nil, "disposal", "disposal_date", "offence_number"},
		[]any{nil, "dagvaarding", "2024-10-20", "S24-0001-1"},
		[]any{nil, "dagvaarding", 45657, "S24-0002-1"},
		nil,
		[]any{nil, "dagvaarding", "2024-10-20", "S24-0003-1"},
	)
	found, _, err := extract.Find(b.save(), contractOf(t))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	err = extract.Open(found.Sources[0], nil).Records(t.Context(), []int{0, 1}, extract.Held{}, func(number int, r extract.Record) error {
		got = append(got, fmt.Sprint(number, " ", r.Line, " ", r.Cell(0), " ", r.Cell(1), " ", r.Cell(2), " ", r.Cell(3), " ", r.Cell(-1), " ", r.Text()))
		return nil
	})
	want := []string{
		"0 2 disposals!D2 disposals!C2 disposals!B2 disposals!2 disposals!2 S24-0001-1;2024-10-20;dagvaarding;",
		"1 5 disposals!D5 disposals!C5 disposals!B5 disposals!5 disposals!5 S24-0003-1;2024-10-20;dagvaarding;",
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestSheetsKeepToTheLimits(t *testing.T) {
	rows := func(l *contract.Limits) { l.Rows = 3 }
	for _, tt := range []struct {
		name  string
		rows  [][]any
		limit func(*contract.Limits)
		want  string
	}{
		{"rows at the limit, header and titles not counted", append([][]any{{"t"}, {"t"}}, disposals([]any{"S24-0003-1", "2024-10-21", "transactie"})...), rows, ""},
		{"a row too many", disposals([]any{"S24-0003-1", "2024-10-21", "transactie"}, []any{"S24-0004-1", "2024-10-21", "transactie"}), rows, "disposals rows_many -> 3"},
		{"a cell too large", disposals([]any{"S24-0003-1", "2024-10-21", strings.Repeat("x", 21)}), func(l *contract.Limits) { l.CellBytes = 20 }, "disposals!C4 cell_large >20 -> 20"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBook(t)
			b.rows("disposals", tt.rows...)
			p, _ := passSheet(t, b, tt.limit)
			got := ""
			if p.Refused != nil {
				got = refusals(p)
			}
			if got != tt.want {
				t.Errorf("%q; want %q", got, tt.want)
			}
		})
	}
}

// An ODS is read as an XLSX is.
func TestSheetsOfODS(t *testing.T) {
	const names = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"`
	text := func(s string) string {
		return `<table:table-cell office:value-type="string"><text:p>` + s + `</text:p></table:table-cell>`
	}
	day := func(s string) string {
		return `<table:table-cell office:value-type="date" office:date-value="` + s + `"><text:p>` + s + `</text:p></table:table-cell>`
	}
	number := `<table:table-cell office:value-type="float" office:value="45657"><text:p>45657</text:p></table:table-cell>`
	row := func(cells ...string) string {
		return `<table:table-row>` + strings.Join(cells, "") + `</table:table-row>`
	}
	content := `<office:document-content ` + names + `><office:body><office:spreadsheet><table:table table:name="disposals">` +
		row(text("offence_number"), text("disposal_date"), text("disposal")) + row(text("S24-0001-1"), day("2024-10-20"), text("dagvaarding")) +
		row(text("S24-0002-1"), number, text("sepot")) + `</table:table></office:spreadsheet></office:body></office:document-content>`
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range [][2]string{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", content}} {
		f, err := w.CreateHeader(&zip.FileHeader{Name: part[0], Method: zip.Store})
		if err == nil {
			_, err = f.Write([]byte(part[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	at := source(t, contractOf(t).Resource("disposals"), "extract.ods", out.Bytes()).Path
	p, handed := passAt(t, at)
	if p.Refused != nil {
		t.Fatal(refusals(p))
	}
	if diff := cmp.Diff([]string{"S24-0001-1|2024-10-20|dagvaarding|"}, lines(handed)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"disposals!B3 disposal_date cell_serial 45657"}, faults(p)); diff != "" {
		t.Error(diff)
	}
}

// Of a number a spreadsheet keeps fifteen digits; the sixteenth of a case is lost.
func TestLongNumbersOfASheetAreRefused(t *testing.T) {
	b := newBook(t)
	b.rows("disposals", [][]any{
		{"offence_number", "disposal_date", "disposal"},
		{20240000000001004.0, "2024-10-20", "dagvaarding"}, {202400000001004.0, "2024-10-20", "dagvaarding"}, {"20240000000001004", "2024-10-20", "dagvaarding"},
	}...)
	p, handed := passSheet(t, b)
	want := []string{"disposals!A2 offence_number number_rounded 20240000000001000 -> 15"}
	if diff := cmp.Diff(want, faults(p)); diff != "" || len(handed) != 2 {
		t.Error(len(handed), diff)
	}
}
