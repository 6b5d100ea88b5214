package plot

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A name beside a row gets as many lines as the row is high, of as many letters
// as fit beside it in a wide type.
const (
	nameLines   = 3
	nameLetters = 16
)

// lastInBrackets is the end of a name that says it shortest: (137c Sr).
var lastInBrackets = regexp.MustCompile(` \([^()]+\)$`)

// rowName breaks a name into lines, and shortens one that would run into the
// rows beside it. What stands in brackets at its end stays; the table has the
// whole name.
func rowName(name string) string {
	last := lastInBrackets.FindString(name)
	if utf8.RuneCountInString(last) > nameLetters+1 {
		last = ""
	}
	words := strings.Fields(strings.TrimSuffix(name, last))
	last = strings.TrimSpace(last)
	for n := len(words); n > 0; n-- {
		if lines := broken(words[:n], n < len(words), last); len(lines) <= nameLines {
			return strings.Join(lines, "\n")
		}
	}
	letters := []rune(name)
	return string(letters[:min(len(letters), nameLetters-1)]) + "…"
}

// broken are words in lines, with a sign when some are left out. A word may be
// broken after a hyphen, and one that is too long gets one; what is last stays whole.
func broken(words []string, short bool, last string) []string {
	text := strings.Join(words, " ")
	if short {
		text = strings.TrimRight(text, ",;:") + "…"
	}
	parts := strings.SplitAfter(strings.ReplaceAll(text, "-", "-\x00"), " ")
	var pieces []string
	for _, part := range parts {
		for _, piece := range strings.Split(part, "\x00") {
			for letters := []rune(piece); len(letters) > nameLetters+2; letters = []rune(piece) {
				pieces, piece = append(pieces, string(letters[:nameLetters-1])+"-"), string(letters[nameLetters-1:])
			}
			pieces = append(pieces, piece)
		}
	}
	if last != "" {
		pieces[len(pieces)-1] += " "
		pieces = append(pieces, last)
	}
	lines := []string{""}
	for _, piece := range pieces {
		at := len(lines) - 1
		if longer := lines[at] + piece; lines[at] == "" || utf8.RuneCountInString(strings.TrimSpace(longer)) <= nameLetters {
			lines[at] = longer
			continue
		}
		lines = append(lines, piece)
	}
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return lines
}
