// Package workbook reads spreadsheets, XLSX and ODS, as streams of rows. A
// workbook is looked at against [Limits] before anything in it is parsed; one
// with macros, with links to other files, encrypted or damaged is [Refused] as a
// whole. Rows come one by one, never a whole sheet, with what a reader of
// records must know of each cell: its value as exact text, what kind of value
// it is, whether a formula made it, and whether its row is hidden.
//
// An XLSX is read by xlsx*.go, an ODS by ods*.go; both stand on the zip gate
// (zip.go) and the XML scanner (scanner*.go), and give their cells to a sink
// (sink.go). Why excelize does not read here is in docs/decisions/012-workbooks.md.
package workbook

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
)

// A Book is a workbook that passed the gate. It is for one goroutine at a time.
type Book struct {
	format format
	merged map[string][]string
}

// A Sheet is one worksheet. Sheets of charts and dialogs are none.
type Sheet struct {
	Name   string
	Hidden bool // hidden or very hidden
}

// A Row is one row with at least one cell that is not empty.
type Row struct {
	Number int    // as the spreadsheet shows it, from 1
	Hidden bool   // by hand, by a filter or in a collapsed group
	Cells  []Cell // from column A; empty cells at the end are cut. The row's own: it may be kept
}

// A format is one way to store sheets.
type format interface {
	sheets() []Sheet
	// rows reads the sheet at index and gives its merged ranges.
	rows(ctx context.Context, index int, out *sink) (merged []string, err error)
}

// Open looks at a workbook of size bytes; r must stay readable as long as the
// Book is used. What format says, "xlsx" or "ods", must be what the file is. An
// error is a *[Refused], or says that r could not be read.
//
// An ODS keeps all sheets in one part, which Open reads to its end once: links
// and damage anywhere in it are known before the first row. Of an XLSX only the
// small parts are read; damage in a sheet shows when [Book.Rows] gets there.
func Open(r io.ReaderAt, size int64, format string, limits Limits) (*Book, error) {
	limits = limits.orDefault()
	if err := checkHead(r, size); err != nil {
		return nil, expecting(err, format)
	}
	a, err := openArchive(r, size, limits)
	if err != nil {
		return nil, err
	}
	b := &Book{merged: map[string][]string{}}
	switch format {
	case "xlsx":
		b.format, err = openXLSX(a)
	case "ods":
		if a.has(contentTypes) && !a.has(contentODS) {
			return nil, &Refused{Rule: ruleOther, Value: "XLSX", Expected: ".ods"}
		}
		b.format, err = openODS(a)
	default:
		return nil, fmt.Errorf("open a workbook as %q: there is xlsx and ods", format)
	}
	if err != nil {
		return nil, expecting(err, format)
	}
	return b, nil
}

// expecting says what a file that is something else should have been.
func expecting(err error, format string) error {
	var refused *Refused
	if errors.As(err, &refused) && (refused.Rule == ruleOther || refused.Rule == ruleEncrypted) && refused.Expected == "" {
		refused.Expected = "." + format
	}
	return err
}

// Sheets lists the worksheets in their order.
func (b *Book) Sheets() []Sheet { return slices.Clone(b.format.sheets()) }

// Rows gives each row of a sheet that is not empty, from the top. An error of
// each stops it and is returned as it is; otherwise an error is a *[Refused], of
// ctx, or of the reader that Open was given. After an error the rows that were
// given count for nothing: the rest of the sheet may have been cut off.
func (b *Book) Rows(ctx context.Context, sheet string, each func(Row) error) error {
	index := slices.IndexFunc(b.format.sheets(), func(s Sheet) bool { return s.Name == sheet })
	if index < 0 {
		return fmt.Errorf("read sheet %q: it is not in the workbook", sheet)
	}
	out := &sink{ctx: ctx, each: each}
	merged, err := b.format.rows(ctx, index, out)
	if out.stopped != nil {
		return out.stopped
	}
	var refused *Refused
	if errors.As(err, &refused) {
		refused.Sheet = sheet
		return refused
	}
	if err != nil {
		return fmt.Errorf("read sheet %q: %w", sheet, err)
	}
	b.merged[sheet] = merged
	return nil
}

// Merged lists the merged ranges of a sheet, such as A1:C1, in the order of the
// file. They are known when [Book.Rows] has read the sheet to its end.
func (b *Book) Merged(sheet string) ([]string, error) {
	merged, known := b.merged[sheet]
	if !known {
		return nil, fmt.Errorf("merged ranges of sheet %q: it was not read to its end", sheet)
	}
	return slices.Clone(merged), nil
}
