package export

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark before a text makes it text in every spreadsheet.
const mark = "'"

// starters begin a formula, as they are and as East Asian keyboards write them. The
// last is the minus sign of typography, which LibreOffice reads as one.
const starters = "=+-@＝＋－＠﹦﹢﹣﹫−"

// number is one as any language writes it, which a spreadsheet may take for a number.
var number = regexp.MustCompile(`^[+-]?[0-9]+([.,][0-9]+)*([eE][+-]?[0-9]+)?%?$`)

// Guard keeps spreadsheets from computing a text that others wrote. A program that opens a
// CSV takes a cell for a formula by how it begins; such a formula can read other cells,
// fetch a page with them in its address, or start a program. A workbook needs no guard:
// there a cell says itself that it is text.
//
// It puts an apostrophe before a text that a spreadsheet would take for a formula,
// and before one that looks guarded, so that [Restore] gives every text back. A number
// stays as it is.
func Guard(text string) string {
	if needed(text) {
		return mark + text
	}
	return text
}

// Restore gives the text that Guard was given.
func Restore(text string) string {
	if rest, marked := strings.CutPrefix(text, mark); marked && needed(rest) {
		return rest
	}
	return text
}

func needed(text string) bool {
	text = strings.TrimLeft(text, mark)
	// What begins with a tab or the end of a line may come apart in other cells.
	first, _ := utf8.DecodeRuneInString(text)
	if text == "" || first == '\t' || first == '\r' || first == '\n' {
		return text != ""
	}
	first, _ = utf8.DecodeRuneInString(strings.TrimLeftFunc(text, unseen))
	return strings.ContainsRune(starters, first) && !number.MatchString(text)
}

// unseen is what programs leave out at the start of a cell: spaces, marks of order and
// direction, and other characters that are not shown.
func unseen(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r)
}
