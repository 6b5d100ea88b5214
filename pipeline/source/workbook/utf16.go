package workbook

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// asUTF8 gives a part as UTF-8: XML may be UTF-16 as well, and Excel reads that. It
// begins with a mark, or with a < of two bytes.
func asUTF8(in io.Reader) (text io.Reader, wide bool, err error) {
	peek := bufio.NewReaderSize(in, 4<<10)
	begin, err := peek.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, false, err
	}
	order := unicode.LittleEndian
	switch {
	case bytes.Equal(begin, []byte("\xff\xfe")), bytes.Equal(begin, []byte("<\x00")):
	case bytes.Equal(begin, []byte("\xfe\xff")), bytes.Equal(begin, []byte("\x00<")):
		order = unicode.BigEndian
	default:
		return peek, false, nil
	}
	return transform.NewReader(peek, unicode.UTF16(order, unicode.UseBOM).NewDecoder()), true, nil
}
