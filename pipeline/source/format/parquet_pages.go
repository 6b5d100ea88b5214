package format

import (
	"errors"
	"fmt"
	"io"

	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/metadata"
)

// The kinds of pages with values in them, as Parquet numbers them.
const (
	pageData       = 0
	pageDictionary = 2
	pageData2      = 3
)

const (
	pageMost   = 256 << 20 // bytes of a page, packed or not; programs write about one mebibyte
	headerMost = 16 << 20  // bytes of the head of a page, with its statistics
	olderSlack = 100       // what older writers left out of the size of a chunk
)

var errPage = errors.New("a page that is not where or what it says")

// checkPages walks over the pages of a Parquet file from head to head. The library
// trusts them: one wrong byte can send it round for ever, or make it ask for more
// memory than there is.
func checkPages(in *file.Reader, from io.ReaderAt, size int64) error {
	for i := range in.NumRowGroups() {
		group := in.MetaData().RowGroup(i)
		for j := range group.NumColumns() {
			chunk, err := group.ColumnChunk(j)
			if err == nil {
				err = checkChunk(chunk, from, size)
			}
			if err != nil {
				return fmt.Errorf("row group %d, column %d: %w", i+1, j+1, err)
			}
		}
	}
	return nil
}

func checkChunk(chunk *metadata.ColumnChunkMetaData, from io.ReaderAt, size int64) error {
	at, length := chunk.DataPageOffset(), chunk.TotalCompressedSize()
	if first := chunk.DictionaryPageOffset(); chunk.HasDictionaryPage() && first > 0 && first < at {
		at = first
	}
	if at < 0 || length < 0 || at > size || length > size-at {
		return errPage
	}
	end := min(at+length+olderSlack, size)
	for values := int64(0); values < chunk.NumValues(); {
		page, head, err := readPageHead(io.NewSectionReader(from, at, end-at))
		if err != nil {
			return err
		}
		at += head + page.packed
		if at > end || page.packed < 0 || page.packed > pageMost || page.unpacked < 0 || page.unpacked > pageMost || page.values < 0 {
			return errPage
		}
		switch page.kind {
		case pageData, pageData2:
			values += page.values
		case pageDictionary:
		default:
			return errPage
		}
	}
	return nil
}

// A pageHead is what the head of a page says of it.
type pageHead struct{ kind, unpacked, packed, values int64 }

// readPageHead reads the head at the start of in, and tells how long it is.
func readPageHead(in *io.SectionReader) (pageHead, int64, error) {
	for most := int64(512); ; most *= 8 {
		text := make([]byte, min(most, in.Size()))
		if _, err := in.ReadAt(text, 0); err != nil && !errors.Is(err, io.EOF) {
			return pageHead{}, 0, fmt.Errorf("read page: %w", err)
		}
		c := compact{text: text}
		page := c.pageHead()
		if !c.bad {
			return page, int64(c.at), nil
		}
		if most >= in.Size() || most > headerMost {
			return pageHead{}, 0, errPage
		}
	}
}

// compact reads the compact protocol of Thrift, which heads of pages are written
// in. Once what it reads cannot be, it is bad, and gives noughts.
type compact struct {
	text []byte
	at   int
	bad  bool
}

func (c *compact) pageHead() pageHead {
	var page pageHead
	c.fields(func(id int64, kind byte) {
		switch {
		case id == 1:
			page.kind = c.integer(kind)
		case id == 2:
			page.unpacked = c.integer(kind)
		case id == 3:
			page.packed = c.integer(kind)
		case (id == 5 || id == 7 || id == 8) && kind == thriftStruct: // of data, a dictionary, data in the second version
			c.fields(func(id int64, kind byte) {
				if id == 1 {
					page.values = c.integer(kind)
					return
				}
				c.value(kind, 1)
			})
		default:
			c.value(kind, 0)
		}
	})
	return page
}

// The types of values.
const (
	thriftTrue   = 1
	thriftFalse  = 2
	thriftByte   = 3
	thriftInt16  = 4
	thriftInt32  = 5
	thriftInt64  = 6
	thriftDouble = 7
	thriftBinary = 8
	thriftList   = 9
	thriftSet    = 10
	thriftStruct = 12
)

const deepest = 8 // values in values; the head of a page has three

// fields gives each field of a struct; each reads its value.
func (c *compact) fields(each func(id int64, kind byte)) {
	for id := int64(0); !c.bad; {
		b := c.next()
		if b == 0 {
			return
		}
		if step := int64(b >> 4); step > 0 {
			id += step
		} else {
			id = c.integer(thriftInt16)
		}
		each(id, b&0x0f)
	}
}

// value passes over a value.
func (c *compact) value(kind byte, depth int) {
	if depth > deepest {
		c.bad = true
		return
	}
	switch kind {
	case thriftTrue, thriftFalse: // the type says it all
	case thriftByte:
		c.skip(1)
	case thriftInt16, thriftInt32, thriftInt64:
		c.varint()
	case thriftDouble:
		c.skip(8)
	case thriftBinary:
		c.skip(c.varint())
	case thriftList, thriftSet:
		b := c.next()
		count := uint64(b >> 4)
		if count == 15 {
			count = c.varint()
		}
		for range count {
			if c.bad {
				return
			}
			if kind := b & 0x0f; kind == thriftTrue || kind == thriftFalse {
				c.skip(1)
			} else {
				c.value(kind, depth+1)
			}
		}
	case thriftStruct:
		c.fields(func(_ int64, kind byte) { c.value(kind, depth+1) })
	default:
		c.bad = true
	}
}

// integer reads a number of which the sign is its last bit.
func (c *compact) integer(kind byte) int64 {
	if kind != thriftInt16 && kind != thriftInt32 && kind != thriftInt64 {
		c.bad = true
		return 0
	}
	n := c.varint()
	return int64(n>>1) ^ -int64(n&1)
}

func (c *compact) varint() uint64 {
	var n uint64
	for shift := 0; shift < 64; shift += 7 {
		b := c.next()
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
	c.bad = true
	return 0
}

func (c *compact) next() byte {
	if c.bad || c.at >= len(c.text) {
		c.bad = true
		return 0
	}
	c.at++
	return c.text[c.at-1]
}

func (c *compact) skip(n uint64) {
	if n > uint64(len(c.text)-c.at) {
		c.bad = true
		return
	}
	c.at += int(n)
}
