package extract

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/workbook"
)

// A Record is one record of a source: its fields as text, and where it stands.
// Its fields are only good until the next record is read.
type Record struct {
	Line      int // of a delimited file, or row of a sheet; from 1
	Fields    [][]byte
	Raw       []byte        // as it stands in the file; for a sheet its cells with separators between
	ready     bool          // Raw can be handed on as it is
	sheet     string        // of a workbook
	at        []int         // of each field: its column in the sheet, from 0
	flaws     []fault       // of single cells, in their order
	corrected []*Correction // that changed a field of it
}

// PlaceAtCorrection says of a fault in a field that a correction made that it stands at
// the correction, where it can be put right.
func (r Record) PlaceAtCorrection(v *contract.Violation, column int) {
	for _, c := range r.corrected {
		if c.column == column {
			v.File, v.Line, v.Cell = CorrectionsFile, c.line, ""
		}
	}
}

// corrects tells whether a field was corrected.
func (r *Record) corrects(column int) bool {
	return slices.ContainsFunc(r.corrected, func(c *Correction) bool { return c.column == column })
}

// Cell names the cell of a field of a sheet, or its row when column is -1; empty
// for other files.
func (r Record) Cell(column int) string {
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
func (r Record) Text() string {
	const most = 2_000
	text := strings.ReplaceAll(legible(string(r.Raw[:min(most, len(r.Raw))])), "\n", " ")
	if len(r.Raw) > most {
		text += "… [" + strconv.Itoa(len(r.Raw)) + "]"
	}
	return text
}

// appendCSV writes the record the way the engine is told to read it: separator
// ;, a field in quotes when it must be.
func (r Record) appendCSV(to []byte) []byte {
	if r.ready {
		return append(append(to, r.Raw...), '\n')
	}
	for i, f := range r.Fields {
		if i > 0 {
			to = append(to, handedOn)
		}
		if bytes.IndexByte(f, handedOn) < 0 && bytes.IndexByte(f, '"') < 0 {
			to = append(to, f...)
			continue
		}
		to = append(to, '"')
		to = append(to, bytes.ReplaceAll(f, []byte(`"`), []byte(`""`))...)
		to = append(to, '"')
	}
	return append(to, '\n')
}

// handedOn is the separator of what goes to the engine.
const handedOn = ';'
