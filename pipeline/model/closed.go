package model

import (
	"io/fs"
	"strings"
)

// closedTables begin the names of tables with what was counted in an extract. Built-in
// models take from them what may leave, and mark it; SQL of a user reads those models.
const closedTables = "raw.extract_"

// compareClosed refuses SQL of a user that reads such a table, but where it takes the place
// of a built-in file that reads it.
func (l *modelLoader) compareClosed() {
	if l.layers == nil {
		return
	}
	look := func(file string, references []reference) {
		if !l.layers.Own(file) {
			return
		}
		builtIn, _ := fs.ReadFile(l.layers.builtIn, file) // empty when it takes no place
		for _, ref := range references {
			if strings.HasPrefix(ref.table, closedTables) && !strings.Contains(string(builtIn), ref.table) {
				l.problem("closed_table", file, ref.line, ref.table, "")
			}
		}
	}
	for _, m := range l.models {
		look(m.File, m.references)
	}
	for _, c := range l.checks {
		look(c.File, c.references)
	}
}
