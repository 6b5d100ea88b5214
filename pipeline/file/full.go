package file

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
)

// A FullError says that a folder takes no more.
type FullError struct {
	Folder string
	Limit  bool // a file may not become this large, although there may be room
	Err    error
}

func (e *FullError) Error() string { return e.Folder + " is full: " + e.Err.Error() }

// Unwrap gives what the system said.
func (e *FullError) Unwrap() error { return e.Err }

// Full makes a FullError of an error in writing path when that says so: no space is
// left, a quota is used up, or a file may not become larger. Any other error, and nil,
// stays as it is. Without a path it is the one that the error names.
func Full(path string, err error) error {
	var known *FullError
	var named *fs.PathError
	if path == "" && errors.As(err, &named) && filepath.Dir(named.Path) != "/dev" { // as standard output is called
		path = named.Path
	}
	switch {
	case path == "", errors.As(err, &known):
		return err
	case isNoSpace(err):
		return &FullError{Folder: folderOf(path), Err: err}
	case isTooLarge(err):
		return &FullError{Folder: folderOf(path), Limit: true, Err: err}
	}
	return err
}

func folderOf(path string) string { return Unfinished(filepath.Dir(path)) }

// Unfinished gives, for a folder that is being written, the one that it stands in; any
// other folder is itself.
func Unfinished(folder string) string {
	before, _, _ := strings.Cut(folder, string(filepath.Separator)+partPrefix)
	return before
}
