package workbook

import "bytes"

// startTag cuts a start tag; s.at is at its <.
func (s *scanner) startTag() error {
	length, err := s.tagLength()
	if err != nil {
		return err
	}
	tag := s.buf[s.at+1 : s.at+length]
	if s.closing = tag[len(tag)-1] == '/'; s.closing {
		tag = tag[:len(tag)-1]
	}
	raw := tag[:nameLength(tag)]
	switch {
	case s.depth == depthMost:
		return s.fault("more than %d elements within each other", depthMost)
	case s.depth == 0 && s.rooted:
		return s.fault("a second root element")
	}
	s.rooted = true
	s.depth++
	if err := s.attributes(tag[len(raw):]); err != nil {
		return err
	}
	if s.name, err = s.names.ofElement(raw); err != nil {
		return s.fault("%v", err)
	}
	s.open = append(s.open, element{name: s.name, raw: len(s.raw)})
	s.raw = append(s.raw, raw...)
	s.at += length + 1
	return nil
}

// tagLength gives the place of the > that ends the tag, counted from s.at.
func (s *scanner) tagLength() (int, error) {
	quote := byte(0)
	for i := 1; ; {
		for _, c := range s.buf[s.at+i : s.end] {
			switch {
			case quote != 0:
				if c == quote {
					quote = 0
				}
			case c == '"' || c == '\'':
				quote = c
			case c == '>' && i > 1:
				return i, nil
			case c == '<' || c == '>':
				return 0, s.fault("%c in a tag", c)
			}
			i++
		}
		switch some, err := s.more(); {
		case err != nil:
			return 0, err
		case !some:
			return 0, s.fault("a tag does not end")
		}
	}
}

// attributes cuts what follows the name of a tag, and then names it: a tag may
// declare the namespaces of its own names.
func (s *scanner) attributes(rest []byte) error {
	s.attrs = s.attrs[:0]
	for {
		spaced := len(rest) > 0 && isSpace(rest[0])
		if rest = trimLeft(rest); len(rest) == 0 {
			break
		}
		raw := rest[:nameLength(rest)]
		rest = trimLeft(rest[len(raw):])
		switch {
		case !spaced || len(rest) == 0 || rest[0] != '=':
			return s.fault("an attribute is not written as name=\"value\"")
		case len(s.attrs) == attributesMost:
			return s.fault("more than %d attributes", attributesMost)
		}
		rest = trimLeft(rest[1:])
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return s.fault("the value of %s is not quoted", shorten(string(raw)))
		}
		length := bytes.IndexByte(rest[1:], rest[0]) + 1
		if length == 0 {
			return s.fault("the value of %s does not end", shorten(string(raw)))
		}
		value, err := s.plain(rest[1:length], unescaped)
		if err != nil {
			return err
		}
		s.attrs = append(s.attrs, attribute{raw: raw, value: value})
		rest = rest[length+1:]
	}
	return s.nameAttributes()
}

func (s *scanner) nameAttributes() error {
	for _, a := range s.attrs {
		if err := s.names.declare(s.depth, a.raw, a.value); err != nil {
			return s.fault("%v", err)
		}
	}
	for i := range s.attrs {
		name, err := s.names.ofAttribute(s.attrs[i].raw)
		if err != nil {
			return s.fault("%v", err)
		}
		for _, other := range s.attrs[:i] {
			if bytes.Equal(other.raw, s.attrs[i].raw) {
				return s.fault("%s stands twice in a tag", shorten(string(other.raw)))
			}
		}
		s.attrs[i].name = name
	}
	return nil
}

// endTag cuts an end tag; s.at is at its <.
func (s *scanner) endTag() error {
	length, err := s.find(2, ">")
	if err != nil {
		return err
	}
	raw := trimRight(s.buf[s.at+2 : s.at+length])
	if s.depth == 0 || !bytes.Equal(raw, s.raw[s.open[s.depth-1].raw:]) {
		return s.fault("</%s> ends what did not start", shorten(string(raw)))
	}
	s.at += length + 1
	return s.close()
}

// close leaves the innermost element.
func (s *scanner) close() error {
	last := s.open[s.depth-1]
	s.names.leave(s.depth)
	s.depth--
	s.open, s.raw, s.name, s.attrs = s.open[:s.depth], s.raw[:last.raw], last.name, s.attrs[:0]
	return nil
}

// nameLength gives how far a name goes. Names are ASCII in both formats.
func nameLength(b []byte) int {
	for i, c := range b {
		if !isNameByte(c) {
			return i
		}
	}
	return len(b)
}

func isNameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == ':' || c == '-' || c == '.' || c == '_'
}

// isName tells whether all of b is a name of sane length with at most one prefix.
func isName(b []byte) bool {
	if len(b) == 0 || len(b) > nameLong || nameLength(b) < len(b) {
		return false
	}
	prefix, local, prefixed := bytes.Cut(b, []byte(":"))
	if prefixed {
		return startsName(prefix) && startsName(local) && bytes.IndexByte(local, ':') < 0
	}
	return startsName(prefix)
}

func startsName(b []byte) bool {
	return len(b) > 0 && b[0] != '-' && b[0] != '.' && (b[0] < '0' || b[0] > '9')
}

func trimLeft(b []byte) []byte {
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	return b
}

func trimRight(b []byte) []byte {
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}

func trimSpace(b []byte) []byte { return trimLeft(trimRight(b)) }

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
