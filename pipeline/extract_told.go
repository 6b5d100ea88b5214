package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/records"
	"jaarcijfers/pipeline/source/extract"
	"jaarcijfers/pipeline/source/format"
)

// A faultKind is what rejected rows and fields are counted by.
type faultKind struct{ table, file, rule, column, period string }

// rank puts the files of an extract in the order of their tables, and budgets behind
// the faults that used them up; 0 for what is no file of it.
func (x *extraction) rank(file, cell string) int {
	sheet, _, _ := strings.Cut(cell, "!")
	for _, s := range x.sources {
		if s.Name == file && (s.Sheet == "" || s.Sheet == sheet) {
			return x.tableRank(s.Resource.Table)
		}
	}
	if x.pkg == nil {
		return 0
	}
	if r := x.pkg.Resource(file); r != nil { // a budget
		return x.tableRank(r.Table) + 1
	}
	return 0
}

func (x *extraction) tableRank(table string) int { return 2 * (1 + slices.Index(x.tables(), table)) }

// markFollowing marks the rejects of rows that refer to a row which was rejected
// itself: one bad date would be reported in every other table.
func (x *extraction) markFollowing(ctx context.Context) error {
	var rules []string
	for _, c := range x.models.Checks {
		if rule, ok := strings.CutPrefix(c.Name, "reject."); ok && !slices.Contains(early, rule) {
			rules = append(rules, rule)
		}
	}
	return x.eachLink(func(link records.Link, other *contract.Resource) error {
		return x.records.MarkFollowing(ctx, link, rules, x.heldValues(other, link.ToColumn))
	})
}

// linkPeriods gives rejected rows of a table without a date the year of their offence
// or case: else a year of which one in ten is rejected would keep to its budget.
func (x *extraction) linkPeriods(ctx context.Context) error {
	return x.eachLink(func(link records.Link, _ *contract.Resource) error { return x.records.LinkPeriods(ctx, link) })
}

// eachLink does something with every reference of one column to another table.
func (x *extraction) eachLink(act func(link records.Link, other *contract.Resource) error) error {
	for _, r := range x.pkg.Resources {
		for _, key := range r.Schema.ForeignKeys {
			other := x.pkg.Resource(key.Resource)
			if other == nil || len(key.Fields) != 1 {
				continue
			}
			link := records.Link{Table: r.Table, Column: key.Fields[0], ToTable: other.Table, ToColumn: key.ReferenceFields[0]}
			if err := act(link, other); err != nil {
				return err
			}
		}
	}
	return nil
}

// keepHeldKeys gives models what records referred to that were held back before they
// were staged.
func (x *extraction) keepHeldKeys(ctx context.Context) error {
	for _, r := range x.pkg.Resources {
		if len(r.Schema.ForeignKeys) == 0 {
			continue
		}
		if err := x.records.KeepHeldKeys(ctx, r.Table, x.heldValues(r, r.Schema.ForeignKeys[0].Fields[0])); err != nil {
			return err
		}
	}
	return nil
}

// heldValues are the values of a column in the records of a table that were held back.
func (x *extraction) heldValues(r *contract.Resource, column string) []string {
	var values []string
	for i, p := range x.parts {
		for _, head := range p.held.Heads {
			if at := r.Schema.Index(column); x.sources[i].Resource.Table == r.Table && at < len(head) && head[at] != "" {
				values = append(values, head[at])
			}
		}
	}
	return values
}

// countKinds counts what the engine rejected.
func (x *extraction) countKinds(ctx context.Context) error {
	counts, err := x.records.RejectCounts(ctx)
	if err != nil {
		return err
	}
	for _, c := range counts {
		source, _ := x.sourceOf(c.Table, c.File)
		x.kinds[faultKind{c.Table, source.Name, c.Rule, c.Column, c.Period}] += c.Faults
		if c.Follows {
			x.follows[source.Name] += c.Faults
		}
	}
	return nil
}

