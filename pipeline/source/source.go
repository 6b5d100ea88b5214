// Package source reads delivered files into snapshots. A snapshot is the typed
// Parquet copy of one file, named after the hash of the file, its contract and
// the files that contract points at; so it is also the cache: a file that did
// not change is not read again. Whatever the format, all that comes after a
// snapshot is the same.
//
// A delimited file passes four gates, in this order: its text is decoded
// (decode.go), cut into records without guessing (delimited.go), typed (typed.go,
// numbers.go, meant.go) and compared with its keys and codelists (keys.go). A letter
// is read by package letter. What does not pass is a [contract.Violation]; the record goes
// to the rejects and to no snapshot.
package source

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"

	"jaarcijfers/pipeline/contract"
)

// A Snapshot is the typed copy of one file.
type Snapshot struct {
	Resource *contract.Resource
	Path     string // of the Parquet file
	Rows     int
	Cached   bool // it stood there already
}

// A Reject is one fault of a record that was not taken, kept so that nothing is
// lost.
type Reject struct {
	Table     string             `json:"table"`
	Violation contract.Violation `json:"violation"`
	Record    string             `json:"record"` // as it stands in the file
}

// A Result is what reading all files gave. Snapshots are in the order of the
// descriptor; a file that cannot be read as a whole has none.
type Result struct {
	Snapshots  []Snapshot
	Violations []contract.Violation
	Rejects    []Reject
}

// Rejected tells whether a violation stops the build.
func (r *Result) Rejected() bool {
	for _, v := range r.Violations {
		if v.Severity == contract.Error {
			return true
		}
	}
	return false
}

// Load reads all files of p from folder into snapshots under cache. done is told
// of every file. Violations within a file's reject budget are warnings.
func Load(ctx context.Context, folder fs.FS, p *contract.Package, cache string, done func(file string, cached bool)) (*Result, error) {
	r := newReader(folder, p)
	result := &Result{}
	for _, res := range p.Resources {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("load %s: %w", res.Path, err)
		}
		entry := filepath.Join(cache, r.key(res))
		kept, ok := readEntry(entry)
		if !ok {
			out, err := r.read(res)
			if err != nil {
				return nil, err
			}
			kept = out.kept()
			if err := writeEntry(entry, out, kept); err != nil {
				return nil, err
			}
		}
		if kept.Whole {
			result.Snapshots = append(result.Snapshots, Snapshot{Resource: res, Path: entry + ".parquet", Rows: kept.Rows, Cached: ok})
		}
		result.Violations = append(result.Violations, kept.Violations...)
		result.Rejects = append(result.Rejects, kept.Rejects...)
		done(res.Path, ok)
	}
	contract.SortViolations(result.Violations)
	return result, nil
}
