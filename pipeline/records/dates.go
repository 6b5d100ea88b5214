package records

import (
	"context"
	"fmt"
	"strings"
	"time"

	"jaarcijfers/pipeline/engine"
)

// Rules about dates that can be read and cannot be right.
const (
	recordFiller = "date_filler"
	recordAfter  = "date_after"
	recordFuture = "date_future"
	recordBefore = "date_before"
)

// DateBounds are the first and the last day that a row may have.
type DateBounds struct {
	First, Last time.Time // zero for none
	Today       bool      // Last is the day of the run, since that of the extract is not known
}

// Bound has RejectRows refuse rows with a date outside bounds.
func (r *Store) Bound(bounds DateBounds) { r.bounds = bounds }

// FirstCodeDay is the first day from which a code of an extract holds, of those that
// say one; zero when none does.
func (r *Store) FirstCodeDay(ctx context.Context) (time.Time, error) {
	day, err := engine.One[*time.Time](ctx, r.db, "select min(valid_from) from raw.extract_code")
	if err != nil {
		return time.Time{}, fmt.Errorf("find first day of codes: %w", err)
	}
	if day == nil {
		return time.Time{}, nil
	}
	return *day, nil
}

// outside says which dates of a column cannot be right: those beyond the bounds, and
// those that systems write where there is none.
func (r *Store) outside(column string) string {
	name := engine.Identifier(column)
	parts := []string{name + " in (select day from raw.filler_date)"}
	if !r.bounds.First.IsZero() {
		parts = append(parts, name+" < date "+day(r.bounds.First))
	}
	if !r.bounds.Last.IsZero() {
		parts = append(parts, name+" > date "+day(r.bounds.Last))
	}
	return "(" + strings.Join(parts, " or ") + ")"
}

func day(at time.Time) string { return engine.Literal(at.Format(time.DateOnly)) }

// dateIn is a column of dates, without those that cannot be right.
func (r *Store) dateIn(table, column string) string {
	if !r.strays[table+"."+column] {
		return engine.Identifier(column)
	}
	return "case when not " + r.outside(column) + " then " + engine.Identifier(column) + " end"
}

// findStrays looks in which columns of a table any date lies outside the bounds. The
// first and last of each are known without reading rows.
func (r *Store) findStrays(ctx context.Context, table string) error {
	for _, c := range r.columns[table] {
		if c.Type != "date" {
			continue
		}
		name := engine.Identifier(c.Name)
		statement := fmt.Sprintf(`
			with ends as (select min(%[1]s) as first_day, max(%[1]s) as last_day from stage.%[2]s),
			edges as (select first_day as %[1]s from ends union all select last_day from ends)
			select
				coalesce(bool_or(%[3]s), false)
				or exists (select 1 from ends join raw.filler_date on filler_date.day between first_day and last_day)
			from edges`, name, engine.Identifier(table), r.outside(c.Name))
		some, err := engine.One[bool](ctx, r.db, statement)
		if err != nil {
			return fmt.Errorf("look at bounds of %s: %w", c.Name, err)
		}
		r.strays[table+"."+c.Name] = some
	}
	return nil
}

// rejectDates rejects rows with such a date.
func (r *Store) rejectDates(ctx context.Context, table string) error {
	after := recordAfter
	if r.bounds.Today {
		after = recordFuture
	}
	for _, c := range r.columns[table] {
		if !r.strays[table+"."+c.Name] {
			continue
		}
		name := engine.Identifier(c.Name)
		known := name + " in (select day from raw.filler_date)"
		from := "from stage." + engine.Identifier(table) + " where "
		if err := r.reject(ctx, table, c.Name, recordFiller, noText, noText, from+known); err != nil {
			return err
		}
		if last := r.bounds.Last; !last.IsZero() {
			if err := r.reject(ctx, table, c.Name, after, noText, day(last), from+name+" > date "+day(last)+" and not "+known); err != nil {
				return err
			}
		}
		if first := r.bounds.First; !first.IsZero() {
			if err := r.reject(ctx, table, c.Name, recordBefore, noText, day(first), from+name+" < date "+day(first)+" and not "+known); err != nil {
				return err
			}
		}
	}
	return nil
}

