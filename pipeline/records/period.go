package records

import (
	"context"
	"fmt"
	"strings"

	"jaarcijfers/pipeline/engine"
)

// blockRows is how many rows of a file are neighbours of one another.
const blockRows = 1000

// An Undated is a record that was held back before it was staged, and whose date
// could not be read.
type Undated struct {
	Table string
	File  int    // of the files of the table, from 0
	Key   string // the number of its case or offence
}

// dateColumn is the first date of a table, which gives a row its year.
func (r *Store) dateColumn(table string) (string, bool) {
	for _, c := range r.columns[table] {
		if c.Type == "date" {
			return r.dateIn(table, c.Name), true
		}
	}
	return "", false
}

// period is the year that a row of a table counts for: that of its first date, and
// where that cannot be read the year found by datePeriods.
func (r *Store) period(table string) string {
	date, ok := r.dateColumn(table)
	if !ok {
		return "cast(null as varchar)"
	}
	year := "cast(year(" + date + ") as varchar)"
	if !r.undated[table] {
		return year
	}
	return fmt.Sprintf(`coalesce(%s, (
		select any_value(known.period) from (select file as in_file, record as in_record, period from record.undated where table_name = %s and held is null) as known
		where known.in_file = file and known.in_record = record))`, year, engine.Literal(table))
}

// findUndated finds the rows of a table whose date cannot be read, and the year that
// each counts against: else they would count against no year, and a year with many
// of them would seem to keep to its budget.
func (r *Store) findUndated(ctx context.Context, table string) error {
	date, ok := r.dateColumn(table)
	if !ok {
		return nil
	}
	if _, err := r.db.Exec(ctx, "delete from record.undated where table_name = $1", table); err != nil {
		return fmt.Errorf("find rows without a date: %w", err)
	}
	result, err := r.db.Exec(ctx, fmt.Sprintf(`insert into record.undated
		select %s, file, record, null, cast(%s as varchar), null from stage.%s where %s is null`,
		engine.Literal(table), engine.Identifier(r.columns[table][0].Name), engine.Identifier(table), "("+date+")"))
	if err != nil {
		return fmt.Errorf("find rows without a date: %w", err)
	}
	rows, err := result.RowsAffected()
	if err != nil || rows == 0 {
		r.undated[table] = false
		return err
	}
	r.undated[table] = true
	return r.datePeriods(ctx, table)
}

// HeldPeriods gives the year that each record counts against; empty where nothing
// says it.
func (r *Store) HeldPeriods(ctx context.Context, held []Undated) ([]string, error) {
	tables := map[string]bool{}
	for at := 0; at < len(held); {
		end := at
		for end < len(held) && held[end].Table == held[at].Table && held[end].File == held[at].File {
			end++
		}
		_, dated := r.dateColumn(held[at].Table)
		if _, linked := r.links[held[at].Table]; dated || linked {
			tables[held[at].Table] = true
			if err := r.keepUndated(ctx, held[at:end], at); err != nil {
				return nil, err
			}
		}
		at = end
	}
	for table := range tables {
		find := r.datePeriods
		if _, linked := r.links[table]; linked {
			find = r.linkHeldPeriods
		}
		if err := find(ctx, table); err != nil {
			return nil, err
		}
	}
	found, err := r.db.Query(ctx, "select held, coalesce(period, '') from record.undated where held is not null order by held")
	if err != nil {
		return nil, fmt.Errorf("read years of records: %w", err)
	}
	periods := make([]string, len(held))
	for _, row := range found.Rows {
		periods[row[0].(int64)], _ = row[1].(string)
	}
	return periods, nil
}

// keepUndated keeps records of one file, as one text: a hundred thousand parameters
// would take longer than all else.
func (r *Store) keepUndated(ctx context.Context, held []Undated, from int) error {
	const between = "\x1f"
	keys := make([]string, len(held))
	for i, h := range held {
		keys[i] = strings.ReplaceAll(h.Key, between, " ")
	}
	_, err := r.db.Exec(ctx, `insert into record.undated
		select $1, $2, null, $3 + unnest(range(len(keys))), unnest(keys), null from (select string_split($4, chr(31)) as keys)`,
		held[0].Table, held[0].File, from, strings.Join(keys, between))
	if err != nil {
		return fmt.Errorf("keep records without a date: %w", err)
	}
	return nil
}

// datePeriods gives the rows of a table without a date the year of: the dated rows
// whose first column begins or ends alike (S24-0001 and S24-0002, 13-1-24 and 16-2-24),
// when most of them are of one year, whichever of the two says it more surely; else
// most rows around it in its file; else most rows of its file; else of the table.
func (r *Store) datePeriods(ctx context.Context, table string) error {
	date, _ := r.dateColumn(table)
	key := "cast(" + engine.Identifier(r.columns[table][0].Name) + " as varchar)"
	_, err := r.db.Exec(ctx, fmt.Sprintf(`
		create or replace temp table undated_mark as
			select distinct
				undated.file, undated.record, undated.held,
				unnest([1, 2, 3, 4, 5]) as way,
				unnest([%[4]s, %[5]s, concat_ws('/', file, record // %[6]d), cast(file as varchar), 'all']) as mark
			from record.undated where table_name = %[1]s;
		create or replace temp table dated_mark as
			with marked as (
				select
					year(%[3]s) as year, %[7]s as starts, %[8]s as ends,
					concat_ws('/', file, record // %[6]d) as block, cast(file as varchar) as file_mark
				from stage.%[2]s where (%[3]s) is not null
			),
			counted as (
				select 1 as way, starts as mark, year, count(*) as row_count from marked where starts in (select mark from undated_mark where way = 1) group by all
				union all
				select 2, ends, year, count(*) from marked where ends in (select mark from undated_mark where way = 2) group by all
				union all
				select 3, block, year, count(*) from marked where block in (select mark from undated_mark where way = 3) group by all
				union all
				select 4, file_mark, year, count(*) from marked group by all
				union all
				select 5, 'all', year, count(*) from marked group by all
			)
			select way, mark, cast(year as varchar) as period, row_count / sum(row_count) over (partition by way, mark) as share
			from counted
			qualify row_number() over (partition by way, mark order by row_count desc, year) = 1;
		update record.undated set period = best.period
		from (
			select undated_mark.file, undated_mark.record, undated_mark.held, dated_mark.period
			from undated_mark
			join dated_mark using (way, mark)
			where undated_mark.way > 2 or (undated_mark.mark <> '' and dated_mark.share > 0.5)
			qualify row_number() over (
				partition by undated_mark.file, undated_mark.record, undated_mark.held
				order by greatest(undated_mark.way, 2), dated_mark.share desc, undated_mark.way
			) = 1
		) as best
		where
			undated.table_name = %[1]s and undated.file = best.file
			and undated.record is not distinct from best.record and undated.held is not distinct from best.held`,
		engine.Literal(table), engine.Identifier(table), date, keyStart("key"), keyEnd("key"), blockRows, keyStart(key), keyEnd(key)))
	if err != nil {
		return fmt.Errorf("find years of rows of %s without a date: %w", table, err)
	}
	return nil
}

// keyStart and keyEnd are the parts of a number in which systems put the year.
func keyStart(key string) string { return "regexp_extract(" + key + ", '^[A-Za-z0-9]+')" }
func keyEnd(key string) string   { return "regexp_extract(" + key + ", '[A-Za-z0-9]+$')" }
