package extract_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/source/extract"
)

// listed writes a descriptor into a folder with a file a table, and gives what is said
// of it, without what is said of tables.
func listed(t *testing.T, descriptor string, more ...string) (*extract.Delivery, []string) {
	t.Helper()
	dir := folder(t, append(more, all...)...)
	if err := os.WriteFile(filepath.Join(dir, "datapackage.json"), []byte(descriptor), 0o600); err != nil {
		t.Fatal(err)
	}
	delivery, violations, err := extract.Find(dir, contractOf(t))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, v := range violations {
		list = append(list, strings.TrimSpace(fmt.Sprintf("%s %s:%d %s %s %s ?%s", v.Severity, v.File, v.Line, v.Column, v.Rule, v.Value, v.Suggestion)))
	}
	return delivery, list
}

// The files of a test hold "x": one byte.
const fiveListed = `{"name": "offences", "path": "offences.csv", "bytes": 1}, {"name": "grounds", "path": "grounds.csv", "bytes": 1},
	{"name": "suspects", "path": "suspects.csv", "bytes": 1}, {"name": "disposals", "path": "disposals.csv", "bytes": 1}, {"name": "verdicts", "path": "verdicts.csv", "bytes": 1}`

func TestADeliverySaysWhatItIs(t *testing.T) {
	delivery, violations := listed(t, `{
		"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "extract", "title": "Extractie", "created": "2026-01-31T08:00:00Z",
		"resources": [`+strings.Replace(fiveListed, `"bytes": 1`, `"bytes": 1, "hash": "sha256:2D711642B726B04401627CA9FBAC32F5C8530FB1903CC4DB02258717921A4881",
			"encoding": "utf-8", "dialect": {"delimiter": ";", "quoteChar": "\"", "header": true},
			"schema": {"fields": [{"name": "inflow_date", "type": "date", "format": "%d-%m-%Y"}]}, "jaarcijfers": {"rows": 0}`, 1)+`],
		"jaarcijfers": {"none": {"verdicts": [2019, 2020]}, "documents": ["brief.pdf"]}}`, "brief.pdf")
	if diff := cmp.Diff([]string{"warning brief.pdf:0  extract_leftover  ?"}, violations); diff != "" {
		t.Error(diff)
	}
	if delivery.Created != "2026-01-31" || delivery.Descriptor != "datapackage.json" || !cmp.Equal(delivery.None, map[string][]int{"verdicts": {2019, 2020}}) {
		t.Errorf("%+v", delivery)
	}
	want := extract.Listed{
		Name: "offences", Path: "offences.csv", Rows: 0, Bytes: 1, SHA256: "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
		Dates: map[string]string{"inflow_date": "%d-%m-%Y"},
	}
	if diff := cmp.Diff(want, *delivery.Sources[0].Listed); diff != "" {
		t.Error(diff)
	}
}

