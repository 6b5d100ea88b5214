package file

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
)

// ErrNotRegular says that a name is of no regular file: a folder, a pipe, a device, a
// socket, or a link to one of them or to nothing. Reading it could wait or last for ever.
var ErrNotRegular = errors.New("not a regular file")

// A LargeError says that a file has more bytes than may be read of it.
type LargeError struct {
	Bytes, Limit int64 // Bytes are what its folder said, and may have become more
}

func (e *LargeError) Error() string {
	return fmt.Sprintf("%d bytes, where %d may be read", e.Bytes, e.Limit)
}

// A Content is what one reading of a file gave. Who needs both the bytes and their hash
// takes them from one Content: a file may change between two readings.
type Content struct {
	Bytes  []byte
	SHA256 string // in hexadecimal
}

// Read reads a regular file whole, once. The error is ErrNotRegular or a LargeError when
// it is another kind of thing, or has more than limit bytes. Stopping ctx ends it.
func Read(ctx context.Context, path string, limit int64) (Content, error) {
	root, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return Content{}, fmt.Errorf("read %s: %w", path, err)
	}
	defer func() { _ = root.Close() }() // it was only read
	return ReadIn(ctx, root, filepath.Base(path), limit)
}

// ReadIn is Read for a name in a folder, which no link leads out of.
func ReadIn(ctx context.Context, root *os.Root, name string, limit int64) (Content, error) {
	f, info, err := openRegular(root, name)
	if err != nil {
		return Content{}, fmt.Errorf("read %s: %w", name, err)
	}
	defer func() { _ = f.Close() }() // it was only read
	large := &LargeError{Bytes: info.Size(), Limit: limit}
	if info.Size() > limit {
		return Content{}, fmt.Errorf("read %s: %w", name, large)
	}
	content, err := readAll(ctx, f, info.Size(), limit)
	if err != nil {
		return Content{}, fmt.Errorf("read %s: %w", name, err)
	}
	if large.Bytes = int64(len(content)); large.Bytes > limit {
		return Content{}, fmt.Errorf("read %s: %w", name, large)
	}
	sum := sha256.Sum256(content)
	return Content{Bytes: content, SHA256: hex.EncodeToString(sum[:])}, nil
}

// openRegular looks before it opens, since opening a pipe waits and opening a device may
// do something; and again after, since the name may have become another thing meanwhile.
func openRegular(root *os.Root, name string) (*os.File, os.FileInfo, error) {
	if info, err := root.Stat(name); err != nil {
		return nil, nil, err
	} else if !info.Mode().IsRegular() {
		return nil, nil, ErrNotRegular
	}
	f, err := root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = ErrNotRegular
	}
	if err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	return f, info, nil
}

// step is how much is read before ctx is asked again.
const step = 1 << 20

// readAll reads to the end, or one byte further than limit.
func readAll(ctx context.Context, from io.Reader, size, limit int64) ([]byte, error) {
	content := make([]byte, 0, min(size, limit)+1)
	for int64(len(content)) <= limit {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if len(content) == cap(content) {
			content = append(content, 0)[:len(content)]
		}
		end := min(int64(cap(content)), int64(len(content))+step, limit+1)
		n, err := from.Read(content[len(content):end])
		content = content[:len(content)+n]
		if errors.Is(err, io.EOF) {
			return content, nil
		}
		if err != nil {
			return nil, err
		}
	}
	return content, nil
}

// Hash gives the hash of a regular file in hexadecimal, without keeping its bytes.
// Stopping ctx ends it.
func Hash(ctx context.Context, path string) (string, error) {
	root, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return "", fmt.Errorf("hash %s: %w", path, err)
	}
	defer func() { _ = root.Close() }() // it was only read
	f, _, err := openRegular(root, filepath.Base(path))
	if err != nil {
		return "", fmt.Errorf("hash %s: %w", path, err)
	}
	defer func() { _ = f.Close() }() // it was only read
	h, part := sha256.New(), make([]byte, step)
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := f.Read(part)
		_, _ = h.Write(part[:n]) // a hash takes all that is written to it
		if errors.Is(err, io.EOF) {
			return hex.EncodeToString(h.Sum(nil)), nil
		}
		if err != nil {
			return "", fmt.Errorf("hash %s: %w", path, err)
		}
	}
}
