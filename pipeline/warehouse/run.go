package warehouse

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Run makes the table of every model in order, with a comment on it and on each
// column, and fills the meta tables. done is told of each model. A model that
// the engine refuses, or whose columns and descriptions differ, is a problem.
func (w *Warehouse) Run(ctx context.Context, models *Models, done func(model string)) ([]Problem, error) {
	var problems []Problem
	for _, m := range models.Models {
		found, err := w.runModel(ctx, m, models.types)
		if err != nil {
			return nil, err
		}
		problems = append(problems, found...)
		if len(found) > 0 && (found[0].Kind == "sql" || found[0].Kind == "unknown_column") {
			return problems, nil // what follows would only say that its table is missing
		}
		done(m.Name)
	}
	return problems, nil
}

func (w *Warehouse) runModel(ctx context.Context, m Model, types declared) ([]Problem, error) {
	var problems []Problem
	var refused error
	err := w.inTransaction(ctx, func() error {
		// The file starts on the first line of the statement, so that the line in an
		// error of the engine is the line in the file.
		statement := "create table " + qualified(m.Name) + " as from (" + m.SQL + "\n) order by " + orderBy(m.Order)
		if _, refused = w.conn.ExecContext(ctx, statement, named(m.Parameters)...); refused != nil {
			return refused
		}
		columns, err := w.columns(ctx, m.Name)
		if err != nil {
			return err
		}
		problems = append(describedAsIs(m, columns), types.typedAsDeclared(m, columns)...)
		if err := w.describe(ctx, m, columns); err != nil {
			return err
		}
		if !strings.HasPrefix(m.Name, "mart.") || !hasColumn(columns, "obs_value") {
			return nil
		}
		if !hasColumn(columns, "lineage") || !hasColumn(columns, "operation") {
			problems = append(problems, Problem{Kind: "no_lineage", File: m.File, Line: 1, Name: m.Name})
			return nil
		}
		return w.lineage(ctx, m, hasColumn(columns, "obs_status"))
	})
	if refused != nil {
		return sqlProblem(ctx, m.File, refused)
	}
	return problems, err
}

func orderBy(columns []string) string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = ident(c) + " nulls first"
	}
	return strings.Join(list, ", ")
}

func named(parameters []Parameter) []any {
	args := make([]any, len(parameters))
	for i, p := range parameters {
		args[i] = sql.Named(p.Name, p.Value)
	}
	return args
}

var (
	engineLine = regexp.MustCompile(`LINE (\d+):`)
	noColumn   = regexp.MustCompile(`Referenced column "([^"]+)" (?:was )?not found|does not have a column named "([^"]+)"`)
)

// sqlProblem turns what the engine says of an SQL file into a problem; when the
// build was interrupted it is that instead.
func sqlProblem(ctx context.Context, file string, err error) ([]Problem, error) {
	if ctx.Err() != nil {
		return nil, errors.Join(ctx.Err(), err)
	}
	line := 1
	if found := engineLine.FindStringSubmatch(err.Error()); found != nil {
		line, _ = strconv.Atoi(found[1])
	}
	if found := noColumn.FindStringSubmatch(err.Error()); found != nil {
		return []Problem{{Kind: "unknown_column", Name: found[1] + found[2], File: file, Line: line}}, nil
	}
	detail, _, _ := strings.Cut(err.Error(), "\n")
	return []Problem{{Kind: "sql", File: file, Line: line, Detail: detail}}, nil
}

// A Column is one column of a table.
type Column struct {
	Name string
	Type string // as DuckDB writes it: VARCHAR, BIGINT, VARCHAR[]
}

func hasColumn(columns []Column, name string) bool {
	return slices.ContainsFunc(columns, func(c Column) bool { return c.Name == name })
}

func (w *Warehouse) columns(ctx context.Context, table string) ([]Column, error) {
	schema, name, _ := strings.Cut(table, ".")
	rows, err := w.conn.QueryContext(ctx, `
		select column_name, data_type from duckdb_columns()
		where database_name = current_database() and schema_name = $1 and table_name = $2
		order by column_index`, schema, name)
	if err != nil {
		return nil, fmt.Errorf("list columns of %s: %w", table, err)
	}
	defer func() { _ = rows.Close() }()
	var columns []Column
	for rows.Next() {
		var c Column
		if err := rows.Scan(&c.Name, &c.Type); err != nil {
			return nil, fmt.Errorf("list columns of %s: %w", table, err)
		}
		columns = append(columns, c)
	}
	return columns, rows.Err()
}

