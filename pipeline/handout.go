package pipeline

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"jaarcijfers/pipeline/file"
)

// An ExistsError says that a file to be written is there already. A file that is
// handed out goes to where the user says, and may not fall on one of theirs.
type ExistsError struct{ Path string }

func (e *ExistsError) Error() string { return e.Path + " is there already" }

// ErrNoFolder says that the folder of a file to be written is not there.
var ErrNoFolder = errors.New("the folder is not there")

// mayHandOut tells whether a file may be written at path.
func mayHandOut(path string, replace bool) error {
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

// handOut writes a file for others, whole or not at all.
func handOut(path string, replace bool, mode fs.FileMode, write func(io.Writer) error) error {
	return handOutPrivately(nil, path, replace, mode, write)
}

// handOutPrivately is handOut for what tells of persons: when the process is killed,
// what it had written goes with its private folder, which may be nil.
func handOutPrivately(private *file.Scratch, path string, replace bool, mode fs.FileMode, write func(io.Writer) error) error {
	part := filepath.Join(filepath.Dir(path), ".part-"+rand.Text())
	if private != nil {
		if err := private.Elsewhere(part); err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
	}
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_RDWR, file.PrivateFile)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	err = errors.Join(write(f), f.Chmod(mode), f.Sync(), f.Close())
	if err == nil {
		err = mayHandOut(path, replace)
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, errors.Join(err, os.Remove(f.Name())))
	}
	return nil
}