func TestADeliveryThatDoesNotSayItRightIsRefused(t *testing.T) {
	at := func(text string) string { // in the resource of offences
		return strings.Replace(`{"resources": [`+fiveListed+`]}`, `"bytes": 1`, text, 1)
	}
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"nothing measured", at(`"title": "x"`), []string{"error datapackage.json:0 resources[0] delivery_empty offences.csv ?"}},
		{"no JSON", "{\n\"created\": 2024,\n\"resources\": [}\n", []string{"error datapackage.json:3  delivery_json  ?"}},
		{"empty", "", []string{"error datapackage.json:1  delivery_json  ?"}},
		{"a list", "[]", []string{"error datapackage.json:0  delivery_value [] ?"}},
		{"null", "null", []string{"error datapackage.json:0  delivery_value null ?"}},
		{"a word misspelt", `{"create": "2024-12-31"}`, []string{"error datapackage.json:0  delivery_word create ?created"}},
		{"a word unknown", at(`"rowCount": 3`), []string{"error datapackage.json:0 resources[0] delivery_word rowCount ?"}},
		{"a contract of our own", at(`"schema": {"fields": [], "primaryKey": "x"}`), []string{"error datapackage.json:0 resources[0].schema delivery_word primaryKey ?"}},
		{"no day", `{"created": "31-12-2024"}`, []string{"error datapackage.json:0 created delivery_value 31-12-2024 ?"}},
		{"a day that is not there", `{"created": "2024-02-30"}`, []string{"error datapackage.json:0 created delivery_value 2024-02-30 ?"}},
		{"a day as number", `{"created": 20241231}`, []string{"error datapackage.json:0 created delivery_value 20241231 ?"}},
		{"another hash", at(`"hash": "d41d8cd98f00b204e9800998ecf8427e"`), []string{"error datapackage.json:0 resources[0].hash delivery_value d41d8cd98f00b204e9800998ecf8427e ?"}},
		{"bytes below zero", at(`"bytes": -1`), []string{"error datapackage.json:0 resources[0].bytes delivery_value -1 ?"}},
		{"bytes in words", at(`"bytes": "1 kB"`), []string{`error datapackage.json:0 resources[0].bytes delivery_value "1 kB" ?`}},
		{"half a row", at(`"jaarcijfers": {"rows": 1.5}`), []string{"error datapackage.json:0 resources[0].jaarcijfers.rows delivery_value 1.5 ?"}},
		{"another separator", at(`"dialect": {"delimiter": ","}`), []string{"error datapackage.json:0 resources[0].dialect.delimiter delivery_value , ?"}},
		{"no header", at(`"dialect": {"header": false}`), []string{"error datapackage.json:0 resources[0].dialect.header delivery_value false ?"}},
		{"another encoding", at(`"encoding": "latin1"`), []string{"error datapackage.json:0 resources[0].encoding delivery_value latin1 ?"}},
		{"a format not known", at(`"schema": {"fields": [{"name": "inflow_date", "format": "dd-mm-yyyy"}]}`), []string{"error datapackage.json:0 resources[0].schema.fields[0].format delivery_value dd-mm-yyyy ?"}},
		{"any format", at(`"schema": {"fields": [{"name": "inflow_date", "format": "any"}]}`), []string{"error datapackage.json:0 resources[0].schema.fields[0].format delivery_value any ?"}},
		{"a format of no date", at(`"schema": {"fields": [{"name": "inflow_dat", "format": "%d-%m-%Y"}]}`), []string{"error datapackage.json:0 resources[0].schema.fields[0].name delivery_word inflow_dat ?inflow_date"}},
		{"none of no table", `{"jaarcijfers": {"none": {"verdict": [2024]}}}`, []string{"error datapackage.json:0 jaarcijfers.none delivery_word verdict ?verdicts"}},
		{"none of no year", `{"jaarcijfers": {"none": {"verdicts": ["2024"]}}}`, []string{`error datapackage.json:0 jaarcijfers.none delivery_value {"verdicts": ["2024"]} ?`}},
		{"a file that is not there", at(`"bytes": 1}, {"name": "offences-2", "path": "offences-2.csv"`), []string{"error datapackage.json:0  delivery_absent offences-2.csv ?"}},
		{"a file elsewhere", at(`"bytes": 1}, {"name": "offences-2", "path": "../offences.csv"`), []string{"error datapackage.json:0 resources[1].path delivery_value ../offences.csv ?"}},
		{"a file twice", at(`"bytes": 1}, {"name": "offences", "path": "offences.csv"`), []string{"error datapackage.json:0 resources[1] delivery_twice offences.csv ?"}},
		{"files that are not listed", `{"resources": [` + strings.SplitN(fiveListed, ", {\"name\": \"suspects\"", 2)[0][:strings.Index(fiveListed, ",\n")] + `]}`, []string{
			"error disposals.csv:0  delivery_extra  ?", "error suspects.csv:0  delivery_extra  ?", "error verdicts.csv:0  delivery_extra  ?",
		}},
		{"a table called a document", `{"jaarcijfers": {"documents": ["verdicts-2018.txt", ".verdicts-2018.txt"]}}`, []string{
			"error .verdicts-2018.txt:0  extract_document_table datapackage.json ?", "error verdicts-2018.txt:0  extract_file_ending verdicts ?verdicts-2018.csv",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var more []string
			if strings.Contains(tt.text, "verdicts-2018.txt") {
				more = append(more, "verdicts-2018.txt", ".verdicts-2018.txt")
			}
			_, got := listed(t, tt.text, more...)
			if tt.name != "nothing measured" { // the others are of another fault
				got = slices.DeleteFunc(got, func(v string) bool { return strings.Contains(v, "delivery_empty") })
			}
			if len(got) == 0 {
				got = nil
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAFileThatIsNotTheOneListedIsTold(t *testing.T) {
	source := extract.Source{Name: "verdicts.csv", Bytes: 90}
	const one, other = "1111111111111111", "2222222222222222"
	for _, tt := range []struct {
		name   string
		listed *extract.Listed
		rows   int
		want   string
	}{
		{"no list", nil, 3, ""},
		{"nothing said", &extract.Listed{Rows: -1, Bytes: -1}, 3, ""},
		{"the same", &extract.Listed{Rows: 3, Bytes: 90, SHA256: one}, 3, ""},
		{"cut at the end of a row", &extract.Listed{Rows: 5, Bytes: 150, SHA256: other}, 3, "delivery_cut 3 5"},
		{"more rows", &extract.Listed{Rows: 2, Bytes: 60, SHA256: other}, 3, "delivery_rows 3 2"},
		{"cut within the last row", &extract.Listed{Rows: 3, Bytes: 95, SHA256: other}, 3, "delivery_changed 90 bytes 95 bytes"},
		{"another value", &extract.Listed{Rows: 3, Bytes: 90, SHA256: other}, 3, "delivery_changed sha256:111111111111… sha256:222222222222…"},
		{"not read to its end", &extract.Listed{Rows: 3, Bytes: 95, SHA256: other}, -1, "delivery_changed 90 bytes 95 bytes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if v := tt.listed.Differs(source, one, tt.rows); v != nil {
				got = fmt.Sprint(v.Rule, " ", v.Value, " ", v.Expected)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// A workbook that is a delivery by itself has its descriptor beside it.
func TestAWorkbookHasItsListBesideIt(t *testing.T) {
	b := newBook(t)
	for _, sheet := range []string{"offences", "grounds", "suspects", "disposals", "verdicts"} {
		b.rows(sheet, []any{"x"})
	}
	at := b.save()
	text := `{"created": "2026-01-31", "resources": [{"name": "offences", "path": "extract.xlsx", "dialect": {"sheetName": "offences"}, "jaarcijfers": {"rows": 7}},
		{"name": "other", "path": "extract.xlsx", "bytes": 1, "dialect": {"sheetName": "gone"}}]}`
	if err := os.WriteFile(at+".datapackage.json", []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	delivery, violations, err := extract.Find(at, contractOf(t))
	if err != nil {
		t.Fatal(err)
	}
	if delivery.Created != "2026-01-31" || delivery.Sources[0].Listed.Rows != 7 {
		t.Errorf("%+v", delivery)
	}
	var got []string
	for _, v := range violations {
		got = append(got, fmt.Sprint(v.File, " ", v.Cell, " ", v.Rule, " ", v.Value))
	}
	want := []string{
		"extract.xlsx disposals delivery_extra ", "extract.xlsx grounds delivery_extra ", "extract.xlsx suspects delivery_extra ", "extract.xlsx verdicts delivery_extra ",
		"extract.xlsx.datapackage.json  delivery_absent extract.xlsx!gone",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A sheet with the columns of a table is that table, whatever its name.
func TestASheetWithTheColumnsOfATableIsNotPassedOver(t *testing.T) {
	b := newBook(t)
	b.rows("offences", []any{"x"})
	b.rows("Blad2", nil, []any{"Title"}, []any{"verdict", "Verdict_date ", "offence_number"})
	got := found(t, b.save(), contractOf(t))
	// The tables that are missing follow from it, and stand behind it.
	if want := "error extract.xlsx Blad2 extract_file_unknown Blad2 ?verdicts"; len(got) < 2 || got[1] != want {
		t.Errorf("got %q, want %q second", got, want)
	}
}
