package extract

import (
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/plainyaml"
	"jaarcijfers/pipeline/source/format"
)

// A correctionYAML is a correction as it is declared.
type correctionYAML struct {
	ID        written            `yaml:"id"`
	Table     written            `yaml:"table"`
	Key       map[string]written `yaml:"key"`
	Column    written            `yaml:"column"`
	Expected  written            `yaml:"expected"`
	Becomes   written            `yaml:"becomes"`
	Code      written            `yaml:"reason_code"`
	Reason    paragraph          `yaml:"reason"`
	DecidedBy written            `yaml:"decided_by"`
	Date      written            `yaml:"date"`
}

// written is a value of YAML as it is written: to YAML, 0012 without quotes is the
// number ten.
type written string

// UnmarshalYAML takes any value that is not a list or a mapping.
func (w *written) UnmarshalYAML(node ast.Node) error {
	switch n := node.(type) {
	case *ast.NullNode:
		*w = ""
	case *ast.StringNode:
		*w = written(n.Value)
	case *ast.LiteralNode: // a cell has one line
		return &plainyaml.Fault{Line: n.GetToken().Position.Line, Kind: paragraphs, Word: n.GetToken().Value}
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		*w = written(n.GetToken().Value)
	default:
		return &plainyaml.Fault{Line: node.GetToken().Position.Line, Text: node.String()}
	}
	return nil
}

// paragraphs is a text of several lines, after | or >.
const paragraphs plainyaml.Kind = "block"

// paragraph is written, and may have several lines.
type paragraph written

// UnmarshalYAML takes a text of several lines too.
func (p *paragraph) UnmarshalYAML(node ast.Node) error {
	if n, ok := node.(*ast.LiteralNode); ok {
		*p = paragraph(strings.TrimRight(n.Value.Value, "\n"))
		return nil
	}
	return (*written)(p).UnmarshalYAML(node)
}

// parseCorrections reads a list of corrections; each that cannot be read is a
// violation, at its line.
func parseCorrections(text []byte) (*Corrections, []contract.Violation) {
	all := &Corrections{}
	if err := plainyaml.Check(text); err != nil {
		return all, []contract.Violation{yamlViolation(1, err)}
	}
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return all, []contract.Violation{yamlViolation(1, err)}
	}
	var violations []contract.Violation
	for i, doc := range file.Docs {
		if doc.Body == nil || doc.Body.Type() == ast.CommentType || doc.Body.Type() == ast.NullType {
			continue
		}
		list, ok := doc.Body.(*ast.SequenceNode)
		if !ok || i > 0 {
			violations = append(violations, correctionViolation(doc.Body.GetToken().Position.Line, format.Short([]byte(doc.Body.String())), "- id: …"))
			continue
		}
		for _, item := range list.Values {
			c, err := oneCorrection(item)
			if err != nil {
				violations = append(violations, yamlViolation(item.GetToken().Position.Line, err))
				continue
			}
			all.All = append(all.All, c)
		}
	}
	return all, violations
}

func oneCorrection(item ast.Node) (*Correction, error) {
	var y correctionYAML
	if err := yaml.NodeToValue(item, &y, yaml.Strict()); err != nil {
		return nil, err
	}
	c := &Correction{
		ID: string(y.ID), Table: string(y.Table), Column: string(y.Column), Expected: string(y.Expected), Becomes: string(y.Becomes),
		ReasonCode: string(y.Code), Reason: string(y.Reason), DecidedBy: string(y.DecidedBy), Date: string(y.Date), Key: map[string]string{},
		line: item.GetToken().Position.Line, lines: map[string]int{},
	}
	if mapping, ok := item.(*ast.MappingNode); ok {
		for _, value := range mapping.Values {
			c.lines[value.Key.GetToken().Value] = value.Key.GetToken().Position.Line
		}
	}
	for name, value := range y.Key {
		c.Key[name] = string(value)
	}
	return c, nil
}

// yamlViolation says what is not YAML, or not that of a correction.
func yamlViolation(line int, err error) contract.Violation {
	fault := plainyaml.Explain(err)
	if fault.Line > 1 {
		line = fault.Line
	}
	v := correctionViolation(line, fault.Text, strings.Join(correctionWords, ", "))
	switch fault.Kind {
	case plainyaml.Twice:
		v.Rule, v.Value, v.Expected = RuleCorrectionYAML+"_twice", fault.Word, fault.At
	case plainyaml.Unknown:
		v.Rule, v.Value, v.Suggestion = RuleCorrectionYAML+"_word", fault.Word, contract.Nearest(fault.Word, correctionWords)
	case plainyaml.Tab:
		v.Rule, v.Value, v.Expected = RuleCorrectionYAML+"_tab", "", ""
	case plainyaml.Syntax:
		v.Rule, v.Value, v.Expected = RuleCorrectionYAML+"_syntax", "", ""
	case paragraphs:
		v.Rule, v.Value, v.Expected = RuleCorrectionYAML+"_block", fault.Word, ""
	}
	return v
}

// correctionWords are the words of a correction.
var correctionWords = []string{"id", "table", "key", "column", "expected", "becomes", "reason_code", "reason", "decided_by", "date"}
