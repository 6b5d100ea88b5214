package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/records"
	"jaarcijfers/pipeline/rejects"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/source/extract"
)

// mostTold is how many faults of one rule in one file are told on the screen.
const mostTold = 10

// refuse lists rejected rows with their place and text, the first of each kind, counts
// all by rule and year, and stops when a year has more of them than its budget.
func (x *ingestion) refuse(ctx context.Context) error {
	if !x.failing { // else rows may refer to what was not read
		problems, err := x.records.RejectLinks(ctx, x.models)
		if err != nil || len(problems) > 0 {
			return x.stopModels(problems, err)
		}
		if err := x.markFollowing(ctx); err != nil {
			return err
		}
		if err := x.linkPeriods(ctx); err != nil {
			return err
		}
	}
	if err := x.addHeld(ctx); err != nil {
		return err
	}
	found, err := x.records.Rejects(ctx, extract.MostListed)
	if err != nil {
		return fmt.Errorf("list rejects: %w", err)
	}
	if err := x.place(ctx, found); err != nil {
		return err
	}
	if err := x.countKinds(ctx); err != nil {
		return err
	}
	tallies, err := x.records.Tallies(ctx, x.tables())
	if err != nil {
		return err
	}
	x.budgets.count(tallies)
	told, err := x.told()
	if err != nil {
		return err
	}
	whole, err := x.asWhole(ctx)
	if err != nil {
		return err
	}
	x.result.Tables, x.result.Counts = x.tables(), x.rejectCounts()
	err = x.stop(slices.Concat(told, whole, x.budgets.exceeded()))
	if x.failing {
		return report.ErrRejected
	}
	return err
}

// asWhole says what no row shows by itself. While a file was not read it is not looked
// at: the rest is there by chance.
func (x *ingestion) asWhole(ctx context.Context) ([]contract.Violation, error) {
	var all []contract.Violation
	if x.failing {
		return nil, nil
	}
	for _, look := range []func(context.Context) ([]contract.Violation, error){x.causes, x.clusters, x.singleCodes, x.lonelyYears} {
		found, err := look(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

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
			x.add(r)
		}
		periods = periods[len(p.held.Undated):]
	}
	return nil
}

func (x *ingestion) countHeld(s extract.Source, kind extract.Kind, records int) {
	x.budgets.held(s.Resource.Table, kind.Period, string(kind.Rule), records)
	x.kinds[faultKind{s.Resource.Table, s.Name, string(kind.Rule), kind.Column, kind.Period}] += records
}

func (x *ingestion) add(r rejects.Reject) {
	if r.File != extract.CorrectionsFile {
		r.Folder = x.base
	}
	r.Rank = x.tableRank(r.Table)
	x.result.Rejects = append(x.result.Rejects, r)
}

// place finds line or cell, and the text, of rows that the engine refused: it
// reads the sources again, only those that have any, and two at a time.
func (x *ingestion) place(ctx context.Context, found []records.Reject) error {
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
			placed[i], errs[i] = x.placeIn(ctx, group)
			<-turns
		})
	}
	all.Wait()
	for i, err := range errs {
		if errors.Is(err, extract.ErrChanged) {
			source, _ := x.sourceOf(groups[i][0].Table, groups[i][0].File)
			errs[i] = x.changed(source)
		}
	}
	x.result.Rejects = slices.Grow(x.result.Rejects, len(found))
	for _, list := range placed {
		for _, r := range list {
			x.add(r)
		}
	}
	return errors.Join(errs...)
}

// sourceOf finds a source by the number that its table gives it, with what was held
// back of it.
func (x *ingestion) sourceOf(table string, file int) (extract.Source, extract.Held) {
	for i, s := range x.sources {
		if s.Resource.Table != table {
			continue
		}
		if file == 0 {
			return s, x.parts[i].held
		}
		file--
	}
	return extract.Source{}, extract.Held{}
}

// placeIn is place for faults of one source.
func (x *ingestion) placeIn(ctx context.Context, found []records.Reject) ([]rejects.Reject, error) {
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
			one, err := x.rejected(source, found[at], r)
			if err != nil {
				return err
			}
			placed = append(placed, one)
		}
		return nil
	})
	return placed, err
}

// rejected words one fault of a row.
func (x *ingestion) rejected(source extract.Source, f records.Reject, r extract.Record) (rejects.Reject, error) {
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

// readRules takes the words of the rules of sql/reject from the models.
func (x *ingestion) readRules() {
	x.rules = map[string]*rejects.Rule{}
	for _, c := range x.models.Checks {
		if rule, ok := strings.CutPrefix(c.Name, "reject."); ok {
			x.rules[rule] = &rejects.Rule{MustNot: c.MustNot, Do: c.Do}
		}
	}
}

// rejectCounts are the counts that stand beside the list of rejected rows.
func (x *ingestion) rejectCounts() *rejects.Counts {
	c := &rejects.Counts{
		Synthetic: x.synthetic, Unlisted: x.result.Report.RejectsUnlisted, Counts: x.budgets.list(), Tables: x.budgets.name, Rules: x.mustNot(),
	}
	for k, faults := range x.kinds {
		c.Kinds = append(c.Kinds, rejects.Kind{Table: k.table, File: k.file, Rule: k.rule, Column: k.column, Period: k.period, Faults: faults})
	}
	return c
}

// mustNot says by rule of sql/reject, and by language, what must not be.
func (x *ingestion) mustNot() map[string]map[string]string {
	all := map[string]map[string]string{}
	for name, rule := range x.rules {
		all[name] = rule.MustNot
	}
	return all
}
