package source_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/source"
)

// inhabitants are the rows of figures/population.csv, as a spreadsheet stores them:
// days as days, numbers as numbers.
func inhabitants(t *testing.T, files fs.FS) [][]any {
	t.Helper()
	text, err := fs.ReadFile(files, "figures/population.csv")
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]any
	for i, record := range records {
		var row []any
		for column, text := range record {
			value := any(text)
			if day, err := time.Parse(time.DateOnly, text); err == nil && records[0][column] == "reference_date" {
				value = day
			} else if n, err := strconv.Atoi(text); err == nil && i > 0 && records[0][column] == "population" {
				value = n
			}
			row = append(row, value)
		}
		rows = append(rows, row)
	}
	return rows
}

// xlsx writes sheets of the same rows.
func xlsx(t *testing.T, rows [][]any, sheets ...string) []byte {
	t.Helper()
	book := excelize.NewFile()
	for i, sheet := range sheets {
		if i == 0 {
			sheet = "Sheet1"
		}
		if _, err := book.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			if err := book.SetSheetRow(sheet, fmt.Sprintf("A%d", r+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := book.SetSheetName("Sheet1", sheets[0]); err != nil {
		t.Fatal(err)
	}
	raw, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return raw.Bytes()
}

// ods writes the least that an ODS with one sheet is made of.
func ods(t *testing.T, rows [][]any, sheet string) []byte {
	t.Helper()
	var table strings.Builder
	for _, row := range rows {
		table.WriteString("<table:table-row>")
		for _, value := range row {
			kind, text := "string", fmt.Sprint(value)
			switch v := value.(type) {
			case time.Time:
				kind, text = `date" office:date-value="`+v.Format(time.DateOnly), v.Format("02-01-06")
			case int:
				kind = `float" office:value="` + text
			}
			table.WriteString(`<table:table-cell office:value-type="` + kind + `"><text:p>`)
			if err := xml.EscapeText(&table, []byte(text)); err != nil {
				t.Fatal(err)
			}
			table.WriteString("</text:p></table:table-cell>")
		}
		table.WriteString("</table:table-row>")
	}
	const names = "urn:oasis:names:tc:opendocument:xmlns:"
	content := `<office:document-content xmlns:office="` + names + `office:1.0" xmlns:table="` + names + `table:1.0" xmlns:text="` + names + `text:1.0">` +
		`<office:body><office:spreadsheet><table:table table:name="` + sheet + `">` + table.String() + `</table:table></office:spreadsheet></office:body></office:document-content>`
	var raw bytes.Buffer
	out := zip.NewWriter(&raw)
	for _, part := range [][2]string{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", content}} {
		w, err := out.CreateHeader(&zip.FileHeader{Name: part[0], Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(part[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return raw.Bytes()
}

// asWorkbook is a data folder in which the inhabitants are a workbook.
func asWorkbook(t *testing.T, format string, raw []byte) fs.FS {
	t.Helper()
	files := realData(t, "", nil).(fstest.MapFS)
	var descriptor map[string]any
	if err := json.Unmarshal(files["datapackage.json"].Data, &descriptor); err != nil {
		t.Fatal(err)
	}
	path := "figures/population." + format
	for _, r := range descriptor["resources"].([]any) {
		if r := r.(map[string]any); r["name"] == "population" {
			r["path"], r["format"], r["bytes"], r["hash"] = path, format, len(raw), fmt.Sprintf("sha256:%x", sha256.Sum256(raw))
			delete(r, "mediatype")
			delete(r, "dialect")
		}
	}
	text, err := json.Marshal(descriptor)
	if err != nil {
		t.Fatal(err)
	}
	files["datapackage.json"] = &fstest.MapFile{Data: text}
	delete(files, "figures/population.csv")
	files[path] = &fstest.MapFile{Data: raw}
	return files
}

func population(t *testing.T, result *source.Result) string {
	t.Helper()
	for _, s := range result.Snapshots {
		if s.Resource.Name == "population" {
			hash, err := file.Hash(t.Context(), s.Path)
			if err != nil {
				t.Fatal(err)
			}
			return hash
		}
	}
	t.Fatalf("there is no snapshot: %v", result.Violations)
	return ""
}

// The snapshot of a workbook is that of the same figures as CSV, byte for byte.
func TestFiguresMayComeAsAWorkbook(t *testing.T) {
	asCSV := realData(t, "", nil)
	rows, want := inhabitants(t, asCSV), population(t, load(t, asCSV))
	for name, files := range map[string]fs.FS{
		"xlsx":                  asWorkbook(t, "xlsx", xlsx(t, rows, "Blad1")),
		"xlsx with more sheets": asWorkbook(t, "xlsx", xlsx(t, rows, "Toelichting", "Population")),
		"ods":                   asWorkbook(t, "ods", ods(t, rows, "Blad1")),
	} {
		result := load(t, files)
		if len(result.Violations) > 0 {
			t.Errorf("%s: %v", name, result.Violations)
		}
		if got := population(t, result); got != want {
			t.Errorf("%s: the snapshot is another than that of the CSV", name)
		}
	}
}

// What a workbook breaks is named with its cell.
func TestFaultsOfAWorkbookNameTheirCell(t *testing.T) {
	rows := inhabitants(t, realData(t, "", nil))
	rows[2][0] = rows[1][0]
	rows[3][4] = 45657
	rows[4][5] = "1.234,5"
	rows[5][7] = "exakt"
	rows[6][5] = 0
	for format, raw := range map[string][]byte{"xlsx": xlsx(t, rows, "Blad1"), "ods": ods(t, rows, "Blad1")} {
		result := load(t, asWorkbook(t, format, raw))
		var got []string
		for _, v := range result.Violations {
			got = append(got, fmt.Sprintf("%s %d %s %s %s ?%s", v.File, v.Line, v.Cell, v.Column, v.Rule, v.Suggestion))
		}
		at := "figures/population." + format
		want := []string{
			at + " 3 Blad1!A3 observation_id unique ?", at + " 4 Blad1!E4 reference_date cell_serial ?",
			at + " 5 Blad1!F5 population type_integer ?", at + " 6 Blad1!H6 precision foreign_key ?exact", at + " 7 Blad1!F7 population minimum ?",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if len(result.Rejects) != len(want) {
			t.Errorf("%d rejects", len(result.Rejects))
		}
	}
}

// A workbook that cannot be read as figures is refused as a whole.
func TestAWorkbookOfAnotherShapeIsRefused(t *testing.T) {
	rows := inhabitants(t, realData(t, "", nil))
	short := [][]any{rows[0][:8], rows[1][:8]}
	for want, raw := range map[string][]byte{
		"sheet_which": xlsx(t, rows, "a", "b"), "header_count": xlsx(t, short, "a"), "sheet_column_missing": xlsx(t, [][]any{rows[0][2:], rows[1][2:]}, "a"),
		"workbook_other": []byte("a;b\n1;2\n"),
	} {
		result := load(t, asWorkbook(t, "xlsx", raw))
		if len(result.Violations) == 0 || !strings.Contains(string(result.Violations[0].Rule), want) || !rejected(result) {
			t.Errorf("%s: got %v", want, result.Violations)
		}
	}
}

// Two states of a workbook are compared as text, like those of a CSV.
func TestTextRecordsOfAWorkbook(t *testing.T) {
	files := realData(t, "", nil)
	rows := inhabitants(t, files)
	text, err := fs.ReadFile(files, "figures/population.csv")
	if err != nil {
		t.Fatal(err)
	}
	pkg, _, err := contract.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	want := source.TextRecords(text, pkg.Resource("population"))
	for format, raw := range map[string][]byte{"xlsx": xlsx(t, rows, "Blad1"), "ods": ods(t, rows, "Blad1")} {
		pkg, _, err := contract.Load(asWorkbook(t, format, raw))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, source.TextRecords(raw, pkg.Resource("population"))); diff != "" || len(want) != len(rows) {
			t.Errorf("%s: %s", format, diff)
		}
	}
}
