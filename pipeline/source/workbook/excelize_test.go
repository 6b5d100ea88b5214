package workbook_test

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"jaarcijfers/pipeline/source/workbook"
)

// bytesOf gives a workbook of excelize as a file.
func bytesOf(t interface{ Fatal(...any) }, f *excelize.File) []byte {
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestRowsReadWhatExcelizeWrote(t *testing.T) {
	f := excelize.NewFile()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	must(err)
	must(f.SetSheetRow("Sheet1", "A1", &[]any{"merged", nil, nil, "é €"}))
	must(f.MergeCell("Sheet1", "A1", "C1"))
	must(f.SetSheetRow("Sheet1", "A2", &[]any{"0012", 12, 0.25, true, time.Date(2024, 12, 31, 13, 30, 0, 0, time.UTC), " x ", "a\r\nb", "=1+1"}))
	must(f.SetSheetRow("Sheet1", "A4", &[]any{"hidden", 45657}))
	must(f.SetCellStyle("Sheet1", "B4", "B4", day))
	must(f.SetRowVisible("Sheet1", 4, false))
	must(f.SetCellFormula("Sheet1", "C4", "B4+1"))
	must(f.SetCellRichText("Sheet1", "D4", []excelize.RichTextRun{{Text: "rich "}, {Text: "bold", Font: &excelize.Font{Bold: true}}}))
	must(f.AddComment("Sheet1", excelize.Comment{Cell: "A2", Author: "x", Text: "a note"})) // brings a .bin type without a .bin
	must(f.SetCellHyperLink("Sheet1", "A2", "https://example.org/", "External"))
	for name, very := range map[string]bool{"hidden": false, "very": true} {
		_, err := f.NewSheet(name)
		must(err)
		must(f.SetSheetVisible(name, false, very))
	}
	raw := bytesOf(t, f)

	book, err := open(raw, "xlsx", workbook.DefaultLimits)
	must(err)
	for _, s := range book.Sheets() {
		if s.Hidden != (s.Name != "Sheet1") {
			t.Errorf("sheet %s: hidden %v", s.Name, s.Hidden)
		}
	}
	var got []string
	must(book.Rows(context.Background(), "Sheet1", func(r workbook.Row) error {
		got = append(got, line(r))
		return nil
	}))
	want := []string{
		`1 | "merged" |  |  | "é €"`,
		`2 | "0012" | 12 | 0.25 | b true | d 2024-12-31T13:30:00 | " x " | "a\r\nb" | "=1+1"`,
		`~4 | "hidden" | d 2024-12-31 | = | "rich bold"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	merged, err := book.Merged("Sheet1")
	if diff := cmp.Diff([]string{"A1:C1"}, merged); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

// A value is a cell that a property draws: what excelize is given, and the cell
// it must be.
type value struct {
	given any
	want  workbook.Cell
}

func values() *rapid.Generator[value] {
	cell := func(kind workbook.Kind, text string) workbook.Cell { return workbook.Cell{Kind: kind, Text: text} }
	return rapid.OneOf(
		rapid.Just(value{}),
		rapid.Map(rapid.IntRange(-1_000_000_000_000_000, 1_000_000_000_000_000), func(n int) value {
			return value{n, cell(workbook.Number, strconv.Itoa(n))}
		}),
		rapid.Map(rapid.IntRange(-1_000_000_000, 1_000_000_000), func(n int) value {
			v := float64(n) / 1000 // excelize writes at most fifteen digits
			return value{v, cell(workbook.Number, strconv.FormatFloat(v, 'f', -1, 64))}
		}),
		rapid.Map(rapid.Bool(), func(b bool) value { return value{b, cell(workbook.Boolean, strconv.FormatBool(b))} }),
		rapid.Map(rapid.IntRange(1, 30_000), func(n int) value {
			at := time.Date(1950, 1, n, 0, 0, 0, 0, time.UTC)
			return value{at, cell(workbook.Date, at.Format(time.DateOnly))}
		}),
		rapid.Map(rapid.IntRange(0, 2_000_000_000), func(n int) value {
			at := time.Unix(int64(n)/86_400*86_400+1+int64(n)%86_399, 0).UTC()
			return value{at, cell(workbook.Date, at.Format("2006-01-02T15:04:05"))}
		}),
		rapid.Map(rapid.StringMatching(`0{0,3}[0-9]{1,12}|[ -~]{1,20}|[\n\t éë€\x{1F600}<&>"']{1,12}`), func(s string) value {
			return value{s, cell(workbook.Text, s)}
		}),
	)
}

