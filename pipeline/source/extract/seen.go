package extract

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// RuleChanging refuses a file that changed while it was read: what was counted and
// what its hash says would be of different bytes.
const RuleChanging = "file_changing"

// ErrChanged says that a file is not what it was when [Find] or Pass read it.
var ErrChanged = errors.New("the file changed while it was read")

// seen is what tells that a file was written to, or another was put in its place, since
// it was looked at. Size and time of change by themselves do not: `cp -p` and `rsync -t`
// give the old time to new bytes. That of the last change to the file's own entry
// cannot be set.
type seen struct {
	size, modified, changed int64
	device, inode           uint64
}

// settled is how long ago the last change must be for seen to show the next one: file
// systems write time in steps, the coarsest of two seconds.
const settled = 2 * time.Second

// fresh tells whether a change right after this could leave the same times.
func (s seen) fresh(now time.Time) bool {
	return now.Sub(time.Unix(0, max(s.modified, s.changed))) <= settled
}

// isSeen tells whether an open file is as Find saw it.
func (s Source) isSeen(file *os.File) error {
	info, err := file.Stat()
	switch {
	case err != nil:
		return fmt.Errorf("look at %s: %w", s.Name, err)
	case !info.Mode().IsRegular(), s.seen != seen{} && seenOf(info) != s.seen:
		return ErrChanged
	}
	return nil
}

// Unchanged tells whether the file is the one that Find saw; it is ErrChanged when it is
// not, or is gone.
func (s Source) Unchanged() error {
	root, err := os.OpenRoot(filepath.Dir(s.Path))
	if err != nil {
		return fmt.Errorf("look at %s: %w", s.Name, err)
	}
	defer func() { _ = root.Close() }() // it was only read
	info, err := root.Stat(filepath.Base(s.Path))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrChanged
	case err != nil:
		return fmt.Errorf("look at %s: %w", s.Name, err)
	case !info.Mode().IsRegular(), s.seen != seen{} && seenOf(info) != s.seen:
		return ErrChanged
	}
	return nil
}

// Hash gives the hash of the file as Find saw it.
func (s Source) Hash(ctx context.Context) (string, error) {
	sum, err := s.hash(ctx, s.Bytes)
	if err == nil {
		err = s.Unchanged()
	}
	return sum, err
}

func (s Source) hash(ctx context.Context, size int64) (string, error) {
	file, err := s.open()
	if err != nil {
		return "", err
	}
	defer func() { _ = file.Close() }() // it was only read
	return HashFile(ctx, file, size)
}

// hashed is how many bytes are hashed at once.
const hashed = 1 << 20

// HashFile gives the hash of a file of size bytes; it is ErrChanged when it has more or
// less of them.
func HashFile(ctx context.Context, file io.Reader, size int64) (string, error) {
	whole, buffer := sha256.New(), make([]byte, hashed)
	in := io.LimitReader(file, size+1)
	var read int64
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := in.Read(buffer)
		_, _ = whole.Write(buffer[:n]) // a hash never fails
		read += int64(n)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", fmt.Errorf("read: %w", err)
		}
	}
	if read != size {
		return "", ErrChanged
	}
	return hex.EncodeToString(whole.Sum(nil)), nil
}
