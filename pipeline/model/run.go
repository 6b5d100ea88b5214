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
	all := made{}
	var words descriptions
	for _, one := range m.Models {
		if m.Rests(one.Name, "meta.model", "meta.model_column") {
			if err := words.write(ctx, d); err != nil {
				return nil, err
			}
		}
		table, found, err := one.run(ctx, d)
		if err != nil {
			return nil, err
		}
		problems = append(problems, found...)
		if len(found) > 0 && (found[0].Kind == "sql" || found[0].Kind == "unknown_column") {
			return problems, words.write(ctx, d) // what follows would only say that its table is missing
		}
		all[one.Name] = table
		if !one.View {
			words.add(one, table)
		}
		done(one.Name)
	}
	if err := words.write(ctx, d); err != nil {
		return nil, err
	}
	for _, one := range m.Models {
		columns := all[one.Name].columns
		found, err := m.referencesBroken(ctx, d, one, columns, all)
		if err != nil {
			return nil, err
		}
		problems = append(problems, found...)
		if found, err = m.codesUnknown(ctx, d, one, columns, all); err != nil {
			return nil, err
		}
		problems = append(problems, found...)
	}
	return problems, nil
}

// run makes the table or view of a model. Of a view only the columns are read.
func (m Model) run(ctx context.Context, d *engine.DB) (held, []Problem, error) {
	// The file starts on the first line of the statement, so that the line in an
	// error of the engine is the line in the file.
	statement := "create table " + engine.Qualified(m.Name) + " as from (" + m.SQL + "\n) order by " + m.OrderBy()
	if m.View {
		statement = "create view " + engine.Qualified(m.Name) + " as from (" + m.SQL + "\n)"
	}
	if _, err := d.Exec(ctx, statement, Arguments(m.Parameters)...); err != nil {
		problems, err := SQLProblem(ctx, m.File, err)
		return held{}, problems, err
	}
	columns, err := d.Columns(ctx, m.Name)
	if err != nil {
		return held{}, nil, err
	}
	problems := m.CompareColumns(columns)
	if m.View {
		return held{columns: columns}, problems, nil
	}
	table, err := m.hold(ctx, d, columns)
	if err != nil {
		return held{}, nil, err
	}
	broken, err := m.keyBroken(ctx, d, table)
	if err != nil {
		return held{}, nil, err
	}
	problems = append(problems, broken...)
	values := valuesOf(columns)
	switch {
	case !strings.HasPrefix(m.Name, "mart."), len(values) == 0, m.Wide:
	case !hasColumn(columns, "lineage"), !hasColumn(columns, "operation"):
		problems = append(problems, Problem{Kind: "no_lineage", File: m.File, Line: 1, Name: m.Name})
	default:
		err = m.lineage(ctx, d, values, statusesOf(columns))
	}
	return table, problems, err
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

// descriptions are the words of the front matter of models that were made, on their way
// into meta. They become comments when the tables are published.
type descriptions struct{ models, columns []string } // rows, as SQL

func (l *descriptions) add(m Model, table held) {
	l.models = append(l.models, fmt.Sprintf("(%s, %s, %s, %s, [%s], [%s], %d)",
		engine.Literal(m.Name), engine.Literal(m.File), engine.Literal(m.Grain["nl"]), engine.Literal(m.Grain["en"]),
		engine.Literals(m.rowKey()), engine.Literals(m.Order), table.rows))
	for i, c := range table.columns {
		declared, _ := m.Column(c.Name)
		l.columns = append(l.columns, fmt.Sprintf("(%s, %d, %s, %s, nullif(%s, ''), %s, %s)",
			engine.Literal(m.Name), i+1, engine.Literal(c.Name), engine.Literal(c.Type), engine.Literal(declared.Codelist),
			engine.Literal(declared.Words["nl"]), engine.Literal(declared.Words["en"])))
	}
}

// write puts what was added since the last time into meta.
func (l *descriptions) write(ctx context.Context, d *engine.DB) error {
	if err := insertRows(ctx, d, "meta.model", l.models); err != nil {
		return fmt.Errorf("describe models: %w", err)
	}
	if err := insertRows(ctx, d, "meta.model_column", l.columns); err != nil {
		return fmt.Errorf("describe columns: %w", err)
	}
	*l = descriptions{}
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

// insertRows puts rows that are written as SQL into a table, in one statement.
func insertRows(ctx context.Context, d *engine.DB, table string, rows []string) error {
	if len(rows) == 0 {
		return nil
	}
	_, err := d.Exec(ctx, "insert into "+table+" values "+strings.Join(rows, ", "))
	return err
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
