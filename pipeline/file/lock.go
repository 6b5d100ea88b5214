package file

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// A Holder is the process that has a lock. The zero Holder is one that is not known.
type Holder struct {
	PID   int       `json:"pid"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
}

// How often a lock is tried, and how often before a holder that has not written who it
// is is reported as not known.
const (
	lockEvery   = 100 * time.Millisecond
	lockPatient = 10
)

// longestHolder is more than a Holder takes.
const longestHolder = 4096

// Lock takes the lock of a file, which it makes, and writes in it who has it since
// when. While another has it, it waits until ctx ends; waiting is called with each
// holder it waits for. The lock goes with the process, so a crash leaves none behind.
func Lock(ctx context.Context, path string, since time.Time, waiting func(Holder)) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, PrivateFile)
	if err != nil {
		return nil, fmt.Errorf("lock: %w", Full(path, err))
	}
	if err := hold(ctx, f, since, waiting); err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), f.Close())
	}
	return func() { _ = f.Close() }, nil // what it says is of no use by then
}

func hold(ctx context.Context, f *os.File, since time.Time, waiting func(Holder)) error {
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return errors.Join(err, errors.New("not a file"))
	}
	if err := acquire(ctx, func() (bool, error) { return tryLock(f) }, func() Holder { return holderOf(f) }, waiting); err != nil {
		return err
	}
	host, _ := os.Hostname() // empty when the machine has no name
	text, err := json.Marshal(Holder{PID: os.Getpid(), Host: host, Since: since.Truncate(time.Second)})
	if err != nil {
		return err
	}
	// It has the lock, also on a disk that is too full to say so.
	text = append(text, '\n')
	if _, err := f.WriteAt(text, 0); err == nil {
		_ = f.Truncate(int64(len(text)))
	}
	return nil
}

// LockFolder takes the lock of a folder, in which it writes nothing, so that its
// holder is not known.
func LockFolder(ctx context.Context, path string, waiting func(Holder)) (unlock func(), err error) {
	try, unlock, err := openFolderLock(path)
	if err != nil {
		return nil, fmt.Errorf("lock folder: %w", err)
	}
	if err := acquire(ctx, try, func() Holder { return Holder{} }, waiting); err != nil {
		unlock()
		return nil, fmt.Errorf("lock folder %s: %w", path, err)
	}
	return unlock, nil
}

// acquire tries until it has the lock or ctx ends.
func acquire(ctx context.Context, try func() (bool, error), holder func() Holder, waiting func(Holder)) error {
	every := time.NewTicker(lockEvery)
	defer every.Stop()
	var reported *Holder
	for tries := 1; ; tries++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		got, err := try()
		if got || err != nil {
			return err
		}
		h := holder()
		known := h != Holder{}
		if waiting != nil && (reported == nil || *reported != h) && (known || tries == lockPatient) {
			waiting(h)
			reported = &h
		}
		select {
		case <-ctx.Done():
		case <-every.C:
		}
	}
}

// holderOf reads who has the lock; the zero Holder when that is not written (yet).
func holderOf(f *os.File) Holder {
	text, err := io.ReadAll(io.NewSectionReader(f, 0, longestHolder))
	var h Holder
	if err != nil || json.Unmarshal(text, &h) != nil {
		return Holder{}
	}
	return h
}
