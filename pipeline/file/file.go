// Package file changes files so that a stop at any moment leaves the old content or
// the new, whole: [Write] and [Begin] give a file its name only when all of it is on
// disk, [Exchange] swaps two folders in one step, [Link] switches a link, and [Seal]
// makes a folder ready to be named. [Lock] makes processes take turns, and [NewScratch] a
// private folder that does not outlive its process. A full disk is a
// [FullError], which names the folder.
//
// The program changes files through here, so that it is known what each change leaves
// behind when the machine stops.
package file

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// The modes of what is released, and of what only its maker may read. They hold
// whatever the umask of the user is.
const (
	ReleasedFile   fs.FileMode = 0o444
	ReleasedFolder fs.FileMode = 0o755
	PrivateFile    fs.FileMode = 0o600
	PrivateFolder  fs.FileMode = 0o700
)

// Write makes a file appear with this content and mode, or leaves what stood there.
func Write(path string, mode fs.FileMode, content []byte) error {
	return WriteFrom(path, mode, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

// WriteFrom is Write for content that write makes as it goes.
func WriteFrom(path string, mode fs.FileMode, write func(io.Writer) error) error {
	p, err := Begin(path, mode)
	if err != nil {
		return err
	}
	if err := write(p); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", path, err), p.Discard())
	}
	return p.Commit()
}

// WriteIn is Write in a folder, out of which the name cannot lead.
func WriteIn(root *os.Root, name string, mode fs.FileMode, content []byte) error {
	p, err := BeginIn(root, name, mode)
	if err != nil {
		return err
	}
	if _, err := p.Write(content); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", p.path, err), p.Discard())
	}
	return p.Commit()
}

// Put adds a file, and the folders of its name, to a folder that is being written;
// [Seal] has it on disk. The name cannot lead out of the folder.
func Put(root *os.Root, name string, content []byte) error {
	return PutFrom(root, name, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

// PutFrom is Put for content that write makes as it goes.
func PutFrom(root *os.Root, name string, write func(io.Writer) error) error {
	place := filepath.Join(root.Name(), name)
	if err := MakeFolderIn(root, filepath.Dir(name), PrivateFolder); err != nil {
		return err
	}
	f, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, PrivateFile)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, Full(place, err))
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", name, Full(place, err))
	}
	return nil
}

// MakeFolder makes a folder and those above it that are not there, with this mode. One
// that stands stays as it is.
func MakeFolder(path string, mode fs.FileMode) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil
	case err == nil:
		return fmt.Errorf("make folder: %w", &fs.PathError{Op: "mkdir", Path: path, Err: syscall.ENOTDIR})
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("make folder: %w", err)
	}
	if above := filepath.Dir(path); above != path {
		if err := MakeFolder(above, mode); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, mode); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("make folder: %w", Full(path, err))
	}
	return setMode(path, mode)
}

// MakeFolderIn is MakeFolder in a folder, out of which the name cannot lead.
func MakeFolderIn(root *os.Root, name string, mode fs.FileMode) error {
	place := filepath.Join(root.Name(), name)
	if info, err := root.Stat(name); err == nil && info.IsDir() {
		return nil
	}
	if above := filepath.Dir(name); above != name && above != "." {
		if err := MakeFolderIn(root, above, mode); err != nil {
			return err
		}
	}
	if err := root.Mkdir(name, mode); err != nil {
		return fmt.Errorf("make folder: %w", Full(place, err))
	}
	if err := root.Chmod(name, mode); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	return nil
}

// OwnFolder is MakeFolder for a folder of the program's own: one that stands gets the
// mode too.
func OwnFolder(path string, mode fs.FileMode) error {
	if err := MakeFolder(path, mode); err != nil {
		return err
	}
	return setMode(path, mode)
}

func setMode(path string, mode fs.FileMode) error {
	info, err := os.Stat(path)
	if err == nil && info.Mode().Perm() != mode {
		err = os.Chmod(path, mode)
	}
	if err != nil {
		return fmt.Errorf("set mode: %w", err)
	}
	return nil
}

// Remove takes files and folders away, with all in them; none that is not there is
// missed. Folders that may not be written in are made so first.
func Remove(paths ...string) error {
	var errs []error
	for _, path := range paths {
		err := patiently(func() error { return removeAll(path) })
		if errors.Is(err, fs.ErrPermission) {
			err = errors.Join(openFolders(path), removeAll(path))
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

func openFolders(path string) error {
	return filepath.WalkDir(path, func(path string, e fs.DirEntry, err error) error {
		if e != nil && e.IsDir() {
			return errors.Join(os.Chmod(path, PrivateFolder), ignoreDenied(err))
		}
		return err
	})
}

// ignoreDenied leaves out what a folder says that may not be read yet.
func ignoreDenied(err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return nil
	}
	return err
}

// Sync has a file, or the names in a folder, on disk. Of a folder that cannot tell it
// is taken to be.
func Sync(path string) error {
	f, err := openForSync(path)
	if err != nil {
		return fmt.Errorf("open for sync: %w", err)
	}
	return syncClose(path, f)
}

func syncClose(path string, f *os.File) error {
	err := flush(f)
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("sync %s: %w", path, Full(path, err))
	}
	return nil
}

// IsRegular tells whether a regular file stands at path, and no link, folder or device.
func IsRegular(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode().IsRegular()
}
