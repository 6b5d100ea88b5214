package workbook

import (
	"errors"
	"io"
)

// root reads the whole part: visit is called for each child of its root element,
// which must have the name given.
func (s *scanner) root(name string, visit func() error) error {
	if _, err := s.next(); err != nil { // before the root there is no text
		return err
	}
	if s.name != name {
		return s.fault("the root element is %s, not %s", shorten(s.name), name)
	}
	if err := s.each(visit); err != nil {
		return err
	}
	_, err := s.next() // the sum of a zip entry is checked at its end
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// each calls visit for every child of the element that just started. What visit
// leaves of a child is passed over.
func (s *scanner) each(visit func() error) error {
	depth := s.depth
	for {
		switch t, err := s.next(); {
		case err != nil:
			return err
		case t == startTag:
			if err := visit(); err != nil {
				return err
			}
			if err := s.leave(depth); err != nil {
				return err
			}
		case t == endTag:
			return nil
		}
	}
}

// leave passes over all that is deeper than depth.
func (s *scanner) leave(depth int) error {
	for s.depth > depth {
		if _, err := s.next(); err != nil {
			return err
		}
	}
	return nil
}

// appendText reads the element that just started to its end and appends its own
// text; that of its children is passed over.
func (s *scanner) appendText(dst []byte) ([]byte, error) {
	depth := s.depth
	for {
		t, err := s.next()
		switch {
		case err != nil:
			return dst, err
		case t == startTag:
			err = s.leave(depth)
		case t == endTag:
			return dst, nil
		case len(dst)+len(s.text) > s.most:
			err = s.tooLarge()
		default:
			dst = append(dst, s.text...)
		}
		if err != nil {
			return dst, err
		}
	}
}

// attr gives the value of an attribute; nil when it is not there.
func (s *scanner) attr(name string) []byte {
	for i := range s.attrs {
		if s.attrs[i].name == name {
			return s.attrs[i].value
		}
	}
	return nil
}

// is tells whether an attribute says yes, in one of the two ways of XML Schema.
func (s *scanner) is(name string) bool {
	value := s.attr(name)
	return string(value) == "1" || string(value) == "true"
}