// A grid written by excelize is read back the same, by its stream of rows and by
// single cells, and text is what excelize reads as well.
func TestGridsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		grid := rapid.SliceOfN(rapid.SliceOfN(values(), 1, 6), 1, 8).Draw(t, "grid")
		f := excelize.NewFile()
		streamed := rapid.Bool().Draw(t, "streamed")
		if err := write(f, grid, streamed); err != nil {
			t.Fatal(err)
		}
		raw := bytesOf(t, f)

		var want []workbook.Row
		for i, cells := range grid {
			row := workbook.Row{Number: i + 1}
			for _, v := range cells {
				row.Cells = append(row.Cells, v.want)
			}
			for n := len(row.Cells); n > 0 && row.Cells[n-1].Kind == workbook.Empty; n-- {
				row.Cells = row.Cells[:n-1]
			}
			if len(row.Cells) > 0 {
				want = append(want, row)
			}
		}
		got := rowsOf(t, raw)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
		again, err := excelize.OpenReader(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range got {
			for i, c := range row.Cells {
				name := workbook.Name(i+1, row.Number)
				theirs, err := again.GetCellValue("Sheet1", name, excelize.Options{RawCellValue: true})
				if err != nil {
					t.Fatal(err)
				}
				if c.Kind == workbook.Text && theirs != c.Text || c.Kind == workbook.Empty && theirs != "" {
					t.Fatalf("%s: excelize reads %q, we %q", name, theirs, c.Text)
				}
			}
		}
	})
}

// write writes a grid cell by cell, or as a stream of rows.
func write(f *excelize.File, grid [][]value, streamed bool) error {
	if streamed {
		return stream(f, grid)
	}
	for i, cells := range grid {
		for j, v := range cells {
			if err := f.SetCellValue("Sheet1", workbook.Name(j+1, i+1), v.given); err != nil {
				return err
			}
		}
	}
	return nil
}

func stream(f *excelize.File, grid [][]value) error {
	day, err := f.NewStyle(&excelize.Style{NumFmt: 22})
	if err != nil {
		return err
	}
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	for i, cells := range grid {
		row := make([]any, len(cells))
		for j, v := range cells {
			row[j] = v.given
			if _, is := v.given.(time.Time); is {
				row[j] = excelize.Cell{StyleID: day, Value: v.given}
			}
		}
		if err := w.SetRow(workbook.Name(1, i+1), row); err != nil {
			return err
		}
	}
	return w.Flush()
}

func rowsOf(t *rapid.T, raw []byte) []workbook.Row {
	book, err := open(raw, "xlsx", workbook.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	var rows []workbook.Row
	err = book.Rows(context.Background(), "Sheet1", func(r workbook.Row) error {
		rows = append(rows, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// excelize turns the numbers of days into the same dates.
func TestDatesAreExcelizes(t *testing.T) {
	for _, from1904 := range []bool{false, true} {
		f := excelize.NewFile()
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904}); err != nil {
			t.Fatal(err)
		}
		day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for serial := 61; serial < 2_900_000; serial += 9_973 {
			row := len(want) + 1
			name := workbook.Name(1, row)
			if err := f.SetCellValue("Sheet1", name, serial); err != nil {
				t.Fatal(err)
			}
			if err := f.SetCellStyle("Sheet1", name, name, day); err != nil {
				t.Fatal(err)
			}
			at, err := excelize.ExcelDateToTime(float64(serial), from1904)
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, fmt.Sprintf("%d | d %s", row, at.Format(time.DateOnly)))
		}
		got, err := read(bytesOf(t, f), "xlsx", "Sheet1", workbook.DefaultLimits)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("from 1904 %v: %s %v", from1904, diff, err)
		}
	}
}

// excelize names cells as Excel does.
func TestNameIsExcels(t *testing.T) {
	for _, column := range []int{1, 3, 26, 27, 52, 53, 702, 703, 16384} {
		want, err := excelize.CoordinatesToCellName(column, 17)
		if got := workbook.Name(column, 17); err != nil || got != want {
			t.Errorf("column %d: %s, want %s (%v)", column, got, want, err)
		}
	}
	if got := fmt.Sprint(workbook.Date, workbook.Kind(9)); got != "date kind 9" {
		t.Error(got)
	}
}
