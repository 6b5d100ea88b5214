package extract

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"jaarcijfers/pipeline/contract"
)

// A fileFault refuses a source as a whole. It is what its deliverer did.
type fileFault struct {
	violation contract.Violation
	also      []contract.Violation // what else is wrong with it
}

func (f *fileFault) Error() string { return string(f.violation.Rule) + " " + f.violation.Value }

// fault is what keeps a record from being handed on; the zero value is none.
type fault struct {
	rule            contract.Rule
	value, expected string
	suggestion      string
	column          int // of the field it is in, from 0; -1 for the whole record
}

func controlFault(b byte) fault {
	return fault{rule: RuleControl, value: fmt.Sprintf("U+%04X", b), column: -1}
}

func byteFault(b byte) fault {
	return fault{rule: RuleEncoding, value: fmt.Sprintf("0x%02X", b), column: -1}
}

// encodingFault says which byte is no UTF-8.
func encodingFault(text []byte) fault {
	if utf8.Valid(text) {
		return fault{}
	}
	for len(text) > 0 {
		x, size := utf8.DecodeRune(text)
		if x == utf8.RuneError && size == 1 {
			break
		}
		text = text[size:]
	}
	flaw := byteFault(text[0])
	// Of what is no UTF-8, nearly all is the Windows-1252 of older programs.
	if x := charmap.Windows1252.DecodeByte(text[0]); x != utf8.RuneError && x >= ' ' {
		flaw.suggestion = string(x)
	}
	return flaw
}

// textFault says what stands in a field of a file without lines that no line of
// text could hold.
func textFault(field []byte) fault {
	for _, b := range field {
		switch {
		case b == '\n' || b == '\r':
			return fault{rule: RuleNewline, value: short(field), column: -1}
		case b < ' ' && b != '\t' || b == 0x7f:
			return controlFault(b)
		}
	}
	return encodingFault(field)
}

// short keeps a message to one line.
func short(raw []byte) string {
	const most = 60
	text, _, _ := strings.Cut(string(raw[:min(len(raw), 4*most)]), "\n")
	if runes := []rune(legible(text)); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return legible(text)
}

// legible shows what cannot be read or would steer a terminal: a control character
// by its picture, a byte that is no text by the replacement character.
func legible(text string) string {
	return strings.Map(func(x rune) rune {
		switch {
		case x < ' ' && x != '\t' && x != '\n':
			return '\u2400' + x
		case x == 0x7f:
			return '\u2421'
		}
		return x
	}, strings.ToValidUTF8(text, "\uFFFD"))
}
