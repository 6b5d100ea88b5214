package model

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"jaarcijfers/pipeline/engine"
)

// A reference is one table that an SQL file reads, and the line it does so on.
type reference struct {
	table string
	line  int
}

// findReferences has the engine parse every file and takes from its syntax tree
// which tables are read, and what it refuses.
func (l *modelLoader) findReferences(ctx context.Context, d *engine.DB) error {
	var err error
	if l.unsteadyNames, err = Unsteady(ctx, d); err != nil {
		return err
	}
	if l.layers != nil {
		if l.unseenNames, err = unseen(ctx, d); err != nil {
			return err
		}
	}
	texts := make([]string, 0, len(l.models)+len(l.checks))
	for _, m := range l.models {
		texts = append(texts, m.SQL)
	}
	for _, c := range l.checks {
		texts = append(texts, c.SQL)
	}
	trees, err := syntaxTrees(ctx, d, texts)
	if err != nil {
		return err
	}
	for i := range l.models {
		m := &l.models[i]
		if m.references, err = l.references(m.File, m.SQL, trees[i]); err != nil {
			return err
		}
	}
	for i := range l.checks {
		c := &l.checks[i]
		if c.references, err = l.references(c.File, c.SQL, trees[len(l.models)+i]); err != nil {
			return err
		}
	}
	return nil
}

// syntaxTrees are those of all texts as the engine parses them, as JSON, in one question:
// one for each would take half as long again.
func syntaxTrees(ctx context.Context, d *engine.DB, texts []string) ([]string, error) {
	if len(texts) == 0 {
		return nil, nil
	}
	found, err := d.Query(ctx, `
		select cast(json_serialize_sql(text, skip_null := true, skip_empty := true, skip_default := true) as varchar)
		from (select unnest(range(len($1::varchar[]))) as place, unnest($1::varchar[]) as text) order by place`, readable(texts))
	if err != nil {
		return nil, fmt.Errorf("parse SQL files: %w", err)
	}
	trees := make([]string, len(found.Rows))
	for i, row := range found.Rows {
		trees[i] = engine.Text(row[0])
	}
	return trees, nil
}

type serialized struct {
	Error      bool   `json:"error"`
	Message    string `json:"error_message"`
	Position   string `json:"position"`
	Statements []struct {
		Node any `json:"node"`
	} `json:"statements"`
}

// readable leaves out texts that are not UTF-8, which the driver cannot take in a list.
func readable(texts []string) []string {
	all := slices.Clone(texts)
	for i, text := range all {
		if !utf8.ValidString(text) {
			all[i] = ""
		}
	}
	return all
}

// references are the tables in the syntax tree of a file.
func (l *modelLoader) references(file, text, encoded string) ([]reference, error) {
	if !utf8.ValidString(text) {
		valid := strings.ToValidUTF8(text, "\x00")
		l.problem("syntax", file, lineAt(valid, strings.IndexByte(valid, 0)), "", "this is not text in UTF-8")
		return nil, nil
	}
	var tree serialized
	decoder := json.NewDecoder(strings.NewReader(encoded))
	decoder.UseNumber()
	if err := decoder.Decode(&tree); err != nil {
		return nil, fmt.Errorf("read syntax tree of %s: %w", file, err)
	}
	if tree.Error {
		position, _ := strconv.Atoi(tree.Position)
		l.problem("syntax", file, lineAt(text, position), "", tree.Message)
		return nil, nil
	}
	if len(tree.Statements) != 1 {
		l.problem("one_statement", file, 1, "", strconv.Itoa(len(tree.Statements)))
		return nil, nil
	}
	s := scan{ctes: map[string]bool{}}
	s.visit(tree.Statements[0].Node)
	l.unsteady(file, text, s.calls, l.unsteadyNames)
	slices.SortFunc(s.tables, func(a, b tableNode) int { return a.at - b.at }) // maps have no order
	var found []reference
	for _, t := range s.tables {
		if t.schema == "" && s.ctes[t.table] {
			continue
		}
		name := strings.TrimPrefix(t.schema+"."+t.table, ".")
		if !slices.ContainsFunc(found, func(r reference) bool { return r.table == name }) {
			found = append(found, reference{table: name, line: lineAt(text, t.at)})
		}
	}
	return found, nil
}

func lineAt(text string, position int) int {
	return 1 + strings.Count(text[:min(max(0, position), len(text))], "\n")
}

// A scan collects tables, names of common table expressions and what is called from a tree.
type scan struct {
	tables []tableNode
	calls  []called
	ctes   map[string]bool
}

type tableNode struct {
	schema, table string
	at            int
}

// visit looks at every object of the tree: the engine nests tables in joins,
// subqueries and expressions alike.
func (s *scan) visit(node any) {
	switch n := node.(type) {
	case []any:
		for _, child := range n {
			s.visit(child)
		}
	case map[string]any:
		if n["type"] == "BASE_TABLE" {
			schema, _ := n["schema_name"].(string) // left out when empty
			s.tables = append(s.tables, tableNode{schema, fmt.Sprint(n["table_name"]), locationOf(n)})
		}
		s.call(n)
		if entries, ok := n["cte_map"].(map[string]any); ok {
			list, _ := entries["map"].([]any)
			for _, e := range list {
				if entry, ok := e.(map[string]any); ok {
					s.ctes[fmt.Sprint(entry["key"])] = true
				}
			}
		}
		for _, child := range n {
			s.visit(child)
		}
	}
}

// order puts each model after those it reads, by name where that leaves a
// choice, and names tables that are not there and models that read each other.
func (l *modelLoader) order(known map[string]bool) {
	byName := map[string]*Model{}
	for i := range l.models {
		byName[l.models[i].Name] = &l.models[i]
	}
	l.unknownTables(known, byName)
	var sorted []Model
	state := map[string]int{} // 1 under way, 2 done
	var visit func(m *Model, trail []string)
	visit = func(m *Model, trail []string) {
		state[m.Name] = 1
		for _, ref := range m.references {
			next := byName[ref.table]
			switch {
			case next == nil, state[ref.table] == 2:
			case state[ref.table] == 1:
				at := slices.Index(append(trail, m.Name), ref.table)
				circle := append(slices.Clone(append(trail, m.Name)[max(0, at):]), ref.table)
				l.problem("cycle", m.File, ref.line, ref.table, strings.Join(circle, " → "))
			default:
				visit(next, append(trail, m.Name))
			}
		}
		state[m.Name] = 2
		sorted = append(sorted, *m)
	}
	for i := range l.models {
		if state[l.models[i].Name] == 0 {
			visit(&l.models[i], nil)
		}
	}
	l.models = sorted
}

func (l *modelLoader) unknownTables(known map[string]bool, models map[string]*Model) {
	name := func(file string, refs []reference) {
		for _, ref := range refs {
			if !known[ref.table] && models[ref.table] == nil && !slices.Contains(l.broken, ref.table) {
				l.problem("unknown_table", file, ref.line, ref.table, "")
			}
		}
	}
	for _, m := range l.models {
		name(m.File, m.references)
	}
	for _, c := range l.checks {
		name(c.File, c.references)
	}
}
