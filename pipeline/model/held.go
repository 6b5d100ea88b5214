package model

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jaarcijfers/pipeline/engine"
)

// A held is what a table holds in the columns that name its rows, refer to other tables
// or hold codes. It is read once, when the table is made: to ask the engine about every
// such column by itself took as long as making all tables. It only says where something
// may be wrong; the engine is asked about that.
type held struct {
	columns []engine.Column // all of the table
	values  map[string][]any
	rows    int
}

// hold reads those columns of a table.
func (m Model) hold(ctx context.Context, d *engine.DB, columns []engine.Column) (held, error) {
	h := held{columns: columns, values: map[string][]any{}}
	wanted := slices.Clone(m.rowKey())
	for _, c := range columns {
		declared, _ := m.Column(c.Name)
		if declared.References != "" || declared.Codelist != "" || c.Name == dimensionColumn || m.Name == codeTable {
			wanted = append(wanted, c.Name)
		}
	}
	wanted = slices.DeleteFunc(wanted, func(name string) bool { return !hasColumn(columns, name) })
	slices.Sort(wanted)
	wanted = slices.Compact(wanted)
	question := "select 1 from "
	if len(wanted) > 0 {
		question = "select " + engine.Identifiers(wanted) + " from "
	}
	found, err := d.Query(ctx, question+engine.Qualified(m.Name))
	if err != nil {
		return h, fmt.Errorf("read the keys of %s: %w", m.Name, err)
	}
	h.rows = len(found.Rows)
	for i, name := range wanted {
		values := make([]any, len(found.Rows))
		for row := range found.Rows {
			values[row] = found.Rows[row][i]
		}
		h.values[name] = values
	}
	return h, nil
}

// keyMayBreak tells whether rows may have the same key, or a part of a key may be empty.
func (h held) keyMayBreak(m Model) bool {
	key := m.rowKey()
	seen := make(map[string]bool, h.rows)
	for row := range h.rows {
		var b strings.Builder
		for _, column := range key {
			values, ok := h.values[column]
			if !ok || values[row] == nil && len(m.Key) > 0 {
				return true
			}
			writeKey(&b, values[row])
		}
		if seen[b.String()] {
			return true
		}
		seen[b.String()] = true
	}
	return false
}

// writeKey adds a value to a text that differs where values differ.
func writeKey(b *strings.Builder, value any) {
	if value == nil {
		b.WriteString("-")
		return
	}
	text := engine.Text(value)
	fmt.Fprintf(b, "%d:%s", len(text), text)
}

// keyOfValues is that text of some values.
func keyOfValues(values ...any) string {
	var b strings.Builder
	for _, v := range values {
		writeKey(&b, v)
	}
	return b.String()
}

// distinct are the values of a column.
func (h held) distinct(column string) map[string]bool {
	all := map[string]bool{}
	for _, v := range h.values[column] {
		all[keyOfValues(v)] = true
	}
	return all
}

// mayMiss tells whether a column may hold a value that is not among those.
func (h held) mayMiss(column string, among map[string]bool) bool {
	values, ok := h.values[column]
	return !ok || slices.ContainsFunc(values, func(v any) bool { return v != nil && !among[keyOfValues(v)] })
}

// made are the tables of models as they were read, by name.
type made map[string]held

// referenceMayBreak tells whether a table may refer to a key that is not there.
func (all made) referenceMayBreak(model string, key ForeignKey) bool {
	from, known := all[model]
	to, there := all[key.Table]
	return !known || !there || to.values[key.Key] == nil || from.mayMiss(key.Column, to.distinct(key.Key))
}

// codeMayBeUnknown tells whether a column may hold a code that its list does not have.
func (all made) codeMayBeUnknown(model, column, codelist string) bool {
	h, known := all[model]
	codes, there := all[codeTable]
	if !known || !there {
		return true
	}
	lists, names, dimensions := codes.values["codelist"], codes.values["code"], codes.values[dimensionColumn]
	if lists == nil || names == nil || dimensions == nil {
		return true
	}
	within := codelist == categoryList && h.values[dimensionColumn] != nil
	valid := map[string]bool{}
	for row := range codes.rows {
		if engine.Text(lists[row]) != codelist {
			continue
		}
		if within {
			valid[keyOfValues(dimensions[row], names[row])] = true
		} else {
			valid[keyOfValues(names[row])] = true
		}
	}
	if !within {
		return h.mayMiss(column, valid)
	}
	values := h.values[column]
	for row, v := range values {
		if v != nil && !valid[keyOfValues(h.values[dimensionColumn][row], v)] {
			return true
		}
	}
	return values == nil
}
