package warehouse

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
)

// snapshotFormat has the engine give up a dictionary of values sooner than it would:
// numbers of cases never fit one, and codes always do.
const snapshotFormat = "format parquet, parquet_version v2, dictionary_size_limit 1000"

// store keeps the answer to a question as a snapshot, and makes a view of it.
func (r *Records) store(ctx context.Context, view, name, question string, args ...any) error {
	s, err := r.stored(ctx, name)
	if err != nil {
		return err
	}
	if _, err := r.w.conn.ExecContext(ctx, s.write(question), args...); err != nil {
		return err
	}
	return r.view(ctx, view, s)
}

// storeSplit makes a model that groups millions of keys in as many parts as there
// are threads, side by side, each by one thread. DuckDB 1.4 now and then fails, or
// ends the program, when several threads group millions of keys and one of them
// begins to spill (RadixPartitionedHashTable::Combine); with one thread it does
// not. The model says which keys belong to $part of $parts.
func (r *Records) storeSplit(ctx context.Context, m Model) error {
	parts := make([]stored, r.threads)
	for i := range parts {
		var err error
		if parts[i], err = r.stored(ctx, r.SnapshotName(fmt.Sprintf("%s-%d", m.Name, i))); err != nil {
			return err
		}
	}
	err := r.apart(ctx, func(ctx context.Context, part int, conn *sql.Conn) error {
		var args []any
		for _, p := range m.Parameters {
			switch p.Name {
			case "part":
				p.Value = float64(part)
			case "parts":
				p.Value = float64(len(parts))
			}
			args = append(args, sql.Named(p.Name, p.Value))
		}
		_, err := conn.ExecContext(ctx, parts[part].write(m.SQL), args...)
		return err
	})
	if err != nil {
		return err
	}
	return r.view(ctx, m.Name, parts...)
}

// apart does something as many times as there are threads, at the same time, each
// on a connection of its own and with one thread.
func (r *Records) apart(ctx context.Context, act func(ctx context.Context, part int, conn *sql.Conn) error) (err error) {
	if err := r.setThreads(ctx, 1); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.setThreads(context.WithoutCancel(ctx), r.threads)) }()
	inner, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var all sync.WaitGroup
	for part := range r.threads {
		all.Go(func() {
			conn, err := r.w.db.Conn(inner)
			if err == nil {
				err = errors.Join(act(inner, part, conn), conn.Close())
			}
			if err != nil {
				stop(err) // the first is the one to tell
			}
		})
	}
	all.Wait()
	if err := context.Cause(inner); err != nil {
		return err
	}
	return nil
}

func (r *Records) setThreads(ctx context.Context, threads int) error {
	if _, err := r.w.conn.ExecContext(ctx, fmt.Sprintf("set threads = %d", threads)); err != nil {
		return fmt.Errorf("set number of threads: %w", err)
	}
	return nil
}

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

func (r *Records) view(ctx context.Context, view string, of ...stored) error {
	parts := make([]string, len(of))
	for i, s := range of {
		parts[i] = "from read_parquet(" + literal(s.path) + s.decrypted + ")"
	}
	_, err := r.w.conn.ExecContext(ctx, "create or replace view "+qualified(view)+" as "+strings.Join(parts, " union all "))
	return err
}
