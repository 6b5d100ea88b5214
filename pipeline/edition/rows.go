package edition

import (
	"fmt"
	"slices"
	"strings"
)

// A Table is one file of data as text. A file that is no table, such as a letter,
// has the one column "text" and a row for each line.
type Table struct {
	File    string
	Columns []string
	Key     []string // columns that name a row; without any, a row is named by all it holds
	ID      string   // id that figures name the whole file by; empty when they name its rows
	Rows    []Row
}

// A Row is one record.
type Row struct {
	Line  int // in the file
	Cells []string
}

// A Change is what differs between two states of a file: a row that is added or
// gone, or one value of a row that is there in both.
type Change struct {
	File   string
	Line   int // as the file is now; of a row that is gone, where it was
	Key    string
	Parts  []string // the values that Key is made of
	Names  []string // the columns of Parts; none for a file that figures name as a whole
	Column string   // of a changed value
	Kind   Kind
	Before string
	After  string
}

// keyed is a row with its name and its place among rows.
type keyed struct {
	Row
	key          string
	parts, names []string
}

// CompareRows lists what differs, in the order of the rows: those that are there
// now, and after them those that are gone. A column that the accepted file did not
// have changes no row; one that is gone takes its values away.
func CompareRows(before, after Table) []Change {
	if before.ID != "" && after.ID != "" { // a line of a letter is only known by where it stands
		before, after = whatDiffers(before, after)
	}
	old, order := before.byKey()
	now, _ := after.byKey()
	var changes []Change
	for _, row := range after.keyedRows() {
		accepted, ok := old[row.key]
		if !ok {
			changes = append(changes, Change{
				File: after.File, Line: row.Line, Key: row.key, Parts: row.parts, Names: row.names, Kind: Added, After: after.told(row.Row),
			})
			continue
		}
		changes = append(changes, compareValues(before, after, accepted, row)...)
	}
	for _, key := range order {
		if _, ok := now[key]; !ok {
			row := old[key]
			changes = append(changes, Change{
				File: after.File, Line: row.Line, Key: key, Parts: row.parts, Names: row.names, Kind: Gone, Before: before.told(row.Row),
			})
		}
	}
	return changes
}

// whatDiffers leaves out the lines that two texts begin and end with alike. Of lines that
// are the same the one that was changed would else not be known from the last.
func whatDiffers(before, after Table) (Table, Table) {
	same := func(a, b Row) bool { return slices.Equal(a.Cells, b.Cells) }
	for len(before.Rows) > 0 && len(after.Rows) > 0 && same(before.Rows[0], after.Rows[0]) {
		before.Rows, after.Rows = before.Rows[1:], after.Rows[1:]
	}
	for a, b := len(before.Rows), len(after.Rows); a > 0 && b > 0 && same(before.Rows[a-1], after.Rows[b-1]); a, b = a-1, b-1 {
		before.Rows, after.Rows = before.Rows[:a-1], after.Rows[:b-1]
	}
	return before, after
}

func compareValues(before, after Table, old, now keyed) []Change {
	var changes []Change
	for i, column := range before.Columns {
		was, is := cell(old.Row, i), cell(now.Row, slices.Index(after.Columns, column))
		if was != is {
			changes = append(changes, Change{
				File: after.File, Line: now.Line, Key: now.key, Parts: now.parts, Names: now.names,
				Column: column, Kind: Changed, Before: was, After: is,
			})
		}
	}
	return changes
}

func cell(r Row, at int) string {
	if at < 0 || at >= len(r.Cells) {
		return ""
	}
	return r.Cells[at]
}

// keyedRows names each row. Rows that share a name are counted, so that none hides
// another.
func (t Table) keyedRows() []keyed {
	var at []int
	for _, column := range t.Key {
		if i := slices.Index(t.Columns, column); i >= 0 {
			at = append(at, i)
		}
	}
	seen := map[string]int{}
	list := make([]keyed, 0, len(t.Rows))
	for _, row := range t.Rows {
		k := keyed{Row: row, parts: row.Cells, names: t.Columns}
		if len(at) > 0 {
			k.parts, k.names = nil, t.Key
			for _, i := range at {
				k.parts = append(k.parts, cell(row, i))
			}
		}
		k.key = strings.Join(k.parts, " / ")
		if t.ID != "" {
			k.parts, k.names = []string{t.ID}, nil
		}
		if seen[k.key]++; seen[k.key] > 1 {
			k.key = fmt.Sprintf("%s (%d)", k.key, seen[k.key])
		}
		list = append(list, k)
	}
	return list
}

func (t Table) byKey() (rows map[string]keyed, order []string) {
	rows = map[string]keyed{}
	for _, row := range t.keyedRows() {
		rows[row.key] = row
		order = append(order, row.key)
	}
	return rows, order
}

// told is a whole row in one line: what it holds, by name of column.
func (t Table) told(r Row) string {
	var parts []string
	for i, column := range t.Columns {
		if value := cell(r, i); value != "" {
			parts = append(parts, column+": "+value)
		}
	}
	return strings.Join(parts, "; ")
}
