package records

import (
	"context"
	"fmt"
	"strings"

	"jaarcijfers/pipeline/engine"
)

// A Tally counts the rows of one table in one year. Period is empty for rows whose
// year is not known.
type Tally struct {
	Table, Period, Rule string // Rule is empty for the rows of any rule, each counted once
	Rows                int    // that there are, of Period
	Rejected            int
	Follows             int // of those, that only follow from another (see Follows)
}

// Tallies counts the rows that were rejected, by table and year and by rule, beside
// how many there are. A row that breaks a rule twice is one row.
func (r *Store) Tallies(ctx context.Context, tables []string) ([]Tally, error) {
	var counts []string
	for _, table := range tables {
		if _, linked := r.links[table]; linked {
			counts = append(counts, linkedRows(table))
			continue
		}
		counts = append(counts, fmt.Sprintf("select %s as table_name, coalesce(%s, '') as period, count(*) as row_count from stage.%s group by all having count(*) > 0",
			engine.Literal(table), r.period(table), engine.Identifier(table)))
	}
	list, err := engine.All(ctx, r.db, `
		with staged as (`+strings.Join(counts, " union all ")+`),
		rejected as (
			select table_name, coalesce(period, '') as period, '' as rule, count(distinct (file, record)) as rejected from record.reject group by all
			union all
			select table_name, coalesce(period, ''), rule, count(distinct (file, record)) from record.reject group by all
		),
		following as (
			select table_name, period, '' as rule, count(*) as follows
			from (
				select table_name, coalesce(period, '') as period, file, record
				from record.reject
				group by all
				having bool_and(expected is not distinct from $1)
			) as row_of_those
			group by table_name, period
		)
		select
			coalesce(staged.table_name, rejected.table_name), coalesce(staged.period, rejected.period), coalesce(rejected.rule, ''),
			coalesce(staged.row_count, 0), coalesce(rejected.rejected, 0), coalesce(following.follows, 0)
		from staged
		full join rejected on rejected.table_name = staged.table_name and rejected.period = staged.period
		left join following on following.table_name = rejected.table_name and following.period = rejected.period and following.rule = rejected.rule
		order by all`, func(t *Tally) []any {
		return []any{&t.Table, &t.Period, &t.Rule, &t.Rows, &t.Rejected, &t.Follows}
	}, Follows)
	if err != nil {
		return nil, fmt.Errorf("count rejects: %w", err)
	}
	return list, nil
}

// FileRejects counts the rejected rows of every file of a table.
func (r *Store) FileRejects(ctx context.Context, table string) (map[int]int, error) {
	found, err := r.db.Query(ctx, "select file, count(distinct record) from record.reject where table_name = $1 group by file", table)
	if err != nil {
		return nil, fmt.Errorf("count rejects by file: %w", err)
	}
	counts := map[int]int{}
	for _, row := range found.Rows {
		file, _ := row[0].(int64)
		count, _ := row[1].(int64)
		counts[int(file)] = int(count)
	}
	return counts, nil
}

// Synthetic tells whether some accepted row says that it was generated, and
// whether all do.
func (r *Store) Synthetic(ctx context.Context) (some, all bool, err error) {
	var parts []string
	for table, columns := range r.columns {
		if hasRecordColumn(columns, "synthetic") {
			parts = append(parts, "select bool_or(synthetic) as one_is, bool_and(coalesce(synthetic, false)) as all_are from accepted."+engine.Identifier(table))
		}
	}
	statement := "select coalesce(bool_or(one_is), false), coalesce(bool_and(all_are), false) from (" + strings.Join(parts, " union all ") + ")"
	if err := r.db.QueryRow(ctx, statement).Scan(&some, &all); err != nil {
		return false, false, fmt.Errorf("look for generated rows: %w", err)
	}
	return some, all, nil
}

// A Code is one code that an extract may hold, with its names.
type Code struct{ Dimension, Code, NL, EN string }

// Codes lists the codes of an extract.
func (r *Store) Codes(ctx context.Context) ([]Code, error) {
	list, err := engine.All(ctx, r.db, `
		select code.dimension, code.code, category.label_nl, category.label_en
		from raw.extract_code as code
		join raw.codelist_category as category using (dimension, code)
		order by all`, func(c *Code) []any {
		return []any{&c.Dimension, &c.Code, &c.NL, &c.EN}
	})
	if err != nil {
		return nil, fmt.Errorf("list codes: %w", err)
	}
	return list, nil
}
