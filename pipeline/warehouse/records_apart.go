package warehouse

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

// apart does a thing in parts, as many at a time as there are threads, each on a
// connection of its own and with one thread. DuckDB 1.4 now and then fails, or ends
// the program, when several threads group millions of keys and one of them begins
// to spill (RadixPartitionedHashTable::Combine); with one thread it does not.
func (r *Records) apart(ctx context.Context, parts int, act func(ctx context.Context, part int, conn *sql.Conn) error) (err error) {
	if err := r.setThreads(ctx, 1); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.setThreads(context.WithoutCancel(ctx), r.threads)) }()
	inner, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(parts, r.threads) {
		all.Go(func() {
			conn, err := r.w.db.Conn(inner)
			for err == nil && inner.Err() == nil {
				part := int(next.Add(1)) - 1
				if part >= parts {
					break
				}
				err = act(inner, part, conn)
			}
			if conn != nil {
				err = errors.Join(err, conn.Close())
			}
			if err != nil {
				stop(err) // the first is the one to tell
			}
		})
	}
	all.Wait()
	return context.Cause(inner)
}

func (r *Records) setThreads(ctx context.Context, threads int) error {
	if _, err := r.w.conn.ExecContext(ctx, fmt.Sprintf("set threads = %d", threads)); err != nil {
		return fmt.Errorf("set number of threads: %w", err)
	}
	return nil
}
