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

	"github.com/goccy/go-yaml/ast"

	"jaarcijfers/pipeline/engine"
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
	File   string           `yaml:"-"`
	Line   int              `yaml:"-"`
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

// LoadUnitTests reads test/*.yaml. The problems are those of all files; a test that has one
// is not among the tests.
func LoadUnitTests(files fs.FS) ([]UnitTest, []Problem, error) {
	names, err := fs.Glob(files, "test/*.yaml")
	if err != nil {
		return nil, nil, fmt.Errorf("list unit tests: %w", err)
	}
	l := &modelLoader{}
	var tests []UnitTest
	for _, file := range names {
		text, err := fs.ReadFile(files, file)
		if err != nil {
			return nil, nil, fmt.Errorf("read %s: %w", file, err)
		}
		tests = append(tests, l.readUnitTests(file, text)...)
	}
	return tests, l.problems, nil
}

// readUnitTests reads the tests of one file.
func (l *modelLoader) readUnitTests(file string, text []byte) []UnitTest {
	tree, err := parseYAML(text)
	if err != nil {
		l.frontMatter(file, 1, "", err)
		return nil
	}
	list, ok := tree.(*ast.SequenceNode)
	if !ok {
		if tree != nil {
			l.problem("front_matter", file, 1, "", "a list of tests (- name: …) should stand here")
		}
		return nil
	}
	var tests []UnitTest
	for _, item := range list.Values {
		before := len(l.problems)
		members, err := membersOf(item)
		if err != nil {
			l.problem("front_matter", file, item.GetToken().Position.Line, "", err.Error())
			continue
		}
		t := UnitTest{File: file, Line: item.GetToken().Position.Line}
		if len(members) > 0 {
			t.Line = members[0].line
		}
		l.fill(file, 1, "", members, &t)
		for _, needed := range []struct{ field, value string }{{"name", t.Name}, {"model", t.Model}, {"source", t.Source}} {
			if strings.TrimSpace(needed.value) == "" {
				l.problem("unit_test_needs", file, t.Line, needed.field, t.Name)
			}
		}
		if len(l.problems) == before {
			tests = append(tests, t)
		}
	}
	return tests
}

// CompareTests says which tests are of no model, and which give a table that their model
// does not read, so that it changes nothing.
func (m *Models) CompareTests(tests []UnitTest) []Problem {
	var problems []Problem
	for _, t := range tests {
		_, _, references, ok := m.find(t.Model)
		if !ok {
			problems = append(problems, Problem{Kind: "unit_test_model", File: t.File, Line: t.Line, Name: t.Model, Detail: t.Name})
			continue
		}
		var read []string
		for _, ref := range references {
			read = append(read, ref.table)
		}
		read = m.under(read, t.Given)
		for _, table := range slices.Sorted(maps.Keys(t.Given)) {
			if !slices.Contains(read, table) {
				problems = append(problems, Problem{Kind: "unit_test_given", File: t.File, Line: t.Line, Name: table, Detail: t.Name + " (" + t.Model + ")"})
			}
		}
	}
	return problems
}

// Test runs unit tests in a database of their own, whose tables are like those of d
// and empty when a test begins; so the models must have run.
func (m *Models) Test(ctx context.Context, d *engine.DB, tests []UnitTest) (failures []TestFailure, err error) {
	u := unit{db: d, models: m, made: map[string]bool{}}
	if u.own, err = engine.One[string](ctx, d, "select current_database()"); err != nil {
		return nil, fmt.Errorf("name database: %w", err)
	}
	// A plan for a handful of rows need not be a good one: making good ones took a fifth
	// of the time of all tests.
	if _, err := d.Exec(ctx, "attach ':memory:' as unit; use unit; pragma disable_optimizer"); err != nil {
		return nil, fmt.Errorf("start unit tests: %w", err)
	}
	defer func() {
		_, left := d.Exec(context.WithoutCancel(ctx), "pragma enable_optimizer; use "+engine.Identifier(u.own)+"; detach unit")
		err = errors.Join(err, left)
	}()
	for _, t := range tests {
		f, err := u.test(ctx, t)
		if err != nil {
			return nil, err
		}
		if f.Err != "" || len(f.Missing)+len(f.Extra) > 0 {
			failures = append(failures, f)
		}
	}
	return failures, nil
}

