package plot

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The workbook shows what the page shows, and its cells are numbers.
func TestWorkbookKeepsMarksWithItsNumbers(t *testing.T) {
	c := built(t, policeChart(), police())
	f, err := excelize.OpenReader(bytes.NewReader(c.XLSX))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	sheets := f.GetSheetList()
	// 2013 is a lower bound, 2014 the first figure after a break, 2016 a gap.
	for cell, want := range map[string][2]string{"B5": {"≥ 3,600", "3600"}, "B6": {"5,721 (b)", "5721"}, "B8": {"[x]", "[x]"}} {
		shown, err := f.GetCellValue(sheets[0], cell)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := f.GetCellValue(sheets[0], cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		if shown != want[0] || raw != want[1] {
			t.Errorf("%s shows %q and holds %q, want %q", cell, shown, raw, want)
		}
	}
	// A year is a number, and its column has a header that stands out.
	if kind, err := f.GetCellType(sheets[0], "A5"); err != nil || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
		t.Errorf("a year is of type %v, %v", kind, err)
	}
	id, err := f.GetCellStyle(sheets[0], "B4")
	if err != nil {
		t.Fatal(err)
	}
	if style, err := f.GetStyle(id); err != nil || style.Font == nil || !style.Font.Bold {
		t.Errorf("the header is %+v, %v", style, err)
	}
	if len(sheets) != 3 {
		t.Errorf("sheets are %v", sheets)
	}
	rows, err := f.GetRows(sheets[1])
	if err != nil || len(rows) != 9 || rows[1][8] != "3600" { // a header, seven figures and the gap of 2016
		t.Errorf("figures are %v, %v", rows, err)
	}
}

func TestNumberFormatKeepsSigns(t *testing.T) {
	for text, want := range map[string]string{"683": `#,##0`, "≥ 3,600": `"≥ "#,##0`, "~ 40%": `"~ "#,##0"%"`, "3.8": `#,##0.0`, "3,8": `#,##0.0`, "1.234": `#,##0`} {
		if have := numberFormat(Cell{Text: text}); have != want {
			t.Errorf("%q gives %s, want %s", text, have, want)
		}
	}
	if have := numberFormat(Cell{Text: "344", Mark: "d"}); have != `#,##0" (d)"` {
		t.Errorf("a derived figure gives %s", have)
	}
}
