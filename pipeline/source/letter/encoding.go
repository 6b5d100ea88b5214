package letter

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"jaarcijfers/pipeline/contract"
)

// leads are the first bytes by which an encoding or a format other than text is
// known; the longest first where one begins like another.
var leads = []struct{ lead, name string }{
	{"\xff\xfe\x00\x00", "UTF-32"}, {"\x00\x00\xfe\xff", "UTF-32"}, {"\xff\xfe", "UTF-16"}, {"\xfe\xff", "UTF-16"},
	{"%PDF-", "PDF"}, {"{\\rtf", "RTF"}, {"PK\x03\x04", "ZIP (DOCX, ODT)"}, {"\x1f\x8b", "gzip"}, {"\xd0\xcf\x11\xe0", "DOC"}, {"+/v", "UTF-7"},
}

// otherEncoding names an encoding or a format that the whole file is in, as far as
// its bytes tell: by its mark, or since it is full of zero bytes.
func otherEncoding(raw []byte) string {
	for _, l := range leads {
		if bytes.HasPrefix(raw, []byte(l.lead)) {
			return l.name
		}
	}
	var zeros [4]int // by place in a group of four bytes
	for i, b := range raw {
		if b == 0 {
			zeros[i%4]++
		}
	}
	all := zeros[0] + zeros[1] + zeros[2] + zeros[3]
	even := zeros[0] + zeros[2]
	switch {
	case 2*all > len(raw) && 20*min(zeros[0], zeros[3]) < all:
		return "UTF-32"
	case 4*all > len(raw) && 10*min(even, all-even) < all:
		return "UTF-16"
	default:
		return ""
	}
}

// decode gives the text with line ends as LF, or names what no letter holds. One
// cause is one message: bytes that are no UTF-8 tell of nothing else, and the first
// character of a kind stands for all.
func (r *reader) decode(raw []byte) (string, bool) {
	if name := otherEncoding(raw); name != "" {
		r.refuse(contract.Violation{Line: 1, Rule: RuleEncodingOther, Value: name, Expected: "UTF-8"})
		return "", false
	}
	text := strings.ReplaceAll(strings.TrimPrefix(string(raw), "\uFEFF"), "\r\n", "\n")
	for i, c := range text {
		if _, size := utf8.DecodeRuneInString(text[i:]); c == utf8.RuneError && size == 1 {
			line := 1 + strings.Count(text[:i], "\n")
			r.refuse(contract.Violation{Line: line, Rule: RuleEncoding, Value: fmt.Sprintf("0x%02X", text[i])})
			return "", false
		}
	}
	number := 1
	seen := map[*unicode.RangeTable]bool{}
	for _, c := range text {
		if c == '\n' {
			number++
		}
		if kind := kindOf(c); kind != nil && !seen[kind] {
			seen[kind] = true
			r.refuse(contract.Violation{Line: number, Rule: RuleEncoding, Value: fmt.Sprintf("U+%04X", c)})
		}
	}
	return text, len(seen) == 0 && r.readable(text)
}

// kindOf is the kind of an unwanted character; nil for the others.
func kindOf(c rune) *unicode.RangeTable {
	if c != utf8.RuneError && !unwanted(c) {
		return nil
	}
	for _, kind := range []*unicode.RangeTable{unicode.Cc, unicode.Cf, unicode.Co} {
		if unicode.Is(kind, c) {
			return kind
		}
	}
	return unicode.Other
}

// bullets are the signs that PDF files have for a bullet; plainly has their plain form.
var bullets = map[rune]bool{'\uf0b7': true, '\uf0a7': true, '\uf02d': true, '\uf0d8': true, '\uf0fc': true}

// unwanted tells whether a character has no place in a letter: control
// characters, those that are not seen but change the order or the words, and
// those that mean something in one font only. Soft hyphens are not among them.
func unwanted(c rune) bool {
	switch {
	case c == '\t', c == '\n', c == '\f', c == '\u00ad', bullets[c]:
		return false
	case c == '\u2028', c == '\u2029', c == '\u034f', c == '\u115f', c == '\u1160', c == '\u3164', c == '\uffa0':
		return true
	case c >= '\ufe00' && c <= '\ufe0f', c >= 0xe0100 && c <= 0xe01ef:
		return true
	default:
		return unicode.In(c, unicode.Cc, unicode.Cf, unicode.Co)
	}
}

