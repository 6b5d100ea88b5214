package format

import (
	"encoding/binary"
	"math/bits"
)

// A byte repeated in all eight bytes of a word, and their highest bits.
const (
	ones = 0x0101010101010101
	tops = 0x8080808080808080
)

// scan cuts the next record where that is simple: it ends in the text at hand, and
// is ASCII without quotes, tabs and control characters. It looks at eight bytes at
// a time, since nearly all records are so. Of any other it says no, and leaves it.
func (c *Delimited) scan() bool {
	text, fields, from := c.text[c.at:], c.fields[:0], 0
	var odd uint64
	for at := 0; at+8 <= len(text); at += 8 {
		word := binary.LittleEndian.Uint64(text[at:])
		own := uint64(1<<64 - 1) // the bytes that are of this record
		newline := zeroes(word ^ ones*'\n')
		if newline != 0 {
			own = newline&-newline>>7 - 1
		}
		odd |= c.oddities(word&own | ones*' '&^own)
		for cuts := zeroes(word^c.delimiters) & own; cuts != 0; cuts &= cuts - 1 {
			end := at + bits.TrailingZeros64(cuts)>>3
			fields = append(fields, text[from:end])
			from = end + 1
		}
		if newline == 0 {
			continue
		}
		end := at + bits.TrailingZeros64(newline)>>3
		if odd != 0 || end == 0 {
			return false
		}
		c.fields = append(fields, text[from:end])
		r := &c.record // all that a delimited file sets of one; making a new one takes as long as cutting it
		r.Line, r.Raw, r.Fields, r.Quoted, r.ready = c.line, text[:end], c.fields, nil, c.asWritten
		c.at += end + 1
		c.line++
		return true
	}
	return false
}

// zeroes has the highest bit of every byte that is nought in word.
func zeroes(word uint64) uint64 {
	return ^((word&^tops + ^uint64(tops)) | word) & tops
}

// oddities is not nought when a byte of a word is not plain ASCII. The formulas for
// a byte that is less than a space, or nought, may tell a byte behind such a byte for
// one too, but never one where there is none.
func (c *Delimited) oddities(word uint64) uint64 {
	quote, last := word^c.quotes, word^ones*0x7f
	return (word | (word-ones*' ')&^word | (quote-ones)&^quote | (last-ones)&^last) & tops
}