// describedAsIs compares the columns of a table with those its file describes.
func describedAsIs(m Model, columns []Column) []Problem {
	var problems []Problem
	for _, c := range columns {
		if !slices.ContainsFunc(m.Columns, func(d ColumnWords) bool { return d.Name == c.Name }) {
			problems = append(problems, Problem{Kind: "column_not_described", File: m.File, Line: 1, Name: c.Name})
		}
	}
	for _, d := range m.Columns {
		if !hasColumn(columns, d.Name) {
			line := lineOf(m.SQL, "\n  "+d.Name+":")
			problems = append(problems, Problem{Kind: "column_not_there", File: m.File, Line: line, Name: d.Name})
		}
	}
	return problems
}

// describe puts the words of the front matter into meta. They become comments
// when the tables are published.
func (w *Warehouse) describe(ctx context.Context, m Model, columns []Column) error {
	var b strings.Builder
	table := qualified(m.Name)
	fmt.Fprintf(&b, "insert into meta.model select %s, %s, %s, %s, count(*) from %s;\n",
		literal(m.Name), literal(m.File), literal(m.Grain["nl"]), literal(m.Grain["en"]), table)
	separator := "insert into meta.model_column values "
	for i, c := range columns {
		words := m.words(c.Name)
		fmt.Fprintf(&b, "%s(%s, %d, %s, %s, %s, %s)", separator,
			literal(m.Name), i+1, literal(c.Name), literal(c.Type), literal(words["nl"]), literal(words["en"]))
		separator = ", "
	}
	b.WriteString(";\n")
	b.WriteString(parameterRows(m.Name, m.Parameters))
	if _, err := w.conn.ExecContext(ctx, b.String()); err != nil {
		return fmt.Errorf("describe %s: %w", m.Name, err)
	}
	return nil
}

// words are those of a column; nil when it is not described.
func (m Model) words(column string) Words {
	if at := slices.IndexFunc(m.Columns, func(d ColumnWords) bool { return d.Name == column }); at >= 0 {
		return m.Columns[at].Words
	}
	return nil
}

func parameterRows(name string, parameters []Parameter) string {
	var b strings.Builder
	for _, p := range parameters {
		fmt.Fprintf(&b, "insert into meta.parameter values (%s, %s, %v, %s, %s);\n",
			literal(name), literal(p.Name), p.Value, literal(p.Words["nl"]), literal(p.Words["en"]))
	}
	return b.String()
}

// lineage writes one row for each observation under each value of a mart, so
// that checks can re-derive all values in one query.
func (w *Warehouse) lineage(ctx context.Context, m Model, withStatus bool) error {
	status := "null"
	if withStatus {
		status = "obs_status"
	}
	statement := fmt.Sprintf(`
		with numbered as (
			select row_number() over (order by %s) as mart_row, obs_value, operation, lineage, %s as obs_status from %s
		),
		positioned as (
			select mart_row, obs_value, operation, obs_status, unnest(range(1, greatest(len(lineage), 1) + 1)) as position, lineage from numbered
		)
		insert into meta.lineage
		select %s, mart_row, obs_value, operation, position, lineage[position], obs_status from positioned order by mart_row, position`,
		orderBy(m.Order), status, qualified(m.Name), literal(m.Name))
	if _, err := w.conn.ExecContext(ctx, statement); err != nil {
		return fmt.Errorf("write lineage of %s: %w", m.Name, err)
	}
	return nil
}

// tables lists the tables of a schema by name.
func (w *Warehouse) tables(ctx context.Context, schema string) ([]string, error) {
	rows, err := w.conn.QueryContext(ctx, `
		select schema_name || '.' || table_name from duckdb_tables()
		where database_name = current_database() and schema_name = $1 order by table_name`, schema)
	if err != nil {
		return nil, fmt.Errorf("list tables of %s: %w", schema, err)
	}
	defer func() { _ = rows.Close() }()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, fmt.Errorf("list tables of %s: %w", schema, err)
		}
		names = append(names, name)
	}
	return names, rows.Err()
}
