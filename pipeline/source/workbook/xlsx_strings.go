package workbook

import (
	"context"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// sharedStrings are the texts that cells of an XLSX point at by number. They are
// all in memory: a cell may point at any.
type sharedStrings []string

func (x *xlsx) readStrings(ctx context.Context) error {
	x.shared = nil
	if x.texts == "" {
		return nil
	}
	most := x.archive.limits.TotalBytes / stringsShare
	return x.archive.scan(ctx, x.texts, func(s *scanner) error {
		var text []byte
		var words words
		held := int64(0)
		return s.root("sst", func() (err error) {
			if s.name != "si" {
				return nil
			}
			if text, err = s.appendRich(text[:0]); err != nil {
				return err
			}
			// Of a text larger than a cell may be, so much is kept that the cell that uses
			// it is refused: only then there is a place to name.
			one := words.of(text[:min(len(text), x.archive.limits.CellBytes+1)])
			const header = 16 // of a string in memory
			if held += header + int64(len(one)); held > most {
				return &Refused{Rule: ruleTotal, Value: s.part, Expected: strconv.FormatInt(most, 10)}
			}
			x.shared = append(x.shared, one)
			return nil
		})
	})
}

// appendRich reads a text that may be in runs of different looks. How it is
// pronounced (rPh) is no part of it.
func (s *scanner) appendRich(dst []byte) ([]byte, error) {
	err := s.each(func() (err error) {
		switch s.name {
		case "t":
			dst, err = s.appendT(dst)
		case "r":
			err = s.each(func() (err error) {
				if s.name == "t" {
					dst, err = s.appendT(dst)
				}
				return err
			})
		}
		return err
	})
	return dst, err
}

// appendT reads a t: white space around it counts only when it says so.
func (s *scanner) appendT(dst []byte) ([]byte, error) {
	keep := string(s.attr("xml:space")) == "preserve"
	start := len(dst)
	dst, err := s.appendText(dst)
	if err != nil {
		return dst, err
	}
	text := dst[start:]
	if !keep {
		text = trimSpace(text)
	}
	return append(dst[:start], unescape(text)...), nil
}

// unescape resolves _x000D_, the way of XLSX to write characters that XML
// cannot hold; it works in place, for the result is never longer.
func unescape(text []byte) []byte {
	out := text[:0]
	for i := 0; i < len(text); {
		first, ok := escape(text[i:])
		if !ok {
			out = append(out, text[i])
			i++
			continue
		}
		i += escapeLength
		r := rune(first)
		if utf16.IsSurrogate(r) {
			r = utf8.RuneError
			if second, ok := escape(text[i:]); ok && utf16.IsSurrogate(rune(second)) {
				r = utf16.DecodeRune(rune(first), rune(second))
				i += escapeLength
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

const escapeLength = len("_x000D_")

func escape(text []byte) (unit uint64, ok bool) {
	if len(text) < escapeLength || text[0] != '_' || text[1] != 'x' || text[6] != '_' {
		return 0, false
	}
	unit, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	return unit, err == nil
}
