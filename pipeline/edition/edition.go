// Package edition compares what is about to be published with what was accepted
// last. It is asked and answers: rows and figures go in as text, changes come out,
// and it knows neither the run nor the database.
//
// Two things are compared. [CompareRows] takes one file of data as it was accepted
// and as it is, by its key. [CompareFigures] takes the figures that the report
// showed and shows; [Explain] says which changed rows lie under a changed figure,
// so that a changed model, which no file tells of, stands out; [Attribute] corrects it
// by what today's models make of the accepted data. [Name] names an edition after all it
// holds.
package edition

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"slices"
)

// A Kind says what happened to a row, a value or a figure.
type Kind string

// The kinds.
const (
	Added   Kind = "added"
	Changed Kind = "changed"
	Gone    Kind = "gone"
)

// nameLength is how much of the hash a name has: enough for a thousand editions
// to differ with near certainty, and short enough to copy from paper.
const nameLength = 8

// Name is the name of an edition: the version its makers gave it, and the start of
// a hash over all parts of its content. Whatever differs, gives another name.
func Name(version string, parts map[string][]byte) string {
	h := sha256.New()
	for _, part := range slices.Sorted(maps.Keys(parts)) {
		sum := sha256.Sum256(parts[part])
		writeLine(h, part, hex.EncodeToString(sum[:]))
	}
	return version + "-" + hex.EncodeToString(h.Sum(nil))[:nameLength]
}

func writeLine(w io.Writer, name, value string) {
	_, _ = fmt.Fprintf(w, "%q %s\n", name, value) // a hash takes all that is written to it
}
