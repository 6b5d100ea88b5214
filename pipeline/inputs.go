package pipeline

import (
	"bytes"
	"context"
	"debug/elf"
	"fmt"
	"os"
	"strings"
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

// identifyProgram tells the program that runs from others. It does so beside what else
// is done; the function that it returns waits for it.
func identifyProgram(ctx context.Context) func() (string, error) {
	hash := sync.OnceValues(func() (string, error) {
		path, err := os.Executable()
		if err != nil {
			return "", fmt.Errorf("find program: %w", err)
		}
		if id := buildID(path); id != "" {
			return id, nil
		}
		return file.Hash(ctx, path)
	})
	go func() { _, _ = hash() }() // who asks gets both
	return hash
}

// buildID is what "go build" writes into a program for Linux: hashes of all that it was
// built from and of all that it holds. It is empty when there is none, or one that was
// made up by hand. Reading it costs nothing, hashing a program of 140 MB half of the time
// of a build that finds nothing changed.
func buildID(path string) string {
	program, err := elf.Open(path)
	if err != nil {
		return ""
	}
	defer func() { _ = program.Close() }() // it was only read
	section := program.Section(".note.go.buildid")
	if section == nil {
		return ""
	}
	const header = 16 // three lengths and the name "Go"
	note, err := section.Data()
	if err != nil || len(note) < header {
		return ""
	}
	if id := string(bytes.TrimRight(note[header:], "\x00")); strings.Count(id, "/") == 3 {
		return id
	}
	return ""
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
