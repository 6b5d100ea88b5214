package file

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// PartPattern names files that are being written: hidden, and gone when they are
// whole.
const PartPattern = partPrefix + "*"

const partPrefix = ".part-"

// A Part is a file that is being written beside the place where it will stand. It
// ends with Commit, CommitNew or Discard.
type Part struct {
	root *os.Root // that holds the folder
	own  bool     // root is ours to close
	name string   // that it will have
	part string   // that it has
	path string   // for messages
	file *os.File
	mode fs.FileMode
}

// Begin begins a file that will stand at path.
func Begin(path string, mode fs.FileMode) (*Part, error) {
	return beginAt(path, newPart(filepath.Base(path)), mode)
}

func beginAt(path, part string, mode fs.FileMode) (*Part, error) {
	root, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", path, err)
	}
	p, err := beginAs(root, filepath.Base(path), part, path, mode)
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	p.own = true
	return p, nil
}

// BeginIn begins a file in a folder, out of which its name cannot lead. A name that is
// made of data is written through here.
func BeginIn(root *os.Root, name string, mode fs.FileMode) (*Part, error) {
	return begin(root, name, filepath.Join(root.Name(), name), mode)
}

func begin(root *os.Root, name, path string, mode fs.FileMode) (*Part, error) {
	return beginAs(root, name, newPart(name), path, mode)
}

// newPart is a name for a file that is being written.
func newPart(name string) string { return filepath.Join(filepath.Dir(name), partPrefix+rand.Text()) }

func beginAs(root *os.Root, name, part, path string, mode fs.FileMode) (*Part, error) {
	if name == "." || !fs.ValidPath(filepath.ToSlash(name)) {
		return nil, &fs.PathError{Op: "write", Path: path, Err: fs.ErrInvalid}
	}
	// What is not whole yet is for nobody else to read.
	f, err := root.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, PrivateFile)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", path, Full(path, err))
	}
	return &Part{root: root, name: name, part: part, path: path, file: f, mode: mode}, nil
}

// Write adds to the file.
func (p *Part) Write(b []byte) (int, error) {
	n, err := p.file.Write(b)
	if err != nil {
		return n, Full(p.path, err)
	}
	return n, nil
}

// Commit gives the file its name, in place of what had it.
func (p *Part) Commit() error {
	return p.commit(func() error { return patiently(func() error { return p.root.Rename(p.part, p.name) }) })
}

// CommitNew gives the file its name unless something has it; then the error is
// fs.ErrExist, and what stood there stays.
func (p *Part) CommitNew() error {
	return p.commit(func() error {
		err := p.root.Link(p.part, p.name)
		if err == nil {
			return removeIn(p.root, p.part)
		}
		if !linkless(err) {
			return err
		}
		if _, err := p.root.Lstat(p.name); err == nil {
			return &fs.PathError{Op: "write", Path: p.path, Err: fs.ErrExist}
		}
		return p.root.Rename(p.part, p.name)
	})
}

func (p *Part) commit(name func() error) error {
	err := errors.Join(p.file.Chmod(p.mode), p.file.Sync(), p.file.Close())
	if err == nil {
		err = name()
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", p.path, Full(p.path, err)), p.remove())
	}
	folder, err := p.root.Open(filepath.Dir(p.name))
	if err == nil {
		err = syncClose(filepath.Dir(p.path), folder)
	}
	if err := errors.Join(err, p.close()); err != nil {
		return fmt.Errorf("write %s: %w", p.path, err)
	}
	return nil
}

// Discard takes the file away that was not finished.
func (p *Part) Discard() error {
	return errors.Join(p.file.Close(), p.remove())
}

func (p *Part) remove() error {
	err := removeIn(p.root, p.part)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, p.close())
}

func (p *Part) close() error {
	if !p.own {
		return nil
	}
	return p.root.Close()
}

// Sweep removes from a folder what a run that ended on the way was writing in it.
// Nobody may be writing there.
func Sweep(folder string) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look for files that were half written: %w", err)
	}
	var errs []error
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), partPrefix) {
			errs = append(errs, Remove(filepath.Join(folder, e.Name())))
		}
	}
	return errors.Join(errs...)
}
