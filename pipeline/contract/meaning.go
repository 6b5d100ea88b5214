package contract

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
)

// A Term is one value of a descriptor that says what is enforced: a key, a type, a
// budget. Its place is of names where the descriptor has a list of named things, so
// that another order is no change.
type Term struct {
	Place, Value string
	Line         int
}

// unenforced are the words of a descriptor that explain or that every release changes:
// texts for readers, the day and version of the data, and the size and hash of a file,
// which its accepted copy shows.
var unenforced = []string{
	"$schema", "profile", "title", "description", "nl", "en", "licenses", "sources", "contributors", "keywords", "homepage", "id",
	"version", "created", "bytes", "hash", "accepted", "nextEdition",
}

// Terms lists what a descriptor says that is enforced, in the order of its text; none for
// a text that is no descriptor.
func Terms(text []byte) []Term {
	root, _ := parseTree(text)
	if root == nil {
		return nil
	}
	var list []Term
	root.terms("", &list)
	return list
}

func (n *node) terms(place string, list *[]Term) {
	switch n.kind {
	case kindObject:
		for _, m := range n.members {
			if !slices.Contains(unenforced, m.name) {
				m.value.terms(under(place, m.name), list)
			}
		}
	case kindList:
		for i, item := range n.items {
			name := strconv.Itoa(i)
			if called := item.get("name"); called != nil && called.kind == kindText {
				name = called.text
			}
			item.terms(under(place, name), list)
		}
	default:
		value := n.text
		if n.kind == kindNull {
			value = "null"
		}
		*list = append(*list, Term{Place: place, Value: value, Line: n.line})
	}
}

func under(place, name string) string {
	if place == "" {
		return name
	}
	return place + "/" + name
}

// RuleCreatedFuture is a day of the data that is still to come.
const RuleCreatedFuture Rule = "created_future"

// CreatedAfter says of data that are of a day after another that this cannot be; nil when
// they are not.
func CreatedAfter(folder fs.FS, p *Package, day string) (*Violation, error) {
	if p.Created <= day {
		return nil, nil
	}
	text, err := fs.ReadFile(folder, DescriptorFile)
	if err != nil {
		return nil, fmt.Errorf("read descriptor: %w", err)
	}
	line := 1
	if root, _ := parseTree(text); root != nil && json.Valid(text) {
		if created := root.get("created"); created != nil {
			line = created.line
		}
	}
	return &Violation{Severity: Error, File: DescriptorFile, Line: line, Column: "created", Rule: RuleCreatedFuture, Value: p.Created, Expected: day}, nil
}
