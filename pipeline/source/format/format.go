// Package format reads files that hold records, whatever they are stored as:
// delimited text (CSV), Parquet, and workbooks (XLSX, ODS). Each format is a
// [Reader], and all of them stand in one list, [Formats]: to add a format, write a
// Reader and add it there. Figures (package source) and extracts (package
// source/extract) are read through the same Readers.
//
// A Reader gives every record of a file once, from the first to the last, as
// [Record]: fields as text, with the line or the cell where they stand. What is
// wrong with one record is a [Fault] beside it; what is wrong with the file as a
// whole is a *[Refusal], returned as an error. What a field must hold is not a
// Reader's concern: whoever called it validates the text.
package format

import (
	"context"
	"errors"
	"hash"
	"io"
	"path"
	"strings"

	"jaarcijfers/pipeline/contract"
)

// A Reader reads files of one format.
type Reader interface {
	// Read gives the header of a file to out.Header, and then each record to
	// out.Record. It stops at the first error of either and returns it. The error is
	// a *[Refusal] when the file breaks its contract as a whole.
	Read(ctx context.Context, in Input, out Output) error
	// Names gives the column names that a file begins with, as far as they can be read
	// without reading the file; none when they cannot, or when columns may stand in any
	// order.
	Names(in Input) []string
}

// An Input is a file, and what its contract says of it.
type Input struct {
	File     io.ReaderAt
	Size     int64
	Resource *contract.Resource
	// Sheet is the one that is read of a workbook. When it is empty, that is the only
	// sheet, or the one that is named as the resource.
	Sheet string
	// SerialDates tells whether dates of a field are delivered as the day numbers of a
	// spreadsheet; nil for no field.
	SerialDates func(field string) bool
	// Multiline lets a cell, or a quoted field of delimited text, hold line breaks.
	// Without it they are a fault.
	Multiline bool
	// AnyColumns takes the columns as the header has them, whatever the contract says.
	AnyColumns bool
	// Plain makes a Reader of delimited text stop with [ErrNotPlain] at the first thing
	// that an engine might read in another way.
	Plain bool
	// Hash gets all bytes of a file that is read as a stream, while it is read; nil for
	// no hash. Progress is called with how many were read; nil for nobody.
	Hash     hash.Hash
	Progress func(bytes int)
}

// An Output receives what a Reader reads. Its records are good until the function
// returns.
type Output struct {
	Header func(r *Record, flaw Fault) error
	Record func(r *Record, flaw Fault) error
	Note   func(contract.Violation) // of cells that are read, and may not say what their writer thought
}

// ErrNotPlain says that a file holds something that has to be read record by
// record: a fault, quotes, carriage returns, a mark at its start.
var ErrNotPlain = errors.New("not plain")

// A Format is a kind of file that is read.
type Format struct {
	Name   string // as a contract names it; its file names end in it, behind a point
	Reader Reader
	// Streams says that a file is read once, from its first byte to its last.
	Streams bool
	// Sheets says that a file can hold several tables.
	Sheets bool
}

// Formats are all formats that are read.
var Formats = []Format{
	{Name: "csv", Reader: delimited{}, Streams: true},
	{Name: "parquet", Reader: parquetFile{}},
	{Name: "xlsx", Reader: sheet{kind: "xlsx"}, Sheets: true},
	{Name: "ods", Reader: sheet{kind: "ods"}, Sheets: true},
}

// Named finds a format by its name.
func Named(name string) (Format, bool) {
	for _, f := range Formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// Of finds the format of a file by the ending of its name.
func Of(file string) (Format, bool) {
	return Named(strings.ToLower(strings.TrimPrefix(path.Ext(file), ".")))
}
