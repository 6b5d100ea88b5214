package engine

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
)

// An ExecFunc runs a statement on a connection of its own.
type ExecFunc func(ctx context.Context, statement string, args ...any) error

// Parallel does a thing in parts, as many under way as there are threads, each on a
// connection of its own. The threads are the engine's: a part that waits leaves them
// to the others. The first error ends the other parts, and is returned.
func (d *DB) Parallel(ctx context.Context, threads, parts int, act func(ctx context.Context, part int, exec ExecFunc) error) error {
	inner, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(parts, threads) {
		all.Go(func() {
			conn, err := d.pool.Conn(inner)
			exec := func(ctx context.Context, statement string, args ...any) error {
				_, err := conn.ExecContext(ctx, statement, args...)
				return err
			}
			for err == nil && inner.Err() == nil {
				part := int(next.Add(1)) - 1
				if part >= parts {
					break
				}
				err = act(inner, part, exec)
			}
			if conn != nil {
				err = errors.Join(err, conn.Close())
			}
			if err != nil {
				stop(err)
			}
		})
	}
	all.Wait()
	return context.Cause(inner)
}
