package mutants

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// A Mutant is one thing made wrong: by changes to the raw tables, or by an edit of
// an SQL file.
type Mutant struct {
	Kind    string   `json:"kind"`
	Name    string   `json:"name"`
	Changes []string `json:"-"`
	Edit    Edit     `json:"-"`
}

// An Edit replaces a text that stands once in an SQL file.
type Edit struct {
	Name string `yaml:"name"` // what is wrong then
	File string `yaml:"file"` // mart/chain.sql
	From string `yaml:"from"`
	To   string `yaml:"to"`
}

// modelKind is the kind of mutants that are edits of SQL.
const modelKind = "model"

// Mutants lists every mutant of the data, kind by kind, then those of models.
// Of each kind it takes one in every, spread over the kind; at least one. With kinds
// named it lists only those.
func (b *Bench) Mutants(ctx context.Context, every int, kinds ...string) ([]Mutant, error) {
	names, err := fs.Glob(files, "kinds/*.sql")
	if err != nil {
		return nil, fmt.Errorf("list kinds: %w", err)
	}
	var list []Mutant
	wanted := func(kind string) bool { return len(kinds) == 0 || slices.Contains(kinds, kind) }
	for _, name := range names {
		if !wanted(kindOf(name)) {
			continue
		}
		kind, err := b.kind(ctx, name)
		if err != nil {
			return nil, err
		}
		list = append(list, sampled(kind, every)...)
	}
	edits, err := edits()
	if err != nil {
		return nil, err
	}
	for _, m := range edits {
		if _, err := m.Edit.apply(b.sql); err != nil {
			return nil, fmt.Errorf("make mutant %q: %w", m.Name, err)
		}
	}
	if wanted(modelKind) {
		list = append(list, sampled(edits, every)...)
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("no mutants of kind %s; there are %s and %s", strings.Join(kinds, ", "), strings.Join(kindNames(names), ", "), modelKind)
	}
	return list, nil
}

// kindOf names a kind after its file; the number before it gives its place.
func kindOf(file string) string {
	_, kind, _ := strings.Cut(strings.TrimSuffix(path.Base(file), ".sql"), "-")
	return kind
}

func kindNames(files []string) []string {
	var names []string
	for _, file := range files {
		names = append(names, kindOf(file))
	}
	return names
}

// kind asks the tables which mutants of one kind there are. The file's query gives
// a name and the statements that make it.
func (b *Bench) kind(ctx context.Context, file string) ([]Mutant, error) {
	text, err := fs.ReadFile(files, file)
	if err != nil {
		return nil, fmt.Errorf("read kind of mutants: %w", err)
	}
	rows, err := b.warehouse.Query(ctx, string(text))
	if err != nil {
		return nil, fmt.Errorf("list mutants of %s: %w", file, err)
	}
	var list []Mutant
	for _, row := range rows.Rows {
		m := Mutant{Kind: kindOf(file), Name: fmt.Sprint(row[0])}
		for _, change := range row[1:] {
			m.Changes = append(m.Changes, fmt.Sprint(change))
		}
		list = append(list, m)
	}
	return list, nil
}

// edits reads the list of mutants of models.
func edits() ([]Mutant, error) {
	text, err := fs.ReadFile(files, "models.yaml")
	if err != nil {
		return nil, fmt.Errorf("read mutants of models: %w", err)
	}
	var list []Edit
	if err := yaml.UnmarshalWithOptions(text, &list, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("read mutants of models: %w", err)
	}
	var mutants []Mutant
	for _, e := range list {
		mutants = append(mutants, Mutant{Kind: modelKind, Name: e.File + ": " + e.Name, Edit: e})
	}
	return mutants, nil
}

func sampled(list []Mutant, every int) []Mutant {
	var taken []Mutant
	for i := 0; i < len(list); i += max(1, every) {
		taken = append(taken, list[i])
	}
	return taken
}
