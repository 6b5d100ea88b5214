package file

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Seal makes a folder ready to be named: every file and folder under it has the mode
// of what is released, whatever the umask, and is on disk.
func Seal(folder string) error {
	return filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("walk %s: %w", folder, err)
		}
		mode := ReleasedFile
		if e.IsDir() {
			mode = ReleasedFolder
		}
		if err := os.Chmod(path, mode); err != nil {
			return fmt.Errorf("set mode: %w", err)
		}
		return Sync(path)
	})
}

// Move gives a file or folder another name in the same folder, which nothing may have,
// and has that on disk.
func Move(from, to string) error {
	if _, err := os.Lstat(to); err == nil {
		return &fs.PathError{Op: "rename", Path: to, Err: fs.ErrExist}
	}
	if err := os.Rename(from, to); err != nil {
		return fmt.Errorf("name %s: %w", to, Full(to, err))
	}
	return Sync(filepath.Dir(to))
}

// Exchange swaps two files or folders in one step: at any moment both names are
// there. The error is errors.ErrUnsupported where the system or its disk cannot; then
// nothing was changed.
func Exchange(a, b string) error {
	if err := exchange(a, b); err != nil {
		return fmt.Errorf("exchange %s and %s: %w", a, b, Full(a, err))
	}
	return errors.Join(Sync(filepath.Dir(a)), Sync(filepath.Dir(b)))
}

// Link makes path a link to target, in place of the link that stood there.
func Link(target, path string) error {
	root, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("link %s: %w", path, err)
	}
	err = link(root, target, filepath.Base(path))
	if err := errors.Join(err, root.Close()); err != nil {
		return fmt.Errorf("link %s: %w", path, Full(path, err))
	}
	return Sync(filepath.Dir(path))
}

func link(root *os.Root, target, name string) error {
	next := partPrefix + name
	if err := root.Remove(next); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := root.Symlink(target, next); err != nil {
		return err
	}
	if err := root.Rename(next, name); err != nil {
		return errors.Join(err, root.Remove(next))
	}
	return nil
}
