package export_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jaarcijfers/pipeline/export"
)

// What is written for people is what encoding/csv writes of the guarded texts, but for a
// row of one empty cell, which encoding/csv writes as an empty line.
func TestRowsAreThoseOfEncodingCSV(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.StringMatching("[ \u00a0\t\r\n\",;a=+'-]{0,6}"), rapid.Just(`\.`))
	rapid.Check(t, func(t *rapid.T) {
		row := rapid.SliceOfN(text, 1, 4).Filter(func(row []string) bool { return len(row) > 1 || row[0] != "" }).Draw(t, "row")
		var got, want bytes.Buffer
		if err := export.WriteCSV(&got, [][]any{export.Cells(row)}); err != nil {
			t.Fatal(err)
		}
		for i := range row {
			row[i] = export.Guard(row[i])
		}
		if err := csv.NewWriter(&want).WriteAll([][]string{row}); err != nil {
			t.Fatal(err)
		}
		// encoding/csv can end rows as RFC 4180 does, but then changes texts of several lines.
		if got.String() != strings.TrimSuffix(want.String(), "\n")+"\r\n" {
			t.Errorf("got %q, want %q", &got, &want)
		}
	})
}

func TestACSVForSpreadsheetsHasAMarkAndTheSeparatorOfItsLanguage(t *testing.T) {
	for comma, want := range map[byte]string{';': "\uFEFF\"a;b\";\"1,5\";'=1\r\n", ',': "\uFEFF\"a;b\",\"1,5\",'=1\r\n"} {
		var out bytes.Buffer
		if err := export.WriteSpreadsheetCSV(&out, comma, [][]any{{"a;b", "1,5", "=1"}}); err != nil || out.String() != want {
			t.Errorf("%q, want %q: %v", &out, want, err)
		}
	}
}

func TestValuesForProgramsKeepNullApartAndAreNotGuarded(t *testing.T) {
	var out bytes.Buffer
	c := export.NewCSV(&out)
	for _, row := range [][][]byte{{[]byte("=1"), nil, {}}, {nil}, {{}}} {
		if err := c.Values(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Close(); err != nil || out.String() != "=1,,\"\"\n\"\"\n\"\"\n" {
		t.Errorf("%q, %v", &out, err)
	}
}

func TestTextOfAValue(t *testing.T) {
	day := time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)
	half := 0.5
	values := []any{nil, "a", true, int64(-7), 1e21, 0.1, day, []any{"a", 1.5}, export.Number(nil), export.Number(&half)}
	want := []string{"", "a", "true", "-7", "1000000000000000000000", "0.1", "2024-12-31", `["a",1.5]`, "", "0.5"}
	var got []string
	for _, v := range values {
		got = append(got, export.Text(v))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %s, want %s", strings.Join(got, "|"), strings.Join(want, "|"))
	}
}
