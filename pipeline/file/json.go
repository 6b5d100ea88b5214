package file

// JSONBeyond finds where a JSON text nests lists and objects deeper than a number of
// levels, or comes to more values than a number; at is -1 when it does neither. Ask it
// before a parser, which takes a hundred times the memory of the text.
func JSONBeyond(text []byte, levels, values int) (at int, deep bool) {
	depth, count, quoted := 0, 0, false
	for at := 0; at < len(text); at++ {
		switch c := text[at]; {
		case quoted && c == '\\':
			at++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[', c == '{':
			count++
			if depth++; depth > levels {
				return at, true
			}
		case c == ',':
			count++
		case c == ']', c == '}':
			depth--
		}
		if count > values {
			return at, false
		}
	}
	return -1, false
}
