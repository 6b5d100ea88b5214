package main

import (
	"os"
	"path/filepath"
	"strings"

	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/report"
)

// besideData is the folder with SQL of the user when none is named: sql beside the data
// folder.
func besideData(data string) string { return filepath.Join(data, "..", "sql") }

// sqlFolder is the folder with SQL of the user; empty when none is named and none is there.
func (b batch) sqlFolder() string {
	if b.sql != "" {
		return b.sql
	}
	beside := besideData(b.data)
	if info, err := os.Stat(beside); err != nil || !info.IsDir() {
		return ""
	}
	return beside
}

// ownSQL tells at the start of a run which SQL of the user it uses. A folder that was not
// named and holds nothing of its own is that of the program itself.
func (p *program) ownSQL(b batch) func(report.OwnSQL) {
	return func(own report.OwnSQL) {
		// What takes a built-in's place changes what the figures and checks mean: it is said
		// to a scheduler too.
		if b.json || b.quiet && len(own.Replacing) == 0 || b.sql == "" && len(own.Added)+len(own.Replacing) == 0 {
			return
		}
		p.warnOwnSQL(own)
	}
}

func (p *program) warnOwnSQL(own report.OwnSQL) {
	if len(own.Added)+len(own.Replacing) == 0 {
		p.warn("own_sql.none", messages.Args{"folder": own.Folder})
		return
	}
	p.warn("own_sql.used", messages.Args{"folder": own.Folder, "added": len(own.Added)})
	if len(own.Replacing) > 0 {
		p.warn("own_sql.replacing", messages.Args{"files": printable(strings.Join(own.Replacing, ", "))})
	}
}

// tellOwnSQL says the same in the report of a run.
func (p *program) tellOwnSQL(own *report.OwnSQL) {
	if own == nil {
		return
	}
	p.tell("own_sql.report", messages.Args{"folder": own.Folder, "files": p.someFiles(append(append([]string{}, own.Added...), own.Replacing...))})
}
