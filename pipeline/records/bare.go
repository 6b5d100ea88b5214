package records

import (
	"context"
	"fmt"
	"strings"

	"jaarcijfers/pipeline/engine"
)

// Bare makes the engine do without what a contract and size cost: [Store.ReadFile]
// instead of a gate, and each model made of all keys at once by all threads, as
// plain SQL would. It is what a benchmark holds the pipeline against, and for
// nothing else.
func (r *Store) Bare() { r.bare = true }

// ReadFile reads a delimited file with a semicolon and a header into the snapshot
// at to, the columns typed by the engine itself. Nothing is held against anything.
func (r *Store) ReadFile(ctx context.Context, columns []Column, from, to string) error {
	var typed []string
	absent := ""
	for _, c := range columns {
		if c.Absent {
			absent += ", " + c.value() + " as " + engine.Identifier(c.Name)
			continue
		}
		typed = append(typed, engine.Literal(c.Name)+": "+engine.Literal(c.Type))
	}
	statement := fmt.Sprintf("copy (select *"+absent+" from read_csv(%s, auto_detect = false, header = true, delim = ';', quote = '\"', columns = {%s})) to %s (format parquet)",
		engine.Literal(from), strings.Join(typed, ", "), engine.Literal(to))
	if _, err := r.db.Exec(ctx, statement); err != nil {
		return fmt.Errorf("read %s: %w", from, err)
	}
	return nil
}
