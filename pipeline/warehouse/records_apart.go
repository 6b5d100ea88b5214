package warehouse

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"sync/atomic"
)

// apart does a thing in parts, as many under way as there are threads, each on a
// connection of its own. The threads are the engine's: a part that waits leaves them
// to the others.
func (r *Records) apart(ctx context.Context, parts int, act func(ctx context.Context, part int, conn *sql.Conn) error) (err error) {
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
