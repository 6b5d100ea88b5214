package workbook_test

import (
	"context"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/source/workbook"
)

// libreoffice is what the first sheet of testdata/libreoffice.* holds, as it was
// typed into the workbook that LibreOffice converted.
var libreoffice = []string{
	`1 | "Fictief, synthetic"`,
	`2 | "case_number" | "inflow_date" | "count" | "online" | "note"`,
	`3 | "0001234" | d 2024-12-31 | 100000 | b true | " lead"`,
	`4 | "Z-1" | d 2024-12-31T13:30:00 | 0.1 | b false | "trail "`,
	`5 | "Z-2" | 45657 |  |  | "two  spaces\nand a line"`,
	`6 | "Z-3" | =e #DIV/0! | =100001 | =e #N/A | ="x0001234"`,
	`~7 | "hidden" |  |  |  | "rich bold"`,
	`9 | "same" | 7 | 7 |  | =14`,
	`10 | "same" | 7 | 7 |  | =14`,
	`11 | "same" | 7 | 7 |  | =14`,
	`13 | "25 %" |  | 0.25`,
	`14 | "time" |  | d 13:30:00`,
	`15 | "length" |  | d 36:00:00`,
	`16 | "é €" |  | 1234.5`,
}

func TestRowsReadWhatLibreOfficeWrote(t *testing.T) {
	for _, format := range []string{"ods", "xlsx"} {
		t.Run(format, func(t *testing.T) {
			raw := testFile(t, "libreoffice."+format)
			book, err := open(raw, format, workbook.DefaultLimits)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]workbook.Sheet{{Name: "offences"}, {Name: "codes", Hidden: true}}, book.Sheets()); diff != "" {
				t.Error(diff)
			}
			var got []string
			err = book.Rows(context.Background(), "offences", func(r workbook.Row) error {
				got = append(got, line(r))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(libreoffice, got); diff != "" {
				t.Error(diff)
			}
			merged, err := book.Merged("offences")
			if diff := cmp.Diff([]string{"A1:E1"}, merged); diff != "" || err != nil {
				t.Error(diff, err)
			}
			if lines, err := read(raw, format, "codes", workbook.DefaultLimits); err != nil || !cmp.Equal(lines, []string{`1 | "y"`}) {
				t.Error(lines, err)
			}
		})
	}
}

func testFile(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
