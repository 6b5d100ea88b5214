package format

import (
	"errors"
	"fmt"
	"hash"
	"io"
)

// block is how much is read at once.
const block = 1 << 20

// blocks reads a file a block at a time, and hashes each on another core while
// its records are cut.
type blocks struct {
	in       io.Reader
	block    int       // bytes that are read at once
	sum      hash.Hash // nil for none
	progress func(int)
	free     chan []byte // buffers that are not being hashed
	full     chan filled
	done     chan struct{}
}

// A filled buffer holds what was read from place from on.
type filled struct {
	buffer []byte
	from   int
}

// newBlocks reads a file of size bytes; sum and progress may be nil.
func newBlocks(in io.Reader, size int64, sum hash.Hash, progress func(int)) *blocks {
	block := int(min(block, size+1)) // a small file needs no large buffers
	const buffers = 3                // one that is cut, one that is hashed, one between them
	b := &blocks{
		in: in, block: block, sum: sum, progress: progress,
		free: make(chan []byte, buffers), full: make(chan filled, buffers), done: make(chan struct{}),
	}
	for range buffers {
		b.free <- make([]byte, 0, block+block/8)
	}
	go func() {
		for f := range b.full {
			if b.sum != nil {
				_, _ = b.sum.Write(f.buffer[f.from:]) // a hash never fails
			}
			b.free <- f.buffer
		}
		close(b.done)
	}()
	return b
}

// next gives a text that starts with rest, which must be the end of the text it
// gave before, and goes on with the next block of the file. That text may not be
// used any more. ended says that nothing follows.
func (b *blocks) next(rest []byte) (text []byte, ended bool, err error) {
	text = <-b.free
	if cap(text) < len(rest)+b.block {
		text = make([]byte, 0, len(rest)+2*b.block)
	}
	text = text[:len(rest)+b.block]
	copy(text, rest)
	n, err := io.ReadFull(b.in, text[len(rest):])
	text = text[:len(rest)+n]
	b.full <- filled{text, len(rest)}
	if b.progress != nil {
		b.progress(n)
	}
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return text, true, nil
	case err != nil:
		return nil, false, fmt.Errorf("read: %w", err)
	}
	return text, false, nil
}

// close waits until all that was read is hashed.
func (b *blocks) close() {
	close(b.full)
	<-b.done
}
