package format

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/source/workbook"
)

// A Record is one record of a file: its fields as text, and where it stands. Its
// fields are only good until the next record is read.
type Record struct {
	Line   int // of a delimited file, or row of a sheet; from 1
	Fields [][]byte
	Raw    []byte  // as it stands in the file; for a sheet its cells with separators between
	Quoted []bool  // of each field: it stands in quotes; nil when none does
	Typed  []bool  // of each field: the file stores it as a number, date or boolean; nil when none is
	Flaws  []Fault // of single cells, in their order
	ready  bool    // Raw can be written as CSV as it is
	sheet  string  // of a workbook
	at     []int   // of each field: its column in the sheet, from 0
}

// Cell names the cell of a field of a sheet, or its row when column is -1; empty
// for other files.
func (r *Record) Cell(column int) string {
	switch {
	case r.sheet == "":
		return ""
	case column < 0 || column >= len(r.at) || r.at[column] < 0:
		return r.sheet + "!" + strconv.Itoa(r.Line)
	default:
		return r.sheet + "!" + workbook.Name(r.at[column]+1, r.Line)
	}
}

// Text is the record for people, on one line and not too long: of what is cut off it
// says how many bytes the whole has.
func (r *Record) Text() string {
	const most = 2_000
	text := strings.ReplaceAll(legible(string(r.Raw[:min(most, len(r.Raw))])), "\n", " ")
	if len(r.Raw) > most {
		text += "… [" + strconv.Itoa(len(r.Raw)) + "]"
	}
	return text
}

// Replace makes the text of a field another.
func (r *Record) Replace(column int, text []byte) {
	r.Fields = slices.Clone(r.Fields)
	r.Fields[column], r.ready = text, false
}

// AppendCSV writes the record the way the engine reads it: separator
// ;, a field in quotes when it must be.
func (r *Record) AppendCSV(to []byte) []byte {
	if r.ready {
		return append(append(to, r.Raw...), '\n')
	}
	for i, f := range r.Fields {
		if i > 0 {
			to = append(to, Separator)
		}
		if bytes.IndexByte(f, Separator) < 0 && bytes.IndexByte(f, '"') < 0 {
			to = append(to, f...)
			continue
		}
		to = append(to, '"')
		to = append(to, bytes.ReplaceAll(f, []byte(`"`), []byte(`""`))...)
		to = append(to, '"')
	}
	return append(to, '\n')
}

// Separator is that of the CSV that goes to the engine.
const Separator = ';'
