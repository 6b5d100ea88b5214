// Package acknowledged holds warnings that someone has read and let stand: for exactly the
// rows that were read, with a reason, and until a day. [Apply] marks them in a report,
// [Add] writes new ones as rows of the file in a data folder.
package acknowledged

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/report"
)

// An Acknowledgement is one row of one warning that was read and may stand until a day.
type Acknowledgement struct {
	Check  string `json:"check"` // name of the check, or the rule of a violation
	Key    string `json:"key"`   // of the row, see keyOfRow
	Reason string `json:"reason"`
	By     string `json:"by"`
	On     string `json:"on"`
	Until  string `json:"until"` // the last day on which it holds, as 2027-05-01
}

// A Warning is all that one check, or one rule of the contract, warns of.
type Warning struct {
	Check    string
	Keys     []string
	Findings []report.Finding
	Rows     []contract.Violation
}

// Warnings lists what a report warns of, by check, whether it is acknowledged or not.
func Warnings(told *report.Report) []Warning {
	byCheck := map[string]*Warning{}
	of := func(check string) *Warning {
		if byCheck[check] == nil {
			byCheck[check] = &Warning{Check: check}
		}
		return byCheck[check]
	}
	for _, f := range told.Findings {
		if f.Severity == contract.Warning {
			w := of(f.Name())
			f.Until = nil
			w.Findings = append(w.Findings, f)
			w.Keys = append(w.Keys, keysOf(f)...)
		}
	}
	for _, v := range told.Violations {
		if v.Severity == contract.Warning {
			w := of(string(v.Rule))
			v.Until = ""
			w.Rows = append(w.Rows, v)
			w.Keys = append(w.Keys, keyOfViolation(v))
		}
	}
	var list []Warning
	for _, check := range slices.Sorted(maps.Keys(byCheck)) {
		w := byCheck[check]
		slices.Sort(w.Keys)
		w.Keys = slices.Compact(w.Keys)
		list = append(list, *w)
	}
	return list
}

// Apply marks in a report which rows of its warnings are acknowledged on a day, and says
// which acknowledgements hold, have passed, or are of rows that are gone. It may be
// applied again, on another day.
func Apply(told *report.Report, list []Acknowledgement, today string) {
	last := latest(list)
	found := map[rowOf]bool{}
	holds := func(check, key string) string {
		at := rowOf{check, key}
		found[at] = true
		if a, ok := last[at]; ok && a.holdsOn(today) {
			return a.Until
		}
		return ""
	}
	for i := range told.Findings {
		f := &told.Findings[i]
		f.Until = nil
		if f.Severity != contract.Warning {
			continue
		}
		for _, key := range keysOf(*f) {
			f.Until = append(f.Until, holds(f.Name(), key))
		}
	}
	for i := range told.Violations {
		if v := &told.Violations[i]; v.Severity == contract.Warning {
			v.Until = holds(string(v.Rule), keyOfViolation(*v))
		}
	}
	told.Acknowledged = summary(last, found, today)
}

type rowOf struct{ check, key string }

// holdsOn tells whether an acknowledgement holds on a day: one of a day to come was not
// made by reading. Without a day all hold that were made.
func (a Acknowledgement) holdsOn(today string) bool {
	return today == "" || a.On <= today && a.Until >= today
}

// latest is of each row the acknowledgement that holds longest.
func latest(list []Acknowledgement) map[rowOf]Acknowledgement {
	last := map[rowOf]Acknowledgement{}
	for _, a := range list {
		at := rowOf{a.Check, a.Key}
		if before, ok := last[at]; !ok || a.Until > before.Until {
			last[at] = a
		}
	}
	return last
}

// summary counts rows by what became of their acknowledgement. One that has passed and
// whose row is gone is over, and not told.
func summary(last map[rowOf]Acknowledgement, found map[rowOf]bool, today string) []report.Acknowledged {
	counts := map[report.Acknowledged]int{}
	for at, a := range last {
		s := report.Acknowledged{Check: a.Check, Reason: a.Reason, By: a.By, Until: a.Until, State: report.Holds}
		switch {
		case !found[at] && a.Until < today:
			continue
		case !found[at]:
			s.State = report.Gone
		case !a.holdsOn(today):
			s.State = report.Passed
		}
		counts[s]++
	}
	var list []report.Acknowledged
	for s, rows := range counts {
		s.Rows = rows
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b report.Acknowledged) int {
		return cmp.Or(cmp.Compare(a.Check, b.Check), cmp.Compare(a.State, b.State), cmp.Compare(a.Until, b.Until), cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.By, b.By))
	})
	return list
}

// keysOf are the keys of the rows of a finding, in their order.
func keysOf(f report.Finding) []string {
	keys := make([]string, 0, len(f.Samples))
	for _, row := range f.Samples {
		keys = append(keys, keyOf(f.Columns, row))
	}
	return keys
}

// keyOfViolation leaves out the line: a row above it is no reason to read it again.
func keyOfViolation(v contract.Violation) string {
	return keyOf([]string{"file", "folder", "cell", "column", "value", "expected"}, []string{v.File, v.Folder, v.Cell, v.Column, v.Value, v.Expected})
}

// keyLength is how much of the hash is kept: enough for any number of rows that people read.
const keyLength = 16

// keyOf tells a row from every other one by the names and values in it.
func keyOf(columns, row []string) string {
	text, err := json.Marshal([][]string{columns, row})
	if err != nil {
		return "" // text is always JSON
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])[:keyLength]
}
