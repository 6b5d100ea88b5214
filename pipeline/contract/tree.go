package contract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"jaarcijfers/pipeline/file"
)

// What a descriptor may be at most: far more than a person writes, and little
// enough that a hostile one takes no memory to speak of.
const (
	maxDescriptorBytes  = 1 << 20
	maxDescriptorDepth  = 32
	maxDescriptorValues = 50_000
)

// Rules about the text of a descriptor.
const (
	RuleSyntax    Rule = "descriptor_syntax"
	ruleTextUTF8  Rule = "descriptor_utf8"
	ruleTextEmpty Rule = "file_empty"
	ruleTextLarge Rule = "descriptor_large"
	ruleTextDeep  Rule = "descriptor_deep"
	ruleTextMany  Rule = "descriptor_many"
	ruleWordTwice Rule = "descriptor_twice"
)

// A jsonKind is a kind of value in JSON, by the name that JSON gives it.
type jsonKind string

const (
	kindText   jsonKind = "string"
	kindNumber jsonKind = "number"
	kindBool   jsonKind = "boolean"
	kindList   jsonKind = "array"
	kindObject jsonKind = "object"
	kindNull   jsonKind = "null"
)

// A node is a value of a descriptor and the line it stands on: encoding/json takes
// the second of two equal names in silence, and says no line of a value.
type node struct {
	kind    jsonKind
	text    string // of a text its content; of a number or boolean as written
	line    int
	members []member // of an object, in the order of the text
	items   []*node  // of a list
}

type member struct {
	name  string
	line  int
	value *node
}

// get finds a member of an object; nil when there is none or n is no object.
func (n *node) get(name string) *node {
	if n == nil {
		return nil
	}
	for _, m := range n.members {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// written is a value in one line, as a message shows it.
func (n *node) written() string {
	switch n.kind {
	case kindList:
		if len(n.items) == 0 {
			return "[]"
		}
		return "[…]"
	case kindObject:
		return "{…}"
	}
	return n.text
}

// parseTree reads the text of a descriptor. The root is nil when it is not JSON.
func parseTree(text []byte) (root *node, violations []Violation) {
	refuse := func(rule Rule, at int, value, expected string) (*node, []Violation) {
		return nil, []Violation{{Severity: Error, File: DescriptorFile, Line: lineAt(text, at), Rule: rule, Value: value, Expected: expected}}
	}
	if len(text) > maxDescriptorBytes {
		return nil, []Violation{largeDescriptor(int64(len(text)))}
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return refuse(ruleTextEmpty, 0, "", "")
	}
	if at, what := notUTF8(text); what != "" {
		return refuse(ruleTextUTF8, at, what, "")
	}
	if at, deep := file.JSONBeyond(text, maxDescriptorDepth, maxDescriptorValues); deep {
		return refuse(ruleTextDeep, at, "", strconv.Itoa(maxDescriptorDepth))
	} else if at >= 0 {
		return refuse(ruleTextMany, at, "", strconv.Itoa(maxDescriptorValues))
	}
	var whole json.RawMessage
	if err := json.Unmarshal(text, &whole); err != nil {
		at := len(text)
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			at = max(0, min(int(syntax.Offset), len(text))-1)
		}
		return refuse(RuleSyntax, at, lineText(text, at), "")
	}
	p := &treeParser{text: text, decoder: json.NewDecoder(bytes.NewReader(text)), line: 1}
	p.decoder.UseNumber()
	root, err := p.value()
	if err != nil { // it was JSON to the other reader
		return refuse(RuleSyntax, int(p.decoder.InputOffset()), lineText(text, int(p.decoder.InputOffset())), "")
	}
	return root, p.violations
}

func largeDescriptor(bytes int64) Violation {
	return Violation{
		Severity: Error, File: DescriptorFile, Line: 1, Rule: ruleTextLarge,
		Value: strconv.FormatInt(bytes, 10), Expected: strconv.Itoa(maxDescriptorBytes),
	}
}

// notUTF8 finds the first byte that is not of a text in UTF-8, and says what it is of.
func notUTF8(text []byte) (at int, what string) {
	for mark, name := range map[string]string{"\xff\xfe": "UTF-16", "\xfe\xff": "UTF-16", "\x1f\x8b": "gzip", "PK\x03\x04": "zip", "\xef\xbb\xbf": "U+FEFF"} {
		if bytes.HasPrefix(text, []byte(mark)) {
			return 0, name
		}
	}
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 || r == 0 || r == '\uFEFF' {
			return at, fmt.Sprintf("0x%02X", text[at])
		}
		at += size
	}
	return 0, ""
}

func lineAt(text []byte, at int) int {
	return 1 + bytes.Count(text[:min(at, len(text))], []byte("\n"))
}

// lineText is the line of a place, short enough for a message.
func lineText(text []byte, at int) string {
	const most = 60
	at = min(at, max(0, len(text)-1))
	start := bytes.LastIndexByte(text[:at], '\n') + 1
	line, _, _ := strings.Cut(string(text[start:]), "\n")
	line = strings.TrimSpace(line)
	if runes := []rune(line); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return line
}

type treeParser struct {
	text       []byte
	decoder    *json.Decoder
	at, line   int // the lines up to at are counted
	violations []Violation
}

// lineNow is the line of the token that was read last.
func (p *treeParser) lineNow() int {
	now := int(p.decoder.InputOffset())
	p.line += bytes.Count(p.text[p.at:now], []byte("\n"))
	p.at = now
	return p.line
}

func (p *treeParser) value() (*node, error) {
	token, err := p.decoder.Token()
	if err != nil {
		return nil, err //nolint:wrapcheck // only whether there is one counts
	}
	n := &node{line: p.lineNow()}
	switch v := token.(type) {
	case string:
		n.kind, n.text = kindText, v
	case json.Number:
		n.kind, n.text = kindNumber, v.String()
	case bool:
		n.kind, n.text = kindBool, strconv.FormatBool(v)
	case nil:
		n.kind, n.text = kindNull, "null"
	case json.Delim:
		if v == '[' {
			n.kind = kindList
			return n, p.list(n)
		}
		n.kind = kindObject
		return n, p.object(n)
	}
	return n, nil
}

func (p *treeParser) list(n *node) error {
	for p.decoder.More() {
		item, err := p.value()
		if err != nil {
			return err
		}
		n.items = append(n.items, item)
	}
	return p.closing()
}

func (p *treeParser) object(n *node) error {
	first := map[string]int{}
	for p.decoder.More() {
		token, err := p.decoder.Token()
		if err != nil {
			return err //nolint:wrapcheck // only whether there is one counts
		}
		name, _ := token.(string)
		line := p.lineNow()
		value, err := p.value()
		if err != nil {
			return err
		}
		if before, seen := first[name]; seen {
			p.violations = append(p.violations, Violation{
				Severity: Error, File: DescriptorFile, Line: line, Rule: ruleWordTwice, Value: name, Expected: strconv.Itoa(before),
			})
			continue
		}
		first[name] = line
		n.members = append(n.members, member{name, line, value})
	}
	return p.closing()
}

// closing reads the end of a list or object.
func (p *treeParser) closing() error {
	if _, err := p.decoder.Token(); err != nil && !errors.Is(err, io.EOF) {
		return err //nolint:wrapcheck // only whether there is one counts
	}
	p.lineNow()
	return nil
}
