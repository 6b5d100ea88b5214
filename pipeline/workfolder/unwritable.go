package workfolder

import (
	"errors"
	"io/fs"
	"syscall"

	"jaarcijfers/pipeline/file"
)

// An UnwritableError says that a work folder cannot be made or written in: no run can
// begin there.
type UnwritableError struct {
	Folder string
	Err    error
}

func (e *UnwritableError) Error() string {
	return "work folder " + e.Folder + " cannot be written: " + e.Err.Error()
}

// Unwrap gives what the system said.
func (e *UnwritableError) Unwrap() error { return e.Err }

// Reason is what the system said, without the names of calls and files.
func (e *UnwritableError) Reason() string {
	var number syscall.Errno
	if errors.As(e.Err, &number) {
		return number.Error()
	}
	return e.Err.Error()
}

// Unwritable makes an UnwritableError of an error that says so about a work folder; any
// other, such as that of a full disk or of a folder that is open to others, it gives back.
func Unwritable(work string, err error) error {
	var full *file.FullError
	if errors.As(err, &full) {
		return err
	}
	for _, cause := range []error{fs.ErrPermission, fs.ErrNotExist, syscall.EROFS, syscall.ENOTDIR, syscall.EINVAL, syscall.ENAMETOOLONG} {
		if errors.Is(err, cause) {
			return &UnwritableError{Folder: work, Err: err}
		}
	}
	return err
}
