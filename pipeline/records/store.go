package records

import (
	"context"
	"path/filepath"
	"strings"

	"jaarcijfers/pipeline/engine"
)

// snapshotFormat has the engine give up a dictionary of values sooner than it would:
// numbers of cases never fit one, and codes always do.
const snapshotFormat = "format parquet, parquet_version v2, dictionary_size_limit 1000"

// stored is the snapshot of that name, of rows that a model stores.
func (r *Store) stored(name string) string { return filepath.Join(r.folder, name+".parquet") }

// store is the statement that writes the answer to a question into a snapshot.
func store(question, path string) string {
	return "copy (" + question + "\n) to " + engine.Literal(path) + " (" + snapshotFormat + ")"
}

// view makes a view of the rows of all snapshots given.
func (r *Store) view(ctx context.Context, view string, snapshots []string) error {
	var paths []string
	for _, path := range snapshots {
		paths = append(paths, engine.Literal(path))
	}
	_, err := r.db.Exec(ctx, "create or replace view "+engine.Qualified(view)+" as from read_parquet(["+strings.Join(paths, ", ")+"])")
	return err
}
