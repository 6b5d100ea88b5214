package file

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// An ExistsError says that a file to be written is there already. A file that is
// handed out goes to where the user says, and may not fall on one of theirs.
type ExistsError struct{ Path string }

func (e *ExistsError) Error() string { return e.Path + " is there already" }

// ErrNoFolder says that the folder of a file to be written is not there.
var ErrNoFolder = errors.New("the folder is not there")

// MayHandOut tells whether a file may be written at path.
func MayHandOut(path string, replace bool) error {
	if _, err := os.Stat(filepath.Dir(path)); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write %s: %w", path, ErrNoFolder)
	}
	switch info, err := os.Lstat(path); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("look at %s: %w", path, err)
	case !replace || info.IsDir():
		return &ExistsError{Path: path}
	}
	return nil
}

// HandOut writes a file for others, whole or not at all.
func HandOut(path string, replace bool, mode fs.FileMode, write func(io.Writer) error) error {
	return HandOutBy(Begin, path, replace, mode, write)
}

// HandOutBy is HandOut with what begins a file: of what tells of persons the private
// folder does, so that what a killed process had written goes with it.
func HandOutBy(begin func(string, fs.FileMode) (*Part, error), path string, replace bool, mode fs.FileMode, write func(io.Writer) error) error {
	p, err := begin(path, mode)
	if err != nil {
		return err
	}
	if err := write(p); err != nil {
		return fmt.Errorf("write %s: %w", path, errors.Join(err, p.Discard()))
	}
	commit := p.CommitNew
	if replace {
		commit = p.Commit
	}
	err = commit()
	if errors.Is(err, fs.ErrExist) {
		return &ExistsError{Path: path}
	}
	return err
}
