package export_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"jaarcijfers/pipeline/export"
)

func opened(t *testing.T, b *export.Workbook) *excelize.File {
	t.Helper()
	var out bytes.Buffer
	if err := b.Write(&out, export.Properties{Title: "title", Lang: "en", Creator: export.Creator, Day: "2024-12-31"}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestAWorkbookHoldsTextsAsTextsAndNumbersAsNumbers(t *testing.T) {
	b := export.NewWorkbook("")
	b.Table("table", [][]any{{"=1+1", 0.5, nil, 7}}).Style(1, 2, 2, export.Style{Format: "0.0%"})
	f := opened(t, b)
	if formula, err := f.GetCellFormula("table", "A1"); err != nil || formula != "" {
		t.Errorf("%q is a formula: %v", formula, err)
	}
	rows, err := f.GetRows("table")
	if diff := cmp.Diff([][]string{{"=1+1", "50.0%", "", "7"}}, rows); err != nil || diff != "" {
		t.Error(err, diff)
	}
	about, err := f.GetDocProps()
	if err != nil || about.Title != "title" || about.Created != "2024-12-31T00:00:00Z" {
		t.Errorf("%+v, %v", about, err)
	}
}

// A list without rows makes no sheet.
func TestAListHasItsHeaderAndAFilter(t *testing.T) {
	b := export.NewWorkbook(t.TempDir())
	empty := b.List("empty", export.Style{Bold: true}, []export.Column{{Name: "a", Width: 10}})
	list := b.List("list", export.Style{Bold: true}, []export.Column{{Name: "a", Width: 10}, {Name: "b", Width: 10}})
	for _, row := range [][]any{{"1", "=2"}, {"3", ""}} {
		if err := list.Row(row...); err != nil {
			t.Fatal(err)
		}
	}
	for _, l := range []*export.List{empty, list} {
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	f := opened(t, b)
	if diff := cmp.Diff([]string{"list"}, f.GetSheetList()); diff != "" {
		t.Error(diff)
	}
	rows, err := f.GetRows("list")
	if diff := cmp.Diff([][]string{{"a", "b"}, {"1", "=2"}, {"3"}}, rows); err != nil || diff != "" {
		t.Error(err, diff)
	}
	tables, err := f.GetTables("list")
	if err != nil || len(tables) != 1 || tables[0].Range != "A1:B3" {
		t.Errorf("%+v, %v", tables, err)
	}
}

// A table that leaves the site keeps its header in sight and prints whole, on paper that lies.
func TestATableKeepsItsHeaderAndPrintsWhole(t *testing.T) {
	b := export.NewWorkbook("")
	s := b.Table("the table", [][]any{{"title"}, {"year", "a"}, {2024, 7}})
	s.Keep(2, 1)
	s.PrintTable(2, 3, 2)
	f := opened(t, b)
	panes, err := f.GetPanes("the table")
	if err != nil || panes.XSplit != 1 || panes.YSplit != 2 || !panes.Freeze || panes.TopLeftCell != "B3" {
		t.Errorf("%+v, %v", panes, err)
	}
	have := map[string]string{}
	for _, n := range f.GetDefinedName() {
		have[n.Name] = n.RefersTo
	}
	if diff := cmp.Diff(map[string]string{"_xlnm.Print_Area": "'the table'!$A$1:$B$3", "_xlnm.Print_Titles": "'the table'!$2:$2"}, have); diff != "" {
		t.Error(diff)
	}
	if layout, err := f.GetPageLayout("the table"); err != nil || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 {
		t.Errorf("%+v, %v", layout, err)
	}
}

// An error stays until the workbook is written.
func TestAWorkbookTellsWhatWentWrong(t *testing.T) {
	b := export.NewWorkbook("")
	b.Sheet("a name that is longer than the thirty-one characters of a sheet")
	if err := b.Write(&bytes.Buffer{}, export.Properties{}); err == nil {
		t.Error("nothing was said of it")
	}
}
