package accepted

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// A spot is where a member of a JSON object, or an item of a list, stands in the text. A
// pattern would find the same word in an object inside as well.
type spot struct {
	name       string
	at         int // of the name
	start, end int // of the value
}

// spotsOf finds the members of the object that a text is.
func spotsOf(object []byte) ([]spot, error) {
	decoder := json.NewDecoder(bytes.NewReader(object))
	if _, err := decoder.Token(); err != nil {
		return nil, fmt.Errorf("read object: %w", err)
	}
	var spots []spot
	for decoder.More() {
		before := int(decoder.InputOffset())
		name, err := decoder.Token()
		if err != nil {
			return nil, fmt.Errorf("read object: %w", err)
		}
		s := spot{at: before + bytes.IndexByte(object[before:], '"')}
		s.name, _ = name.(string)
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, fmt.Errorf("read object: %w", err)
		}
		s.end = int(decoder.InputOffset())
		s.start = s.end - len(value)
		spots = append(spots, s)
	}
	return spots, nil
}

// itemsOf finds the items of the list that a text is.
func itemsOf(list []byte) ([]spot, error) {
	decoder := json.NewDecoder(bytes.NewReader(list))
	if _, err := decoder.Token(); err != nil {
		return nil, fmt.Errorf("read list: %w", err)
	}
	var spots []spot
	for decoder.More() {
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, fmt.Errorf("read list: %w", err)
		}
		end := int(decoder.InputOffset())
		spots = append(spots, spot{start: end - len(value), end: end})
	}
	return spots, nil
}

// withMember gives an object in which a member has a value. One that is not there comes
// after another, or last, set apart from it as that one is. The rest stays byte for byte.
func withMember(object []byte, name, value, after string) ([]byte, error) {
	spots, err := spotsOf(object)
	if err != nil {
		return nil, err
	}
	if at := slices.IndexFunc(spots, func(s spot) bool { return s.name == name }); at >= 0 {
		return spliced(object, spots[at].start, spots[at].end, value), nil
	}
	member := `"` + name + `": ` + value
	if len(spots) == 0 {
		return []byte("{" + member + "}"), nil
	}
	at := slices.IndexFunc(spots, func(s spot) bool { return s.name == after })
	if at < 0 {
		at = len(spots) - 1
	}
	from := bytes.LastIndexAny(object[:spots[at].at], "{,") + 1
	space := strings.TrimLeft(string(object[from:spots[at].at]), " \t") // of what ends the line before
	if space == "" {
		space = " "
	}
	return spliced(object, spots[at].end, spots[at].end, ","+space+member), nil
}

// withValue changes the value of a member of an object; ok is false when there is none.
func withValue(object []byte, name string, change func(value []byte) ([]byte, error)) (changed []byte, ok bool, err error) {
	spots, err := spotsOf(object)
	if err != nil {
		return nil, false, err
	}
	at := slices.IndexFunc(spots, func(s spot) bool { return s.name == name })
	if at < 0 {
		return object, false, nil
	}
	value, err := change(object[spots[at].start:spots[at].end])
	if err != nil {
		return nil, false, err
	}
	return spliced(object, spots[at].start, spots[at].end, string(value)), true, nil
}

func spliced(text []byte, from, to int, with string) []byte {
	return slices.Concat(text[:from], []byte(with), text[to:])
}

// withoutMember gives an object without a member, and without what sets it apart from the
// one before it.
func withoutMember(object []byte, name string) ([]byte, error) {
	spots, err := spotsOf(object)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(spots, func(s spot) bool { return s.name == name })
	switch {
	case at < 0:
		return object, nil
	case at > 0:
		return spliced(object, spots[at-1].end, spots[at].end, ""), nil
	case len(spots) > 1:
		return spliced(object, spots[0].at, spots[1].at, ""), nil
	}
	return []byte("{}"), nil
}
