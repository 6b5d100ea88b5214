// Package unfilled finds what a scaffold left to be filled in: <<title>>. A text that has
// any is not finished, whoever reads it.
package unfilled

import (
	"bytes"
	"regexp"
)

// A Mark is one place that is still to be filled in.
type Mark struct {
	Name string // what belongs there
	Line int
}

var mark = regexp.MustCompile(`<<([a-z][a-z0-9_]*)>>`)

// Write gives the mark for what belongs somewhere.
func Write(name string) string { return "<<" + name + ">>" }

// Find lists the marks of a text.
func Find(text []byte) []Mark {
	var marks []Mark
	for _, at := range mark.FindAllSubmatchIndex(text, -1) {
		marks = append(marks, Mark{Name: string(text[at[2]:at[3]]), Line: 1 + bytes.Count(text[:at[0]], []byte("\n"))})
	}
	return marks
}
