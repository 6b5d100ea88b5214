package format

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"jaarcijfers/pipeline/contract"
)

// A Refusal is an error of who delivered a file: it is refused as a whole.
type Refusal struct {
	Violation contract.Violation
	Also      []contract.Violation // what else is wrong with it
}

func (f *Refusal) Error() string { return string(f.Violation.Rule) + " " + f.Violation.Value }

// A Fault is what is wrong with one record; the zero value is none.
type Fault struct {
	Rule            contract.Rule
	Value, Expected string
	Suggestion      string
	Column          int // of the field it is in, from 0; -1 for the whole record
}

func controlFault(b byte) Fault {
	return Fault{Rule: RuleControl, Value: fmt.Sprintf("U+%04X", b), Column: -1}
}

func byteFault(b byte) Fault {
	return Fault{Rule: RuleEncoding, Value: fmt.Sprintf("0x%02X", b), Column: -1}
}

// encodingFault says which byte is no UTF-8.
func encodingFault(text []byte) Fault {
	if utf8.Valid(text) {
		return Fault{}
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
		flaw.Suggestion = string(x)
	}
	return flaw
}

// TextFault says what stands in a field of a file without lines that no line of
// text could hold.
func TextFault(field []byte) Fault { return cellFault(field, false) }

// cellFault is TextFault for a cell that may hold several lines.
func cellFault(field []byte, multiline bool) Fault {
	for _, b := range field {
		switch {
		case b == '\n' && multiline:
		case b == '\n' || b == '\r':
			return Fault{Rule: RuleNewline, Value: Short(field), Column: -1}
		case b < ' ' && b != '\t' || b == 0x7f:
			return controlFault(b)
		}
	}
	return encodingFault(field)
}

// Short keeps a message to one line.
func Short(raw []byte) string {
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
