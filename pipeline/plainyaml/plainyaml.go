// Package plainyaml looks at YAML before it is parsed, and says what the parser found
// wrong in words of YAML. The parser takes time and memory by the square of what is
// nested or strung on one line, so a hundred kilobytes of brackets took gigabytes; what
// people write by hand has none of that.
package plainyaml

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
)

// What a file may have at most. A list of thousands of corrections is far below.
const (
	MaxBytes = 1 << 20
	maxDepth = 16  // lists and mappings in brackets within each other
	maxMarks = 200 // words and marks on one line
	// maxCopied is what a file may become when each alias is taken for all that its
	// anchor could be of. There is one anchor, so none holds aliases of others, of which
	// a few lines make gigabytes.
	maxCopied = 4 << 20
)

// A Fault is why YAML is not parsed.
type Fault struct {
	Line int
	Text string
}

func (f *Fault) Error() string { return fmt.Sprintf("line %d: %s", f.Line, f.Text) }

// Check refuses YAML that is too long or too deep to parse. It takes time by its length.
func Check(text []byte) error {
	if len(text) > MaxBytes {
		return &Fault{Line: 1, Text: fmt.Sprintf("%d bytes; at most %d", len(text), MaxBytes)}
	}
	depth, line, marks, anchors, aliases := 0, 0, 0, 0, 0
	seen, directive := false, false
	for _, t := range lexer.Tokenize(string(text)) {
		if t.Position.Line != line {
			line, marks = t.Position.Line, 0
		}
		switch t.Type {
		case token.DirectiveType, token.DocumentHeaderType:
			if seen { // the parser may leave it out without a word
				return &Fault{Line: line, Text: "a second document (---)"}
			}
			directive = t.Type == token.DirectiveType
		case token.AnchorType:
			if anchors++; anchors > 1 {
				return &Fault{Line: line, Text: "a second anchor (&)"}
			}
		case token.AliasType:
			if aliases++; aliases*len(text) > maxCopied {
				return &Fault{Line: line, Text: "too many aliases (*)"}
			}
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		}
		seen = seen || t.Type != token.CommentType && t.Type != token.DocumentHeaderType && !directive
		if marks++; marks > maxMarks {
			return &Fault{Line: line, Text: fmt.Sprintf("more than %d words and marks on one line", maxMarks)}
		}
		if depth > maxDepth {
			return &Fault{Line: line, Text: fmt.Sprintf("more than %d brackets within each other", maxDepth)}
		}
	}
	return nil
}

// Explain gives the line and the words of an error of the parser: without the types of
// Go, which it names, and without the text around it.
func Explain(err error) *Fault {
	var fault *Fault
	if errors.As(err, &fault) {
		return fault
	}
	var at yaml.Error
	if !errors.As(err, &at) || at.GetToken() == nil {
		first, _, _ := strings.Cut(strings.TrimSpace(err.Error()), "\n")
		return &Fault{Line: 1, Text: first}
	}
	text := at.GetMessage()
	var kind *yaml.TypeError
	var large *yaml.OverflowError
	if errors.As(err, &kind) || errors.As(err, &large) {
		text = fmt.Sprintf("%q cannot stand here", shortened(at.GetToken().Value))
	}
	return &Fault{Line: at.GetToken().Position.Line, Text: text}
}

const shownRunes = 60

func shortened(text string) string {
	if runes := []rune(text); len(runes) > shownRunes {
		return string(runes[:shownRunes]) + "…"
	}
	return text
}
