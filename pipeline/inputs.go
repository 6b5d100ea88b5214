package pipeline

import (
	"context"
	"fmt"
	"os"
	"sync"

	"jaarcijfers/pipeline/file"
)

// inputs are the hashes of all that a build depends on, each of content: a copy that
// keeps size and time, or a clock that stands still, is no reason to take one file for
// another.
type inputs struct {
	Data    string `json:"data"`
	SQL     string `json:"sql,omitempty"` // empty for that of the program
	Program string `json:"program"`
	Extract string `json:"extract,omitempty"` // how it is taken
}

// hashProgram hashes the program that runs beside what else is done; the function that
// it returns waits for it.
func hashProgram(ctx context.Context) func() (string, error) {
	hash := sync.OnceValues(func() (string, error) {
		path, err := os.Executable()
		if err != nil {
			return "", fmt.Errorf("find program: %w", err)
		}
		return file.Hash(ctx, path)
	})
	go func() { _, _ = hash() }() // who asks gets both
	return hash
}

// sameInputs compares what there is to read now, but for the files of an extract, with
// what was read before.
func (r *run) sameInputs(before inputs) bool {
	if r.inputs.Data != before.Data || r.inputs.SQL != before.SQL {
		return false
	}
	now, err := r.hashInputs()
	return err == nil && now == before // reading the files again will say what is wrong
}

// hashInputs hashes what a run depends on. The files of an extract are looked at by
// themselves: see sameExtract.
func (r *run) hashInputs() (inputs, error) {
	all := r.inputs
	if o := r.options.Extract; o.Path != "" {
		all.Extract = fmt.Sprintf("%q %q %t", o.Path, o.Date, o.AllowSynthetic)
	}
	var err error
	all.Program, err = r.program()
	return all, err
}
