package extract

import (
	"slices"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
)

// A Record is one record of a source, and what corrected it. It is only good until the
// next one is read.
type Record struct {
	*format.Record
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
