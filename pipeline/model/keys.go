package model

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jaarcijfers/pipeline/engine"
)

// A ForeignKey says that a column holds the key of another table, or nothing.
type ForeignKey struct {
	Column string
	Table  string // core.series
	Key    string // its key, one column
}

// rowKey are the columns whose values name one row.
func (m Model) rowKey() []string {
	if len(m.Key) > 0 {
		return m.Key
	}
	return m.Unique
}

// compareReferences makes sure that what columns refer to is a model with a key of one column.
func (l *modelLoader) compareReferences(columnFile string) {
	refers := func(file string, c DeclaredColumn) {
		if c.References != "" && c.References != noReference && l.keyOf(c.References) == "" {
			l.problem("reference_unknown", file, 1, c.Name, c.References)
		}
	}
	for _, c := range l.shared {
		refers(columnFile, c)
	}
	for _, m := range l.models {
		for _, c := range m.Columns {
			refers(m.File, c)
		}
	}
}

// keyOf is the one column of a model's key; empty when there is no such model or key.
func (l *modelLoader) keyOf(model string) string {
	models := Models{Models: l.models}
	return models.keyOf(model)
}

func (m *Models) keyOf(model string) string {
	at := slices.IndexFunc(m.Models, func(other Model) bool { return other.Name == model })
	if at < 0 || len(m.Models[at].Key) != 1 {
		return ""
	}
	return m.Models[at].Key[0]
}

// ForeignKeys are those of a table with these columns.
func (m *Models) ForeignKeys(model Model, columns []engine.Column) []ForeignKey {
	var keys []ForeignKey
	for _, c := range columns {
		if declared, _ := model.Column(c.Name); declared.References != "" {
			keys = append(keys, ForeignKey{Column: c.Name, Table: declared.References, Key: m.keyOf(declared.References)})
		}
	}
	return keys
}

// keyBroken looks for rows of a table that have the same key, or of which a part of the
// key is empty.
func (m Model) keyBroken(ctx context.Context, d *engine.DB, h held) ([]Problem, error) {
	key := m.rowKey()
	if len(key) == 0 || !h.keyMayBreak(m) {
		return nil, nil
	}
	condition := "count(*) > 1"
	for _, column := range m.Key {
		condition += " or " + engine.Identifier(column) + " is null"
	}
	return m.broken(ctx, d, "key_broken", strings.Join(key, ", "),
		"select "+engine.Identifiers(key)+" from "+engine.Qualified(m.Name)+" group by all having "+condition+" order by all limit 1")
}

// referencesBroken looks for values that are not among the keys which they refer to.
func (m *Models) referencesBroken(ctx context.Context, d *engine.DB, one Model, columns []engine.Column, all made) ([]Problem, error) {
	var problems []Problem
	for _, key := range m.ForeignKeys(one, columns) {
		if m.left[key.Table] || !all.referenceMayBreak(one.Name, key) {
			continue
		}
		statement := fmt.Sprintf("select held from (select %s as held from %s) anti join (select %s as held from %s) using (held) where held is not null order by all limit 1",
			engine.Identifier(key.Column), engine.Qualified(one.Name), engine.Identifier(key.Key), engine.Qualified(key.Table))
		found, err := one.broken(ctx, d, "reference_broken", key.Column+" → "+key.Table, statement)
		if err != nil {
			return nil, err
		}
		problems = append(problems, found...)
	}
	return problems, nil
}

// codeTable has the code and name of every codelist: columns codelist, dimension, code.
const codeTable = "core.code"

// categoryList is the list whose codes mean something within a dimension only.
const categoryList = "category"

// dimensionColumn says which dimension the categories of a row are of.
const dimensionColumn = "dimension"

// codesUnknown looks for values that their codelist does not have.
func (m *Models) codesUnknown(ctx context.Context, d *engine.DB, one Model, columns []engine.Column, all made) ([]Problem, error) {
	if _, ok := m.Model(codeTable); !ok {
		return nil, nil
	}
	var problems []Problem
	for _, c := range columns {
		declared, _ := one.Column(c.Name)
		if declared.Codelist == "" || !all.codeMayBeUnknown(one.Name, c.Name, declared.Codelist) {
			continue
		}
		same := "code.code = held." + engine.Identifier(c.Name)
		if declared.Codelist == categoryList && hasColumn(columns, dimensionColumn) {
			same += " and code.dimension = held.dimension"
		}
		statement := fmt.Sprintf("select held.%s from %s as held where held.%s is not null and not exists (select 1 from %s as code where code.codelist = %s and %s) order by all limit 1",
			engine.Identifier(c.Name), engine.Qualified(one.Name), engine.Identifier(c.Name), engine.Qualified(codeTable), engine.Literal(declared.Codelist), same)
		found, err := one.broken(ctx, d, "code_unknown", c.Name+" → "+declared.Codelist, statement)
		if err != nil {
			return nil, err
		}
		problems = append(problems, found...)
	}
	return problems, nil
}

// broken is a problem with the first row that a query finds.
func (m Model) broken(ctx context.Context, d *engine.DB, kind, name, query string) ([]Problem, error) {
	found, err := d.Query(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("look at the keys of %s: %w", m.Name, err)
	}
	if len(found.Rows) == 0 {
		return nil, nil
	}
	return []Problem{{Kind: kind, File: m.File, Line: 1, Name: name, Detail: strings.Join(engine.Texts(found.Rows[0]), ", ")}}, nil
}
