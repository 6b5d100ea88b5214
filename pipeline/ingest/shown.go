package ingest

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/rejects"
	"jaarcijfers/pipeline/source/extract"
	"jaarcijfers/pipeline/source/format"
)

// A faultKind is what rejected rows and fields are counted by.
type faultKind struct{ table, file, rule, column, period string }

// mostShown is how many faults of one rule in one file are shown on the screen.
const mostShown = 10

// countRejects counts what the engine rejected, by kind and against the budgets.
func (x *ingestion) countRejects(ctx context.Context) error {
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
	tallies, err := x.records.Tallies(ctx, x.tables())
	if err != nil {
		return err
	}
	x.budgets.add(tallies)
	return nil
}

// shown are the faults that a person reads on the screen: the first of each rule in
// each file, and how many there are. Rows that were rejected only because the row
// they refer to was, are counted in one line.
func (x *ingestion) shown() ([]contract.Violation, error) {
	cut, err := x.cut()
	if err != nil {
		return nil, err
	}
	told := slices.Clone(cut)
	seen, following := map[string]int{}, map[string]*contract.Violation{}
	shown, listed := 0, 0
	for _, r := range x.result.Rejects {
		if !slices.Contains(x.tables(), r.Table) || r.Rule == rejects.RuleCut {
			continue
		}
		listed++
		v := r.Worded()
		// A fault that a correction makes is ours: no budget is for that.
		if x.budgets.within(r.Table) && r.File != extract.CorrectionsFile {
			v.Severity = contract.Warning
		}
		if r.Follows {
			if following[r.Source] == nil {
				following[r.Source] = &contract.Violation{Severity: contract.Warning, File: r.Source, Rule: ruleFollows, Rank: v.Rank + 1, Folder: x.base}
			}
			continue
		}
		key := r.File + "\x00" + string(r.Rule)
		most := mostShown
		if r.Rule == format.RuleEmptyLine {
			most = 1
		}
		if seen[key]++; seen[key] > most {
			continue
		}
		if lines := x.faults(r.Source, string(r.Rule)); r.Rule == format.RuleEmptyLine && lines > 1 {
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
	x.result.Report.RejectsMore = listed - shown
	return told, nil
}

// cut says of each kind of fault that is too frequent to be listed whole how many there
// are; it stands in the list too.
func (x *ingestion) cut() ([]contract.Violation, error) {
	type kind struct{ table, file, rule, column string }
	all, listed := map[kind]int{}, map[kind]int{}
	for k, faults := range x.kinds {
		all[kind{k.table, k.file, k.rule, k.column}] += faults
	}
	for _, r := range x.result.Rejects {
		listed[kind{r.Table, r.Source, string(r.Rule), r.Column}]++
	}
	var cut []contract.Violation
	for _, k := range slices.SortedFunc(maps.Keys(all), func(a, b kind) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.rule, b.rule), cmp.Compare(a.column, b.column))
	}) {
		more := all[k] - listed[k]
		if more <= 0 {
			continue
		}
		x.result.Report.RejectsUnlisted += more
		v := contract.Violation{Severity: contract.Warning, File: k.file, Column: k.column, Rule: rejects.RuleCut, Value: strconv.Itoa(all[k]), Expected: strconv.Itoa(listed[k])}
		var err error
		if v.Text, err = x.ruleTexts(k.rule, "violation.rejects_cut", messages.Args{"count": all[k], "listed": listed[k]}); err != nil {
			return nil, err
		}
		x.addReject(rejects.Reject{Violation: v, Table: k.table, Source: k.file})
		v.Rank, v.Folder = x.tableRank(k.table), x.base
		cut = append(cut, v)
	}
	return cut, nil
}

// faults counts those of one rule in one file.
func (x *ingestion) faults(file, rule string) int {
	count := 0
	for k, faults := range x.kinds {
		if k.file == file && k.rule == rule {
			count += faults
		}
	}
	return count
}

// text gives a sentence in every language.
func (x *ingestion) text(key string, args messages.Args) (map[string]string, error) {
	all := map[string]string{}
	for lang, words := range x.Words {
		text, err := words.Text(key, args)
		if err != nil {
			return nil, fmt.Errorf("word fault: %w", err)
		}
		all[lang] = text
	}
	return all, nil
}

// ruleTexts is text with the rule in words as argument.
func (x *ingestion) ruleTexts(rule, key string, args messages.Args) (map[string]string, error) {
	all := map[string]string{}
	for lang, words := range x.Words {
		inWords := maps.Clone(args)
		inWords["fault"] = rejects.RuleInWords(words, rule, x.mustNot())
		text, err := words.Text(key, inWords)
		if err != nil {
			return nil, fmt.Errorf("word fault: %w", err)
		}
		all[lang] = text
	}
	return all, nil
}
