package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
)

// summed hashes what is read through it on another core than the one that reads.
type summed struct {
	in       io.Reader
	sum      hash.Hash
	progress func(int)
	free     chan []byte // buffers that are not being hashed
	full     chan []byte
	done     chan struct{}
}

func newSummed(in io.Reader, progress func(int)) *summed {
	s := &summed{
		in: in, sum: sha256.New(), progress: progress,
		free: make(chan []byte, 2), full: make(chan []byte, 2), done: make(chan struct{}),
	}
	for range 2 {
		s.free <- make([]byte, block)
	}
	go func() {
		for b := range s.full {
			_, _ = s.sum.Write(b) // a hash never fails
			s.free <- b[:block]
		}
		close(s.done)
	}()
	return s
}

func (s *summed) Read(to []byte) (int, error) {
	b := <-s.free
	n, err := s.in.Read(b[:min(len(b), len(to))])
	copy(to, b[:n])
	s.progress(n)
	s.full <- b[:n]
	return n, err
}

// close gives the hash of all that was read.
func (s *summed) close() string {
	close(s.full)
	<-s.done
	return hex.EncodeToString(s.sum.Sum(nil))
}
