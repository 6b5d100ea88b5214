package extract

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// Keys tells whether any key occurs twice among records handed on, of one source
// or several of one table. It keeps eight bytes a key: a hash with a seed of its
// own, so what it spills says nothing of the keys. Two keys with one hash make it
// say that there may be a double where there is none; the other way round cannot
// be.
type Keys struct {
	folder string // for what does not fit in memory
	seed   maphash.Seed
	held   []uint64
	spills []*spill
}

// mostKeys is how many keys are held in memory; more are spilled by their first
// bits, and each part is looked at alone.
const (
	mostKeys  = 12 << 20
	spillBits = 6
)

// A spill is the keys with the same first bits.
type spill struct {
	file *os.File
	out  *bufio.Writer
	keys int
}

// NewKeys counts keys; folder is private and gets what does not fit in memory.
func NewKeys(folder string) *Keys { return &Keys{folder: folder, seed: maphash.MakeSeed()} }

// add counts a key.
func (k *Keys) add(key []byte) error {
	k.held = append(k.held, maphash.Bytes(k.seed, key))
	if len(k.held) < mostKeys {
		return nil
	}
	return k.spill()
}

func (k *Keys) spill() error {
	if k.spills == nil {
		for i := range 1 << spillBits {
			f, err := os.OpenFile(filepath.Join(k.folder, fmt.Sprintf("keys-%02d.part", i)), os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600)
			if err != nil {
				return fmt.Errorf("spill keys: %w", err)
			}
			k.spills = append(k.spills, &spill{file: f, out: bufio.NewWriterSize(f, 1<<16)})
		}
	}
	var eight [8]byte
	for _, h := range k.held {
		s := k.spills[h>>(64-spillBits)]
		binary.LittleEndian.PutUint64(eight[:], h)
		if _, err := s.out.Write(eight[:]); err != nil {
			return fmt.Errorf("spill keys: %w", err)
		}
		s.keys++
	}
	k.held = k.held[:0]
	return nil
}

// Twice tells whether a key may occur twice. Counting ends with it.
func (k *Keys) Twice() (bool, error) {
	defer func() { k.held = nil }()
	if k.spills == nil {
		return twice(k.held), nil
	}
	if err := k.spill(); err != nil {
		return false, err
	}
	for _, s := range k.spills {
		keys, err := s.read(k.held[:0])
		if err != nil {
			return false, err
		}
		if k.held = keys; twice(keys) {
			return true, nil
		}
	}
	return false, nil
}

func (s *spill) read(into []uint64) ([]uint64, error) {
	if err := s.out.Flush(); err != nil {
		return nil, fmt.Errorf("spill keys: %w", err)
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("read spilled keys: %w", err)
	}
	in := bufio.NewReaderSize(s.file, 1<<16)
	var eight [8]byte
	for range s.keys {
		if _, err := io.ReadFull(in, eight[:]); err != nil {
			return nil, fmt.Errorf("read spilled keys: %w", err)
		}
		into = append(into, binary.LittleEndian.Uint64(eight[:]))
	}
	return into, nil
}

// twice sorts keys, and tells whether two neighbours are the same.
func twice(keys []uint64) bool {
	slices.Sort(keys)
	for i := 1; i < len(keys); i++ {
		if keys[i] == keys[i-1] {
			return true
		}
	}
	return false
}

// Close takes away what was spilled.
func (k *Keys) Close() error {
	var errs []error
	for _, s := range k.spills {
		errs = append(errs, s.file.Close(), os.Remove(s.file.Name()))
	}
	k.spills = nil
	return errors.Join(errs...)
}
