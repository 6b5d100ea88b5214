package extract_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/extract"
)

// found lists sources and violations of a place, each on a line.
func found(t *testing.T, at string, pkg *contract.Package) []string {
	t.Helper()
	delivery, violations, err := extract.Find(at, pkg)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, s := range delivery.Sources {
		if _, err := os.Stat(s.Path); err != nil || s.Bytes == 0 {
			t.Errorf("%+v: %v", s, err)
		}
		list = append(list, strings.TrimSpace(fmt.Sprint(s.Resource.Name, " in ", s.Name, " as ", s.Format, " ", s.Sheet)))
	}
	for _, v := range violations {
		line := fmt.Sprint(v.Severity, " ", v.File, " ", told(contract.Violation{Cell: v.Cell, Rule: v.Rule, Value: v.Value}))
		if v.Suggestion != "" {
			line += " ?" + v.Suggestion
		}
		list = append(list, line)
	}
	return list
}

// folder puts files with a little text in a new folder.
func folder(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

var all = []string{"offences.csv", "grounds.csv", "suspects.csv", "disposals.csv", "verdicts.csv"}

func TestFindSaysWhichFileHoldsWhat(t *testing.T) {
	pkg := contractOf(t)
	rest := []string{"grounds in grounds.csv as csv", "suspects in suspects.csv as csv", "disposals in disposals.csv as csv", "verdicts in verdicts.csv as csv"}
	for _, tt := range []struct {
		name  string
		files []string
		want  []string
	}{
		{"one file a table", all, append([]string{"offences in offences.csv as csv"}, rest...)},
		{"a file a year, in any case and order", append([]string{"offences-2024.csv", "offences-2023.CSV", "Offences_2025.csv", "offences 2022.v2.csv"}, all[1:]...), append([]string{
			"offences in Offences_2025.csv as csv", "offences in offences 2022.v2.csv as csv", "offences in offences-2023.CSV as csv", "offences in offences-2024.csv as csv"}, rest...)},
		{"Parquet beside CSV", append([]string{"offences.parquet", "offences-2024.csv"}, all[1:]...), append([]string{"offences in offences-2024.csv as csv", "offences in offences.parquet as parquet"}, rest...)},
		{"what office programs and systems leave", append([]string{"~$offences.xlsx", ".~lock.offences.csv#", ".DS_Store", "Thumbs.db", "desktop.ini", "README-synthetic.txt"}, all...), append(append([]string{"offences in offences.csv as csv"}, rest...),
			"warning .DS_Store 0 extract_leftover", "warning .~lock.offences.csv# 0 extract_leftover", "warning Thumbs.db 0 extract_leftover", "warning desktop.ini 0 extract_leftover", "warning ~$offences.xlsx 0 extract_leftover")},
		{"what is there for people, or hidden", append([]string{"README.txt", "brief.PDF", "notes.md", "x.docx", ".offences.csv", ".git/config", "~$offences.csv", "LEESMIJ"}, all...), append(append([]string{"offences in offences.csv as csv"}, rest...),
			"error .git/ 0 extract_folder", "error .offences.csv 0 extract_file_unknown .offences ?offences", "error LEESMIJ 0 extract_file_unread", "error README.txt 0 extract_file_unread .txt",
			"error brief.PDF 0 extract_file_unread .pdf", "error notes.md 0 extract_file_unread .md", "error x.docx 0 extract_file_unread .docx", "error ~$offences.csv 0 extract_file_unknown ~$offences ?offences")},
		{"tables under another ending", append([]string{"offences-2024.txt", "offences", "offences.csv.old", "offences.csv~", ".verdicts.txt", "verdicts.tsv", "verdicts-2018.json", "verdicts.CSV.bak"}, all...), append(append([]string{"offences in offences.csv as csv"}, rest...),
			"error .verdicts.txt 0 extract_file_ending verdicts ?verdicts.csv", "error offences 0 extract_file_ending offences ?offences.csv", "error offences-2024.txt 0 extract_file_ending offences ?offences-2024.csv",
			"error offences.csv.old 0 extract_file_ending offences ?offences.csv", "error offences.csv~ 0 extract_file_ending offences ?offences.csv", "error verdicts-2018.json 0 extract_file_ending verdicts ?verdicts-2018.csv",
			"error verdicts.CSV.bak 0 extract_file_ending verdicts ?verdicts.csv", "error verdicts.tsv 0 extract_file_ending verdicts ?verdicts.csv")},
		{"tables packed or in old forms", append([]string{"verdicts-2018.csv.gz", "all.ZIP", "verdicts.xls", "verdicts.xlsb", "verdicts.xlsm"}, all...), append(append([]string{"offences in offences.csv as csv"}, rest...),
			"error all.ZIP 0 extract_file_packed .zip", "error verdicts-2018.csv.gz 0 extract_file_packed .gz", "error verdicts.xls 0 extract_file_convert .xls",
			"error verdicts.xlsb 0 extract_file_convert .xlsb", "error verdicts.xlsm 0 extract_file_convert .xlsm")},
		{"a table that is there and not read is not told twice", append([]string{"verdicts.txt"}, all[:4]...), append(append([]string{"offences in offences.csv as csv"}, rest[:3]...),
			"error verdicts.txt 0 extract_file_ending verdicts ?verdicts.csv")},
		{"names that say no table", append([]string{"offence-2024.csv", "offences2024.csv", "zaken.csv"}, all...), append(append([]string{"offences in offences.csv as csv"}, rest...),
			"error offence-2024.csv 0 extract_file_unknown offence-2024 ?offences", "error offences2024.csv 0 extract_file_unknown offences2024 ?offences", "error zaken.csv 0 extract_file_unknown zaken")},
		{"folders are not read, and that is told", append([]string{"2023/offences.csv"}, all...), append(append([]string{"offences in offences.csv as csv"}, rest...), "error 2023/ 0 extract_folder")},
		{"tables that were not delivered", []string{"offences.csv", "verdicts.csv"}, []string{"offences in offences.csv as csv", "verdicts in verdicts.csv as csv",
			"warning . 0 extract_table_missing disposals", "warning . 0 extract_table_missing grounds", "warning . 0 extract_table_missing suspects"}},
		{"no offences", all[1:], append(rest[:4:4], "error . 0 extract_table_missing offences")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, found(t, folder(t, tt.files...), pkg)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFindNamesWhatIsNotThere(t *testing.T) {
	at := filepath.Join(t.TempDir(), "gone")
	if diff := cmp.Diff([]string{"error " + at + " 0 extract_missing"}, found(t, at, contractOf(t))); diff != "" {
		t.Error(diff)
	}
}

func TestFindTakesOneFile(t *testing.T) {
	dir := folder(t, all...)
	got := found(t, filepath.Join(dir, "offences.csv"), contractOf(t))
	if len(got) != 5 || got[0] != "offences in offences.csv as csv" {
		t.Error(got)
	}
}

func TestFindFollowsNoLinkOut(t *testing.T) {
	outside := folder(t, "offences.csv", "secret.csv")
	dir := folder(t, append([]string{"inside/verdicts.csv"}, all[:4]...)...)
	for name, to := range map[string]string{
		"offences-2023.csv": filepath.Join(outside, "offences.csv"), "offences-2024.csv": "../" + filepath.Base(outside) + "/offences.csv",
		"offences-2025.csv": "gone.csv", "offences-2026.csv": "inside", "verdicts.csv": "inside/verdicts.csv",
	} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{
		"offences in offences.csv as csv", "grounds in grounds.csv as csv", "suspects in suspects.csv as csv", "disposals in disposals.csv as csv", "verdicts in verdicts.csv as csv",
		"error inside/ 0 extract_folder", "error offences-2023.csv 0 file_outside", "error offences-2024.csv 0 file_outside",
		"error offences-2025.csv 0 file_outside", "error offences-2026.csv 0 file_outside",
	}
	if diff := cmp.Diff(want, found(t, dir, contractOf(t))); diff != "" {
		t.Error(diff)
	}
	// Nor when the link was put there afterwards.
	s := extract.Source{Resource: contractOf(t).Resources[0], Name: "offences.csv", Path: filepath.Join(dir, "offences-2023.csv"), Format: "csv"}
	if _, err := extract.Open(s, nil).Pass(t.Context(), nil, func(int) {}); err == nil || !strings.Contains(err.Error(), "escapes") {
		t.Errorf("a link out was followed: %v", err)
	}
}

func TestFindLooksAtSizeBeforeItReads(t *testing.T) {
	pkg := contractOf(t)
	pkg.Resources[0].Limits.FileBytes = 3
	dir := folder(t, all...)
	for _, name := range []string{"offences.csv", "offences.xlsx"} { // the workbook is none; it is not opened
		if err := os.WriteFile(filepath.Join(dir, name), []byte("1234"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := found(t, dir, pkg)[4:]
	want := []string{"error offences.csv 0 file_large 4", "error offences.xlsx 0 file_large 4", "error . 0 extract_table_missing offences"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestFindListsTheSheetsOfAWorkbook(t *testing.T) {
	pkg := contractOf(t)
	b := newBook(t)
	for _, sheet := range []string{"offences", "Grounds 2024", "disposal", "Uitleg", "verdicts", "suspects"} {
		b.rows(sheet, []any{"x"})
	}
	b.must(b.SetSheetVisible("verdicts", false))
	b.must(b.SetSheetVisible("suspects", false, true))
	hidden := "notes that nobody needs to see"
	b.rows(hidden, []any{"x"})
	b.must(b.SetSheetVisible(hidden, false))
	at := b.save()
	want := []string{
		"offences in extract.xlsx as xlsx offences", "grounds in extract.xlsx as xlsx Grounds 2024", "suspects in extract.xlsx as xlsx suspects", "verdicts in extract.xlsx as xlsx verdicts",
		"error extract.xlsx disposal extract_file_unknown disposal ?disposals", "warning extract.xlsx notes that nobody needs to see extract_file_unknown notes that nobody needs to see", "warning extract.xlsx suspects sheet_hidden", "warning extract.xlsx verdicts sheet_hidden",
		"warning . 0 extract_table_missing disposals",
	}
	if diff := cmp.Diff(want, found(t, at, pkg)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want[:4], found(t, filepath.Dir(at), pkg)[:4]); diff != "" {
		t.Error("as one file in a folder:", diff)
	}
}

func TestFindRefusesAWorkbookThatIsNone(t *testing.T) {
	dir := folder(t, append([]string{"offences-2024.xlsx", "offences-2023.ods"}, all...)...)
	got := found(t, dir, contractOf(t))[5:]
	if len(got) != 2 || !strings.HasPrefix(got[0], "error offences-2023.ods 0 workbook_damaged") || !strings.HasPrefix(got[1], "error offences-2024.xlsx 0 workbook_damaged") {
		t.Error(got)
	}
}

// A book is a workbook in the making.
type book struct {
	*excelize.File
	t *testing.T
}

func newBook(t *testing.T) book { return book{excelize.NewFile(), t} }

func (b book) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// rows fills a sheet from its top.
func (b book) rows(sheet string, rows ...[]any) {
	b.t.Helper()
	_, err := b.NewSheet(sheet)
	b.must(err)
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		b.must(err)
		b.must(b.SetSheetRow(sheet, cell, &row))
	}
}

// save writes the workbook to a folder of its own, without the sheet that every
// new one has.
func (b book) save() string {
	b.t.Helper()
	b.must(b.DeleteSheet("Sheet1"))
	at := filepath.Join(b.t.TempDir(), "extract.xlsx")
	b.must(b.SaveAs(at))
	return at
}
