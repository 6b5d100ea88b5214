package workbook

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// An archive is the zip file of a workbook, after its list of entries passed
// the limits. Nothing in it was unpacked yet.
type archive struct {
	source *source
	limits Limits
	names  []string             // in the order of the list
	files  map[string]*zip.File // by name in lower case: formats do not tell case apart
}

func openArchive(r io.ReaderAt, size int64, limits Limits) (*archive, error) {
	a := &archive{source: &source{r: r, left: listBytes(limits)}, limits: limits, files: map[string]*zip.File{}}
	list, err := zip.NewReader(a.source, size)
	switch {
	case errors.Is(err, errListLong):
		return nil, &Refused{Rule: ruleEntries, Value: over(limits.Entries), Expected: strconv.Itoa(limits.Entries)}
	case a.source.err != nil:
		return nil, fmt.Errorf("read the workbook: %w", a.source.err)
	case err != nil:
		return nil, damaged("zip", "%v", err)
	case len(list.File) > limits.Entries:
		return nil, &Refused{Rule: ruleEntries, Value: strconv.Itoa(len(list.File)), Expected: strconv.Itoa(limits.Entries)}
	}
	a.source.left = -1
	total := int64(0)
	for _, f := range list.File {
		if err := a.add(f); err != nil {
			return nil, err
		}
		// No sum passes int64: each size is at most what is left of the limit.
		if f.UncompressedSize64 > uint64(limits.TotalBytes-total) {
			return nil, &Refused{Rule: ruleTotal, Value: shorten(f.Name), Expected: strconv.FormatInt(limits.TotalBytes, 10)}
		}
		total += int64(f.UncompressedSize64)
	}
	return a, nil
}

// add takes an entry whose name and sizes can be trusted as far as they say.
func (a *archive) add(f *zip.File) error {
	// Some programs of Windows write backslashes; Excel reads them as what was meant.
	f.Name = strings.ReplaceAll(f.Name, `\`, "/")
	key := strings.ToLower(f.Name)
	switch {
	case !inside(f.Name):
		return &Refused{Rule: rulePath, Value: shorten(f.Name)}
	case a.files[key] != nil:
		return damaged("zip", "two entries are named %s", shorten(f.Name))
	case f.Flags&1 != 0:
		return &Refused{Rule: ruleEncrypted, Value: shorten(f.Name)}
	case f.UncompressedSize64 > ratioFloor && f.UncompressedSize64/uint64(a.limits.Ratio) > f.CompressedSize64:
		ratio := f.UncompressedSize64 / max(f.CompressedSize64, 1)
		return &Refused{Rule: ruleRatio, Value: fmt.Sprintf("%s: %d", shorten(f.Name), ratio), Expected: strconv.Itoa(a.limits.Ratio)}
	}
	a.files[key] = f
	a.names = append(a.names, f.Name)
	return nil
}

// inside tells whether a name can only mean a place within the archive, on any
// system that may unpack it.
func inside(name string) bool {
	name = strings.TrimSuffix(name, "/")
	if name == "" || strings.ContainsAny(name, ":\x00") {
		return false
	}
	for step := range strings.SplitSeq(name, "/") {
		if step == "" || step == "." || step == ".." {
			return false
		}
	}
	return true
}

func (a *archive) has(name string) bool { return a.files[strings.ToLower(name)] != nil }

// read unpacks one entry.
func (a *archive) read(ctx context.Context, name string, read func(io.Reader) error) (err error) {
	f := a.files[strings.ToLower(name)]
	if f == nil {
		return damaged("zip", "there is no %s", shorten(name))
	}
	in, err := f.Open()
	switch {
	case a.source.err != nil:
		return fmt.Errorf("open %s: %w", f.Name, a.source.err)
	case err != nil:
		return damaged(shorten(f.Name), "%v", err)
	}
	defer func() {
		if closed := in.Close(); err == nil && closed != nil {
			err = fmt.Errorf("close %s: %w", f.Name, closed)
		}
	}()
	return read(&entry{ctx: ctx, in: in, file: f, source: a.source})
}

// scan reads one entry as XML: read is given a scanner at its start.
func (a *archive) scan(ctx context.Context, name string, read func(*scanner) error) error {
	return a.read(ctx, name, func(in io.Reader) error {
		// An escape takes up to ten bytes for one: a longer text is too large in any case.
		text, wide, err := asUTF8(in)
		if err != nil {
			return err
		}
		s := newScanner(text, shorten(name), max(1<<20, 10*a.limits.CellBytes))
		s.wide = wide
		return read(s)
	})
}

// scanSmall is scan for a part that is read into memory and is small in any
// workbook that people made.
func (a *archive) scanSmall(name string, read func(*scanner) error) error {
	if f := a.files[strings.ToLower(name)]; f != nil && f.UncompressedSize64 > smallPart {
		return &Refused{Rule: ruleTotal, Value: shorten(f.Name), Expected: strconv.Itoa(smallPart)}
	}
	return a.scan(context.Background(), name, read)
}

// An entry is one entry while it is unpacked. Its sizes are counted: the list
// may have said less.
type entry struct {
	ctx    context.Context
	in     io.Reader
	file   *zip.File
	source *source
	read   uint64
}

func (e *entry) Read(b []byte) (int, error) {
	if err := e.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := e.in.Read(b)
	e.read += uint64(n)
	switch {
	case e.source.err != nil:
		return n, fmt.Errorf("read %s: %w", e.file.Name, e.source.err)
	case e.read > e.file.UncompressedSize64:
		return n, &Refused{Rule: ruleTotal, Value: shorten(e.file.Name), Expected: strconv.FormatUint(e.file.UncompressedSize64, 10)}
	case err != nil && err != io.EOF:
		return n, damaged(shorten(e.file.Name), "%v", err)
	}
	return n, err
}

// A source is the file itself. It tells a file that cannot be read from one that
// holds nonsense, and ends the reading of a list of entries that is too long
// before it is in memory.
type source struct {
	r    io.ReaderAt
	left int64 // bytes that the list may still take; below nought: no bound
	err  error
}

var errListLong = errors.New("the list of entries is too long")

// listBytes is what a list of so many entries takes at most, names of a
// kilobyte and the search for its start included.
func listBytes(limits Limits) int64 { return 128<<10 + int64(limits.Entries)<<10 }

func (s *source) ReadAt(p []byte, offset int64) (int, error) {
	if offset < 0 { // a damaged list points anywhere
		return 0, zip.ErrFormat
	}
	if s.left >= 0 {
		if s.left < int64(len(p)) {
			return 0, errListLong
		}
		s.left -= int64(len(p))
	}
	n, err := s.r.ReadAt(p, offset)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}
