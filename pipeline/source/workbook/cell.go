package workbook

import "strconv"

// A Cell is one value as exact text. Text is
//   - of a Number: its digits, without exponent: 100000, 0.05;
//   - of a Date: 2024-12-31, with T13:30:00 behind it when it is not midnight, and
//     13:30:00 for a time of day or a length of time without a date;
//   - of a Boolean: true or false;
//   - of an Error: #N/A and the like, or the date that does not exist: 1900-02-29.
type Cell struct {
	Text    string
	Kind    Kind
	Formula bool // Text is what the formula gave when the file was saved; Empty when it gave nothing yet
}

// A Kind is what sort of value a cell holds.
type Kind int

// The kinds.
const (
	Empty Kind = iota
	Text
	Number
	Date
	Boolean
	Error
)

var kindNames = [...]string{"empty", "text", "number", "date", "boolean", "error"}

func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return "kind " + strconv.Itoa(int(k))
	}
	return kindNames[k]
}

// isConstant tells the formula that is no more than a value: LibreOffice makes
// =TRUE() of every boolean that it takes over from an XLSX.
func isConstant(formula []byte) bool {
	return string(formula) == "TRUE()" || string(formula) == "FALSE()"
}

// nothing tells whether a cell may be left out of its row.
func (c Cell) nothing() bool { return c.Kind == Empty && !c.Formula }

// Name gives the name of a cell, C17 for column 3 and row 17.
func Name(column, row int) string {
	var letters [16]byte
	at := len(letters)
	for ; column > 0; column = (column - 1) / 26 {
		at--
		letters[at] = byte('A' + (column-1)%26)
	}
	return string(letters[at:]) + strconv.Itoa(row)
}

// parseName reads the name of a cell of an XLSX; ok is false when it is none.
func parseName(name []byte) (column, row int, ok bool) {
	i := 0
	for ; i < len(name) && 'A' <= name[i] && name[i] <= 'Z'; i++ {
		if column = column*26 + int(name[i]-'A') + 1; column > columnsXLSX {
			return 0, 0, false
		}
	}
	row, ok = parseCount(name[i:])
	return column, row, ok && column > 0 && row <= rowsXLSX
}

// The size of a sheet in an XLSX, by its format.
const (
	rowsXLSX    = 1 << 20
	columnsXLSX = 1 << 14
)

// parseCount reads a whole number from 1 of at most nine digits.
func parseCount(text []byte) (n int, ok bool) {
	if len(text) == 0 || len(text) > 9 {
		return 0, false
	}
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, n > 0
}
