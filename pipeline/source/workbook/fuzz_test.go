package workbook_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"

	"jaarcijfers/pipeline/source/workbook"
)

// Any bytes are read or refused, within their limits and within memory.
func FuzzOpen(f *testing.F) {
	for _, format := range []string{"ods", "xlsx"} {
		f.Add(testFile(f, "libreoffice."+format), format == "ods")
	}
	f.Add(testFile(f, "libreoffice.xls"), false)
	f.Add(pack(f, xlsxParts(row)...), false)
	f.Add(pack(f, odsParts(`<table:table-row table:number-rows-repeated="2"/>`)...), true)
	f.Fuzz(func(t *testing.T, raw []byte, ods bool) { readWithin(t, raw, ods) })
}

// The same for any text of one part: behind the sums of a zip file, which hide
// the parts from FuzzOpen.
func FuzzParts(f *testing.F) {
	for _, format := range []string{"ods", "xlsx"} {
		for name, text := range unpack(f, testFile(f, "libreoffice."+format)) {
			if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
				f.Add(name, text, format == "ods")
			}
		}
	}
	f.Fuzz(func(t *testing.T, name, text string, ods bool) {
		if strings.HasSuffix(name, "/") {
			return // a folder has no text
		}
		parts := xlsxParts(`<row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45657</v></c></row>`,
			part{"xl/sharedStrings.xml", `<sst><si><t>x</t></si></sst>`}, part{"xl/styles.xml", `<styleSheet><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>`})
		if ods {
			parts = odsParts("")
		}
		readWithin(t, pack(t, with(parts, []part{{name, text}})...), ods)
	})
}

func readWithin(t *testing.T, raw []byte, ods bool) {
	limits := workbook.Limits{Entries: 50, TotalBytes: 4 << 20, Ratio: 100, Rows: 100, Columns: 20, CellBytes: 100}
	format := "xlsx"
	if ods {
		format = "ods"
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	rows := 0
	book, err := open(raw, format, limits)
	if err == nil {
		for _, s := range book.Sheets() {
			rows = 0
			if err = book.Rows(context.Background(), s.Name, func(r workbook.Row) error {
				rows++
				return sane(r, limits)
			}); err != nil {
				break
			}
		}
	}
	runtime.ReadMemStats(&after)
	var refused *workbook.Refused
	if err != nil && (!errors.As(err, &refused) || refused.Rule == "") {
		t.Fatalf("no refusal: %v", err)
	}
	if rows > limits.Rows {
		t.Fatalf("%d rows", rows)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 128<<20 {
		t.Fatalf("%d MB of memory for %d bytes", took>>20, len(raw))
	}
}

func sane(r workbook.Row, limits workbook.Limits) error {
	if r.Number < 1 || len(r.Cells) == 0 || len(r.Cells) > limits.Columns {
		return errors.New("a row without place, without cells or with too many")
	}
	for _, c := range r.Cells {
		if len(c.Text) > limits.CellBytes || (c.Kind == workbook.Empty) != (c.Text == "" && c.Kind != workbook.Text) {
			return errors.New("a cell too large, or of no kind")
		}
	}
	if last := r.Cells[len(r.Cells)-1]; last.Kind == workbook.Empty && !last.Formula {
		return errors.New("an empty cell at the end")
	}
	return nil
}

func unpack(t testing.TB, raw []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
	}
	return parts
}
