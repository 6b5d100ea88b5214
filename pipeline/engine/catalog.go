package engine

import (
	"context"
	"fmt"
)

// A Column is one column of a table.
type Column struct {
	Name string
	Type string // as DuckDB writes it: VARCHAR, BIGINT, VARCHAR[]
}

// Columns lists the columns of a table in their order.
func (d *DB) Columns(ctx context.Context, table string) ([]Column, error) {
	// Not duckdb_columns(): that lists the columns of every table there is.
	columns, err := All(ctx, d, "select name, type from pragma_table_info($1)",
		func(c *Column) []any { return []any{&c.Name, &c.Type} }, Qualified(table))
	if err != nil {
		return nil, fmt.Errorf("list columns of %s: %w", table, err)
	}
	return columns, nil
}

// Tables lists the tables of a schema by name, each with that of its schema.
func (d *DB) Tables(ctx context.Context, schema string) ([]string, error) {
	names, err := All(ctx, d, `
		select schema_name || '.' || table_name from duckdb_tables()
		where database_name = current_database() and schema_name = $1 order by table_name`, func(name *string) []any { return []any{name} }, schema)
	if err != nil {
		return nil, fmt.Errorf("list tables of %s: %w", schema, err)
	}
	return names, nil
}
