package model

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/plainyaml"
)

// A UnitTest says what a model or check gives for a few rows: only the columns
// that matter are written, in what is given and in what is expected. Its source
// says where the expected numbers come from.
type UnitTest struct {
	Name   string           `yaml:"name"`
	Model  string           `yaml:"model"`
	Source string           `yaml:"source"`
	Given  map[string][]Row `yaml:"given"`
	Expect []Row            `yaml:"expect"`
	file   string
}

// A Row is some columns of a table with their values.
type Row map[string]any

// A TestFailure says how the rows differ from what was expected.
type TestFailure struct {
	File, Test, Model string
	Missing           []string // expected, and not there
	Extra             []string // there, and not expected
	Err               string   // the engine refused the model or the given rows
}

// LoadUnitTests reads test/*.yaml.
func LoadUnitTests(files fs.FS) ([]UnitTest, error) {
	names, err := fs.Glob(files, "test/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list unit tests: %w", err)
	}
	var tests []UnitTest
	for _, file := range names {
		text, err := fs.ReadFile(files, file)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		var list []UnitTest
		err = plainyaml.Check(text)
		if err == nil {
			err = yaml.UnmarshalWithOptions(text, &list, yaml.Strict())
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, plainyaml.Explain(err))
		}
		for _, t := range list {
			t.file = file
			if t.Name == "" || t.Source == "" {
				return nil, fmt.Errorf("read %s: a test needs a name and the source of its numbers: %q", file, t.Name)
			}
			tests = append(tests, t)
		}
	}
	return tests, nil
}

// Test runs unit tests in a database of their own, whose empty tables are like
// those of d; so the models must have run.
func (m *Models) Test(ctx context.Context, d *engine.DB, tests []UnitTest) ([]TestFailure, error) {
	own, err := engine.One[string](ctx, d, "select current_database()")
	if err != nil {
		return nil, fmt.Errorf("name database: %w", err)
	}
	var failures []TestFailure
	for _, t := range tests {
		if _, err := d.Exec(ctx, "attach ':memory:' as unit; use unit"); err != nil {
			return nil, fmt.Errorf("start unit test: %w", err)
		}
		f, err := m.test(ctx, d, own, t)
		if _, left := d.Exec(ctx, "use "+engine.Identifier(own)+"; detach unit"); left != nil || err != nil {
			return nil, errors.Join(err, left)
		}
		if f.Err != "" || len(f.Missing)+len(f.Extra) > 0 {
			failures = append(failures, f)
		}
	}
	return failures, nil
}

func (m *Models) test(ctx context.Context, d *engine.DB, own string, t UnitTest) (TestFailure, error) {
	f := TestFailure{File: t.file, Test: t.Name, Model: t.Model}
	statement, parameters, references, ok := m.find(t.Model)
	if !ok {
		f.Err = "no such model or check"
		return f, nil
	}
	tables := slices.Sorted(maps.Keys(t.Given))
	for _, ref := range references {
		if !slices.Contains(tables, ref.table) {
			tables = append(tables, ref.table)
		}
	}
	for _, table := range m.under(tables, t.Given) {
		if err := m.give(ctx, d, own, table, t.Given); err != nil {
			f.Err = err.Error()
			return f, ctx.Err()
		}
	}
	result, err := d.Query(ctx, statement, Arguments(parameters)...)
	if err != nil {
		f.Err = err.Error()
		return f, ctx.Err()
	}
	f.Missing, f.Extra = compareRows(t.Expect, result)
	return f, nil
}

// under puts before each view that is not given what it reads.
func (m *Models) under(tables []string, given map[string][]Row) []string {
	var list []string
	for _, table := range tables {
		var below []string
		if view, ok := m.view(table, given); ok {
			for _, ref := range view.references {
				below = append(below, ref.table)
			}
		}
		for _, one := range append(m.under(below, given), table) {
			if !slices.Contains(list, one) {
				list = append(list, one)
			}
		}
	}
	return list
}

// view is the model of a view whose rows a test does not give.
func (m *Models) view(name string, given map[string][]Row) (Model, bool) {
	view, ok := m.Model(name)
	return view, ok && view.View && given[name] == nil
}

// find gives the SQL of a model or a check.
func (m *Models) find(name string) (statement string, parameters []Parameter, references []reference, ok bool) {
	for _, model := range m.Models {
		if model.Name == name {
			return model.SQL, model.Parameters, model.references, true
		}
	}
	for _, check := range m.Checks {
		if check.Name == name {
			return check.SQL, check.Parameters, check.references, true
		}
	}
	return "", nil, nil, false
}

// give makes a table like one of database own and puts the given rows into it, or a view
// of what was given.
func (m *Models) give(ctx context.Context, d *engine.DB, own, table string, given map[string][]Row) error {
	schema, _, _ := strings.Cut(table, ".")
	statements := []string{
		"create schema if not exists " + engine.Identifier(schema),
		"create table " + engine.Qualified(table) + " as from " + engine.Identifier(own) + "." + engine.Qualified(table) + " limit 0",
	}
	if view, ok := m.view(table, given); ok {
		statements[1] = "create view " + engine.Qualified(table) + " as from (" + view.SQL + "\n)"
	}
	for _, row := range given[table] {
		columns := slices.Sorted(maps.Keys(row))
		names, values := make([]string, len(columns)), make([]string, len(columns))
		for i, c := range columns {
			names[i], values[i] = engine.Identifier(c), sqlValue(row[c])
		}
		statements = append(statements, fmt.Sprintf("insert into %s (%s) values (%s)",
			engine.Qualified(table), strings.Join(names, ", "), strings.Join(values, ", ")))
	}
	for _, statement := range statements {
		if _, err := d.Exec(ctx, statement); err != nil {
			return fmt.Errorf("give rows to %s: %w", table, err)
		}
	}
	return nil
}

func sqlValue(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case string:
		return engine.Literal(v)
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = sqlValue(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	default:
		return fmt.Sprint(v)
	}
}

// compareRows pairs each expected row with a row that agrees in its columns.
func compareRows(expect []Row, result *engine.ResultSet) (missing, extra []string) {
	used := make([]bool, len(result.Rows))
	for _, want := range expect {
		at := -1
		for i, have := range result.Rows {
			if !used[i] && agrees(want, result.Columns, have) {
				at = i
				break
			}
		}
		if at < 0 {
			missing = append(missing, rowText(slices.Sorted(maps.Keys(want)), func(c string) any { return want[c] }))
			continue
		}
		used[at] = true
	}
	for i, have := range result.Rows {
		if !used[i] {
			extra = append(extra, rowText(result.Columns, func(c string) any { return have[slices.Index(result.Columns, c)] }))
		}
	}
	return missing, extra
}

func agrees(want Row, columns []string, have []any) bool {
	for column, value := range want {
		at := slices.Index(columns, column)
		if at < 0 || !sameValue(value, have[at]) {
			return false
		}
	}
	return true
}

// sameValue compares numbers as numbers, to the precision of nine digits, and
// all else as text.
func sameValue(want, have any) bool {
	if want == nil || have == nil {
		return want == nil && have == nil
	}
	a, errA := strconv.ParseFloat(fmt.Sprint(want), 64)
	b, errB := strconv.ParseFloat(engine.Text(have), 64)
	if errA == nil && errB == nil {
		return a == b || max(a-b, b-a) < 1e-9*max(1, a, -a)
	}
	return engine.Text(want) == engine.Text(have)
}

func rowText(columns []string, value func(string) any) string {
	var parts []string
	for _, c := range columns {
		if v := value(c); v != nil {
			parts = append(parts, c+": "+engine.Text(v))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
