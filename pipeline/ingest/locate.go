package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/records"
	"jaarcijfers/pipeline/rejects"
	"jaarcijfers/pipeline/source/extract"
)

// addHeld adds the records that were held back before the engine saw them.
func (x *ingestion) addHeld(ctx context.Context) error {
	var undated []records.Undated
	files := map[string]int{}
	for i, p := range x.parts {
		table := x.sources[i].Resource.Table
		for _, u := range p.held.Undated {
			undated = append(undated, records.Undated{Table: table, File: files[table], Key: u.Key})
		}
		files[table]++
	}
	periods, err := x.records.HeldPeriods(ctx, undated)
	if err != nil {
		return fmt.Errorf("count records without a date: %w", err)
	}
	for i, p := range x.parts {
		s := x.sources[i]
		for kind, records := range p.held.Kinds {
			x.countHeld(s, kind, records)
		}
		for n, u := range p.held.Undated {
			u.Period = periods[n]
			x.countHeld(s, u.Kind, u.Records)
		}
		for _, f := range p.held.Faults {
			r := rejects.Reject{Violation: f.Violation, Table: s.Resource.Table, Source: s.Name, Period: f.Period, Record: f.Text}
			if f.Undated >= 0 {
				r.Period = periods[f.Undated]
			}
			if err := x.suggestHeld(&r.Violation, s.Resource); err != nil {
				return err
			}
			x.addReject(r)
		}
		periods = periods[len(p.held.Undated):]
	}
	return nil
}

func (x *ingestion) countHeld(s extract.Source, kind extract.Kind, records int) {
	x.budgets.addHeld(s.Resource.Table, kind.Period, string(kind.Rule), records)
	x.kinds[faultKind{s.Resource.Table, s.Name, string(kind.Rule), kind.Column, kind.Period}] += records
}

func (x *ingestion) addReject(r rejects.Reject) {
	if r.File != extract.CorrectionsFile {
		r.Folder = x.base
	}
	r.Rank = x.tableRank(r.Table)
	x.result.Rejects = append(x.result.Rejects, r)
}

// locate finds line or cell, and the text, of rows that the engine refused: it
// reads the sources again, only those that have any, and two at a time.
func (x *ingestion) locate(ctx context.Context, found []records.Reject) error {
	var groups [][]records.Reject
	for at := 0; at < len(found); {
		end := at
		for end < len(found) && found[end].Table == found[at].Table && found[end].File == found[at].File {
			end++
		}
		groups, at = append(groups, found[at:end]), end
	}
	placed, errs := make([][]rejects.Reject, len(groups)), make([]error, len(groups))
	turns := make(chan struct{}, 2)
	if len(x.corrections.All) > 0 { // they keep what they found
		turns = make(chan struct{}, 1)
	}
	var all sync.WaitGroup
	for i, group := range groups {
		all.Go(func() {
			turns <- struct{}{}
			placed[i], errs[i] = x.locateIn(ctx, group)
			<-turns
		})
	}
	all.Wait()
	for i, err := range errs {
		if errors.Is(err, extract.ErrChanged) {
			source, _ := x.sourceOf(groups[i][0].Table, groups[i][0].File)
			errs[i] = x.refuseChanged(source)
		}
	}
	x.result.Rejects = slices.Grow(x.result.Rejects, len(found))
	for _, list := range placed {
		for _, r := range list {
			x.addReject(r)
		}
	}
	return errors.Join(errs...)
}

// locateIn is place for faults of one source.
func (x *ingestion) locateIn(ctx context.Context, found []records.Reject) ([]rejects.Reject, error) {
	source, held := x.sourceOf(found[0].Table, found[0].File)
	var numbers []int
	for _, f := range found {
		if len(numbers) == 0 || numbers[len(numbers)-1] != f.Record {
			numbers = append(numbers, f.Record)
		}
	}
	var placed []rejects.Reject
	at := 0
	err := extract.Open(source, x.corrections).Records(ctx, numbers, held, func(number int, r extract.Record) error {
		for ; at < len(found) && found[at].Record == number; at++ {
			one, err := x.newReject(source, found[at], r)
			if err != nil {
				return err
			}
			placed = append(placed, one)
		}
		return nil
	})
	return placed, err
}

// newReject words one fault of a row.
func (x *ingestion) newReject(source extract.Source, f records.Reject, r extract.Record) (rejects.Reject, error) {
	column := source.Resource.Schema.Index(f.Column)
	v := contract.Violation{
		Severity: contract.Error, File: source.Name, Line: r.Line, Cell: r.Cell(column), Column: f.Column,
		Value: f.Value, Rule: contract.Rule(f.Rule), Expected: f.Expected,
	}
	if f.Value == "" && column >= 0 && column < len(r.Fields) {
		v.Value = string(r.Fields[column])
	}
	if err := x.suggest(&v, source.Resource, column); err != nil {
		return rejects.Reject{}, err
	}
	r.PlaceAtCorrection(&v, column)
	broken := rejects.Reject{Violation: v, Table: f.Table, Source: source.Name, Period: f.Period, Record: r.Text(), Follows: f.Expected == records.Follows}
	broken.Broken = x.rules[f.Rule]
	return broken, nil
}

// byFile gives the faults of one table file by file, in the order of records.
func byFile(found []records.Reject) func(func([]records.Reject) bool) {
	slices.SortStableFunc(found, func(a, b records.Reject) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Record, b.Record))
	})
	return func(yield func([]records.Reject) bool) {
		for at := 0; at < len(found); {
			end := at
			for end < len(found) && found[end].File == found[at].File {
				end++
			}
			if !yield(found[at:end]) {
				return
			}
			at = end
		}
	}
}
