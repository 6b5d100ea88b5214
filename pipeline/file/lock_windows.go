package file

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// lockAt is where in a file its lock is, far behind what it says: Windows lets nobody
// read what another has locked.
const lockAt = 1 << 30

// tryLock takes the lock unless another has it.
func tryLock(f *os.File) (got bool, err error) {
	err = windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, 1, 0, &windows.Overlapped{OffsetHigh: lockAt})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}

// folderLock is a file in the folder that is there as long as somebody has its lock.
const folderLock = ".lock"

// openFolderLock takes the lock of a folder, which Windows itself does not have: a file
// that one process at a time can have open, and that goes when that process does. In a
// folder that this user may not write in nobody of theirs writes, and there is no lock.
func openFolderLock(path string) (try func() (bool, error), unlock func(), err error) {
	name, err := windows.UTF16PtrFromString(filepath.Join(path, folderLock))
	if err != nil {
		return nil, nil, err
	}
	var held windows.Handle
	denied := 0
	try = func() (bool, error) {
		var err error
		held, err = windows.CreateFile(name, windows.GENERIC_WRITE|windows.DELETE, 0, nil,
			windows.OPEN_ALWAYS, windows.FILE_ATTRIBUTE_HIDDEN|windows.FILE_FLAG_DELETE_ON_CLOSE, 0)
		switch {
		case err == nil:
			return true, nil
		case errors.Is(err, windows.ERROR_SHARING_VIOLATION):
			return false, nil
		case errors.Is(err, windows.ERROR_ACCESS_DENIED) && denied < lockPatient: // as also while it goes
			denied++
			return false, nil
		case errors.Is(err, windows.ERROR_ACCESS_DENIED):
			held = windows.InvalidHandle
			return true, nil
		}
		return false, &os.PathError{Op: "open", Path: filepath.Join(path, folderLock), Err: err}
	}
	return try, func() {
		if held != windows.InvalidHandle && held != 0 {
			_ = windows.CloseHandle(held)
		}
	}, nil
}