// told are the faults that a person reads on the screen: the first of each rule in
// each file, and how many there are. Rows that were rejected only because the row
// they refer to was, are counted in one line.
func (x *extraction) told() ([]contract.Violation, error) {
	cut, err := x.cut()
	if err != nil {
		return nil, err
	}
	told := slices.Clone(cut)
	seen, following := map[string]int{}, map[string]*contract.Violation{}
	shown, listed := 0, 0
	for _, r := range x.run.rejects {
		if !slices.Contains(x.tables(), r.table) || r.Rule == ruleCut {
			continue
		}
		listed++
		v := r.worded()
		// A fault that a correction makes is ours: no budget is for that.
		if x.budgets.within(r.table) && r.File != extract.CorrectionsFile {
			v.Severity = contract.Warning
		}
		if r.follows {
			if following[r.source] == nil {
				following[r.source] = &contract.Violation{Severity: contract.Warning, File: r.source, Rule: ruleFollows, Rank: v.Rank + 1, Folder: x.base}
			}
			continue
		}
		key := r.File + "\x00" + string(r.Rule)
		most := mostTold
		if r.Rule == format.RuleEmptyLine {
			most = 1
		}
		if seen[key]++; seen[key] > most {
			continue
		}
		if lines := x.faults(r.source, string(r.Rule)); r.Rule == format.RuleEmptyLine && lines > 1 {
			if v.Text, err = x.text("violation.empty_lines", messages.Args{"count": lines}); err != nil {
				return nil, err
			}
		}
		shown++
		told = append(told, v)
	}
	for _, file := range slices.Sorted(maps.Keys(following)) {
		v := *following[file]
		v.Value = strconv.Itoa(x.follows[file])
		told = append(told, v)
	}
	x.run.report.RejectsMore = listed - shown
	return told, nil
}

// cut says of each kind of fault that is too frequent to be listed whole how many there
// are; it stands in the list too.
func (x *extraction) cut() ([]contract.Violation, error) {
	type kind struct{ table, file, rule, column string }
	all, listed := map[kind]int{}, map[kind]int{}
	for k, faults := range x.kinds {
		all[kind{k.table, k.file, k.rule, k.column}] += faults
	}
	for _, r := range x.run.rejects {
		listed[kind{r.table, r.source, string(r.Rule), r.Column}]++
	}
	var cut []contract.Violation
	for _, k := range slices.SortedFunc(maps.Keys(all), func(a, b kind) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.rule, b.rule), cmp.Compare(a.column, b.column))
	}) {
		more := all[k] - listed[k]
		if more <= 0 {
			continue
		}
		x.run.report.RejectsUnlisted += more
		v := contract.Violation{Severity: contract.Warning, File: k.file, Column: k.column, Rule: ruleCut, Value: strconv.Itoa(all[k]), Expected: strconv.Itoa(listed[k])}
		var err error
		if v.Text, err = x.ruleTexts(k.rule, "violation.rejects_cut", messages.Args{"count": all[k], "listed": listed[k]}); err != nil {
			return nil, err
		}
		x.add(reject{Violation: v, table: k.table, source: k.file})
		v.Rank, v.Folder = x.tableRank(k.table), x.base
		cut = append(cut, v)
	}
	return cut, nil
}

// faults counts those of one rule in one file.
func (x *extraction) faults(file, rule string) int {
	count := 0
	for k, faults := range x.kinds {
		if k.file == file && k.rule == rule {
			count += faults
		}
	}
	return count
}

// text gives a sentence in every language.
func (x *extraction) text(key string, args messages.Args) (map[string]string, error) {
	all := map[string]string{}
	for lang, words := range x.run.words {
		text, err := words.Text(key, args)
		if err != nil {
			return nil, fmt.Errorf("word fault: %w", err)
		}
		all[lang] = text
	}
	return all, nil
}

// ruleTexts is text with the rule in words as argument.
func (x *extraction) ruleTexts(rule, key string, args messages.Args) (map[string]string, error) {
	all := map[string]string{}
	for lang, words := range x.run.words {
		inWords := maps.Clone(args)
		inWords["fault"] = (RejectList{Words: words}).rule(rule, x.rules())
		text, err := words.Text(key, inWords)
		if err != nil {
			return nil, fmt.Errorf("word fault: %w", err)
		}
		all[lang] = text
	}
	return all, nil
}
