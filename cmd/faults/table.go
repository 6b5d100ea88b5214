package main

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// table counts outcomes by what was failed and how.
type table struct {
	order []row
	rows  map[row]*count
}

type row struct{ scene, kind string }

type count struct{ tried, survived, missed int }

func (t *table) add(scene, kind string, o outcome) {
	key := row{scene, kind}
	if t.rows == nil {
		t.rows = map[row]*count{}
	}
	if t.rows[key] == nil {
		t.order = append(t.order, key)
		t.rows[key] = &count{}
	}
	n := t.rows[key]
	if !o.struck {
		n.missed++
		return
	}
	n.tried++
	if len(o.problems) == 0 {
		n.survived++
	}
}

func (t *table) failed() int {
	var out int
	for _, n := range t.rows {
		out += n.tried - n.survived
	}
	return out
}

func (t *table) print(to io.Writer) error {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "what\tfault\ttried\tsurvived\tdid not strike")
	var all count
	for _, key := range t.order {
		n := *t.rows[key]
		all.tried, all.survived, all.missed = all.tried+n.tried, all.survived+n.survived, all.missed+n.missed
		fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%d\n", key.scene, key.kind, n.tried, n.survived, n.missed)
	}
	fmt.Fprintf(w, "all\t\t%d\t%d\t%d\n", all.tried, all.survived, all.missed)
	return w.Flush()
}
