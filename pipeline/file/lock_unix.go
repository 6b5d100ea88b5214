//go:build unix

package file

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes the lock unless another has it.
func tryLock(f *os.File) (got bool, err error) {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case err == nil:
			return true, nil
		case errors.Is(err, syscall.EWOULDBLOCK):
			return false, nil
		case !errors.Is(err, syscall.EINTR):
			return false, err
		}
	}
}

// openFolderLock opens a folder, whose lock is its own.
func openFolderLock(path string) (try func() (bool, error), unlock func(), err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	return func() (bool, error) { return tryLock(f) }, func() { _ = f.Close() }, nil
}
