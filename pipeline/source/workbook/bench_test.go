package workbook_test

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"testing"

	"github.com/xuri/excelize/v2"

	"jaarcijfers/pipeline/source/workbook"
)

// benchRows is a large extract: Dutch figures are some thousands of offences a year.
const benchRows = 200_000

// BenchmarkXLSX reads an extract of 200,000 rows of eleven columns.
func BenchmarkXLSX(b *testing.B) {
	raw := largeXLSX(b)
	b.Logf("%d MB", len(raw)>>20)
	b.ReportAllocs()
	var peak uint64
	for b.Loop() {
		book, err := workbook.Open(bytes.NewReader(raw), int64(len(raw)), "xlsx", workbook.DefaultLimits)
		if err != nil {
			b.Fatal(err)
		}
		rows := 0
		err = book.Rows(context.Background(), "offences", func(workbook.Row) error {
			if rows++; rows%50_000 == 0 {
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapInuse)
			}
			return nil
		})
		if err != nil || rows != benchRows+1 {
			b.Fatal(rows, err)
		}
	}
	b.ReportMetric(float64(peak>>20), "MB-heap")
	b.ReportMetric(benchRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func largeXLSX(b *testing.B) []byte {
	f := excelize.NewFile()
	if err := f.SetSheetName("Sheet1", "offences"); err != nil {
		b.Fatal(err)
	}
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		b.Fatal(err)
	}
	w, err := f.NewStreamWriter("offences")
	if err != nil {
		b.Fatal(err)
	}
	header := []any{"case_number", "offence_number", "inflow_date", "article", "kind", "office", "place", "online", "event", "cluster", "synthetic"}
	if err := w.SetRow("A1", header); err != nil {
		b.Fatal(err)
	}
	for i := range benchRows {
		err := w.SetRow(fmt.Sprintf("A%d", i+2), []any{
			fmt.Sprintf("Z%07d", i/2), fmt.Sprintf("F%07d", i), excelize.Cell{StyleID: day, Value: 45_000 + i%700},
			"137c", "specific", "noord_holland", "internet", i%2 == 0, "", "", true,
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}
