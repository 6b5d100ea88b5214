package mutants

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// A Row counts the mutants of one kind.
type Row struct {
	Kind        string         `json:"kind"`
	Tried       int            `json:"tried"`
	CaughtFirst int            `json:"caught_first"`  // by checks that need no edition before
	CaughtAll   int            `json:"caught_before"` // by any check
	TestsOnly   int            `json:"tests_only"`    // by unit tests of the SQL and no check
	By          map[string]int `json:"by"`            // check -> mutants it caught
}

// A Table is what was counted so far, in the order of the kinds.
type Table struct {
	Rows      []Row     `json:"rows"`
	Survivors []Outcome `json:"survivors"` // caught by no check that needs no edition before
}

// Add counts an outcome.
func (t *Table) Add(o Outcome) {
	if len(t.Rows) == 0 || t.Rows[len(t.Rows)-1].Kind != o.Mutant.Kind {
		t.Rows = append(t.Rows, Row{Kind: o.Mutant.Kind, By: map[string]int{}})
	}
	row := &t.Rows[len(t.Rows)-1]
	row.Tried++
	if o.CaughtFirst() {
		row.CaughtFirst++
	} else {
		t.Survivors = append(t.Survivors, o)
	}
	if o.Caught() {
		row.CaughtAll++
	} else if len(o.Tests) > 0 {
		row.TestsOnly++
	}
	for _, check := range append(append([]string{}, o.First...), o.Before...) {
		row.By[check]++
	}
}

// Total is all kinds together.
func (t *Table) Total() Row {
	total := Row{Kind: "all", By: map[string]int{}}
	for _, row := range t.Rows {
		total.Tried += row.Tried
		total.CaughtFirst += row.CaughtFirst
		total.CaughtAll += row.CaughtAll
		total.TestsOnly += row.TestsOnly
		for check, n := range row.By {
			total.By[check] += n
		}
	}
	return total
}

// topChecks is how many checks a line of the table names.
const topChecks = 4

// Print writes the table, and with survivors those that no check caught as a first
// entry.
func (t *Table) Print(w io.Writer, survivors bool) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "kind of mutant\ttried\tfirst entry\tedition before\ttests only\tcaught by")
	for _, row := range append(t.Rows, t.Total()) {
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%d\t%s\n", row.Kind, row.Tried, row.CaughtFirst, row.CaughtAll, row.TestsOnly, row.by())
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("print table: %w", err)
	}
	if !survivors {
		return nil
	}
	fmt.Fprintf(w, "\nNot caught as a first entry: %d\n", len(t.Survivors))
	for _, o := range t.Survivors {
		caught := "nothing"
		switch {
		case len(o.Before) > 0:
			caught = "edition before"
		case len(o.Tests) > 0:
			caught = "unit test " + o.Tests[0]
		}
		if _, err := fmt.Fprintf(w, "  %s\t%s\tcaught by %s\n", o.Mutant.Kind, o.Mutant.Name, caught); err != nil {
			return fmt.Errorf("print survivors: %w", err)
		}
	}
	return nil
}

// by names the checks that caught most, with how many.
func (r Row) by() string {
	var names []string
	for _, check := range sortedByCount(r.By) {
		names = append(names, fmt.Sprintf("%s %d", strings.TrimPrefix(check, "check."), r.By[check]))
	}
	if more := len(names) - topChecks; more > 0 {
		names = append(names[:topChecks], fmt.Sprintf("and %d more", more))
	}
	return strings.Join(names, ", ")
}
