package workbook

import "strconv"

// A valueType is how a cell of an XLSX stores its value.
type valueType int

const (
	storedNumber valueType = iota
	sharedText
	formulaText
	inlineText
	storedBoolean
	storedError
	isoDate
	unknownType
)

func cellType(t []byte) valueType {
	switch string(t) {
	case "", "n":
		return storedNumber
	case "s":
		return sharedText
	case "str":
		return formulaText
	case "inlineStr":
		return inlineText
	case "b":
		return storedBoolean
	case "e":
		return storedError
	case "d":
		return isoDate
	}
	return unknownType
}

// valueOf gives what x.value means.
func (x *xlsxSheet) valueOf(kind valueType, format numberFormat) (Cell, error) {
	switch kind {
	case inlineText:
		return Cell{Kind: Text, Text: x.words.of(x.value)}, nil
	case formulaText:
		return Cell{Kind: Text, Text: x.words.of(unescape(x.value))}, nil
	}
	value := trimSpace(x.value)
	if len(value) == 0 {
		return Cell{}, nil
	}
	switch kind {
	case storedNumber:
		return x.number(value, format)
	case sharedText:
		return x.sharedText(value)
	case storedBoolean:
		switch string(value) {
		case "1", "true":
			return Cell{Kind: Boolean, Text: "true"}, nil
		case "0", "false":
			return Cell{Kind: Boolean, Text: "false"}, nil
		}
	case storedError:
		return Cell{Kind: Error, Text: string(value)}, nil
	case isoDate:
		return isoCell(value), nil
	}
	return Cell{}, x.fault("value %s", shorten(string(value)))
}

func (x *xlsxSheet) number(value []byte, format numberFormat) (Cell, error) {
	v, ok := parseNumber(value)
	switch {
	case !ok:
		return Cell{}, x.fault("number %s", shorten(string(value)))
	case format != plainFormat:
		return serialCell(v, format, x.book.from1904), nil
	}
	return Cell{Kind: Number, Text: numberText(v)}, nil
}

func (x *xlsxSheet) sharedText(value []byte) (Cell, error) {
	n, err := strconv.Atoi(string(value))
	if err != nil || n < 0 || n >= len(x.book.shared) {
		return Cell{}, x.fault("shared string %s is not there", shorten(string(value)))
	}
	return Cell{Kind: Text, Text: x.book.shared[n]}, nil
}
