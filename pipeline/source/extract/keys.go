package extract

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"os"
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
	times  int  // that it spilled
	lost   bool // it cannot tell any more
}

// mark remembers how far counting is, for rewind.
func (k *Keys) mark() [2]int {
	if k == nil {
		return [2]int{}
	}
	return [2]int{len(k.held), k.times}
}

// rewind forgets what was counted since the mark; when that was spilled already,
// it can only say from then on that a key may occur twice.
func (k *Keys) rewind(mark [2]int) {
	switch {
	case k == nil:
	case k.times == mark[1]:
		k.held = k.held[:mark[0]]
	default:
		k.lost = true
	}
}

// mostKeys is how many keys are held in memory; more are spilled by their first
// bits, and each part is looked at alone.
const (
	mostKeys  = 1 << 20
	spillBits = 6
	seatBits  = 18 // of a table that fits a processor's cache
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
		for range 1 << spillBits {
			f, err := os.CreateTemp(k.folder, "keys-*.part")
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
	k.times++
	return nil
}

// Twice tells whether a key may occur twice. Counting ends with it.
func (k *Keys) Twice() (bool, error) {
	defer func() { k.held = nil }()
	if k.lost {
		return true, nil
	}
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

// twice tells whether two keys are the same. It seats keys in a small table, those
// with the same first bits at a time, which is ten times as fast as sorting.
func twice(keys []uint64) bool {
	bits := 0
	for len(keys)>>bits > 1<<(seatBits-2) {
		bits++
	}
	seats := make([]uint64, 1<<seatBits)
	for part := range uint64(1) << bits {
		clear(seats)
		nought := false
		// Those of a spill share their first bits, so the bits behind them tell.
		for _, key := range keys {
			if key<<spillBits>>(64-bits) != part && bits > 0 {
				continue
			}
			if key == 0 {
				if nought {
					return true
				}
				nought = true
				continue
			}
			at := key & (1<<seatBits - 1)
			for seats[at] != 0 {
				if seats[at] == key {
					return true
				}
				at = (at + 1) & (1<<seatBits - 1)
			}
			seats[at] = key
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
