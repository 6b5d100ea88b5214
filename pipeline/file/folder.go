package file

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// TempFolder makes a folder in folder for what is being written. [Sweep] removes what a
// run left of it.
func TempFolder(folder string) (string, error) {
	path, err := os.MkdirTemp(folder, PartPattern)
	if err != nil {
		return "", fmt.Errorf("make folder: %w", Full(filepath.Join(folder, partPrefix), err))
	}
	return path, setMode(path, PrivateFolder)
}

// Seal makes a folder ready to be named: every file and folder under it has the mode
// of what is released, whatever the umask, and is on disk.
func Seal(folder string) error {
	return filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("walk %s: %w", folder, err)
		}
		mode := ReleasedFile
		switch {
		case e.IsDir():
			mode = ReleasedFolder
		case !e.Type().IsRegular():
			return &fs.PathError{Op: "release", Path: path, Err: fs.ErrInvalid}
		}
		return finish(path, mode)
	})
}

// Move gives a file or folder another name in the same folder, which nothing may have,
// and has that on disk.
func Move(from, to string) error {
	if _, err := os.Lstat(to); err == nil {
		return &fs.PathError{Op: "rename", Path: to, Err: fs.ErrExist}
	}
	if err := patiently(func() error { return os.Rename(from, to) }); err != nil {
		return fmt.Errorf("name %s: %w", to, Full(to, err))
	}
	return Sync(filepath.Dir(to))
}

// Replace gives a file that was written elsewhere on the disk its mode and its place,
// in which another may stand, and has all that on disk.
func Replace(from, to string, mode fs.FileMode) error {
	if err := finish(from, mode); err != nil {
		return err
	}
	if err := patiently(func() error { return os.Rename(from, to) }); err != nil {
		return fmt.Errorf("write %s: %w", to, Full(to, err))
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

// Link makes path a link to target, in place of the link that stood there. A folder
// that has the name, as a copy that follows links makes it, gives way and is removed.
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
	if err := root.RemoveAll(next); err != nil {
		return err
	}
	if err := root.Symlink(target, next); err != nil {
		return err
	}
	if info, err := root.Lstat(name); err == nil && info.IsDir() {
		err := Exchange(filepath.Join(root.Name(), next), filepath.Join(root.Name(), name))
		return errors.Join(err, Remove(filepath.Join(root.Name(), next)))
	}
	if err := root.Rename(next, name); err != nil {
		return errors.Join(err, root.Remove(next))
	}
	return nil
}
