package records

import (
	"context"
	"fmt"

	"jaarcijfers/pipeline/engine"
)

// A SingleCode is a column in which all rows of a table have one code.
type SingleCode struct {
	Column, Code string
	Year         string // in which; empty for all
	Rows         int
}

// SingleCodes lists the columns with codes, or with true and false, that hold a value in
// every accepted row of a table and the same one: in all years, or where others have
// more, in one year of at least most rows.
func (r *Store) SingleCodes(ctx context.Context, table string, least int) ([]SingleCode, error) {
	year := "cast(null as integer)"
	if date, ok := r.dateColumn(table); ok {
		year = "year(" + date + ")"
	}
	var list []SingleCode
	for _, c := range r.columns[table] {
		if !c.Required || c.Codelist == "" && c.Type != "boolean" {
			continue
		}
		statement := fmt.Sprintf(`
			with by_year as (
				select %[1]s as year, min(cast(%[2]s as varchar)) as first_code, max(cast(%[2]s as varchar)) as last_code, count(*) as row_count
				from accepted.%[3]s group by all
			),
			whole as (
				select min(first_code) as first_code, max(last_code) as last_code, cast(sum(row_count) as bigint) as row_count from by_year
			)
			select '' as year, first_code, row_count from whole where first_code = last_code and row_count >= %[4]d
			union all
			select cast(by_year.year as varchar), by_year.first_code, by_year.row_count from by_year cross join whole
			where by_year.first_code = by_year.last_code and whole.first_code <> whole.last_code and by_year.row_count >= %[4]d and by_year.year is not null
			order by year`, year, engine.Identifier(c.Name), engine.Identifier(table), least)
		found, err := r.db.Query(ctx, statement)
		if err != nil {
			return nil, fmt.Errorf("look for a single code in %s: %w", c.Name, err)
		}
		for _, row := range found.Rows {
			rows, _ := row[2].(int64)
			list = append(list, SingleCode{Column: c.Name, Code: fmt.Sprint(row[1]), Year: fmt.Sprint(row[0]), Rows: int(rows)})
		}
	}
	return list, nil
}

// A YearCount is how many offences came in in one year.
type YearCount struct{ Year, Offences int }

// Years counts the accepted offences by year, in order.
func (r *Store) Years(ctx context.Context) ([]YearCount, error) {
	found, err := r.db.Query(ctx, "select year(inflow_date), count(*) from accepted.offence where inflow_date is not null group by all order by all")
	if err != nil {
		return nil, fmt.Errorf("count offences by year: %w", err)
	}
	var years []YearCount
	for _, row := range found.Rows {
		year, _ := row[0].(int64)
		offences, _ := row[1].(int64)
		years = append(years, YearCount{int(year), int(offences)})
	}
	return years, nil
}

// RowsBefore lists the first accepted offences that came in before a year, as faults of
// a rule, for their places to be found.
func (r *Store) RowsBefore(ctx context.Context, table, column string, year int, rule string, most int) ([]Reject, error) {
	found, err := r.db.Query(ctx, fmt.Sprintf("select file, record, cast(%[2]s as varchar) from accepted.%[1]s where year(%[2]s) < %[3]d order by all limit %[4]d",
		engine.Identifier(table), engine.Identifier(column), year, most))
	if err != nil {
		return nil, fmt.Errorf("find rows before %d: %w", year, err)
	}
	var list []Reject
	for _, row := range found.Rows {
		file, _ := row[0].(int64)
		record, _ := row[1].(int64)
		list = append(list, Reject{Table: table, File: int(file), Record: int(record), Column: column, Rule: rule, Value: fmt.Sprint(row[2])})
	}
	return list, nil
}

// LastKey is the last value of a column of a table, in the order of texts; empty when
// there is none.
func (r *Store) LastKey(ctx context.Context, table, column string) (string, error) {
	last, err := engine.One[string](ctx, r.db, fmt.Sprintf("select coalesce(max(%s), '') from stage.%s", engine.Identifier(column), engine.Identifier(table)))
	if err != nil {
		return "", fmt.Errorf("look for the last key of %s: %w", table, err)
	}
	return last, nil
}

// NameKeys gives by table the column whose keys may not differ in capitals only.
func (r *Store) NameKeys(columns map[string]string) { r.named = columns }

// recordAlike is the rule of keys that only capitals keep apart.
const recordAlike = "duplicate_alike"

// rejectAlike keeps the first row of keys that are the same but for capitals: one row that
// was exported twice would count twice. That is looked at only where a column has both
// small letters and capitals. Noughts at the start make another number: 1 is not 01.
func (r *Store) rejectAlike(ctx context.Context, table string) error {
	key, ok := r.named[table]
	if !ok {
		return nil
	}
	column := engine.Identifier(key)
	statement := fmt.Sprintf("select coalesce(bool_or(upper(%[1]s) <> %[1]s) and bool_or(lower(%[1]s) <> %[1]s), false) from stage.%[2]s", column, engine.Identifier(table))
	can, err := engine.One[bool](ctx, r.db, statement)
	if err != nil {
		return fmt.Errorf("look at how keys are written: %w", err)
	}
	if !can {
		return nil
	}
	alike := "lower(" + column + ")"
	once := fmt.Sprintf(`create or replace temp table first_alike as
		select key_hash, min({'file': file, 'record': record}) as first, arg_min(key, {'file': file, 'record': record}) as key
		from (select hash(%[1]s) as key_hash, %[2]s as key, file, record from stage.%[3]s where %[2]s is not null)
		group by key_hash having count(distinct key) > 1`, alike, column, engine.Identifier(table))
	if _, err := r.db.Exec(ctx, once); err != nil {
		return fmt.Errorf("find keys that are alike: %w", err)
	}
	from := fmt.Sprintf(`from stage.%[1]s as staged join first_alike on first_alike.key_hash = hash(%[2]s) and lower(first_alike.key) = %[2]s
		where staged.%[3]s <> first_alike.key`, engine.Identifier(table), alike, column)
	return r.reject(ctx, table, key, recordAlike, "staged."+column, "first_alike.key", from)
}
