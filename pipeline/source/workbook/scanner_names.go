package workbook

import (
	"bytes"
	"fmt"
)

// spaces gives the prefix that names of a namespace have here, whatever prefix
// the file uses. The names of spreadsheets and packages have none; strict and
// transitional ones are the same to us. All other namespaces are foreign.
var spaces = map[string]string{
	"": "",
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main":            "",
	"http://purl.oclc.org/ooxml/spreadsheetml/main":                        "",
	"http://schemas.openxmlformats.org/package/2006/relationships":         "",
	"http://schemas.openxmlformats.org/package/2006/content-types":         "",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":  "r:",
	"http://purl.oclc.org/ooxml/officeDocument/relationships":              "r:",
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":                     "office:",
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0":                      "table:",
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":                       "text:",
	"urn:oasis:names:tc:opendocument:xmlns:style:1.0":                      "style:",
	"urn:oasis:names:tc:opendocument:xmlns:script:1.0":                     "script:",
	"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0":                   "manifest:",
	"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext:",
	"http://www.w3.org/1999/xlink":                                         "xlink:",
	xmlSpace:                                                               "xml:",
}

const (
	xmlSpace = "http://www.w3.org/XML/1998/namespace"
	foreign  = "foreign:"
)

// names turns the names of a file into ours, such as table:table-row, by the
// namespaces that are declared where they stand.
type names struct {
	declared   []declared
	elements   map[string]string // ours by the file's, as long as no declaration changes
	attributes map[string]string
}

type declared struct {
	depth  int
	prefix string
	ours   string
}

// namesMost bounds what is remembered: a file may use any number of names.
const namesMost = 4096

func newNames() names {
	return names{elements: map[string]string{}, attributes: map[string]string{}}
}

// declare takes an attribute that declares a namespace; others are left alone.
func (n *names) declare(depth int, raw, value []byte) error {
	prefix, isPrefix := bytes.CutPrefix(raw, []byte("xmlns:"))
	switch {
	case !isPrefix && string(raw) != "xmlns":
		return nil
	case !isPrefix:
		prefix = nil
	case string(prefix) == "xml" || string(prefix) == "xmlns" || len(value) == 0:
		return fmt.Errorf("namespace %s cannot be declared", shorten(string(prefix)))
	}
	ours, known := spaces[string(value)]
	if !known {
		ours = foreign
	}
	n.declared = append(n.declared, declared{depth: depth, prefix: string(prefix), ours: ours})
	n.forget()
	return nil
}

// leave ends the declarations of an element.
func (n *names) leave(depth int) {
	last := len(n.declared)
	for last > 0 && n.declared[last-1].depth == depth {
		last--
	}
	if last < len(n.declared) {
		n.declared = n.declared[:last]
		n.forget()
	}
}

func (n *names) forget() {
	clear(n.elements)
	clear(n.attributes)
}

func (n *names) ofElement(raw []byte) (string, error) {
	if name, known := n.elements[string(raw)]; known {
		return name, nil
	}
	prefix, local, prefixed := bytes.Cut(raw, []byte(":"))
	if !prefixed {
		prefix, local = nil, raw
	}
	ours, err := n.resolve(string(prefix))
	if err != nil {
		return "", err
	}
	return remember(n.elements, raw, ours+string(local))
}

func (n *names) ofAttribute(raw []byte) (string, error) {
	if name, known := n.attributes[string(raw)]; known {
		return name, nil
	}
	prefix, local, prefixed := bytes.Cut(raw, []byte(":"))
	if !prefixed || string(prefix) == "xmlns" { // in no namespace, whatever the default is
		return remember(n.attributes, raw, string(raw))
	}
	ours, err := n.resolve(string(prefix))
	if err != nil {
		return "", err
	}
	return remember(n.attributes, raw, ours+string(local))
}

func remember(known map[string]string, raw []byte, name string) (string, error) {
	if !isName(raw) {
		return "", fmt.Errorf("%q is no name", shorten(string(raw)))
	}
	if len(known) >= namesMost {
		clear(known)
	}
	known[string(raw)] = name
	return name, nil
}

func (n *names) resolve(prefix string) (string, error) {
	if prefix == "xml" {
		return spaces[xmlSpace], nil
	}
	for i := len(n.declared) - 1; i >= 0; i-- {
		if n.declared[i].prefix == prefix {
			return n.declared[i].ours, nil
		}
	}
	if prefix != "" {
		return "", fmt.Errorf("namespace %s is not declared", shorten(prefix))
	}
	return "", nil
}
