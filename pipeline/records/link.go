package records

import (
	"context"
	"fmt"

	"jaarcijfers/pipeline/engine"
)

// LinkPeriods says by which link the rows of a table without a date get a year: that
// of the row that they refer to. It gives it to the rejected ones, after all rules
// have run; a row that refers to nothing that has a year keeps none.
func (r *Store) LinkPeriods(ctx context.Context, l Link) error {
	if _, dated := r.dateColumn(l.Table); dated {
		return nil
	}
	r.links[l.Table] = l
	statement := fmt.Sprintf(`
		with rejected as (
			select distinct file, record from record.reject where table_name = %[1]s
		),
		referring as (
			select staged.file, staged.record, staged.%[2]s as key
			from stage.%[3]s as staged
			join rejected on rejected.file = staged.file and rejected.record = staged.record
		),
		%[4]s
		update record.reject set period = known.period
		from (select file, record, period from referring join referred using (key)) as known
		where reject.table_name = %[1]s and reject.file = known.file and reject.record = known.record`,
		engine.Literal(l.Table), engine.Identifier(l.Column), engine.Identifier(l.Table), r.referred(l, "select key from referring"))
	if _, err := r.db.Exec(ctx, statement); err != nil {
		return fmt.Errorf("find years of rows of %s: %w", l.Table, err)
	}
	return nil
}

// referred is a part of a query: the year of each key among those that a row can
// refer to, the first when several rows have it.
func (r *Store) referred(l Link, keys string) string {
	return fmt.Sprintf(`referred as (
			select key, min(period) as period
			from (select %[1]s as key, %[2]s as period from stage.%[3]s where %[1]s in (%[4]s)) as year_of_key
			group by key
		)`, engine.Identifier(l.ToColumn), r.period(l.ToTable), engine.Identifier(l.ToTable), keys)
}

// linkHeldPeriods is LinkPeriods for records that were held back before they were staged.
func (r *Store) linkHeldPeriods(ctx context.Context, table string) error {
	statement := fmt.Sprintf(`
		with %s
		update record.undated set period = referred.period
		from referred
		where undated.table_name = %s and undated.key = referred.key`,
		r.referred(r.links[table], "select key from record.undated where table_name = "+engine.Literal(table)), engine.Literal(table))
	if _, err := r.db.Exec(ctx, statement); err != nil {
		return fmt.Errorf("find years of records of %s: %w", table, err)
	}
	return nil
}

// linkedRows is a query for the rows of a table without a date by year: those that
// were accepted, as the models counted them, and those that were not.
func linkedRows(table string) string {
	return fmt.Sprintf(`
		select %[1]s as table_name, period, sum(row_count)::bigint as row_count
		from (
			select cast(inflow_year as varchar) as period, row_count from extract.accepted_count where table_name = %[1]s
			union all
			select coalesce(period, ''), count(distinct (file, record)) from record.reject where table_name = %[1]s group by all
		) as counted
		group by all`, engine.Literal(table))
}

// KeepHeldKeys gives models what the records of a table referred to that were held
// back before they were staged.
func (r *Store) KeepHeldKeys(ctx context.Context, table string, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	statement := fmt.Sprintf("insert into record.held_key select %s, unnest([%s])", engine.Literal(table), engine.Literals(keys))
	if _, err := r.db.Exec(ctx, statement); err != nil {
		return fmt.Errorf("keep keys of %s: %w", table, err)
	}
	return nil
}
