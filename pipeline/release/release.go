// Package release makes the folder that is published. A release is written as
// a draft beside the releases that stand, gets a manifest, and is switched in
// by one rename; a build that fails leaves what stood as it was.
//
// The folder holds one subfolder per release, named after its content, and a
// link "current" to the one that counts. The release before it is kept, so
// that a switch can be undone by pointing the link back.
package release

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Current is the name of the link to the release that counts.
const Current = "current"

// draftPrefix marks a folder that is being written.
const draftPrefix = "draft-"

// A Draft is a release that is being written.
type Draft struct {
	folder string // the folder of all releases
	path   string // the draft's own folder
}

// Begin makes an empty draft in folder, which it makes when needed. Drafts that
// an earlier, broken run left are removed.
func Begin(folder string) (*Draft, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("make release folder: %w", err)
	}
	left, err := filepath.Glob(filepath.Join(folder, draftPrefix+"*"))
	if err != nil {
		return nil, fmt.Errorf("look for old drafts in %s: %w", folder, err)
	}
	for _, old := range left {
		if err := os.RemoveAll(old); err != nil {
			return nil, fmt.Errorf("remove old draft: %w", err)
		}
	}
	path, err := os.MkdirTemp(folder, draftPrefix)
	if err != nil {
		return nil, fmt.Errorf("make draft: %w", err)
	}
	if err := os.Chmod(path, 0o755); err != nil {
		return nil, fmt.Errorf("make draft readable: %w", err)
	}
	return &Draft{folder: folder, path: path}, nil
}

// Path is the folder to write into.
func (d *Draft) Path() string { return d.path }

// Discard removes the draft. After Publish it does nothing.
func (d *Draft) Discard() error {
	if d.path == "" {
		return nil
	}
	if err := os.RemoveAll(d.path); err != nil {
		return fmt.Errorf("remove draft: %w", err)
	}
	return nil
}

// Publish gives the draft its name and makes it the current release. The name
// is the version and the start of the manifest's hash, so the same content has
// the same name; content that is already there is not written twice.
// It returns the folder of the release, through the link.
func (d *Draft) Publish(m *Manifest) (string, error) {
	if err := m.write(d.path); err != nil {
		return "", err
	}
	name := m.Name()
	target := filepath.Join(d.folder, name)
	if err := syncTree(d.path); err != nil {
		return "", err
	}
	if err := replace(d.path, target); err != nil {
		return "", err
	}
	d.path = ""
	before, err := os.Readlink(filepath.Join(d.folder, Current))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("read current release: %w", err)
	}
	if err := d.point(name); err != nil {
		return "", err
	}
	if err := d.prune(name, before); err != nil {
		return "", err
	}
	return filepath.Join(d.folder, Current), nil
}

// replace moves a draft to its name. A folder of that name holds the same
// content, or one that was damaged since; either way the draft takes its place.
func replace(draft, target string) error {
	old := ""
	if _, err := os.Lstat(target); err == nil {
		old = draft + "-replaced"
		if err := os.Rename(target, old); err != nil {
			return fmt.Errorf("set release aside: %w", err)
		}
	}
	if err := os.Rename(draft, target); err != nil {
		return fmt.Errorf("name release: %w", err)
	}
	if old == "" {
		return nil
	}
	if err := os.RemoveAll(old); err != nil {
		return fmt.Errorf("remove replaced release: %w", err)
	}
	return nil
}

// point makes name the current release by renaming a new link over the old.
func (d *Draft) point(name string) error {
	link := filepath.Join(d.folder, Current)
	next := link + ".next"
	if err := os.Remove(next); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove old link: %w", err)
	}
	if err := os.Symlink(name, next); err != nil {
		return fmt.Errorf("link release: %w", err)
	}
	if err := os.Rename(next, link); err != nil {
		return fmt.Errorf("switch release: %w", err)
	}
	return syncPath(d.folder)
}

// prune removes all releases but the current one and the one before it.
func (d *Draft) prune(current, before string) error {
	entries, err := os.ReadDir(d.folder)
	if err != nil {
		return fmt.Errorf("list releases: %w", err)
	}
	if before == current {
		return nil
	}
	for _, e := range entries {
		name := e.Name()
		if !e.IsDir() || name == current || name == before || strings.HasPrefix(name, draftPrefix) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(d.folder, name)); err != nil {
			return fmt.Errorf("remove old release: %w", err)
		}
	}
	return nil
}

// syncTree makes sure that files and folders are on disk before they are named.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("walk release: %w", err)
		}
		return syncPath(path)
	})
}

func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open for sync: %w", err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("sync %s: %w", path, err)
	}
	return nil
}
