package warehouse

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// A Trial is what models and checks say about raw tables in which something was
// changed on purpose.
type Trial struct {
	Findings []Finding
	Problems []Problem // models or checks that the engine refused
}

// Try copies the raw tables into a database of their own, makes the changes there,
// runs models and checks over it, and leaves the warehouse as it was. schema is the
// script that the warehouse was opened with. The models need not be those of the
// warehouse. Before the checks, compare may read the changed tables from the
// warehouse and fill what checks read; when it returns, they are gone.
func (w *Warehouse) Try(
	ctx context.Context, schema string, changes []string, models *Models, compare func(context.Context) error,
) (*Trial, error) {
	var own string
	if err := w.conn.QueryRowContext(ctx, "select current_database()").Scan(&own); err != nil {
		return nil, fmt.Errorf("name database: %w", err)
	}
	raw, err := w.tables(ctx, "raw")
	if err != nil {
		return nil, err
	}
	if _, err := w.conn.ExecContext(ctx, "attach ':memory:' as trial; use trial"); err != nil {
		return nil, fmt.Errorf("start trial: %w", err)
	}
	statements := []string{schema}
	for _, table := range raw {
		statements = append(statements, "create or replace table "+qualified(table)+" as from "+ident(own)+"."+qualified(table))
	}
	trial, err := w.try(ctx, append(statements, changes...), models, compare)
	_, left := w.conn.ExecContext(context.WithoutCancel(ctx), "use "+ident(own)+"; detach trial")
	return trial, errors.Join(err, left)
}

func (w *Warehouse) try(
	ctx context.Context, statements []string, models *Models, compare func(context.Context) error,
) (*Trial, error) {
	for _, statement := range statements {
		if _, err := w.conn.ExecContext(ctx, statement); err != nil {
			return nil, fmt.Errorf("change raw tables: %w", err)
		}
	}
	silent := func(string) {}
	problems, err := w.Run(ctx, models, silent)
	if err != nil || len(problems) > 0 {
		return &Trial{Problems: problems}, err
	}
	if err := compare(ctx); err != nil {
		return nil, err
	}
	findings, problems, err := w.Check(ctx, models, silent)
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