// A unit is the database of the unit tests.
type unit struct {
	db     *engine.DB
	own    string // the database whose tables its tables are like
	models *Models
	made   map[string]bool // the tables that are there
}

func (u *unit) test(ctx context.Context, t UnitTest) (TestFailure, error) {
	f := TestFailure{File: t.File, Test: t.Name, Model: t.Model}
	statement, parameters, references, ok := u.models.find(t.Model)
	if !ok {
		f.Err = "no such model or check"
		return f, nil
	}
	given := slices.Sorted(maps.Keys(t.Given))
	tables := slices.Clone(given)
	for _, ref := range references {
		tables = append(tables, ref.table)
	}
	var views []string // another test may give what this one lets them make of other tables
	for _, table := range u.models.under(tables, t.Given) {
		if m, ok := u.models.Model(table); ok && m.View {
			views = append(views, table)
			continue
		}
		if err := u.create(ctx, table); err != nil {
			f.Err = err.Error()
			return f, ctx.Err()
		}
	}
	var result *engine.ResultSet
	err := u.db.TakenBack(ctx, func() (err error) {
		for _, table := range views {
			if err := u.createView(ctx, table, t.Given); err != nil {
				return err
			}
		}
		for _, table := range given {
			if err := u.give(ctx, table, t.Given[table]); err != nil {
				return err
			}
		}
		result, err = u.db.Query(ctx, statement, Arguments(parameters)...)
		return err
	})
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

// create makes an empty table like that of the other database, once.
func (u *unit) create(ctx context.Context, table string) error {
	if u.made[table] {
		return nil
	}
	if err := u.make(ctx, table, u.like(table)); err != nil {
		return err
	}
	u.made[table] = true
	return nil
}

// createView makes a view of what was given, or a table when its own rows were.
func (u *unit) createView(ctx context.Context, name string, given map[string][]Row) error {
	if view, ok := u.models.view(name, given); ok {
		return u.make(ctx, name, "create view "+engine.Qualified(name)+" as from ("+view.SQL+"\n)")
	}
	return u.make(ctx, name, u.like(name))
}

// like is the statement that makes an empty table like that of the other database.
func (u *unit) like(table string) string {
	return "create table " + engine.Qualified(table) + " as from " + engine.Identifier(u.own) + "." + engine.Qualified(table) + " limit 0"
}

func (u *unit) make(ctx context.Context, name, statement string) error {
	schema, _, _ := strings.Cut(name, ".")
	if _, err := u.db.Exec(ctx, "create schema if not exists "+engine.Identifier(schema)+"; "+statement); err != nil {
		return fmt.Errorf("make %s: %w", name, err)
	}
	return nil
}

// give puts rows into a table; a column that a row does not name is null.
func (u *unit) give(ctx context.Context, table string, rows []Row) error {
	named := map[string]bool{}
	for _, row := range rows {
		for column := range row {
			named[column] = true
		}
	}
	if len(named) == 0 {
		return nil
	}
	columns := slices.Sorted(maps.Keys(named))
	names, lines := make([]string, len(columns)), make([]string, len(rows))
	for i, c := range columns {
		names[i] = engine.Identifier(c)
	}
	for i, row := range rows {
		values := make([]string, len(columns))
		for j, c := range columns {
			values[j] = sqlValue(row[c])
		}
		lines[i] = "(" + strings.Join(values, ", ") + ")"
	}
	statement := fmt.Sprintf("insert into %s (%s) values %s", engine.Qualified(table), strings.Join(names, ", "), strings.Join(lines, ", "))
	if _, err := u.db.Exec(ctx, statement); err != nil {
		return fmt.Errorf("give rows to %s: %w", table, err)
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
