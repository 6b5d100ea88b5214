package letter

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"jaarcijfers/pipeline/contract"
)

// A paragraph is a run of lines that belong together.
type paragraph struct {
	lines     []line
	pageBreak bool   // a page may have ended before it
	marks     string // number of the footnote that a heading refers to, when the form shows it
	note      string // its number, when the form says that this is a footnote
}

type line struct {
	text   string
	number int
}

// joined is the paragraph on one line. A hyphen at the end of a line stays,
// since it may belong to the word, and takes no space after it.
func (p paragraph) joined() string { return joinLines(p.lines) }

func joinLines(lines []line) string {
	text := ""
	for _, l := range lines {
		text = join(text, l.text)
	}
	return text
}

// conjunctions follow a hyphen that ends a word: in- en uitstroom.
var conjunctions = regexp.MustCompile(`^(en|of|dan wel|and|or)\b`)

func join(before, after string) string {
	if soft, ok := strings.CutSuffix(before, "\u00ad"); ok {
		return soft + after
	}
	first, _ := utf8.DecodeRuneInString(after)
	switch {
	case before == "" || after == "":
		return before + after
	case strings.HasSuffix(before, "-") && !strings.HasSuffix(before, " -") && isLower(first) && !conjunctions.MatchString(after):
		return before + after
	default:
		return before + " " + after
	}
}

func isLower(r rune) bool {
	return strings.ToLower(string(r)) == string(r) && strings.ToUpper(string(r)) != string(r)
}

// decode gives the text with line ends as LF, or names what no letter holds.
func (r *reader) decode(raw []byte) (string, bool) {
	text := strings.TrimPrefix(string(raw), "\uFEFF")
	number := 1
	ok := true
	refuse := func(value string) {
		ok = false
		r.refuse(contract.Violation{Line: number, Rule: RuleEncoding, Value: value})
	}
	for i, c := range text {
		switch {
		case c == '\n':
			number++
		case c == utf8.RuneError:
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				refuse(fmt.Sprintf("0x%02X", text[i]))
				continue
			}
			refuse("U+FFFD")
		case c == '\t', c == '\r', c == '\f':
		case c < ' ', c >= 0x7f && c <= 0x9f:
			refuse(fmt.Sprintf("U+%04X", c))
		}
	}
	return strings.ReplaceAll(text, "\r\n", "\n"), ok
}

// spaces are characters that stand for a space in letters.
var spaces = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2007", " ", "\t", " ", "\r", " ")

// tidy makes one line of text plain: single spaces, no soft hyphens within.
func tidy(text string) string {
	text = strings.Join(strings.Fields(spaces.Replace(text)), " ")
	end := strings.HasSuffix(text, "\u00ad")
	text = strings.ReplaceAll(text, "\u00ad", "")
	if end {
		text += "\u00ad"
	}
	return text
}

// pageGap is how many empty lines the conversion to text leaves at least where a
// page ends.
const pageGap = 3

// textParagraphs cuts text at empty lines and form feeds.
func textParagraphs(text string) []paragraph {
	var all []paragraph
	var open paragraph
	empty, feed := 0, false
	flush := func() {
		if len(open.lines) > 0 {
			all = append(all, open)
		}
		open = paragraph{}
	}
	number := 0
	for row := range strings.Lines(text) {
		number++
		row = strings.TrimSuffix(row, "\n")
		parts := strings.Split(row, "\f")
		for i, part := range parts {
			if i > 0 {
				flush()
				feed = true
			}
			part = tidy(part)
			if part == "" {
				if len(parts) == 1 {
					flush()
					empty++
				}
				continue
			}
			if len(open.lines) == 0 {
				open.pageBreak = feed || empty >= pageGap
				empty, feed = 0, false
			}
			open.lines = append(open.lines, line{part, number})
		}
	}
	flush()
	return all
}
