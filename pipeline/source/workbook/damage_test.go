package workbook_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"jaarcijfers/pipeline/source/workbook"
)

func TestRowsRefuseADamagedSheet(t *testing.T) {
	for _, tt := range []struct{ name, format, inside, want string }{
		{"rows out of order", "xlsx", `<row r="2"/><row r="2"/>`, "row 2 after row 2"},
		{"a row past the last", "xlsx", `<row r="1048577"/>`, "row 1048577"},
		{"cells out of order", "xlsx", `<row r="1"><c r="B1"/><c r="A1"/></row>`, "cell A1 out of its place in row 1"},
		{"a cell of another row", "xlsx", `<row r="1"><c r="A2"/></row>`, "cell A2 out of its place in row 1"},
		{"a cell past the last", "xlsx", `<row r="1"><c r="XFE1"/></row>`, "cell XFE1 out of its place in row 1"},
		{"a shared string out of nowhere", "xlsx", `<row><c t="s"><v>0</v></c></row>`, "shared string 0 is not there"},
		{"a format out of nowhere", "xlsx", `<row><c s="1"><v>0</v></c></row>`, "cell format 1 is not there"},
		{"a number that is none", "xlsx", `<row><c><v>0x10</v></c></row>`, "number 0x10"},
		{"a number that is infinite", "xlsx", `<row><c><v>1E999</v></c></row>`, "number 1E999"},
		{"a boolean that is none", "xlsx", `<row><c t="b"><v>2</v></c></row>`, "value 2"},
		{"a type that is none", "xlsx", `<row><c t="x"><v>2</v></c></row>`, "value 2"},
		{"a formula over other cells", "xlsx", `<row><c><f t="array" ref="B1:C1"/></c></row>`, "a formula over B1:C1"},
		{"merged cells that are none", "xlsx", `</sheetData><mergeCells><mergeCell ref="C1:A1"/></mergeCells><sheetData>`, "merged range C1:A1"},
		{"XML that is none", "xlsx", `<row>`, "ends what did not start"},
		{"a number that is none", "ods", `<table:table-row><table:table-cell office:value-type="float" office:value="1,5"/></table:table-row>`, "value 1,5 of type number"},
		{"a type that is none", "ods", `<table:table-row><table:table-cell office:value-type="x"/></table:table-row>`, "of type unknown"},
		{"a repetition that is none", "ods", `<table:table-row table:number-rows-repeated="-1"/>`, "table:number-rows-repeated -1"},
		{"a row past all sheets", "ods", `<table:table-row table:number-rows-repeated="999999999"/><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>`, "row 16777217"},
	} {
		t.Run(tt.format+" "+tt.name, func(t *testing.T) {
			parts := xlsxParts(tt.inside)
			if tt.format == "ods" {
				parts = odsParts(tt.inside)
			}
			_, err := read(pack(t, parts...), tt.format, "s", workbook.DefaultLimits)
			got := refusal(t, err)
			if !strings.HasPrefix(got, `workbook_damaged, sheet "s"`) || !strings.Contains(got, tt.want) {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
		})
	}
}

// A zip file can say one size in its list and hold another.
func TestRowsCountWhatIsUnpacked(t *testing.T) {
	raw := pack(t, xlsxParts(row)...)
	sheet := uint32(len(xlsxParts(row)[6].text))
	size := binary.LittleEndian.AppendUint32(nil, sheet)
	if n := bytes.Count(raw, size); n != 2 { // behind the data, and in the list
		t.Fatalf("the size stands there %d times", n)
	}
	for name, claimed := range map[string]uint32{"less": sheet - 1, "more": sheet + 1, "nothing": 0} {
		t.Run(name, func(t *testing.T) {
			lying := bytes.ReplaceAll(raw, size, binary.LittleEndian.AppendUint32(nil, claimed))
			_, err := read(lying, "xlsx", "s", workbook.DefaultLimits)
			if got := refusal(t, err); !strings.HasPrefix(got, "workbook_damaged") && !strings.HasPrefix(got, "zip_total") {
				t.Errorf("got %q", got)
			}
		})
	}
	t.Run("a byte changed", func(t *testing.T) {
		at := bytes.LastIndex(raw[:bytes.Index(raw, size)], []byte("sheet1.xml")) + len("sheet1.xml") + 30
		changed := bytes.Clone(raw)
		changed[at] ^= 1
		_, err := read(changed, "xlsx", "s", workbook.DefaultLimits)
		if got := refusal(t, err); !strings.HasPrefix(got, "workbook_damaged") {
			t.Errorf("got %q", got)
		}
	})
}

// Any byte of the list of entries may be wrong; then the workbook is refused, or
// read as if nothing was wrong.
func TestADamagedListIsRefused(t *testing.T) {
	for format, parts := range map[string][]part{"xlsx": xlsxParts(row), "ods": odsParts("")} {
		raw := pack(t, parts...)
		for at := bytes.Index(raw, []byte("PK\x01\x02")); at < len(raw); at++ {
			for _, b := range []byte{0, 0x7f, 0xff} {
				changed := bytes.Clone(raw)
				changed[at] = b
				_, err := read(changed, format, "s", workbook.DefaultLimits)
				refusal(t, err)
			}
		}
	}
}

func TestRowsEndWhenTheyAreTold(t *testing.T) {
	raw := pack(t, xlsxParts(strings.Repeat(`<row><c><v>1</v></c></row>`, 100))...)
	book, err := open(raw, "xlsx", workbook.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	enough := errors.New("enough")
	n := 0
	err = book.Rows(context.Background(), "s", func(workbook.Row) error {
		if n++; n == 2 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || n != 2 {
		t.Errorf("after %d rows: %v", n, err)
	}
	if _, err := book.Merged("s"); err == nil {
		t.Error("merged ranges of a sheet that was not read to its end")
	}
	ctx, cancel := context.WithCancel(context.Background())
	err = book.Rows(ctx, "s", func(workbook.Row) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("after cancelling: %v", err)
	}
	err = book.Rows(context.Background(), "other", func(workbook.Row) error { return nil })
	var refused *workbook.Refused
	if err == nil || errors.As(err, &refused) {
		t.Errorf("of a sheet that is not there: %v", err)
	}
	n = 0
	if err := book.Rows(context.Background(), "s", func(workbook.Row) error { n++; return nil }); err != nil || n != 100 {
		t.Errorf("read again: %d rows, %v", n, err)
	}
}

// A disk that fails is no damage of the workbook.
type failing struct {
	*bytes.Reader
	left int
}

var errDisk = errors.New("disk")

func (f *failing) ReadAt(p []byte, offset int64) (int, error) {
	if f.left--; f.left < 0 {
		return 0, errDisk
	}
	return f.Reader.ReadAt(p, offset)
}

func TestAFailingReaderIsNoRefusal(t *testing.T) {
	for format, parts := range map[string][]part{"xlsx": xlsxParts(row), "ods": odsParts("")} {
		raw := pack(t, parts...)
		for reads := 0; ; reads++ {
			book, err := workbook.Open(&failing{bytes.NewReader(raw), reads}, int64(len(raw)), format, workbook.DefaultLimits)
			if err == nil {
				err = book.Rows(context.Background(), "s", func(workbook.Row) error { return nil })
			}
			if err == nil {
				break
			}
			var refused *workbook.Refused
			if !errors.Is(err, errDisk) || errors.As(err, &refused) {
				t.Fatalf("%s, after %d reads: %v", format, reads, err)
			}
		}
	}
}
