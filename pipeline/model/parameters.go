package model

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/plainyaml"
)

// parameterFile has every number that SQL, charts and words share, once.
const parameterFile = "meta/parameter.yaml"

// A Parameter is a number with a name, which SQL writes as $name.
type Parameter struct {
	Name   string
	Value  float64
	Source string // where it is explained: a page of docs
	Words  Words
	// Protects says that it holds back what could tell of persons: a user may raise it only.
	Protects bool
}

type parameterYAML struct {
	Value  float64 `yaml:"value"`
	Source string  `yaml:"source"`
	NL     string  `yaml:"nl"`
	EN     string  `yaml:"en"`
	// Replaces is built-in in a file of a user, for a number that the program's has otherwise.
	Replaces string `yaml:"replaces"`
	Protects bool   `yaml:"protects"`
}

// readParameterFile reads the parameters, if there is a file of them.
func (l *modelLoader) readParameterFile(files fs.FS) error {
	l.parameters = map[string]Parameter{}
	for _, layer := range layersOf(files, parameterFile) {
		text, list, err := l.readMapping(layer, parameterFile)
		if err != nil {
			return err
		}
		l.readParameters(text, list)
	}
	return nil
}

// readParameters adds the numbers of one file.
func (l *modelLoader) readParameters(text string, list yaml.MapSlice) {
	for _, item := range list {
		name := fmt.Sprint(item.Key)
		line := max(1, lineOf("\n"+text, "\n"+name+":")-1)
		encoded, err := yaml.Marshal(item.Value)
		var y parameterYAML
		if err == nil {
			err = yaml.UnmarshalWithOptions(encoded, &y, yaml.Strict())
		}
		if err == nil && (math.IsNaN(y.Value) || math.IsInf(y.Value, 0)) {
			err = fmt.Errorf("value: %v is no number", y.Value)
		}
		if err != nil {
			l.problem("front_matter", parameterFile, line, name, plainyaml.Explain(err).Text)
			continue
		}
		p := Parameter{Name: name, Value: y.Value, Source: y.Source, Words: Words{"nl": y.NL, "en": y.EN}, Protects: y.Protects}
		l.words(parameterFile, line, name, p.Words)
		had, taken := l.parameters[name]
		if had.Protects {
			if p.Protects = true; p.Value < had.Value {
				l.problem("parameter_protects", parameterFile, line, name, fmt.Sprint(had.Value))
			}
		}
		l.replacement(parameterFile, line, name, y.Replaces, taken && (had.Value != p.Value || had.Source != p.Source || !maps.Equal(had.Words, p.Words)))
		l.parameters[name] = p
	}
}

var parameterName = regexp.MustCompile(`\$([a-z_]+)`)

// named lists the parameters that SQL names, in its order.
func (l *modelLoader) named(file, text string) []Parameter {
	var list []Parameter
	_, statement, _ := strings.Cut(text, "*/")
	seen := map[string]bool{"lower": true, "upper": true} // the bounds of ranges
	for _, found := range parameterName.FindAllStringSubmatch(statement, -1) {
		if name := found[1]; !seen[name] {
			seen[name] = true
			if p, ok := l.parameters[name]; ok {
				list = append(list, p)
			} else {
				l.problem("unknown_parameter", file, lineAt(text, strings.Index(text, found[0])), name, "")
			}
		}
	}
	return list
}

// Numbers are the values of all parameters by name.
func (m *Models) Numbers() map[string]float64 {
	values := map[string]float64{}
	for name, p := range m.Parameters {
		values[name] = p.Value
	}
	return values
}

// describeParameters writes every parameter into meta, with the models and checks that
// use it.
func (m *Models) describeParameters(ctx context.Context, d *engine.DB) error {
	users := map[string][]string{}
	for _, one := range m.Models {
		for _, p := range one.Parameters {
			users[p.Name] = append(users[p.Name], one.Name)
		}
	}
	for _, c := range m.Checks {
		for _, p := range c.Parameters {
			users[p.Name] = append(users[p.Name], c.Name)
		}
	}
	var rows []string
	for _, name := range slices.Sorted(maps.Keys(m.Parameters)) {
		p := m.Parameters[name]
		list := "[" + engine.Literals(slices.Sorted(slices.Values(users[name]))) + "]"
		rows = append(rows, fmt.Sprintf("(%s, %v::double, %s, %s, %s, %s)",
			engine.Literal(name), p.Value, engine.Literal(p.Words["nl"]), engine.Literal(p.Words["en"]), engine.Literal(p.Source), list))
	}
	if err := insertRows(ctx, d, "meta.parameter", rows); err != nil {
		return fmt.Errorf("describe parameters: %w", err)
	}
	return nil
}
