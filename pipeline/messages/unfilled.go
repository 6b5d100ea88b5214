package messages

import (
	"bytes"
	"regexp"
)

// An Unfilled is one place that a scaffold left to be filled in: <<title>>. A text that has
// any is not finished, whoever reads it.
type Unfilled struct {
	Name string // what belongs there
	Line int
}

var unfilled = regexp.MustCompile(`<<([a-z][a-z0-9_]*)>>`)

// MarkUnfilled gives the mark for what belongs somewhere.
func MarkUnfilled(name string) string { return "<<" + name + ">>" }

// FindUnfilled lists the marks of a text.
func FindUnfilled(text []byte) []Unfilled {
	var marks []Unfilled
	for _, at := range unfilled.FindAllSubmatchIndex(text, -1) {
		marks = append(marks, Unfilled{Name: string(text[at[2]:at[3]]), Line: 1 + bytes.Count(text[:at[0]], []byte("\n"))})
	}
	return marks
}
