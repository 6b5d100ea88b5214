package warehouse

import (
	"context"
	"fmt"
	"strings"

	"jaarcijfers/pipeline/engine"
)

// ownKey is the primary key of a table that no model makes (sql/meta/schema.sql).
func (w *Warehouse) ownKey(ctx context.Context, table string) ([]string, error) {
	found, err := w.Query(ctx, `
		select unnest(constraint_column_names) from duckdb_constraints()
		where database_name = current_database() and schema_name || '.' || table_name = $1 and constraint_type = 'PRIMARY KEY'`, table)
	if err != nil {
		return nil, fmt.Errorf("read the key of %s: %w", table, err)
	}
	var key []string
	for _, row := range found.Rows {
		key = append(key, engine.Text(row[0]))
	}
	return key, nil
}

// definition is the columns and the key of a table in SQL.
func (t Table) definition() string {
	var parts []string
	for _, c := range t.Columns {
		parts = append(parts, engine.Identifier(c.Name)+" "+c.Type)
	}
	if len(t.Key) > 0 {
		parts = append(parts, "primary key ("+engine.Identifiers(t.Key)+")")
	}
	if len(t.Unique) > 0 {
		parts = append(parts, "unique ("+engine.Identifiers(t.Unique)+")")
	}
	return strings.Join(parts, ", ")
}
