package file

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
)

// A Scratch is a private folder for what one process needs only as long as it runs.
// It is known to be in use by the lock on a file in it, so that what a process left
// that was killed can be told from what another still uses.
type Scratch struct {
	path string
	lock *os.File
}

// scratchLock is the file that its owner has locked; scratchElsewhere lists files in
// other folders that go with it.
const (
	scratchLock      = "lock"
	scratchElsewhere = "elsewhere"
)

// scratchName is a name by rand.Text.
var scratchName = regexp.MustCompile(`^[A-Z2-7]{26}$`)

// NewScratch makes a scratch folder below parent, which it makes too.
func NewScratch(ctx context.Context, parent string) (*Scratch, error) {
	if err := MakeFolder(parent, PrivateFolder); err != nil {
		return nil, err
	}
	// Without this lock a sweep could take away a folder whose own lock is not there yet.
	unlock, err := LockFolder(ctx, parent, nil)
	if err != nil {
		return nil, err
	}
	defer unlock()
	path := filepath.Join(parent, rand.Text())
	if err := os.Mkdir(path, PrivateFolder); err != nil {
		return nil, fmt.Errorf("make private folder: %w", Full(path, err))
	}
	s := &Scratch{path: path}
	if s.lock, err = os.OpenFile(filepath.Join(path, scratchLock), os.O_CREATE|os.O_RDWR, PrivateFile); err == nil {
		_, err = tryLock(s.lock) // nobody else has it
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("make private folder: %w", Full(path, err)), s.Close())
	}
	return s, nil
}

// Path is the folder.
func (s *Scratch) Path() string { return s.path }

// Begin is [Begin] for a file that tells of persons: when the process is killed, what it
// had written goes with the folder.
func (s *Scratch) Begin(path string, mode fs.FileMode) (*Part, error) {
	part := newPart(filepath.Base(path))
	if err := s.elsewhere(filepath.Join(filepath.Dir(path), part)); err != nil {
		return nil, err
	}
	return beginAt(path, part, mode)
}

// elsewhere notes a file in another folder, before it is made.
func (s *Scratch) elsewhere(path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("find %s: %w", path, err)
	}
	f, err := os.OpenFile(filepath.Join(s.path, scratchElsewhere), os.O_CREATE|os.O_APPEND|os.O_WRONLY, PrivateFile)
	if err != nil {
		return fmt.Errorf("note %s: %w", path, err)
	}
	_, err = f.WriteString(path + "\x00")
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("note %s: %w", path, Full(f.Name(), err))
	}
	return nil
}

// Close takes the folder away with all in it. It may be called again.
func (s *Scratch) Close() error {
	if !removesOpen {
		s.unlock()
	}
	err := Remove(s.path)
	s.unlock()
	return err
}

func (s *Scratch) unlock() {
	if s.lock != nil {
		_ = s.lock.Close() // nothing was written to it
		s.lock = nil
	}
}

// SweepScratch takes away the scratch folders below parent whose owner is dead, and
// what those had noted elsewhere.
func SweepScratch(ctx context.Context, parent string) error {
	if _, err := os.Lstat(parent); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	unlock, err := LockFolder(ctx, parent, nil)
	if err != nil {
		return err
	}
	defer unlock()
	entries, err := os.ReadDir(parent)
	if err != nil {
		return fmt.Errorf("look for what was left behind: %w", err)
	}
	var errs []error
	for _, e := range entries {
		if scratchName.MatchString(e.Name()) { // or it is not ours
			errs = append(errs, sweepOne(filepath.Join(parent, e.Name())))
		}
	}
	return errors.Join(errs...)
}

func sweepOne(path string) error {
	lock, err := os.OpenFile(filepath.Join(path, scratchLock), os.O_RDWR, PrivateFile)
	switch {
	case err == nil:
		defer func() { _ = lock.Close() }() // it goes with the folder
		if free, err := tryLock(lock); err != nil || !free {
			return err
		}
		if !removesOpen { // the lock of parent keeps others out
			_ = lock.Close() // nothing was written to it
		}
	case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("look for what was left behind: %w", err)
	}
	text, err := os.ReadFile(filepath.Join(path, scratchElsewhere))
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
		return fmt.Errorf("look for what was left behind: %w", err)
	}
	var errs []error
	for _, other := range strings.Split(string(text), "\x00") {
		if strings.HasPrefix(filepath.Base(other), partPrefix) { // or the list is not one of ours
			errs = append(errs, removeFile(other))
		}
	}
	return errors.Join(append(errs, Remove(path))...)
}

func removeFile(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// TryLock takes the lock of a file unless another has it. The file must be there.
func TryLock(path string) (unlock func(), got bool, err error) {
	f, err := os.OpenFile(path, os.O_RDWR, PrivateFile)
	if err != nil {
		return nil, false, fmt.Errorf("lock: %w", err)
	}
	if got, err = tryLock(f); err != nil || !got {
		return nil, false, errors.Join(err, f.Close())
	}
	return func() { _ = f.Close() }, true, nil
}
