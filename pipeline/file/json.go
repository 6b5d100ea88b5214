package file

// JSONDeeper finds where lists and objects of a JSON text are nested deeper than a
// number of levels; -1 when they are not. Ask it before a parser that recurses.
func JSONDeeper(text []byte, levels int) int {
	depth, quoted := 0, false
	for at := 0; at < len(text); at++ {
		switch c := text[at]; {
		case quoted && c == '\\':
			at++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[', c == '{':
			if depth++; depth > levels {
				return at
			}
		case c == ']', c == '}':
			depth--
		}
	}
	return -1
}
