package workfolder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// A SharedError refuses a work folder that others may look into and that is not closed to
// them for that: it is of another user, or it holds what no build made.
type SharedError struct {
	Folder  string
	Foreign bool // it is, or a file in it is, of another user
}

func (e *SharedError) Error() string { return "work folder " + e.Folder + " is open to others" }

// errForeign is a file of another user.
var errForeign = errors.New("of another user")

// forOthers are the rights of a file that are not its owner's.
const forOthers fs.FileMode = 0o077

// privateNames are what stands in a work folder besides releases and what is handed
// out, which are to be read by others.
var privateNames = []string{
	Lock, State, Warehouse + "*", "rejects.*", Kept, Snapshots, Drawings, "accepted",
}

// Restrict closes a work folder, and what of it is private, to all but its owner: an
// earlier program, a copy or an unpacked backup can have left it open. Where there is none
// yet, there is nothing to close. One that is open and not ours, or was never a work
// folder, is refused with a *SharedError: closing /tmp or a home would harm others.
func Restrict(work string) error {
	info, err := os.Stat(work)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("find work folder: %w", err)
	}
	if isOpen(work, info) {
		if err := restrictFolder(work, info); err != nil {
			return err
		}
	}
	for _, pattern := range privateNames {
		names, err := fs.Glob(os.DirFS(work), pattern)
		if err != nil {
			return fmt.Errorf("find private files: %w", err)
		}
		for _, name := range names {
			err := restrictAll(filepath.Join(work, name))
			if errors.Is(err, errForeign) {
				return &SharedError{Folder: filepath.Join(work, name), Foreign: true}
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func restrictFolder(work string, info fs.FileInfo) error {
	if !ours(work, info) {
		return &SharedError{Folder: work, Foreign: true}
	}
	entries, err := os.ReadDir(work)
	if err != nil {
		return fmt.Errorf("read work folder: %w", err)
	}
	known := func(e fs.DirEntry) bool {
		return slices.Contains([]string{Lock, State, Snapshots}, e.Name())
	}
	if len(entries) > 0 && !slices.ContainsFunc(entries, known) {
		return &SharedError{Folder: work}
	}
	if err := closeFolder(work); err != nil {
		return fmt.Errorf("close work folder to others: %w", err)
	}
	return nil
}

// restrictAll takes the rights of others from a file, or from a folder and all in it. What
// is gone meanwhile was another run's, and a link has no rights of its own.
func restrictAll(root string) error {
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil {
			err = restrictOne(path, entry)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("close %s to others: %w", root, err)
	}
	return nil
}

func restrictOne(path string, entry fs.DirEntry) error {
	if entry.Type()&fs.ModeSymlink != 0 {
		return nil
	}
	info, err := entry.Info()
	switch {
	case err != nil:
		return err
	case info.Mode()&forOthers == 0:
		return nil
	case !ours(path, info):
		return errForeign
	}
	return os.Chmod(path, info.Mode().Perm()&^forOthers)
}
