// Package source reads delivered files into snapshots. A snapshot is the typed
// Parquet copy of one file on its way into the engine. Whatever the format, all that
// comes after a snapshot is the same. Figures are read anew every time, which takes no
// longer than looking for snapshots of an earlier run, and none of those can be wrong.
//
// A table, as delimited text or a workbook, is read by package format, typed by package
// typing (table.go), and compared with its keys and codelists (keys.go). A letter is read
// by package letter. What does not pass is a [contract.Violation]; the record goes to the
// rejects and to no snapshot.
package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
)

// A Snapshot is the typed copy of one file.
type Snapshot struct {
	Resource *contract.Resource
	Path     string // of the Parquet file
	Rows     int
}

// A Reject is one fault of a record that was not taken, kept so that nothing is
// lost.
type Reject struct {
	Table     string
	Violation contract.Violation
	Record    string // as it stands in the file
}

// A Result is what reading all files gave. Snapshots are in the order of the
// descriptor; a file that cannot be read as a whole has none.
type Result struct {
	Snapshots  []Snapshot
	Violations []contract.Violation
	Rejects    []Reject
}

// CutShort tells whether a file was not read to its end, since it has more rows or more
// broken rows than it may.
func (r *Result) CutShort(path string) bool {
	return slices.ContainsFunc(r.Violations, func(v contract.Violation) bool {
		return v.File == path && (v.Rule == ruleRows || v.Rule == ruleBrokenMany)
	})
}

// Load reads all files of p from folder into snapshots in a folder of their own, which
// is made anew. done is called for every file. Violations within a file's reject budget are
// warnings.
func Load(ctx context.Context, folder fs.FS, p *contract.Package, snapshots string, done func(file string)) (*Result, error) {
	if err := errors.Join(file.Remove(snapshots), os.MkdirAll(snapshots, 0o700)); err != nil {
		return nil, fmt.Errorf("make snapshot folder: %w", err)
	}
	r := newReader(folder, p)
	result := &Result{}
	for i, res := range p.Resources {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("load %s: %w", res.Path, err)
		}
		out, err := r.read(ctx, res)
		if err != nil {
			return nil, err
		}
		if out.whole {
			path := filepath.Join(snapshots, fmt.Sprintf("%04d.parquet", i+1)) // a name from the data could lead elsewhere
			if err := out.write(path); err != nil {
				return nil, fmt.Errorf("write snapshot of %s: %w", res.Path, err)
			}
			result.Snapshots = append(result.Snapshots, Snapshot{Resource: res, Path: path, Rows: len(out.rows)})
		}
		result.Violations = append(result.Violations, out.violations...)
		result.Rejects = append(result.Rejects, out.rejects...)
		done(res.Path)
	}
	contract.SortViolations(result.Violations)
	return result, nil
}

// write makes the snapshot of what was read.
func (o *outcome) write(path string) error {
	var b bytes.Buffer
	if err := writeParquet(&b, o.columns, o.rows); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o600)
}
