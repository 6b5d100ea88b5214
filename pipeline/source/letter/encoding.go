package letter

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"jaarcijfers/pipeline/contract"
)

// byteOrder are the first bytes by which an encoding other than UTF-8 is known;
// the longest first.
var byteOrder = []struct{ lead, name string }{
	{"\xff\xfe\x00\x00", "UTF-32"}, {"\x00\x00\xfe\xff", "UTF-32"}, {"\xff\xfe", "UTF-16"}, {"\xfe\xff", "UTF-16"},
}

// otherEncoding names an encoding that the whole file is in, as far as its bytes
// tell: by its mark, or since it is full of zero bytes.
func otherEncoding(raw []byte) string {
	for _, o := range byteOrder {
		if bytes.HasPrefix(raw, []byte(o.lead)) {
			return o.name
		}
	}
	switch zeros := bytes.Count(raw, []byte{0}); {
	case zeros > 0 && 2*zeros > len(raw):
		return "UTF-32"
	case zeros > 0 && 4*zeros > len(raw):
		return "UTF-16"
	default:
		return ""
	}
}

// decode gives the text with line ends as LF, or names what no letter holds:
// each character once, with the first line it is on.
func (r *reader) decode(raw []byte) (string, bool) {
	if name := otherEncoding(raw); name != "" {
		r.refuse(contract.Violation{Line: 1, Rule: RuleEncodingOther, Value: name, Expected: "UTF-8"})
		return "", false
	}
	text := strings.TrimPrefix(string(raw), "\uFEFF")
	number := 1
	seen := map[string]bool{}
	for i, c := range text {
		if c == '\n' {
			number++
		}
		name := ""
		switch {
		case c == utf8.RuneError:
			name = "U+FFFD"
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				name = fmt.Sprintf("0x%02X", text[i])
			}
		case unwanted(c):
			name = fmt.Sprintf("U+%04X", c)
		}
		if name != "" && !seen[name] {
			seen[name] = true
			r.refuse(contract.Violation{Line: number, Rule: RuleEncoding, Value: name})
		}
	}
	if len(seen) > 0 {
		return "", false
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return text, r.readable(text)
}

// unwanted tells whether a character has no place in a letter: control
// characters, and those that are not seen but change the order or the words.
func unwanted(c rune) bool {
	switch {
	case c == '\t', c == '\n', c == '\r', c == '\f':
		return false
	case c < ' ', c >= 0x7f && c <= 0x9f:
		return true
	case c == '\u200b', c == '\u2060', c == '\ufeff':
		return true
	case c == '\u200e', c == '\u200f', c >= '\u202a' && c <= '\u202e', c >= '\u2066' && c <= '\u2069':
		return true
	default:
		return false
	}
}

// mojibake is UTF-8 that was once read as Windows-1252: Ã¼, â€“.
var mojibake = regexp.MustCompile(`[ÂÃ][\x{80}-\x{bf}ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|â[€‚„†‡ˆ‰Š‹™š›œ][\x{80}-\x{bf}ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]?`)

// readable refuses lines that an earlier program read in the wrong encoding, and
// says what they were where that can be told.
func (r *reader) readable(text string) bool {
	ok := true
	number := 0
	for row := range strings.Lines(text) {
		number++
		found := mojibake.FindString(row)
		if found == "" {
			continue
		}
		ok = false
		v := contract.Violation{Line: number, Rule: RuleMojibake, Value: found}
		if raw, err := charmap.Windows1252.NewEncoder().String(found); err == nil && utf8.ValidString(raw) {
			v.Suggestion = raw
		}
		r.refuse(v)
	}
	return ok
}
