package pipeline_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/ingest"
)

func writeTemplate(t *testing.T, lang string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "extract.xlsx")
	if _, err := pipeline.Template(context.Background(), pipeline.Options{Data: "../data"}, pipeline.TemplateOptions{Path: path, Lang: lang}); err != nil {
		t.Fatal(err)
	}
	return path
}

func openBook(t *testing.T, path string) *excelize.File {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	return book
}

func rowsOf(t *testing.T, book *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// The tables and columns are those of data/extract/README.md.
func TestATemplateHasTheTablesOfTheContract(t *testing.T) {
	for lang, explanation := range map[string]string{"nl": "uitleg", "en": "explanation"} {
		book := openBook(t, writeTemplate(t, lang))
		want := []string{explanation, "offences", "grounds", "suspects", "disposals", "verdicts", "codes"}
		if diff := cmp.Diff(want, book.GetSheetList()); diff != "" {
			t.Error(diff)
		}
		for sheet, header := range map[string]string{
			"offences":  "case_number offence_number inflow_date article kind office place online event cluster synthetic offence_date",
			"grounds":   "offence_number ground synthetic",
			"suspects":  "suspect_number case_number age_group sex synthetic",
			"disposals": "offence_number disposal_date disposal synthetic",
			"verdicts":  "offence_number verdict_date verdict synthetic",
		} {
			if diff := cmp.Diff([][]string{strings.Fields(header)}, rowsOf(t, book, sheet)); diff != "" {
				t.Errorf("%s: %s", sheet, diff)
			}
			if panes, err := book.GetPanes(sheet); err != nil || !panes.Freeze || panes.YSplit != 1 {
				t.Errorf("%s: panes %+v %v", sheet, panes, err)
			}
		}
	}
}

// codesOf reads the codes of a dimension as they stand in the data.
func codesOf(t *testing.T, dimension string) []string {
	t.Helper()
	var codes []string
	for _, r := range csvRecords(t, "../data/codelists/extract_code.csv", ',') {
		if r[0] == dimension {
			codes = append(codes, r[1])
		}
	}
	return codes
}

func TestCodedCellsOfATemplateHaveTheirListToChooseFrom(t *testing.T) {
	book := openBook(t, writeTemplate(t, "nl"))
	for _, tt := range []struct {
		sheet, cells string
		want         []string
	}{
		{"offences", "D2:D1048576", codesOf(t, "article")},
		{"offences", "E2:E1048576", codesOf(t, "kind")},
		{"offences", "F2:F1048576", codesOf(t, "office")},
		{"offences", "G2:G1048576", codesOf(t, "place")},
		{"offences", "H2:H1048576", []string{"true", "false"}},
		{"offences", "I2:I1048576", codesOf(t, "event")},
		{"grounds", "B2:B1048576", codesOf(t, "ground")},
		{"suspects", "C2:C1048576", codesOf(t, "age_group")},
		{"suspects", "D2:D1048576", codesOf(t, "sex")},
		{"disposals", "C2:C1048576", codesOf(t, "disposal")},
		{"verdicts", "C2:C1048576", codesOf(t, "verdict")},
	} {
		if diff := cmp.Diff(tt.want, choices(t, book, tt.sheet, tt.cells)); diff != "" || len(tt.want) == 0 {
			t.Errorf("%s %s: %s", tt.sheet, tt.cells, diff)
		}
	}
	codes := rowsOf(t, book, "codes")
	for _, want := range [][]string{
		{"ground", "seksuele_gerichtheid", "seksuele gerichtheid", "sexual orientation", "2025-07-01"},
		{"boolean", "true", "ja", "yes"},
	} {
		if !slices.ContainsFunc(codes, func(row []string) bool {
			return len(row) > len(want) && slices.Equal(row[:2], want[:2]) && (len(want) < 5 || row[4] == want[4])
		}) {
			t.Errorf("no row %v", want)
		}
	}
	for _, row := range codes {
		if len(row) < 7 || row[2] == "" || row[3] == "" || row[6] == "" {
			t.Errorf("without name or source: %q", row)
		}
	}
}

// choices are the texts that the list of a range of cells points at.
func choices(t *testing.T, book *excelize.File, sheet, cells string) []string {
	t.Helper()
	all, err := book.GetDataValidations(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, v := range all {
		if v.Sqref != cells || v.Type != "list" {
			continue
		}
		var first, last int
		from, to, _ := strings.Cut(strings.TrimPrefix(strings.ReplaceAll(v.Formula1, "$", ""), "codes!"), ":")
		if _, first, err = excelize.CellNameToCoordinates(from); err != nil {
			t.Fatal(v.Formula1, err)
		}
		if _, last, err = excelize.CellNameToCoordinates(to); err != nil {
			t.Fatal(v.Formula1, err)
		}
		for _, row := range rowsOf(t, book, "codes")[first-1 : last] {
			list = append(list, row[1])
		}
	}
	return list
}

func TestATemplateExplainsEveryColumn(t *testing.T) {
	for lang, wants := range map[string][]string{
		"nl": {
			"case_number|Zaaknummer|De zaak waar het feit bij hoort; één zaak kan meer feiten bevatten.|verplicht|1 tot en met 32 tekens uit: A-Z a-z 0-9 . / -",
			"ground|Grond|Discriminatiegrond die bij het artikel hoort, in de bewoording van de wet op de dag van het feit; zonder die dag een bewoording die tot de datum van instroom kan hebben gegolden.|verplicht|een code van ground die geldt op offence_date",
			"hetero_homoseksuele_gerichtheid (tot en met 2025-06-30), seksuele_gerichtheid (vanaf 2025-07-01)",
			"Van de rijen van een jaar mag hoogstens 1% worden afgewezen, en in een heel klein jaar één rij; bij meer stopt het bouwen.",
			"Wat in offence_number staat, moet ook op blad disposals staan, in offence_number.",
			"Laat de kolom synthetic leeg.",
		},
		"en": {
			"cluster|Cluster|Name of the cluster of cases with one cause that the case belongs to; the same for all offences of a case, empty when there is none.|may be empty|1 to 64 characters from: a-z 0-9 _ -",
			"verdict_date|Verdict date|Day of the verdict; not before the disposal date.|required|a day, such as 2024-12-31",
			"online|Online|true when it was done online, false when it was not. With place internet it is true; with another place it may be true: the place is then where someone was, or what it was about.|required|true or false",
			"No two rows have the same offence_number, ground.",
			"Of the rows of a year at most 1% may be rejected, and in a very small year one row; with more the build stops.",
		},
	} {
		book := openBook(t, writeTemplate(t, lang))
		var text strings.Builder
		for _, row := range rowsOf(t, book, book.GetSheetList()[0]) {
			text.WriteString(strings.Join(row, "|") + "\n")
		}
		for _, want := range wants {
			if !strings.Contains(text.String(), want) {
				t.Errorf("%s: no %q in\n%s", lang, want, text.String())
			}
		}
		comments, err := book.GetComments("offences")
		if err != nil || len(comments) != 12 {
			t.Errorf("%s: %d comments on the columns of offences, %v", lang, len(comments), err)
		}
	}
}

func TestTheSameDataGiveTheSameTemplate(t *testing.T) {
	var all [2][]byte
	for i := range all {
		var err error
		if all[i], err = os.ReadFile(writeTemplate(t, "en")); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(all[0], all[1]) {
		t.Error("two templates differ")
	}
}

func TestATemplateReplacesAFileOnlyWhenAsked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "extract.xlsx")
	if err := os.WriteFile(path, []byte("filled in by someone"), 0o644); err != nil {
		t.Fatal(err)
	}
	o := pipeline.Options{Data: "../data"}
	var exists *file.ExistsError
	if _, err := pipeline.Template(context.Background(), o, pipeline.TemplateOptions{Path: path, Lang: "en"}); !errors.As(err, &exists) {
		t.Errorf("got %v", err)
	}
	if text, _ := os.ReadFile(path); string(text) != "filled in by someone" {
		t.Errorf("the file became %q", text)
	}
	if _, err := pipeline.Template(context.Background(), o, pipeline.TemplateOptions{Path: path, Lang: "en", Replace: true}); err != nil {
		t.Error(err)
	}
	openBook(t, path)
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 {
		t.Errorf("left %v %v", left, err)
	}
}

// What a template holds is read as it was filled in: ids with zeros before them
// stay apart, days are days, and nothing is warned of.
func TestATemplateThatWasFilledInIsRead(t *testing.T) {
	path := writeTemplate(t, "nl")
	book := openBook(t, path)
	day := func(text string) time.Time {
		d, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for sheet, rows := range map[string][][]any{
		"offences": {
			{"001", "001", day("2024-01-05"), "art_137c", "specific", "amsterdam", "openbare_ruimte", "false"},
			{"001", "01", day("2024-01-05"), "art_266", "codis", "amsterdam", "openbare_ruimte", "false"},
			{"001", "1", day("2024-02-29"), "art_266", "codis", "amsterdam", "internet", "true"},
			{"02", "2024-01-05", day("2024-12-31"), "art_300", "codis", "limburg", "horeca", "false"}, // a number that looks like a day
			{"03", "1E5", day("2025-07-01"), "art_141", "codis", "rotterdam", "sportterrein", "false", "voetbalwedstrijd", "derby"},
			{"04", "f6", day("2025-07-01"), "art_285", "codis", "noord_holland", "school", "false"},
			{"05", "f7", day("2025-07-02"), "art_350", "codis", "oost_nederland", "gebedshuis", "false"},
			{"06", "f8", day("2025-07-03"), "art_137d", "specific", "midden_nederland", "internet", "true"},
			{"07", "f9", day("2025-07-04"), "art_other", "codis", "unknown", "unknown", "false"},
			{"08", "f10", day("2025-07-05"), "art_429quater", "specific", "den_haag", "horeca", "false"},
		},
		"grounds":   {{"001", "ras"}, {"001", "godsdienst"}, {"01", "hetero_homoseksuele_gerichtheid"}, {"f6", "seksuele_gerichtheid"}},
		"suspects":  {{"v1", "001", "age_25_34", "m"}, {"v2", "02", "unknown", "unknown"}},
		"disposals": {{"001", day("2024-03-01"), "dagvaarding"}, {"1", day("2024-02-29"), "beleidssepot"}},
		"verdicts":  {{"001", day("2024-07-01"), "conviction"}},
	} {
		for i, row := range rows {
			for j, value := range row {
				cell, err := excelize.CoordinatesToCellName(j+1, i+2)
				if err != nil {
					t.Fatal(err)
				}
				if err := book.SetCellValue(sheet, cell, value); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := book.Save(); err != nil {
		t.Fatal(err)
	}
	work := t.TempDir()
	report, err := pipeline.CheckOnly(context.Background(), pipeline.Options{Data: "../data", Work: work, Extract: ingest.Options{Path: path}})
	if err != nil {
		t.Fatalf("%v\n%+v\n%+v", err, report.Violations, report.Findings)
	}
	if slices.ContainsFunc(report.Violations, func(v contract.Violation) bool { return strings.HasSuffix(v.File, ".xlsx") }) {
		t.Errorf("%+v", report.Violations)
	}
	counted := ask(t, filepath.Join(work, "warehouse.duckdb"),
		"select string_agg(table_name || ' ' || row_count || ' ' || rejected_rows, ', ') from (from raw.extract_source order by rowid)")
	if counted != "offences 10 0, grounds 4 0, suspects 2 0, disposals 2 0, verdicts 1 0\n" {
		t.Error(counted)
	}
}
