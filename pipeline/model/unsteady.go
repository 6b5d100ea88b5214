package model

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/engine"
)

// Unsteady are the functions that can answer otherwise when the same data are built
// again: the clock, chance and the connection. A release made of the same data must be
// the same release. The engine knows them by their stability; the function error only
// stops a query.
func Unsteady(ctx context.Context, d *engine.DB) (map[string]bool, error) {
	return functions(ctx, d, `
		select distinct function_name from duckdb_functions()
		where stability in ('VOLATILE', 'CONSISTENT_WITHIN_QUERY') and function_name <> 'error'`, slices.Concat(calledConsistent, timeKeywords)...)
}

// unseen are the functions that tell of the engine and not of data, and those that run SQL
// which stands in a text, where nobody looks for what is unsteady. SQL of a user may not call
// them.
func unseen(ctx context.Context, d *engine.DB) (map[string]bool, error) {
	return functions(ctx, d, `
		select distinct function_name from duckdb_functions()
		where function_name in ('query', 'query_table', 'json_execute_serialized_sql')
			or function_type = 'table' and (starts_with(function_name, 'duckdb_') or starts_with(function_name, 'pragma_'))`)
}

// functions are those that a question to the engine names, and others.
func functions(ctx context.Context, d *engine.DB, question string, others ...string) (map[string]bool, error) {
	names, err := engine.All(ctx, d, question, func(name *string) []any { return []any{name} })
	if err != nil {
		return nil, fmt.Errorf("list functions: %w", err)
	}
	list := map[string]bool{}
	for _, name := range slices.Concat(names, others) {
		list[name] = true
	}
	return list, nil
}

// calledConsistent are unsteady functions that the engine has down as consistent.
var calledConsistent = []string{"current_localtimestamp", "current_localtime", "current_setting"}

// timeKeywords are written without parentheses, so that the syntax tree has them as columns.
var timeKeywords = []string{"current_date", "current_time", "current_timestamp", "localtime", "localtimestamp"}

// A called is a function, or a sample, that an SQL file asks for.
type called struct {
	name string
	at   int
}

// call notes a node of a syntax tree that may be unsteady.
func (s *scan) call(node map[string]any) {
	at := locationOf(node)
	switch node["class"] {
	case "FUNCTION":
		name := strings.ToLower(fmt.Sprint(node["function_name"]))
		arguments, _ := node["children"].([]any)
		if name == "age" && len(arguments) == 1 { // until today
			name = "current_date"
		}
		s.calls = append(s.calls, called{name, at})
	case "COLUMN_REF":
		names, _ := node["column_names"].([]any)
		if name := strings.ToLower(fmt.Sprint(names...)); len(names) == 1 && slices.Contains(timeKeywords, name) {
			s.calls = append(s.calls, called{name, at})
		}
	}
	if sample, ok := node["sample"]; ok && sample != nil {
		s.calls = append(s.calls, called{sampled, at})
	}
}

// sampled stands for rows that are taken by chance.
const sampled = "sample"

// locationOf is where a node stands in its text.
func locationOf(node map[string]any) int {
	number, ok := node["query_location"].(json.Number)
	if !ok {
		return 0
	}
	location, _ := strconv.ParseUint(number.String(), 10, 64)
	return int(min(location, 1<<31))
}

// unsteady refuses a file that asks for what can be another in the next build.
func (l *modelLoader) unsteady(file, text string, calls []called, unsteady map[string]bool) {
	slices.SortFunc(calls, func(a, b called) int { return a.at - b.at })
	for _, c := range calls {
		if c.name == sampled { // the tree has no place of it
			c.at = strings.LastIndex(strings.ToLower(text), sampled)
		}
		if unsteady[c.name] || c.name == sampled || l.unseenNames[c.name] && l.layers.Own(file) {
			l.problem("unsteady", file, lineAt(text, c.at), c.name, "")
		}
	}
}
