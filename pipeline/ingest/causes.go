package ingest

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/rejects"
)

// Of so many faults of a kind, nearly all with one cause, the cause is said first. By
// chance two in five days of a month can be a month.
const (
	manyFaults = 10
	mostOfThem = 0.9
)

// orderRules are the rules that a date is before or after another; the value is that date
// and what is expected the other. True is for those that may not be before it.
var orderRules = map[string]bool{"verdict_date": true, "disposal_date": true, "offence_date": false}

// referenceRules are the rules that a row refers to one that is not there, with the table
// of that.
var referenceRules = map[string]string{
	"ground_reference": "offences", "disposal_reference": "offences", "verdict_reference": "offences", "verdict_disposal": "disposals",
}

// checkCauses says of many faults what made them.
func (x *ingestion) checkCauses(ctx context.Context) ([]contract.Violation, error) {
	type kind struct{ table, file, rule string }
	var kinds []kind
	groups := map[kind][]rejects.Reject{}
	for _, r := range x.result.Rejects {
		k := kind{r.Table, r.Source, string(r.Rule)}
		if _, known := groups[k]; !known {
			kinds = append(kinds, k)
		}
		groups[k] = append(groups[k], r)
	}
	var violations []contract.Violation
	for _, k := range kinds {
		group := groups[k]
		if after, ok := orderRules[k.rule]; ok && len(group) >= manyFaults && swapped(group, after) {
			violations = append(violations, contract.Violation{
				Severity: contract.Warning, File: k.file, Column: group[0].Column, Rule: ruleSwapped, Value: strconv.Itoa(x.faults(k.file, k.rule)), Rank: x.tableRank(k.table),
			})
		}
		table, ok := referenceRules[k.rule]
		if !ok || len(group) < manyFaults {
			continue
		}
		early, err := x.checkCut(ctx, table, group)
		if err != nil {
			return nil, err
		}
		if early != nil && !slices.ContainsFunc(violations, func(v contract.Violation) bool { return v.Rule == early.Rule && v.File == early.File }) {
			early.Value = strconv.Itoa(x.faults(k.file, k.rule))
			violations = append(violations, *early)
		}
	}
	return violations, nil
}

// swapped tells whether nearly all of some dates would be right with day and month the
// other way round.
func swapped(group []rejects.Reject, after bool) bool {
	right := 0
	for _, r := range group {
		day, err := time.Parse(time.DateOnly, r.Value)
		other, otherErr := time.Parse(time.DateOnly, r.Expected)
		turned, turnedErr := time.Parse(time.DateOnly, exchanged(r.Value))
		if err != nil || otherErr != nil || turnedErr != nil || turned.Equal(day) {
			continue
		}
		if after && !turned.Before(other) || !after && !turned.After(other) {
			right++
		}
	}
	return float64(right) >= mostOfThem*float64(len(group))
}

// exchanged is a date, as year, month and day, with day and month the other way round.
func exchanged(date string) string {
	parts := strings.Split(date, "-")
	if len(parts) != 3 {
		return ""
	}
	return strings.Join([]string{parts[0], parts[2], parts[1]}, "-")
}

// checkCut names the last key of a table when all that is missing of it lies behind: the
// file was cut.
func (x *ingestion) checkCut(ctx context.Context, name string, missing []rejects.Reject) (*contract.Violation, error) {
	r := x.pkg.Resource(name)
	if r == nil || len(r.Schema.PrimaryKey) != 1 {
		return nil, nil
	}
	last, err := x.records.LastKey(ctx, r.Table, r.Schema.PrimaryKey[0])
	if err != nil || last == "" {
		return nil, err
	}
	if slices.ContainsFunc(missing, func(m rejects.Reject) bool { return m.Value <= last }) {
		return nil, nil
	}
	for _, s := range x.sources {
		if s.Resource.Name == name {
			return &contract.Violation{
				Severity: contract.Warning, File: s.Name, Cell: s.Sheet, Column: r.Schema.PrimaryKey[0], Rule: ruleEndsEarly, Expected: last, Rank: x.tableRank(r.Table),
			}, nil
		}
	}
	return nil, nil
}