// unwantedIn names the first character that has no place in a letter; empty when
// there is none.
func unwantedIn(text string) string {
	for _, c := range text {
		if c == utf8.RuneError || unwanted(c) {
			return fmt.Sprintf("U+%04X", c)
		}
	}
	return ""
}

// mojibake is UTF-8 that was once read as Windows-1252 (Ã¼, â€“), or as the code
// page of an old terminal (├╝).
var mojibake = regexp.MustCompile(`[ÂÃ][\x{80}-\x{bf}ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]+|Ã(?:\s|$)|â[€‚„†‡ˆ‰Š‹™š›œ][\x{80}-\x{bf}ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]?|ï(?:»¿|¬[\x{80}-\x{bf}€‚ƒ])|‚Ä|√[^\s\d(]|[├┬Γ][\x{2500}-\x{25ff}\x{a0}-\x{ff}ÇÉÄÅÖÜ]`)

// Text that was written down for another reader: a sign lost within a word, an
// entity of HTML, an escape of mail.
var (
	lostSign = regexp.MustCompile(`\pL\?\p{Ll}`)
	entity   = regexp.MustCompile(`&(?:[a-zA-Z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,6});`)
	escape   = regexp.MustCompile(`=(?:C3|C2|E2)=[0-9A-F]{2}|\+A[A-P][A-Za-z0-9+/]-`)
	address  = regexp.MustCompile(`\S*(?:://|www\.)\S*`)
	tag      = regexp.MustCompile(`(?i)</?(?:html|body|head|p|div|h[1-6]|br|span|table|t[rdh]|ul|ol|li|del|ins|sup|sub|b|i|em|strong|a)(?:\s[^<>]*)?/?>`)
)

// readable refuses a letter that an earlier program read in the wrong encoding, and
// says what stood there where that can be told. One place stands for all.
func (r *reader) readable(text string) bool {
	number := 0
	for row := range strings.Lines(text) {
		number++
		found, suggestion := mojibake.FindString(row), ""
		if found != "" {
			if raw, err := charmap.Windows1252.NewEncoder().String(found); err == nil && utf8.ValidString(raw) {
				suggestion = raw
			}
		} else if r.form == Text {
			found, suggestion = garbledIn(row)
		}
		if found != "" {
			r.refuse(contract.Violation{Line: number, Rule: RuleMojibake, Value: found, Suggestion: suggestion})
			return false
		}
		if found := mixedScript(row); found != "" {
			r.refuse(contract.Violation{Line: number, Rule: RuleScripts, Value: found})
			return false
		}
		if found := tag.FindString(row); r.form == Text && found != "" {
			r.refuse(contract.Violation{Line: number, Rule: RuleEncodingOther, Value: "HTML", Expected: ".html"})
			return false
		}
	}
	return true
}

// garbledIn finds what another program left in a line of text, and what it stands
// for when that can be told.
func garbledIn(row string) (found, suggestion string) {
	row = address.ReplaceAllString(row, " ")
	if found = entity.FindString(row); found != "" && html.UnescapeString(found) != found {
		return found, html.UnescapeString(found)
	}
	if found = escape.FindString(row); found != "" {
		return found, ""
	}
	return lostSign.FindString(row), ""
}

// mixedScript finds a word with letters of two alphabets, which look the same and
// are not: a Cyrillic о in lоpend.
func mixedScript(row string) string {
	if isASCII(row) {
		return ""
	}
	for w := range strings.FieldsFuncSeq(row, func(c rune) bool { return !unicode.IsLetter(c) }) {
		latin := strings.ContainsFunc(w, func(c rune) bool { return unicode.Is(unicode.Latin, c) })
		if latin && strings.ContainsFunc(w, func(c rune) bool { return unicode.In(c, unicode.Cyrillic, unicode.Greek) }) {
			return w
		}
	}
	return ""
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(c rune) bool { return c >= utf8.RuneSelf })
}
