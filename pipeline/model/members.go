package model

import (
	"errors"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"jaarcijfers/pipeline/plainyaml"
)

// A member is one word of a YAML mapping with its value.
type member struct {
	name  string
	line  int
	value ast.Node
}

var errNoMapping = errors.New("a mapping (word: value) should stand here")

// parseYAML gives the tree of a text within limits; nil for a text that says nothing.
func parseYAML(text []byte) (ast.Node, error) {
	if err := plainyaml.Check(text); err != nil {
		return nil, err
	}
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return nil, err
	}
	for _, doc := range file.Docs {
		if doc.Body != nil {
			return withoutAliases(doc.Body, map[string]ast.Node{}), nil
		}
	}
	return nil, nil
}

// withoutAliases puts what an anchor names in the place of each alias of it, so that every
// part of the tree can be read by itself.
func withoutAliases(node ast.Node, anchors map[string]ast.Node) ast.Node {
	switch n := node.(type) {
	case *ast.AnchorNode:
		n.Value = withoutAliases(n.Value, anchors)
		anchors[n.Name.GetToken().Value] = n.Value
		return n.Value
	case *ast.AliasNode:
		if named := anchors[n.Value.GetToken().Value]; named != nil {
			return named
		}
	case *ast.MappingNode:
		for _, v := range n.Values {
			v.Value = withoutAliases(v.Value, anchors)
		}
	case *ast.MappingValueNode:
		n.Value = withoutAliases(n.Value, anchors)
	case *ast.SequenceNode:
		for i := range n.Values {
			n.Values[i] = withoutAliases(n.Values[i], anchors)
		}
	}
	return node
}

// membersOf lists the words of a mapping.
func membersOf(node ast.Node) ([]member, error) {
	var values []*ast.MappingValueNode
	switch n := node.(type) {
	case nil:
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	case *ast.NullNode, *ast.CommentGroupNode:
	default:
		return nil, errNoMapping
	}
	var members []member
	for _, v := range values {
		token := v.Key.GetToken()
		members = append(members, member{name: token.Value, line: token.Position.Line, value: v.Value})
	}
	return members, nil
}

// fill puts the members of a mapping into the struct that to points to, by the names that
// its fields have in YAML. What it cannot take is a problem each: of one file all are told
// at once. first is the line of the file that the YAML starts on.
func (l *modelLoader) fill(file string, first int, name string, members []member, to any) {
	fields := fieldsOf(to)
	for _, m := range members {
		field, ok := fields[m.name]
		if !ok {
			l.problem("unknown_field", file, first+m.line-1, m.name, strings.Join(Fields(to), ", "))
			continue
		}
		target := field.Addr()
		if field.Kind() == reflect.Pointer {
			field.Set(reflect.New(field.Type().Elem()))
			target = field
		}
		if err := yaml.NodeToValue(m.value, target.Interface(), yaml.Strict()); err != nil {
			fault := plainyaml.Explain(err)
			if fault.Line == 1 {
				fault.Line = m.line
			}
			l.problem("front_matter", file, first+fault.Line-1, name, m.name+": "+fault.Text)
		}
	}
}

// fieldsOf are the fields of a struct by their names in YAML.
func fieldsOf(to any) map[string]reflect.Value {
	fields := map[string]reflect.Value{}
	value := reflect.ValueOf(to).Elem()
	for i := range value.NumField() {
		if name := value.Type().Field(i).Tag.Get("yaml"); name != "" && name != "-" {
			fields[name] = value.Field(i)
		}
	}
	return fields
}

// Fields are the names in YAML of the fields of a struct, in their order.
func Fields(of any) []string {
	var names []string
	t := reflect.TypeOf(of)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("yaml"); name != "" && name != "-" {
			names = append(names, name)
		}
	}
	return names
}
