package file

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"time"
)

// Limits are what is read of a folder at most.
type Limits struct {
	FileBytes  int64 // a larger file is listed and not read
	TotalBytes int64 // of all files together
	Files      int   // files and folders
}

// ErrMany says that a folder holds more files than are read of one.
var ErrMany = errors.New("too many files")

// A Copy is a folder as it was read once, in memory: whatever happens to the files
// after that, all who read the copy read the same bytes. It is an [fs.FS] in which a
// link to a regular file is that file. What cannot be read is listed, and opening it
// says why. Hidden folders are not in it, nor what is hidden and no regular file, such
// as the locks of editors. It is safe for concurrent use.
type Copy struct {
	entries map[string]*entry // by path; "." is the folder itself
	inside  map[string][]fs.DirEntry
}

// An entry is a file or folder of a copy.
type entry struct {
	name    string // without its folder
	mode    fs.FileMode
	size    int64
	changed time.Time
	content Content
	err     error // why it was not read
}

func (e *entry) Name() string               { return e.name }
func (e *entry) Size() int64                { return e.size }
func (e *entry) Mode() fs.FileMode          { return e.mode }
func (e *entry) Type() fs.FileMode          { return e.mode.Type() }
func (e *entry) ModTime() time.Time         { return e.changed }
func (e *entry) IsDir() bool                { return e.mode.IsDir() }
func (e *entry) Sys() any                   { return nil }
func (e *entry) Info() (fs.FileInfo, error) { return e, nil }

// ReadFolder reads all of a folder. No link leads out of it, also when it was put there
// meanwhile. The error is ErrMany when it holds more files than limits allow.
func ReadFolder(ctx context.Context, folder string, limits Limits) (*Copy, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("read folder %s: %w", folder, err)
	}
	defer func() { _ = root.Close() }() // it was only read
	c := &copier{ctx: ctx, root: root, limits: limits, to: &Copy{entries: map[string]*entry{}}}
	info, err := root.Stat(".")
	if err == nil {
		c.to.entries["."] = &entry{name: ".", mode: info.Mode(), changed: info.ModTime()}
		err = c.folder(".")
	}
	if err != nil {
		return nil, fmt.Errorf("read folder %s: %w", folder, err)
	}
	c.to.list()
	return c.to, nil
}

// A copier reads one folder.
type copier struct {
	ctx    context.Context
	root   *os.Root
	limits Limits
	total  int64
	to     *Copy
}

func (c *copier) folder(at string) error {
	if err := c.ctx.Err(); err != nil {
		return err
	}
	f, err := c.root.Open(at)
	if err != nil {
		c.to.entries[at].err = err
		return nil //nolint:nilerr // who opens the folder is told
	}
	defer func() { _ = f.Close() }()                                // it was only read
	found, err := f.ReadDir(c.limits.Files + 2 - len(c.to.entries)) // a folder of millions is not listed to its end
	if err != nil && !errors.Is(err, io.EOF) {
		c.to.entries[at].err = err
	}
	slices.SortFunc(found, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	for _, e := range found {
		if len(c.to.entries) > c.limits.Files {
			return ErrMany
		}
		if err := c.entry(path.Join(at, e.Name()), e); err != nil {
			return err
		}
	}
	return nil
}

// entry reads what one name in a folder is.
func (c *copier) entry(name string, found fs.DirEntry) error {
	hidden, link := strings.HasPrefix(found.Name(), "."), found.Type()&fs.ModeSymlink != 0
	if found.IsDir() && hidden {
		return nil
	}
	info, err := c.root.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !link, hidden && (err != nil || !info.Mode().IsRegular()): // gone since it was listed, or no file of the data
		return nil //nolint:nilerr // see above
	case link && (err != nil || info.IsDir()): // to nothing, to outside, or in a circle
		err = ErrNotRegular
	}
	if err != nil {
		c.to.entries[name] = &entry{name: found.Name(), mode: found.Type(), err: err}
		return nil //nolint:nilerr // who opens it is told
	}
	e := &entry{name: found.Name(), mode: info.Mode(), changed: info.ModTime()}
	c.to.entries[name] = e
	switch {
	case info.IsDir():
		return c.folder(name)
	case !info.Mode().IsRegular():
		e.err = ErrNotRegular
		return nil
	}
	e.content, e.err = ReadIn(c.ctx, c.root, name, min(c.limits.FileBytes, c.limits.TotalBytes-c.total))
	e.size = int64(len(e.content.Bytes))
	c.total += e.size
	var large *LargeError
	switch {
	case errors.As(e.err, &large):
		e.size = large.Bytes
	case errors.Is(e.err, ErrNotRegular):
		e.mode = fs.ModeIrregular
	}
	return c.ctx.Err()
}

