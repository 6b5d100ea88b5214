package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"jaarcijfers/pipeline/engine"
)

// A jsonAnswer writes an array with one object a row, its keys in the order of the
// columns. A column name that comes twice gets a number.
type jsonAnswer struct {
	out     *bufio.Writer
	columns []engine.Column
	keys    [][]byte // as JSON, with the colon
	rows    int
}

func newJSONAnswer(w io.Writer) *jsonAnswer { return &jsonAnswer{out: bufio.NewWriterSize(w, 1<<16)} }

func (a *jsonAnswer) nested() engine.Nested { return engine.JSON }

func (a *jsonAnswer) Head(columns []engine.Column) error {
	a.columns = columns
	for _, name := range distinct(columns) {
		a.keys = append(a.keys, append(quoted([]byte(name)), ": "...))
	}
	return nil
}

func (a *jsonAnswer) Row(values [][]byte) error {
	start := ",\n  {"
	if a.rows == 0 {
		start = "[\n  {"
	}
	a.rows++
	_, _ = a.out.WriteString(start) // bufio gives its first error again at the last write
	for i, value := range values {
		if i > 0 {
			_, _ = a.out.WriteString(", ")
		}
		_, _ = a.out.Write(a.keys[i])
		_, _ = a.out.Write(jsonValue(value, a.columns[i]))
	}
	if err := a.out.WriteByte('}'); err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	return nil
}

func (a *jsonAnswer) finish() error {
	end := "\n]\n"
	if a.rows == 0 {
		end = "[]\n"
	}
	_, _ = a.out.WriteString(end)
	if err := a.out.Flush(); err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	return nil
}

func distinct(columns []engine.Column) []string {
	names := make([]string, len(columns))
	seen := map[string]bool{}
	for i, column := range columns {
		names[i] = column.Name
		for n := 2; seen[names[i]]; n++ {
			names[i] = column.Name + "_" + strconv.Itoa(n)
		}
		seen[names[i]] = true
	}
	return names
}

// jsonValue keeps what JSON can say, with all its digits, and writes the rest as the
// text that SQL shows.
func jsonValue(value []byte, column engine.Column) []byte {
	switch {
	case value == nil:
		return []byte("null")
	case isNumber(column), column.Type == "BOOLEAN":
	case column.Nested():
		value = finite(value)
	default:
		return quoted(value)
	}
	if !json.Valid(value) { // nan and inf among numbers
		return quoted(value)
	}
	return value
}

func quoted(text []byte) []byte {
	encoded, err := json.Marshal(string(text))
	if err != nil {
		return []byte(`""`) // a text always can be encoded
	}
	return encoded
}

// notJSON are numbers that the engine writes in JSON all the same, as the text that
// SQL shows. The longest comes first.
var notJSON = []struct{ number, text string }{
	{"-Infinity", `"-inf"`}, {"Infinity", `"inf"`}, {"NaN", `"nan"`},
}

// finite makes text of the numbers that JSON does not have. Inside a text they are
// letters like any other.
func finite(value []byte) []byte {
	if !bytes.Contains(value, []byte("NaN")) && !bytes.Contains(value, []byte("Infinity")) {
		return value
	}
	var b bytes.Buffer
	inText := false
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case inText && c == '\\' && i+1 < len(value):
			b.WriteByte(c)
			i++
		case c == '"':
			inText = !inText
		case !inText:
			if number, text := notFinite(value[i:]); number != "" {
				b.WriteString(text)
				i += len(number) - 1
				continue
			}
		}
		b.WriteByte(value[i])
	}
	return b.Bytes()
}

func notFinite(value []byte) (number, text string) {
	for _, n := range notJSON {
		if bytes.HasPrefix(value, []byte(n.number)) {
			return n.number, n.text
		}
	}
	return "", ""
}
