// Package workfolder knows the private work folder of a run: what stands in it, under
// which names, and who may read it. [Restrict] closes it to other users, [Sweep] removes
// what a killed run left of persons, [ReadKept] and [WriteKept] keep typed copies of an
// extract from one run to the next.
package workfolder

import (
	"context"
	"path/filepath"

	"jaarcijfers/pipeline/file"
)

// Names of what stands in a work folder. Scratch has what a run needs of rows as long as
// it lasts: typed copies of the files, what does not fit in memory, and the list of rejects
// that is being written. Kept has typed copies for the next run, when that was asked for.
const (
	Lock      = "lock"
	State     = "state.json"
	Warehouse = "warehouse.duckdb"
	Release   = "release"
	Drawings  = "drawings"
	Snapshots = "snapshots"
	Scratch   = "scratch"
	Kept      = "extract"
)

// Of finds the work folder that a released or private database is in.
func Of(database string) (work string, found bool) {
	for _, folder := range []string{filepath.Dir(database), filepath.Dir(filepath.Dir(filepath.Dir(database)))} {
		if file.IsRegular(filepath.Join(folder, Lock)) {
			return folder, true
		}
	}
	return "", false
}

// NewScratch makes a folder for what one process needs of persons as long as it runs.
func NewScratch(ctx context.Context, work string) (*file.Scratch, error) {
	return file.NewScratch(ctx, filepath.Join(work, Scratch))
}
