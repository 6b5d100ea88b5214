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

// badLines are the lines that hold what no text should, with the first fault of each.
type badLines struct {
	faults map[int]contract.Violation
	most   int // lines that are looked for
	until  int // the line at which there were more; 0 when there were not
}

// decode gives the file as UTF-8 and tells which lines hold what no text
// should. It refuses the file when it is in another encoding altogether.
func decode(o *outcome, raw []byte) (text string, bad *badLines, ok bool) {
	switch {
	case len(bytes.TrimSpace(raw)) == 0:
		o.refuse(contract.Violation{Line: 1, Rule: ruleEmpty})
		return "", nil, false
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		o.refuse(contract.Violation{Line: 1, Rule: ruleWrongName, Value: "UTF-16", Expected: o.resource.Encoding})
		return "", nil, false
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	bad = &badLines{faults: map[int]contract.Violation{}, most: max(mostBroken, o.resource.RejectBudget)}
	if o.resource.Encoding == "utf-8" {
		return decodeUTF8(raw, bad), bad, true
	}
	if utf8.Valid(raw) && bytes.IndexFunc(raw, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		o.refuse(contract.Violation{Line: 1, Rule: ruleWrongName, Value: "UTF-8", Expected: o.resource.Encoding})
		return "", nil, false
	}
	return decode1252(raw, bad), bad, true
}

func decodeUTF8(raw []byte, bad *badLines) string {
	line := 1
	for rest := raw; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == '\n':
			line++
		case r == utf8.RuneError && size == 1:
			bad.note(line, ruleEncoding, fmt.Sprintf("0x%02X", rest[0]))
		default:
			bad.noteRune(line, r)
		}
		rest = rest[size:]
	}
	return strings.ToValidUTF8(string(raw), "\uFFFD")
}

// decode1252 reads Windows-1252; five of its bytes mean nothing.
func decode1252(raw []byte, bad *badLines) string {
	line := 1
	var b strings.Builder
	b.Grow(len(raw) + len(raw)/8)
	for _, c := range raw {
		r := charmap.Windows1252.DecodeByte(c)
		switch {
		case c == '\n':
			line++
		case r == utf8.RuneError:
			bad.note(line, ruleEncoding, fmt.Sprintf("0x%02X", c))
		default:
			bad.noteRune(line, r)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// noteRune notes characters that a delivered text must not hold. A U+FFFD says
// that an earlier program could not read the file and wrote it nevertheless.
func (bad *badLines) noteRune(line int, r rune) {
	switch {
	case r == utf8.RuneError:
		bad.note(line, ruleDamaged, "U+FFFD")
	case r == '\t', r == '\r', r >= ' ' && r < 0x7f, r > 0x9f && r != '\uFEFF':
	default:
		bad.note(line, ruleControl, fmt.Sprintf("U+%04X", r))
	}
}

// note keeps the first fault of a line.
func (bad *badLines) note(line int, rule contract.Rule, value string) {
	if _, known := bad.faults[line]; known || bad.until > 0 {
		return
	}
	if len(bad.faults) > bad.most {
		bad.until = line
		return
	}
	bad.faults[line] = contract.Violation{Line: line, Rule: rule, Value: value}
}
