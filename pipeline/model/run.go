package model

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"jaarcijfers/pipeline/engine"
)

// Run makes the table of every model in order, with a comment on it and on each
// column, and fills the meta tables. done is called for each model. A model that
// the engine refuses, or whose columns and descriptions differ, is a problem.
func (m *Models) Run(ctx context.Context, d *engine.DB, done func(model string)) ([]Problem, error) {
	if err := m.describeParameters(ctx, d); err != nil {
		return nil, err
	}
	var problems []Problem
	for _, one := range m.Models {
		found, err := one.run(ctx, d)
		if err != nil {
			return nil, err
		}
		problems = append(problems, found...)
		if len(found) > 0 && (found[0].Kind == "sql" || found[0].Kind == "unknown_column") {
			return problems, nil // what follows would only say that its table is missing
		}
		done(one.Name)
	}
	for _, one := range m.Models {
		found, err := m.referencesBroken(ctx, d, one)
		if err != nil {
			return nil, err
		}
		problems = append(problems, found...)
		if found, err = m.codesUnknown(ctx, d, one); err != nil {
			return nil, err
		}
		problems = append(problems, found...)
	}
	return problems, nil
}

func (m Model) run(ctx context.Context, d *engine.DB) ([]Problem, error) {
	var problems []Problem
	var refused error
	err := d.InTransaction(ctx, func() error {
		// The file starts on the first line of the statement, so that the line in an
		// error of the engine is the line in the file.
		statement := "create table " + engine.Qualified(m.Name) + " as from (" + m.SQL + "\n) order by " + m.OrderBy()
		if m.View {
			statement = "create view " + engine.Qualified(m.Name) + " as from (" + m.SQL + "\n)"
		}
		if _, refused = d.Exec(ctx, statement, Arguments(m.Parameters)...); refused != nil {
			return refused
		}
		columns, err := d.Columns(ctx, m.Name)
		if err != nil {
			return err
		}
		problems = m.CompareColumns(columns)
		if m.View {
			return nil
		}
		broken, err := m.keyBroken(ctx, d)
		if err != nil {
			return err
		}
		problems = append(problems, broken...)
		if err := m.describe(ctx, d, columns); err != nil {
			return err
		}
		values := valuesOf(columns)
		if !strings.HasPrefix(m.Name, "mart.") || len(values) == 0 || m.Wide {
			return nil
		}
		if !hasColumn(columns, "lineage") || !hasColumn(columns, "operation") {
			problems = append(problems, Problem{Kind: "no_lineage", File: m.File, Line: 1, Name: m.Name})
			return nil
		}
		return m.lineage(ctx, d, values, statusesOf(columns))
	})
	if refused != nil {
		return SQLProblem(ctx, m.File, refused)
	}
	return problems, err
}

// OrderBy is the order of the rows of the model, as SQL.
func (m Model) OrderBy() string {
	list := make([]string, len(m.Order))
	for i, c := range m.Order {
		list[i] = engine.Identifier(c) + " nulls first"
	}
	return strings.Join(list, ", ")
}

// OrderOf is how the rows of a table are published, as SQL.
func (m *Models) OrderOf(table string) string {
	if model, ok := m.Model(table); ok {
		return model.OrderBy()
	}
	return "all"
}

// Model finds a model by the name of its table.
func (m *Models) Model(name string) (Model, bool) {
	if at := slices.IndexFunc(m.Models, func(one Model) bool { return one.Name == name }); at >= 0 {
		return m.Models[at], true
	}
	return Model{}, false
}

// Arguments are parameters for the engine.
func Arguments(parameters []Parameter) []any {
	args := make([]any, len(parameters))
	for i, p := range parameters {
		args[i] = engine.Named(p.Name, p.Value)
	}
	return args
}

var noColumn = regexp.MustCompile(`Referenced column "([^"]+)" (?:was )?not found|does not have a column named "([^"]+)"`)

