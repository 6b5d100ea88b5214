package workbook

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"unicode/utf16"
)

// checkHead tells from its first bytes whether a file is a zip file, and what
// else it is: an encrypted XLSX and the .xls of before 2007 are both OLE files.
func checkHead(r io.ReaderAt, size int64) error {
	head := make([]byte, 512)
	n, err := r.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return fmt.Errorf("read the workbook: %w", err)
	}
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return nil
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		if holdsXLS(r, head, size) {
			return damaged("file", "an .xls of Excel 97-2003")
		}
		return &Refused{Rule: ruleEncrypted, Value: "OLE"}
	}
	return damaged("file", "not a zip file")
}

// holdsXLS looks for the stream of an .xls in the first sector of an OLE file's
// directory, where it always stands. [MS-CFB] has the layout.
func holdsXLS(r io.ReaderAt, head []byte, size int64) bool {
	if len(head) < 512 {
		return false
	}
	shift := binary.LittleEndian.Uint16(head[30:])
	first := binary.LittleEndian.Uint32(head[48:])
	if shift != 9 && shift != 12 {
		return false
	}
	sector := make([]byte, 1<<shift)
	offset := (int64(first) + 1) << shift
	if offset > size {
		return false
	}
	if n, err := r.ReadAt(sector, offset); err != nil && n == 0 {
		return false
	}
	for entry := 0; entry+128 <= len(sector); entry += 128 {
		if name := streamName(sector[entry : entry+64]); name == "Workbook" || name == "Book" {
			return true
		}
	}
	return false
}

func streamName(raw []byte) string {
	var units []uint16
	for ; len(raw) >= 2; raw = raw[2:] {
		unit := binary.LittleEndian.Uint16(raw)
		if unit == 0 {
			break
		}
		units = append(units, unit)
	}
	return string(utf16.Decode(units))
}