// AfterLast counts the dates that are refused since they are after the day that was
// given for the extract, beside all dates there are.
func (r *Store) AfterLast(ctx context.Context) (after, all int, last time.Time, err error) {
	var latest *time.Time
	statement := fmt.Sprintf(`
		select count(*) filter (where day > date %[1]s and not stray), count(day), max(day) filter (where not stray)
		from (select day, day in (select day from raw.filler_date) as stray from (%[2]s))`, day(r.bounds.Last), r.days("stage"))
	if err = r.db.QueryRow(ctx, statement).Scan(&after, &all, &latest); err != nil {
		return 0, 0, last, fmt.Errorf("count dates after the extract: %w", err)
	}
	if latest != nil {
		last = *latest
	}
	return after, all, last, nil
}

// days asks for every date of every table.
func (r *Store) days(schema string) string {
	parts := []string{"select cast(null as date) as day where false"}
	for table, columns := range r.columns {
		for _, c := range columns {
			if c.Type == "date" {
				parts = append(parts, "select "+engine.Identifier(c.Name)+" as day from "+schema+"."+engine.Identifier(table))
			}
		}
	}
	return strings.Join(parts, " union all ")
}

// A DayCount is how many dates of accepted rows are of one day.
type DayCount struct {
	Day   time.Time
	Dates int
}

// Days counts the dates of accepted rows, in order.
func (r *Store) Days(ctx context.Context) ([]DayCount, error) {
	days, err := engine.All(ctx, r.db, "select day, count(*) from ("+r.days("accepted")+") where day is not null group by day order by day", func(d *DayCount) []any {
		return []any{&d.Day, &d.Dates}
	})
	if err != nil {
		return nil, fmt.Errorf("count dates by day: %w", err)
	}
	return days, nil
}

// RowsFrom lists the first accepted rows with a date on or after a day, as faults of
// a rule, for their places to be found.
func (r *Store) RowsFrom(ctx context.Context, table string, from time.Time, rule string, most int) ([]Reject, error) {
	var list []Reject
	for _, c := range r.columns[table] {
		if c.Type != "date" {
			continue
		}
		statement := fmt.Sprintf("select file, record from accepted.%s where %s >= date %s order by all limit %d", engine.Identifier(table), engine.Identifier(c.Name), day(from), most)
		found, err := r.db.Query(ctx, statement)
		if err != nil {
			return nil, fmt.Errorf("find rows from %s: %w", from.Format(time.DateOnly), err)
		}
		for _, row := range found.Rows {
			file, _ := row[0].(int64)
			record, _ := row[1].(int64)
			list = append(list, Reject{Table: table, File: int(file), Record: int(record), Column: c.Name, Rule: rule})
		}
	}
	return list, nil
}

// An UnreadDates is a column of dates of one file, with how many texts of it were
// read and how many were not.
type UnreadDates struct {
	File         int // of the files of the table, from 0
	Column       string
	Read, Unread int
}

// UnreadDates lists the columns of dates of a table that hold texts in another form.
func (r *Store) UnreadDates(ctx context.Context, table string) ([]UnreadDates, error) {
	seen, err := engine.One[int64](ctx, r.db, "select coalesce(bit_or(fault), 0) from stage."+engine.Identifier(table))
	if err != nil {
		return nil, fmt.Errorf("look at dates: %w", err)
	}
	var list []UnreadDates
	for i, c := range r.columns[table] {
		bit := int64(1) << (2*i + 1)
		if c.Type != "date" || seen&bit == 0 {
			continue
		}
		found, err := r.db.Query(ctx, fmt.Sprintf("select file, count(%s), count(*) filter (where fault & %d <> 0) from stage.%s group by file order by file", engine.Identifier(c.Name), bit, engine.Identifier(table)))
		if err != nil {
			return nil, fmt.Errorf("look at dates of %s: %w", c.Name, err)
		}
		for _, row := range found.Rows {
			file, _ := row[0].(int64)
			read, _ := row[1].(int64)
			unread, _ := row[2].(int64)
			list = append(list, UnreadDates{File: int(file), Column: c.Name, Read: int(read), Unread: int(unread)})
		}
	}
	return list, nil
}
