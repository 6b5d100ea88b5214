package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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
	Extract string `json:"extract,omitempty"`
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

// sameInputs compares what there is to read now with what was read before. Hashing an
// extract may take seconds, so it is done only when all else is the same.
func (r *run) sameInputs(ctx context.Context, before inputs) bool {
	if r.inputs.Data != before.Data || r.inputs.SQL != before.SQL || (before.Extract == "") != (r.options.Extract.Path == "") {
		return false
	}
	now, err := r.hashInputs(ctx, nil)
	return err == nil && now == before // reading the files again will say what is wrong
}

// hashInputs hashes what a run depends on. Of files of an extract that were read it
// takes the hash that they were read with.
func (r *run) hashInputs(ctx context.Context, read map[string]string) (inputs, error) {
	all := r.inputs
	var err error
	if all.Program, err = r.program(); err != nil {
		return inputs{}, err
	}
	if r.options.Extract.Path != "" {
		all.Extract, err = r.hashExtract(ctx, read)
	}
	return all, err
}

// hashExtract is over the options, names and content of an extract.
func (r *run) hashExtract(ctx context.Context, read map[string]string) (string, error) {
	o := r.options.Extract
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%q %q %t\n", o.Path, o.Date, o.AllowSynthetic) // a hash takes all that is written to it
	err := filepath.WalkDir(o.Path, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("list extract: %w", err)
		}
		if e.IsDir() {
			return nil
		}
		sum, ok := read[path]
		if !ok {
			if sum, err = file.Hash(ctx, path); err != nil {
				return err
			}
		}
		_, _ = fmt.Fprintf(h, "%q %s\n", path, sum)
		return nil
	})
	return hex.EncodeToString(h.Sum(nil)), err
}

// readOf notes with which hash a file of the extract was read.
func (r *run) readOf(path, hash string) {
	if r.extractRead == nil {
		r.extractRead = map[string]string{}
	}
	r.extractRead[path] = hash
}
