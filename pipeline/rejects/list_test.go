package rejects_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/rejects"
)

func words(t *testing.T, lang string) *messages.Catalogue {
	t.Helper()
	all, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	return all[lang]
}

// A rule is added as a file of SQL; what that says must not be is its name.
func TestARuleWithoutWordsIsNamedByItsFile(t *testing.T) {
	work := t.TempDir()
	for name, text := range map[string]string{
		"rejects.csv": "table_name,source_file,source_line,cell,column_name,value,rule,explanation_nl,explanation_en,suggestion,time_period,record\n" +
			"offence,offences.csv,2,,office,x,office_moved,nl,en,,2024,a\noffence,offences.csv,3,,office,x,office_closed,nl,en,,2024,a\n",
		"rejects.json": `{"rules":{"office_moved":{"nl":"Een parket dat is verhuisd.","en":"An office that has moved."}}}`,
	} {
		if err := os.WriteFile(filepath.Join(work, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := rejects.List{Work: work, Words: words(t, "nl")}.Summary(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want := []rejects.Group{
		{File: "offences.csv", Rule: "Een parket dat is verhuisd.", Period: "2024", Faults: 1},
		{File: "offences.csv", Rule: "office_closed", Period: "2024", Faults: 1},
	}
	if diff := cmp.Diff(want, got.Groups); diff != "" {
		t.Error(diff)
	}
}

// A hundred thousand rejects, as the run leaves them, and with characters that no
// workbook can hold.
func TestALongListOfRejectsIsWrittenWhole(t *testing.T) {
	const many = 100_000
	work := t.TempDir()
	var text strings.Builder
	text.WriteString("table_name,source_file,source_line,cell,column_name,value,rule,explanation_nl,explanation_en,suggestion,time_period,record\n")
	for i := range many {
		fmt.Fprintf(&text, "offence,offences.csv,%d,,place,\"+\x01<%d>\",foreign_key,nl,en,,2024,\"a;b\x02;%d\"\n", i+2, i, i)
	}
	if err := os.WriteFile(filepath.Join(work, rejects.File), []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	list := rejects.List{Work: work, Words: words(t, "en")}
	to := filepath.Join(t.TempDir(), "back.xlsx")
	if n, err := list.WriteFile(context.Background(), to, false); err != nil || n != many {
		t.Fatal(n, err)
	}
	if rows := rowsOf(t, to, "rejected"); len(rows) != many+1 || !slices.Equal(rows[many][:4], []string{"offences.csv", "100001", "place", "+\uFFFD<99999>"}) {
		t.Errorf("%d rows, the last %q", len(rows), rows[len(rows)-1])
	}
	if left, err := filepath.Glob(filepath.Join(work, "scratch", "*")); err != nil || len(left) != 0 {
		t.Errorf("left in the private folder: %v %v", left, err)
	}
	if left, err := filepath.Glob(filepath.Join(work, "*")); err != nil || len(left) != 2 {
		t.Errorf("left in the work folder: %v %v", left, err)
	}
}

// rowsOf reads a sheet of a workbook.
func rowsOf(t *testing.T, path, sheet string) [][]string {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	rows, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
