//go:build unix

package pipeline

import (
	"fmt"
	"os"
	"syscall"
)

// lock makes sure that one build at a time uses a work folder; a second one
// waits. The lock goes with the process, so a crash leaves none behind.
func lock(path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock work folder: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("lock work folder: %w", err)
	}
	return func() { _ = f.Close() }, nil
}

// lockFolder makes sure that one accept at a time writes in a data folder. The lock
// is on the folder itself, so no file is added to the data.
func lockFolder(path string) (unlock func(), err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("lock data folder: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("lock data folder: %w", err)
	}
	return func() { _ = f.Close() }, nil
}
