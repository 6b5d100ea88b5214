package ingest

import (
	"context"
	"strconv"

	"jaarcijfers/pipeline/contract"
)

// A column with one code in so many rows was more likely filled in than recorded.
const leastRows = 50

// checkSingleCodes warns of columns that say the same of every row: unknown, the rest, or
// whatever a form has first.
func (x *ingestion) checkSingleCodes(ctx context.Context) ([]contract.Violation, error) {
	var violations []contract.Violation
	for _, s := range x.sources {
		if x.seenTable(s.Resource.Table, s.Name) {
			continue
		}
		found, err := x.records.SingleCodes(ctx, s.Resource.Table, leastRows)
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			violations = append(violations, contract.Violation{
				Severity: contract.Warning, File: s.Name, Cell: s.Sheet, Column: c.Column, Rule: ruleSingleCode,
				Value: c.Code, Expected: strconv.Itoa(c.Rows), Suggestion: c.Year,
			})
		}
	}
	return violations, nil
}

// seenTable tells whether another file of a table stands before one.
func (x *ingestion) seenTable(table, file string) bool {
	for _, s := range x.sources {
		if s.Resource.Table == table {
			return s.Name != file
		}
	}
	return false
}

// Years before the first real one hold next to nothing of it: 2014 for 2024.
const (
	fewOfYear  = 0.05
	mostBefore = 3 // rows that are named
)

// checkEarlyYears warns of offences before the first real year, which a slip in a year makes
// years of their own.
func (x *ingestion) checkEarlyYears(ctx context.Context) ([]contract.Violation, error) {
	years, err := x.records.Years(ctx)
	if err != nil {
		return nil, err
	}
	before, first := 0, 0
	for i := 0; i+1 < len(years); i++ {
		before += years[i].Offences
		if next := years[i+1]; next.Offences >= leastRows && float64(before) < fewOfYear*float64(next.Offences) {
			first = next.Year
			break
		}
	}
	if first == 0 {
		return nil, nil
	}
	table := x.pkg.Resources[0].Table
	found, err := x.records.RowsBefore(ctx, table, "inflow_date", first, string(ruleYearFew), mostBefore)
	if err != nil {
		return nil, err
	}
	var violations []contract.Violation
	for group := range byFile(found) {
		placed, err := x.locateIn(ctx, group)
		if err != nil {
			return nil, err
		}
		for _, r := range placed {
			v := r.Violation
			v.Severity, v.Expected, v.Suggestion = contract.Warning, strconv.Itoa(first), strconv.Itoa(before)
			violations = append(violations, v)
		}
	}
	return violations, nil
}
