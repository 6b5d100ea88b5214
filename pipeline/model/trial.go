package model

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"jaarcijfers/pipeline/engine"
)

// A Trial is what models and checks say about raw tables in which something was
// changed on purpose.
type Trial struct {
	Findings []Finding
	Problems []Problem // models or checks that the engine refused
}

// Try copies the raw tables into a database of their own, makes the changes there,
// runs models and checks over it, and leaves d as it was. schema is the script that d
// was opened with. The models need not be those that made its tables. Before the checks, compare may read the changed tables from d
// and fill what checks read; when it returns, they are gone.
func (m *Models) Try(
	ctx context.Context, d *engine.DB, schema string, changes []string, compare func(context.Context) error,
) (*Trial, error) {
	own, err := engine.One[string](ctx, d, "select current_database()")
	if err != nil {
		return nil, fmt.Errorf("name database: %w", err)
	}
	raw, err := d.Tables(ctx, "raw")
	if err != nil {
		return nil, err
	}
	if _, err := d.Exec(ctx, "attach ':memory:' as trial; use trial"); err != nil {
		return nil, fmt.Errorf("start trial: %w", err)
	}
	statements := []string{schema}
	for _, table := range raw {
		statements = append(statements, "create or replace table "+engine.Qualified(table)+" as from "+engine.Identifier(own)+"."+engine.Qualified(table))
	}
	trial, err := m.try(ctx, d, append(statements, changes...), compare)
	_, left := d.Exec(context.WithoutCancel(ctx), "use "+engine.Identifier(own)+"; detach trial")
	return trial, errors.Join(err, left)
}

func (m *Models) try(
	ctx context.Context, d *engine.DB, statements []string, compare func(context.Context) error,
) (*Trial, error) {
	for _, statement := range statements {
		if _, err := d.Exec(ctx, statement); err != nil {
			return nil, fmt.Errorf("change raw tables: %w", err)
		}
	}
	silent := func(string) {}
	problems, err := m.Run(ctx, d, silent)
	if err != nil || len(problems) > 0 {
		return &Trial{Problems: problems}, err
	}
	if err := compare(ctx); err != nil {
		return nil, err
	}
	findings, problems, err := m.Check(ctx, d, silent)
	return &Trial{Findings: findings, Problems: problems}, err
}

// Rests reports whether a check or model reads one of the tables, itself or through
// models.
func (m *Models) Rests(name string, tables ...string) bool {
	return m.rests(name, tables, map[string]bool{})
}

func (m *Models) rests(name string, tables []string, seen map[string]bool) bool {
	if slices.Contains(tables, name) {
		return true
	}
	_, _, references, ok := m.find(name)
	if !ok || seen[name] {
		return false
	}
	seen[name] = true
	return slices.ContainsFunc(references, func(r reference) bool { return m.rests(r.table, tables, seen) })
}