// list makes the lists of what each folder holds.
func (c *Copy) list() {
	c.inside = map[string][]fs.DirEntry{}
	for _, name := range slices.Sorted(maps.Keys(c.entries)) {
		if name != "." {
			c.inside[path.Dir(name)] = append(c.inside[path.Dir(name)], c.entries[name])
		}
	}
	for _, list := range c.inside {
		slices.SortFunc(list, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	}
}

// With gives a copy with other content of some files, and files that it has not.
func (c *Copy) With(files map[string][]byte) *Copy {
	other := &Copy{entries: maps.Clone(c.entries)}
	for name, content := range files {
		sum := sha256.Sum256(content)
		other.entries[name] = &entry{
			name: path.Base(name), mode: 0o644, size: int64(len(content)), content: Content{content, hex.EncodeToString(sum[:])},
		}
		for at := path.Dir(name); other.entries[at] == nil; at = path.Dir(at) {
			other.entries[at] = &entry{name: path.Base(at), mode: fs.ModeDir | 0o755}
		}
	}
	other.list()
	return other
}

// Hash is over names and content of all files. Two copies with the same hash hold the
// same; of a file that was not read the size counts.
func (c *Copy) Hash() string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(c.entries)) {
		if e := c.entries[name]; !e.IsDir() {
			_, _ = fmt.Fprintf(h, "%q %v %d %s\n", name, e.Type(), e.size, e.content.SHA256) // a hash takes all that is written to it
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// NotRegular lists what is neither a regular file nor a folder, by path.
func (c *Copy) NotRegular() []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(c.entries)) {
		if e := c.entries[name]; !e.IsDir() && !e.mode.IsRegular() {
			names = append(names, name)
		}
	}
	return names
}

// Large gives the files that were not read since they are larger than the limits.
func (c *Copy) Large() map[string]*LargeError {
	all := map[string]*LargeError{}
	for name, e := range c.entries {
		if large := (*LargeError)(nil); errors.As(e.err, &large) {
			all[name] = large
		}
	}
	return all
}

func (c *Copy) find(op, name string) (*entry, error) {
	e := c.entries[name]
	if e == nil {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	return e, nil
}

// Stat tells of a file or folder.
func (c *Copy) Stat(name string) (fs.FileInfo, error) {
	e, err := c.find("stat", name)
	if err != nil {
		return nil, err
	}
	return e, nil
}

// ReadFile gives the content of a file.
func (c *Copy) ReadFile(name string) ([]byte, error) {
	e, err := c.find("read", name)
	switch {
	case err != nil:
		return nil, err
	case e.err != nil:
		return nil, &fs.PathError{Op: "read", Path: name, Err: e.err}
	case e.IsDir():
		return nil, &fs.PathError{Op: "read", Path: name, Err: ErrNotRegular}
	}
	return bytes.Clone(e.content.Bytes), nil
}

// ReadDir lists a folder by name.
func (c *Copy) ReadDir(name string) ([]fs.DirEntry, error) {
	e, err := c.find("readdir", name)
	switch {
	case err != nil:
		return nil, err
	case e.err != nil:
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: e.err}
	case !e.IsDir():
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a folder")}
	}
	return slices.Clone(c.inside[name]), nil
}

// Open opens a file or folder.
func (c *Copy) Open(name string) (fs.File, error) {
	e, err := c.find("open", name)
	if err == nil && e.err != nil {
		err = &fs.PathError{Op: "open", Path: name, Err: e.err}
	}
	if err != nil {
		return nil, err
	}
	return &opened{entry: e, Reader: bytes.NewReader(e.content.Bytes), rest: c.inside[name]}, nil
}

// opened is an open file or folder of a copy.
type opened struct {
	*bytes.Reader
	entry *entry
	rest  []fs.DirEntry
}

func (o *opened) Read(part []byte) (int, error) {
	if o.entry.IsDir() {
		return 0, &fs.PathError{Op: "read", Path: o.entry.name, Err: ErrNotRegular}
	}
	return o.Reader.Read(part)
}

func (o *opened) Stat() (fs.FileInfo, error) { return o.entry, nil }
func (o *opened) Close() error               { return nil }

// ReadDir lists up to n of what is left of a folder, or all when n is not above zero.
func (o *opened) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(o.rest)
	} else if len(o.rest) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(o.rest))
	list := slices.Clone(o.rest[:n])
	o.rest = o.rest[n:]
	return list, nil
}
