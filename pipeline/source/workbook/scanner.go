package workbook

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
)

// A scanner cuts XML into tags and text. It takes less than XML allows (UTF-8
// only, no document type, names in ASCII) and never reads differently from
// encoding/xml what it takes; FuzzScanner holds it to that. It is here because
// encoding/xml makes 26 million objects of a sheet of 200,000 rows.
//
// What it says of a token (name, attributes, text) holds until the next one.
type scanner struct {
	in   io.Reader
	part string // its name, for messages
	most int    // bytes of one token
	wide bool   // it was UTF-16

	buf     []byte
	at, end int   // what was read and not yet cut
	before  int64 // bytes before buf
	ended   bool  // in has no more

	depth   int
	raw     []byte // names of the open elements, one after the other
	open    []element
	closing bool // the element that just started ends as well
	rooted  bool // the root element started

	name    string // of the tag, see names
	attrs   []attribute
	text    []byte
	scratch []byte // for text that is not as it stands
	names   names
}

type element struct {
	name string
	raw  int // where it starts in scanner.raw
}

type attribute struct {
	raw   []byte
	name  string
	value []byte
}

type token int

const (
	startTag token = iota + 1
	endTag
	charData
)

const (
	depthMost      = 256
	attributesMost = 256
	nameLong       = 256 // bytes
	firstBuffer    = 64 << 10
)

func newScanner(in io.Reader, part string, most int) *scanner {
	return &scanner{in: in, part: part, most: most, buf: make([]byte, firstBuffer), names: newNames()}
}

// fault says that the XML is not well-formed, or not of the kind we take.
func (s *scanner) fault(format string, args ...any) error {
	return damaged(s.part, "byte "+strconv.FormatInt(s.before+int64(s.at), 10)+": "+format, args...)
}

// tooLarge refuses what no cell needs.
func (s *scanner) tooLarge() error {
	return &Refused{Rule: ruleCellLarge, Value: over(s.most), Expected: strconv.Itoa(s.most)}
}

// next gives the next token, or io.EOF when the root element has ended and
// nothing but white space follows.
func (s *scanner) next() (token, error) {
	if s.closing {
		s.closing = false
		return endTag, s.close()
	}
	s.scratch = s.scratch[:0]
	for {
		switch some, err := s.need(1); {
		case err != nil:
			return 0, err
		case !some && (s.depth > 0 || !s.rooted):
			return 0, s.fault("it ends early")
		case !some:
			return 0, io.EOF
		}
		if s.buf[s.at] != '<' {
			if took, err := s.chars(); took || err != nil {
				return charData, err
			}
			continue
		}
		switch some, err := s.need(2); {
		case err != nil:
			return 0, err
		case !some:
			return 0, s.fault("it ends early")
		}
		switch s.buf[s.at+1] {
		case '/':
			return endTag, s.endTag()
		case '?':
			if err := s.instruction(); err != nil {
				return 0, err
			}
		case '!':
			if took, err := s.declaration(); took || err != nil {
				return charData, err
			}
		default:
			return startTag, s.startTag()
		}
	}
}

// need makes at least n bytes ready; false when there are fewer.
func (s *scanner) need(n int) (bool, error) {
	for s.end-s.at < n {
		if some, err := s.more(); !some || err != nil {
			return false, err
		}
	}
	return true, nil
}

// more reads on; false at the end. What was not yet cut moves to the start of
// the buffer, so places are counted from s.at.
func (s *scanner) more() (bool, error) {
	if s.ended {
		return false, nil
	}
	if s.at > 0 {
		s.before += int64(s.at)
		s.end = copy(s.buf, s.buf[s.at:s.end])
		s.at = 0
	}
	if s.end == len(s.buf) {
		if s.end >= s.most {
			return false, s.tooLarge()
		}
		larger := make([]byte, min(2*len(s.buf), s.most))
		copy(larger, s.buf[:s.end])
		s.buf = larger
	}
	for range 100 {
		n, err := s.in.Read(s.buf[s.end:])
		s.end += n
		s.ended = errors.Is(err, io.EOF)
		switch {
		case err != nil && !s.ended:
			return false, err
		case n > 0 || s.ended:
			return n > 0, nil
		}
	}
	return false, io.ErrNoProgress
}

// find gives the place of mark, counted from s.at, looking from a place on.
func (s *scanner) find(from int, mark string) (int, error) {
	for {
		if found := bytes.Index(s.buf[s.at+from:s.end], []byte(mark)); found >= 0 {
			return from + found, nil
		}
		from = max(from, s.end-s.at-len(mark)+1)
		switch some, err := s.more(); {
		case err != nil:
			return 0, err
		case !some:
			return 0, s.fault("%s is missing", mark)
		}
	}
}

// instruction passes over <?…?>. The one that says how the file is written must
// say what we read.
func (s *scanner) instruction() error {
	length, err := s.find(2, "?>")
	if err != nil {
		return err
	}
	body := string(s.buf[s.at+2 : s.at+length])
	target, rest, _ := strings.Cut(body, " ")
	if !isName([]byte(target)) {
		return s.fault("a processing instruction has no name")
	}
	if strings.EqualFold(target, "xml") {
		version, encoding := pseudo(rest, "version"), pseudo(rest, "encoding")
		if target != "xml" || version != "" && version != "1.0" || !s.isUnicode(encoding) {
			return s.fault("XML %s in %s is not read, only 1.0 in UTF-8", shorten(version), shorten(encoding))
		}
	}
	s.at += length + 2
	return nil
}

// isUnicode tells whether a part says the encoding that it is in.
func (s *scanner) isUnicode(encoding string) bool {
	return encoding == "" || strings.EqualFold(encoding, "utf-8") || s.wide && strings.HasPrefix(strings.ToLower(encoding), "utf-16")
}

// pseudo gives a value of an XML declaration.
func pseudo(text, name string) string {
	_, text, _ = strings.Cut(text, name+"=")
	if text == "" {
		return ""
	}
	value, _, _ := strings.Cut(text[1:], text[:1])
	return value
}

// declaration passes over a comment, or takes <![CDATA[…]]> as text. Anything
// else that starts with <! is a document type: a way to make a small file large
// or to read another.
func (s *scanner) declaration() (took bool, err error) {
	const comment, cdata = "<!--", "<![CDATA["
	if _, err := s.need(len(cdata)); err != nil {
		return false, err
	}
	switch rest := s.buf[s.at:s.end]; {
	case bytes.HasPrefix(rest, []byte(comment)):
		length, err := s.find(len(comment), "--")
		if err != nil {
			return false, err
		}
		s.at += length
		switch some, err := s.need(len("-->")); {
		case err != nil:
			return false, err
		case !some || s.buf[s.at+2] != '>':
			return false, s.fault("-- in a comment")
		}
		s.at += len("-->")
		return false, nil
	case bytes.HasPrefix(rest, []byte(cdata)) && s.depth > 0:
		length, err := s.find(len(cdata), "]]>")
		if err != nil {
			return false, err
		}
		s.text, err = s.plain(s.buf[s.at+len(cdata):s.at+length], asIs)
		s.at += length + len("]]>")
		return true, err
	}
	return false, s.fault("a document type or entity")
}
