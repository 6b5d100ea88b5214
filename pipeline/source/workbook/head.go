package workbook

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"
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
			return &Refused{Rule: ruleXLS}
		}
		return &Refused{Rule: ruleEncrypted, Value: "OLE"}
	}
	if kind := otherKind(head); kind != "" {
		return &Refused{Rule: ruleOther, Value: kind}
	}
	return damaged("file", "not a zip file")
}

// otherKind names what is often given the name of a workbook.
func otherKind(head []byte) string {
	text := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))))
	for _, known := range []struct{ begin, name string }{
		{"<!doctype html", "HTML"}, {"<html", "HTML"}, {"<table", "HTML"}, {"<?xml", "XML"}, {"%pdf", "PDF"}, {"par1", "Parquet"},
		{"\x1f\x8b", "gzip"}, {"\xff\xfe", "UTF-16"}, {"\xfe\xff", "UTF-16"},
	} {
		if bytes.HasPrefix(text, []byte(known.begin)) || bytes.HasPrefix(head, []byte(known.begin)) {
			return known.name
		}
	}
	first, _, _ := bytes.Cut(text, []byte("\n"))
	if len(text) > 0 && utf8.Valid(text[:len(text)-min(len(text)-1, 3)]) && bytes.ContainsAny(first, ";,\t") && !bytes.ContainsFunc(first, func(r rune) bool { return r < ' ' && r != '\t' && r != '\r' }) {
		return "CSV"
	}
	return ""
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
