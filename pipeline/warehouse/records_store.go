package warehouse

import (
	"context"
	"path/filepath"
	"strings"
)

// snapshotFormat has the engine give up a dictionary of values sooner than it would:
// numbers of cases never fit one, and codes always do.
const snapshotFormat = "format parquet, parquet_version v2, dictionary_size_limit 1000"

// A stored snapshot is one file, with what the engine must be told to write and to
// read it.
type stored struct{ path, encrypted, decrypted string }

func (r *Records) stored(ctx context.Context, name string) (s stored, err error) {
	s.path = filepath.Join(r.folder, name)
	if s.encrypted, err = r.encrypting(ctx, s.path); err == nil {
		s.decrypted, err = r.decrypting(ctx, s.path)
	}
	return s, err
}

func (s stored) write(question string) string {
	return "copy (" + question + "\n) to " + literal(s.path) + " (" + snapshotFormat + s.encrypted + ")"
}

// view makes a view of the rows of all snapshots given.
func (r *Records) view(ctx context.Context, view string, of ...stored) error {
	var parts, plain []string
	for _, s := range of {
		if s.decrypted == "" {
			plain = append(plain, literal(s.path))
		} else { // each has a key of its own
			parts = append(parts, "from read_parquet("+literal(s.path)+s.decrypted+")")
		}
	}
	if len(plain) > 0 {
		parts = append(parts, "from read_parquet(["+strings.Join(plain, ", ")+"])")
	}
	_, err := r.w.conn.ExecContext(ctx, "create or replace view "+qualified(view)+" as "+strings.Join(parts, " union all "))
	return err
}
