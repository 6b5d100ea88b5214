package model

import "strings"

// withoutEnd blanks the semicolon at the end of a statement, after which only comment may
// stand: a statement that is part of another has none. Every other character stays in its
// place, so that lines and positions hold.
func withoutEnd(text string) string {
	end := -1 // the last semicolon that nothing follows
	for at := 0; at < len(text); {
		length, blank := lexeme(text[at:])
		switch {
		case text[at] == ';':
			if end < 0 {
				end = at
			}
		case !blank:
			end = -1
		}
		at += length
	}
	if end < 0 {
		return text
	}
	var b strings.Builder
	b.WriteString(text[:end])
	for at := end; at < len(text); {
		length, _ := lexeme(text[at:])
		if part := text[at : at+length]; part == ";" {
			b.WriteByte(' ')
		} else {
			b.WriteString(part)
		}
		at += length
	}
	return b.String()
}

// lexeme gives the length of what text starts with, and whether it is space or comment. A
// text in quotes, in which a semicolon ends nothing, is one.
func lexeme(text string) (length int, blank bool) {
	until := func(from int, mark string) int {
		if at := strings.Index(text[from:], mark); at >= 0 {
			return from + at + len(mark)
		}
		return len(text)
	}
	switch c := text[0]; {
	case strings.HasPrefix(text, "--"):
		return until(2, "\n"), true
	case strings.HasPrefix(text, "/*"):
		return until(2, "*/"), true
	case strings.HasPrefix(text, "$$"):
		return until(2, "$$"), false
	case c == '\'' || c == '"':
		return until(1, string(c)), false // a doubled quote begins the next
	case strings.IndexByte(" \t\r\n", c) >= 0:
		return 1, true
	}
	return 1, false
}
