package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"jaarcijfers/pipeline/contract"
)

// Rules about the text of a file.
const (
	ruleEncoding  contract.Rule = "encoding"
	ruleWrongName contract.Rule = "encoding_other"
	ruleDamaged   contract.Rule = "encoding_damaged"
	ruleControl   contract.Rule = "control_character"
	ruleEmpty     contract.Rule = "file_empty"
)

// decode gives the file as UTF-8 and tells which lines hold what no text
// should. It refuses the file when it is in another encoding altogether.
func decode(o *outcome, raw []byte) (text string, bad map[int]contract.Violation, ok bool) {
	switch {
	case len(bytes.TrimSpace(raw)) == 0:
		o.refuse(contract.Violation{Line: 1, Rule: ruleEmpty})
		return "", nil, false
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		o.refuse(contract.Violation{Line: 1, Rule: ruleWrongName, Value: "UTF-16", Expected: o.resource.Encoding})
		return "", nil, false
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if o.resource.Encoding == "utf-8" {
		text, bad = decodeUTF8(raw)
		return text, bad, true
	}
	if utf8.Valid(raw) && bytes.IndexFunc(raw, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		o.refuse(contract.Violation{Line: 1, Rule: ruleWrongName, Value: "UTF-8", Expected: o.resource.Encoding})
		return "", nil, false
	}
	text, bad = decode1252(raw)
	return text, bad, true
}

func decodeUTF8(raw []byte) (string, map[int]contract.Violation) {
	bad := map[int]contract.Violation{}
	line := 1
	for rest := raw; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == '\n':
			line++
		case r == utf8.RuneError && size == 1:
			note(bad, line, ruleEncoding, fmt.Sprintf("0x%02X", rest[0]))
		default:
			noteRune(bad, line, r)
		}
		rest = rest[size:]
	}
	return strings.ToValidUTF8(string(raw), "\uFFFD"), bad
}

// decode1252 reads Windows-1252; five of its bytes mean nothing.
func decode1252(raw []byte) (string, map[int]contract.Violation) {
	bad := map[int]contract.Violation{}
	line := 1
	var b strings.Builder
	b.Grow(len(raw) + len(raw)/8)
	for _, c := range raw {
		r := charmap.Windows1252.DecodeByte(c)
		switch {
		case c == '\n':
			line++
		case r == utf8.RuneError:
			note(bad, line, ruleEncoding, fmt.Sprintf("0x%02X", c))
		default:
			noteRune(bad, line, r)
		}
		b.WriteRune(r)
	}
	return b.String(), bad
}

// noteRune notes characters that a delivered text must not hold. A U+FFFD says
// that an earlier program could not read the file and wrote it nevertheless.
func noteRune(bad map[int]contract.Violation, line int, r rune) {
	switch {
	case r == utf8.RuneError:
		note(bad, line, ruleDamaged, "U+FFFD")
	case r == '\t', r == '\r', r >= ' ' && r < 0x7f, r > 0x9f && r != '\uFEFF':
	default:
		note(bad, line, ruleControl, fmt.Sprintf("U+%04X", r))
	}
}

// note keeps the first fault of a line.
func note(bad map[int]contract.Violation, line int, rule contract.Rule, value string) {
	if _, known := bad[line]; !known {
		bad[line] = contract.Violation{Line: line, Rule: rule, Value: value}
	}
}