// SQLProblem turns what the engine says of an SQL file into a problem; when the
// build was interrupted it is that instead.
func SQLProblem(ctx context.Context, file string, err error) ([]Problem, error) {
	if ctx.Err() != nil {
		return nil, errors.Join(ctx.Err(), err)
	}
	if engine.IsFull(err) { // nothing is wrong with the SQL
		return nil, fmt.Errorf("run %s: %w", file, err)
	}
	line := engine.ErrorLine(err)
	if found := noColumn.FindStringSubmatch(err.Error()); found != nil {
		return []Problem{{Kind: "unknown_column", Name: found[1] + found[2], File: file, Line: line}}, nil
	}
	detail, _, _ := strings.Cut(err.Error(), "\n")
	return []Problem{{Kind: "sql", File: file, Line: line, Detail: detail}}, nil
}

// ValueColumns are those in which a figure can have its value: obs_value, or the one for
// its unit in a table that has figures of several.
var ValueColumns = []string{"obs_value", "count_value", "percent_value", "rate_value", "change_value"}

// valuesOf are the value columns among those of a table.
func valuesOf(columns []engine.Column) []string {
	return slices.DeleteFunc(slices.Clone(ValueColumns), func(name string) bool { return !hasColumn(columns, name) })
}

func hasColumn(columns []engine.Column, name string) bool {
	return slices.ContainsFunc(columns, func(c engine.Column) bool { return c.Name == name })
}

// describe puts the words of the front matter into meta. They become comments
// when the tables are published.
func (m Model) describe(ctx context.Context, d *engine.DB, columns []engine.Column) error {
	var b strings.Builder
	table := engine.Qualified(m.Name)
	fmt.Fprintf(&b, "insert into meta.model select %s, %s, %s, %s, %s, %s, count(*) from %s;\n",
		engine.Literal(m.Name), engine.Literal(m.File), engine.Literal(m.Grain["nl"]), engine.Literal(m.Grain["en"]),
		"["+engine.Literals(m.rowKey())+"]", "["+engine.Literals(m.Order)+"]", table)
	separator := "insert into meta.model_column values "
	for i, c := range columns {
		declared, _ := m.Column(c.Name)
		words := declared.Words
		fmt.Fprintf(&b, "%s(%s, %d, %s, %s, nullif(%s, ''), %s, %s)", separator,
			engine.Literal(m.Name), i+1, engine.Literal(c.Name), engine.Literal(c.Type), engine.Literal(declared.Codelist), engine.Literal(words["nl"]), engine.Literal(words["en"]))
		separator = ", "
	}
	b.WriteString(";\n")
	if _, err := d.Exec(ctx, b.String()); err != nil {
		return fmt.Errorf("describe %s: %w", m.Name, err)
	}
	return nil
}

// statusColumns say of a figure what it is besides a number; a table can lack them.
var statusColumns = []string{"obs_status", "conf_status", "revised"}

// statusesOf are those of a table as SQL: null for one that it lacks.
func statusesOf(columns []engine.Column) []string {
	list := slices.Clone(statusColumns)
	for i, name := range list {
		if !hasColumn(columns, name) {
			list[i] = "null as " + name
		}
	}
	return list
}

// lineage writes one row for each observation under each value of a mart, so
// that checks can re-derive all values in one query.
func (m Model) lineage(ctx context.Context, d *engine.DB, values, statuses []string) error {
	statement := fmt.Sprintf(`
		with numbered as (
			select row_number() over (order by %s) as mart_row, %s as obs_value, operation, lineage, %s from %s
		),
		positioned as (
			select mart_row, obs_value, operation, obs_status, conf_status, revised, unnest(range(1, greatest(len(lineage), 1) + 1)) as position, lineage from numbered
		)
		insert into meta.lineage
		select %s, mart_row, obs_value, operation, position, lineage[position], obs_status, conf_status, revised from positioned order by mart_row, position`,
		m.OrderBy(), "coalesce("+strings.Join(values, ", ")+")", strings.Join(statuses, ", "), engine.Qualified(m.Name), engine.Literal(m.Name))
	if _, err := d.Exec(ctx, statement); err != nil {
		return fmt.Errorf("write lineage of %s: %w", m.Name, err)
	}
	return nil
}
