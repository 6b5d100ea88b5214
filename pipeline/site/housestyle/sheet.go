package housestyle

import (
	"errors"
	"regexp"
	"strings"
)

// A sheet is the tokens of a stylesheet: custom properties of :root, and those of :root on
// a dark screen.
type sheet struct {
	light, dark []declaration
	end         int // of the text where what is no token begins
}

// A declaration gives a token its value.
type declaration struct {
	token, value string
	line         int
}

// A sheetError says what in a stylesheet is no rule for tokens.
type sheetError struct {
	line int
	text string
}

func (e *sheetError) Error() string { return e.text + ": not a rule for tokens" }

const (
	lightRule = ":root"
	darkRule  = "@media (prefers-color-scheme: dark)"
)

var (
	comment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	spaces  = regexp.MustCompile(`\s+`)
)

// parseSheet reads tokens up to the first rule that is for something else; the error says
// where that is. What it gives holds up to there.
func parseSheet(text string) (sheet, error) {
	// Comments become spaces, so that places and lines stay.
	plain := comment.ReplaceAllStringFunc(text, func(c string) string {
		return strings.Map(func(r rune) rune {
			if r == '\n' {
				return r
			}
			return ' '
		}, strings.ToValidUTF8(c, " "))
	})
	var s sheet
	var within []string
	at := 0
	for {
		n := strings.IndexAny(plain[at:], "{};")
		chunk := plain[at:]
		if n >= 0 {
			chunk = chunk[:n]
		}
		said := spaces.ReplaceAllString(strings.TrimSpace(chunk), " ")
		line := 1 + strings.Count(plain[:at], "\n") + strings.Count(chunk[:len(chunk)-len(strings.TrimLeft(chunk, " \t\n"))], "\n")
		wrong := &sheetError{line: line, text: said}
		if n < 0 {
			if said != "" || len(within) > 0 {
				return s, wrong
			}
			return s, nil
		}
		tokens := len(within) > 0 && within[len(within)-1] == lightRule
		switch delimiter := plain[at+n]; {
		case delimiter == '{' && (said == lightRule && !tokens || said == darkRule && len(within) == 0):
			within = append(within, said)
		case delimiter == '{', !tokens && said != "", delimiter == ';' && !tokens, delimiter == '}' && len(within) == 0:
			return s, wrong
		case said == "":
		default:
			d, err := declared(said, line)
			if err != nil {
				return s, err
			}
			if len(within) == 1 {
				s.light = append(s.light, d)
			} else {
				s.dark = append(s.dark, d)
			}
		}
		at += n + 1
		if plain[at-1] == '}' {
			if within = within[:len(within)-1]; len(within) == 0 {
				s.end = at
			}
		}
	}
}

var errDeclaration = errors.New("no declaration")

// declared reads "--ink: #1b232d".
func declared(text string, line int) (declaration, error) {
	name, value, ok := strings.Cut(text, ":")
	if !ok {
		return declaration{}, errors.Join(&sheetError{line: line, text: text}, errDeclaration)
	}
	return declaration{token: strings.TrimSpace(name), value: strings.TrimSpace(value), line: line}, nil
}
