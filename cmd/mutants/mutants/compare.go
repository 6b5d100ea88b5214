package mutants

import (
	"context"
	"fmt"
	"regexp"

	"jaarcijfers/pipeline/edition"
	"jaarcijfers/pipeline/model"
)

// changedTable finds the raw table that a change is made in.
var changedTable = regexp.MustCompile(`^(?:update|delete from) raw\.([a-z_]+)`)

// accept takes rows and figures as they are for the edition before.
func (b *Bench) accept(ctx context.Context) error {
	for table := range b.keys {
		rows, err := b.table(ctx, table)
		if err != nil {
			return err
		}
		b.rows[table] = rows
	}
	var err error
	if b.figures, err = b.warehouse.Figures(ctx, b.models); err != nil {
		return fmt.Errorf("read figures: %w", err)
	}
	return nil
}

// compare fills what checks read about the edition before, the way a build does.
func (b *Bench) compare(ctx context.Context, m Mutant, models *model.Models) error {
	var rows []edition.Change
	for _, change := range m.Changes {
		found := changedTable.FindStringSubmatch(change)
		if found == nil {
			return fmt.Errorf("mutant %s: no table in %q", m.Name, change)
		}
		now, err := b.table(ctx, found[1])
		if err != nil {
			return err
		}
		rows = append(rows, edition.CompareRows(b.rows[found[1]], now)...)
	}
	shown, err := b.warehouse.Figures(ctx, models)
	if err != nil {
		return fmt.Errorf("read figures: %w", err)
	}
	figures := edition.CompareFigures(b.figures, shown)
	edition.Explain(figures, rows)
	return b.warehouse.TellChanges(ctx, rows, figures)
}

// table reads a raw table as text, under the name of its file.
func (b *Bench) table(ctx context.Context, name string) (edition.Table, error) {
	result, err := b.warehouse.Query(ctx, "select columns(*)::varchar from raw."+name)
	if err != nil {
		return edition.Table{}, fmt.Errorf("read raw.%s: %w", name, err)
	}
	t := edition.Table{File: name, Columns: result.Columns, Key: b.keys[name]}
	for i, row := range result.Rows {
		cells := make([]string, len(row))
		for at, value := range row {
			if value != nil {
				cells[at] = fmt.Sprint(value)
			}
		}
		t.Rows = append(t.Rows, edition.Row{Line: i + 1, Cells: cells})
	}
	return t, nil
}
