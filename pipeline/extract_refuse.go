package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/extract"
	"jaarcijfers/pipeline/warehouse"
)

// mostRejects is how many faults are listed one by one; all are counted.
const mostRejects = 1_000_000

// mostTold is how many faults of one rule in one file are told on the screen.
const mostTold = 10

// refuse lists all rejected rows with their place and text, counts them by rule
// and year, and stops when a year has more of them than its budget.
func (x *extraction) refuse(ctx context.Context) error {
	if !x.failing { // else rows may refer to what was not read
		problems, err := x.records.RejectLinks(ctx, x.models)
		if err != nil || len(problems) > 0 {
			return x.stopModels(problems, err)
		}
	}
	if err := x.addHeld(ctx); err != nil {
		return err
	}
	found, all, err := x.records.Rejects(ctx, mostRejects)
	if err != nil {
		return fmt.Errorf("list rejects: %w", err)
	}
	if err := x.place(ctx, found); err != nil {
		return err
	}
	x.run.report.RejectsUnlisted = all - len(found)
	tallies, err := x.records.Tallies(ctx, x.tables())
	if err != nil {
		return err
	}
	x.budgets.count(tallies)
	x.run.private = x.tables()
	if err := x.run.keepRejects(ctx); err != nil {
		return err
	}
	if err := x.keepCounts(); err != nil {
		return err
	}
	err = x.stop(append(x.told(), x.budgets.exceeded()...))
	if x.failing {
		return ErrRejected
	}
	return err
}

// addHeld adds the records that were held back before the engine saw them.
func (x *extraction) addHeld(ctx context.Context) error {
	var list []reject
	var undated []warehouse.Undated
	var at []int // in list, of each in undated
	files := map[string]int{}
	for i, p := range x.parts {
		resource := x.sources[i].Resource
		for _, f := range p.faults {
			r := reject{Violation: f.Violation, table: resource.Table, period: periodOf(resource, f.Fields), record: f.Text}
			if r.period == "" {
				undated, at = append(undated, warehouse.Undated{Table: r.table, File: files[r.table], Key: firstOf(f.Fields)}), append(at, len(list))
			}
			list = append(list, r)
		}
		files[resource.Table]++
	}
	periods, err := x.records.HeldPeriods(ctx, undated)
	if err != nil {
		return fmt.Errorf("count records without a date: %w", err)
	}
	for i, period := range periods {
		list[at[i]].period = period
	}
	for _, r := range list {
		x.add(r)
		x.budgets.held(r.table, r.period, string(r.Rule))
	}
	return nil
}

// firstOf is the first field of a record, its number; empty when there is none.
func firstOf(fields []string) string {
	if len(fields) == 0 {
		return ""
	}
	return fields[0]
}

func (x *extraction) add(r reject) {
	r.Folder = x.base
	x.run.rejects = append(x.run.rejects, r)
}

// periodOf is the year of the first date among the fields of a record that was
// held back, where that can be read.
func periodOf(r *contract.Resource, fields []string) string {
	for i, f := range r.Schema.Fields {
		if f.Type != contract.Date || i >= len(fields) || len(fields[i]) < 5 || fields[i][4] != '-' {
			continue
		}
		if _, err := strconv.Atoi(fields[i][:4]); err == nil {
			return fields[i][:4]
		}
	}
	return ""
}

// place finds line or cell, and the text, of rows that the engine refused: it
// reads the sources again, only those that have any, and two at a time.
func (x *extraction) place(ctx context.Context, found []warehouse.RecordReject) error {
	var groups [][]warehouse.RecordReject
	for at := 0; at < len(found); {
		end := at
		for end < len(found) && found[end].Table == found[at].Table && found[end].File == found[at].File {
			end++
		}
		groups, at = append(groups, found[at:end]), end
	}
	placed, errs := make([][]reject, len(groups)), make([]error, len(groups))
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
	x.run.rejects = slices.Grow(x.run.rejects, len(found))
	for _, list := range placed {
		for _, r := range list {
			x.add(r)
		}
	}
	return errors.Join(errs...)
}

// sourceOf finds a source by the number that its table gives it, with what was held
// back of it.
func (x *extraction) sourceOf(table string, file int) (extract.Source, []extract.Fault) {
	for i, s := range x.sources {
		if s.Resource.Table != table {
			continue
		}
		if file == 0 {
			return s, x.parts[i].faults
		}
		file--
	}
	return extract.Source{}, nil
}

// placeIn is place for faults of one source.
func (x *extraction) placeIn(ctx context.Context, found []warehouse.RecordReject) ([]reject, error) {
	source, held := x.sourceOf(found[0].Table, found[0].File)
	var numbers []int
	for _, f := range found {
		if len(numbers) == 0 || numbers[len(numbers)-1] != f.Record {
			numbers = append(numbers, f.Record)
		}
	}
	var placed []reject
	at := 0
	err := extract.Open(source, x.corrections).Records(ctx, numbers, held, func(number int, r extract.Record) error {
		for ; at < len(found) && found[at].Record == number; at++ {
			placed = append(placed, x.rejected(source, found[at], r))
		}
		return nil
	})
	return placed, err
}

// rejected words one fault of a row.
func (x *extraction) rejected(source extract.Source, f warehouse.RecordReject, r extract.Record) reject {
	column := source.Resource.Schema.Index(f.Column)
	v := contract.Violation{
		Severity: contract.Error, File: source.Name, Line: r.Line, Cell: r.Cell(column), Column: f.Column,
		Value: f.Value, Rule: contract.Rule(f.Rule), Expected: f.Expected,
	}
	if f.Value == "" && column >= 0 && column < len(r.Fields) {
		v.Value = string(r.Fields[column])
	}
	x.suggest(&v, source.Resource, column)
	broke := reject{Violation: v, table: f.Table, period: f.Period, record: r.Text()}
	if at := slices.IndexFunc(x.models.Checks, func(c warehouse.Check) bool { return c.Name == "reject."+f.Rule }); at >= 0 {
		broke.check = &x.models.Checks[at]
	}
	return broke
}

// told are the faults that a person reads on the screen: the first of each rule in
// each file. The others are in the list.
func (x *extraction) told() []contract.Violation {
	var told []contract.Violation
	tables, all := x.tables(), 0
	seen := map[string]int{}
	for _, r := range x.run.rejects {
		if !slices.Contains(tables, r.table) {
			continue
		}
		all++
		key := r.File + "\x00" + string(r.Rule)
		if seen[key]++; seen[key] > mostTold {
			continue
		}
		v := r.worded()
		if x.budgets.within(r.table) {
			v.Severity = contract.Warning
		}
		told = append(told, v)
	}
	x.run.report.RejectsMore = all - len(told)
	return told
}
