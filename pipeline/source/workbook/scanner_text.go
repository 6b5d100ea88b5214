package workbook

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// How text is written.
type writing int

const (
	unescaped writing = iota // between quotes: & starts an entity, < may not stand there
	between                  // between tags: the same, and ]]> may not stand there
	asIs                     // in CDATA
)

// chars takes the text up to the next tag. Outside the root element only white
// space may stand; it is no token.
func (s *scanner) chars() (took bool, err error) {
	length := 0
	for {
		found := bytes.IndexByte(s.buf[s.at+length:s.end], '<')
		if found >= 0 {
			length += found
			break
		}
		length = s.end - s.at
		if some, err := s.more(); err != nil {
			return false, err
		} else if !some {
			break
		}
	}
	raw := s.buf[s.at : s.at+length]
	if s.depth == 0 {
		if start := bytes.TrimPrefix(raw, []byte("\ufeff")); len(start) < len(raw) && s.before+int64(s.at) == 0 {
			raw = start
		}
		if len(bytes.Trim(raw, " \t\r\n")) > 0 {
			return false, s.fault("text outside the root element")
		}
		s.at += length
		return false, nil
	}
	s.text, err = s.plain(raw, between)
	s.at += length
	return true, err
}

// plain gives what raw means: entities and line ends resolved. It is raw itself
// when there are none. Characters that XML cannot hold are faults.
func (s *scanner) plain(raw []byte, how writing) ([]byte, error) {
	odd := false
	for i, c := range raw {
		switch {
		case c >= 0x80 || c == '\r' || c == '&' && how != asIs:
			odd = true
		case c < ' ' && c != '\t' && c != '\n':
			return nil, s.fault("character U+%04X", c)
		case c == '<' && how != asIs:
			return nil, s.fault("< in a value")
		case c == '>' && how == between && i >= 2 && raw[i-1] == ']' && raw[i-2] == ']':
			return nil, s.fault("]]> in text")
		}
	}
	if !odd {
		return raw, nil
	}
	return s.resolve(raw, how)
}

// resolve appends to scratch: other values of the same token stand there already.
func (s *scanner) resolve(raw []byte, how writing) ([]byte, error) {
	start := len(s.scratch)
	for i := 0; i < len(raw); {
		switch c := raw[i]; {
		case c == '&' && how != asIs:
			r, length := entity(raw[i:])
			if length == 0 {
				return nil, s.fault("an entity that XML does not have: %s", shorten(string(raw[i:min(i+12, len(raw))])))
			}
			s.scratch = utf8.AppendRune(s.scratch, r)
			i += length
		case c == '\r':
			s.scratch = append(s.scratch, '\n')
			if i++; i < len(raw) && raw[i] == '\n' {
				i++
			}
		case c < 0x80:
			s.scratch = append(s.scratch, c)
			i++
		default:
			r, size := utf8.DecodeRune(raw[i:])
			if r == utf8.RuneError && size == 1 || r == 0xFFFE || r == 0xFFFF {
				return nil, s.fault("it is not UTF-8")
			}
			s.scratch = append(s.scratch, raw[i:i+size]...)
			i += size
		}
	}
	return s.scratch[start:], nil
}

// entity reads one of the five entities of XML or a character by its number;
// length is 0 when it is neither.
func entity(raw []byte) (r rune, length int) {
	const longest = 12
	end := bytes.IndexByte(raw[:min(longest, len(raw))], ';')
	if end < 0 {
		return 0, 0
	}
	switch name := string(raw[1:end]); name {
	case "lt":
		r = '<'
	case "gt":
		r = '>'
	case "amp":
		r = '&'
	case "quot":
		r = '"'
	case "apos":
		r = '\''
	default:
		if r = numbered(name); r < 0 {
			return 0, 0
		}
	}
	return r, end + 1
}

// numbered reads #10 or #xA; below nought when that is no character of XML.
func numbered(name string) rune {
	if len(name) < 2 || name[0] != '#' {
		return -1
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	switch {
	case err != nil, n < ' ' && n != '\t' && n != '\n' && n != '\r', n > utf8.MaxRune, n == 0xFFFE, n == 0xFFFF, !utf8.ValidRune(rune(n)):
		return -1
	}
	return rune(n)
}
