package warehouse

import (
	"context"
	"errors"
	"fmt"
)

// Query answers one question to a published database, which is opened read-only
// and locked: READ_ONLY alone would still let a query read and write files.
func Query(ctx context.Context, path, question string) (*ResultSet, error) {
	w, err := open(ctx, path+"?access_mode=read_only&"+closedSettings)
	if err != nil {
		return nil, err
	}
	for _, statement := range []string{"set enable_external_access = false", "set lock_configuration = true"} {
		if _, err := w.conn.ExecContext(ctx, statement); err != nil {
			return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), w.Close())
		}
	}
	result, err := w.query(ctx, question)
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, err
	}
	return result, nil
}

// Rows answers a question to the warehouse of a build, from another part of the
// pipeline.
func (w *Warehouse) Rows(ctx context.Context, question string, args ...any) (*ResultSet, error) {
	return w.query(ctx, question, args...)
}
