package file

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/windows"
)

// removesOpen says that a file that a process has open stays where it is.
const removesOpen = false

// openForSync opens a file for writing, without which Windows does not flush it.
func openForSync(path string) (*os.File, error) {
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		return os.Open(path)
	}
	return os.OpenFile(path, os.O_RDWR, 0)
}

// flush has the content of a file on disk. Windows has no such call for a folder: NTFS
// keeps the order of its names in a journal, so that after a stop the last of them may
// be missing, and none is half there.
func flush(f *os.File) error {
	if info, err := f.Stat(); err != nil || info.IsDir() {
		return err
	}
	return f.Sync()
}

// finish has a file or folder on disk and then gives it its mode: one that may only be
// read cannot be flushed, and was when it got that mode.
func finish(path string, mode os.FileMode) error {
	info, err := os.Stat(path)
	if err == nil && !info.IsDir() && info.Mode()&ownerMayWrite == 0 {
		return nil
	}
	if err := errors.Join(err, Sync(path)); err != nil {
		return err
	}
	return setMode(path, mode)
}

// removeAll takes away a file or folder with all in it, also on a disk that cannot remove
// what is open, such as one of another machine; Go does not know the error of those.
func removeAll(path string) error {
	err := os.RemoveAll(path)
	if !errors.Is(err, windows.ERROR_INVALID_FUNCTION) {
		return err
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		entries = nil // it is a file, or gone
	}
	var errs []error
	for _, e := range entries {
		errs = append(errs, removeAll(filepath.Join(path, e.Name())))
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// removeIn is removeAll for one file.
func removeIn(root *os.Root, name string) error {
	err := root.Remove(name)
	if errors.Is(err, windows.ERROR_INVALID_FUNCTION) {
		return os.Remove(filepath.Join(root.Name(), name))
	}
	return err
}

const ownerMayWrite = 0o200

// How long another program, such as one that looks for viruses, may have a file open
// that is to be renamed or removed.
const (
	patience   = 2 * time.Second
	tryAgainIn = 20 * time.Millisecond
)

// patiently does again, for a while, what failed since another program has a file open.
func patiently(do func() error) error {
	for until := time.Now().Add(patience); ; time.Sleep(tryAgainIn) {
		err := do()
		if err == nil || !isInUse(err) || time.Now().After(until) {
			return err
		}
	}
}

func isInUse(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION) ||
		errors.Is(err, windows.ERROR_USER_MAPPED_FILE)
}
