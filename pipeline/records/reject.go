package records

import (
	"context"
	"fmt"
	"strings"

	"jaarcijfers/pipeline/engine"
)

// A Reject is one fault of one row of an extract.
type Reject struct {
	Table    string
	File     int // of the files of the table, from 0
	Record   int // in that file, from 0
	Column   string
	Rule     string
	Value    string // what stands there, where the engine knows it
	Expected string
	Period   string // the year that the row counts for; empty when that is not known
}

// Rules about the values of rows.
const (
	recordRequired  = "required"
	recordUnknown   = "foreign_key"
	recordPeriod    = "code_period"
	recordDuplicate = "duplicate"
)

// RejectRows finds the rows of every table that break the contract by themselves:
// a value that is missing or not of its type, a code that is not in its list or
// not on that day, a key that a row before it has. Each is looked for where it can
// be seen at a glance (whether a column holds any, which codes there are at all);
// only then are rows read one by one. keys are the columns of the key of each
// table in which a key may occur twice.
func (r *Store) RejectRows(ctx context.Context, tables []string, keys map[string][]string) error {
	for _, table := range tables {
		for _, find := range []func(context.Context, string) error{
			r.findStrays, r.findUndated, r.rejectFaults, r.rejectDates, r.rejectCodes,
			func(ctx context.Context, table string) error { return r.rejectDuplicates(ctx, table, keys[table]) },
			r.rejectAlike,
		} {
			if err := find(ctx, table); err != nil {
				return fmt.Errorf("find rejects of %s: %w", table, err)
			}
		}
		if err := r.settle(ctx, table); err != nil {
			return err
		}
	}
	return nil
}

// settle leaves out of a table's accepted rows those that were rejected.
func (r *Store) settle(ctx context.Context, table string) error {
	some, err := engine.One[bool](ctx, r.db, "select count(*) > 0 from record.reject where table_name = $1", table)
	if err != nil {
		return fmt.Errorf("count rejects of %s: %w", table, err)
	}
	return r.accept(ctx, table, some)
}

func (r *Store) reject(ctx context.Context, table, column, rule, value, expected, from string) error {
	statement := fmt.Sprintf(`insert into record.reject
		select %s, file, record, %s, %s, %s, %s, %s %s`,
		engine.Literal(table), engine.Literal(column), engine.Literal(rule), value, expected, r.period(table), from)
	if _, err := r.db.Exec(ctx, statement); err != nil {
		return fmt.Errorf("%s: %w", rule, err)
	}
	return nil
}

// noText stands for no value or expectation.
const noText = "cast(null as varchar)"

func (r *Store) rejectFaults(ctx context.Context, table string) error {
	seen, err := engine.One[int64](ctx, r.db, "select coalesce(bit_or(fault), 0) from stage."+engine.Identifier(table))
	if err != nil {
		return fmt.Errorf("look at faults: %w", err)
	}
	for i, c := range r.columns[table] {
		for bit, rule := range map[int64]string{1 << (2 * i): recordRequired, 1 << (2*i + 1): "type_" + typeName(c.Type)} {
			if seen&bit == 0 {
				continue
			}
			from := fmt.Sprintf("from stage.%s where fault & %d <> 0", engine.Identifier(table), bit)
			if err := r.reject(ctx, table, c.Name, rule, noText, noText, from); err != nil {
				return err
			}
		}
	}
	return nil
}

// typeName is the type as the contract names it.
func typeName(engine string) string {
	switch engine {
	case "bigint":
		return "integer"
	case "double":
		return "number"
	}
	return engine
}

// rejectCodes compares the codes that occur, and the days between which each does,
// with the codelist.
func (r *Store) rejectCodes(ctx context.Context, table string) error {
	for _, c := range r.columns[table] {
		if c.Codelist == "" {
			continue
		}
		day, by := r.codeDays(table, c)
		name := engine.Identifier(c.Name)
		bad := fmt.Sprintf(`create or replace temp table bad_code as
			with seen as (
				select %s as code, min(%s) as first_day, max(%s) as last_day from stage.%s where %s is not null group by all
			)
			select seen.code, known.code is null as unknown, known.valid_from, known.valid_to
			from seen
			left join raw.extract_code as known on known.dimension = $1 and known.code = seen.code
			where known.code is null or seen.first_day < known.valid_from or seen.last_day > known.valid_to`, name, by, day, engine.Identifier(table), name)
		if _, err := r.db.Exec(ctx, bad, c.Codelist); err != nil {
			return fmt.Errorf("look at codes of %s: %w", c.Name, err)
		}
		some, err := engine.One[bool](ctx, r.db, "select count(*) > 0 from bad_code")
		if err != nil {
			return fmt.Errorf("look at codes of %s: %w", c.Name, err)
		}
		if !some {
			continue
		}
		for rule, from := range map[string]string{
			recordUnknown: "bad_code.unknown",
			recordPeriod:  fmt.Sprintf("not bad_code.unknown and (%s < bad_code.valid_from or %s > bad_code.valid_to)", by, day),
		} {
			expected := engine.Literal(c.Codelist)
			if rule == recordPeriod {
				expected = "concat_ws('/', coalesce(cast(bad_code.valid_from as varchar), ''), coalesce(cast(bad_code.valid_to as varchar), ''))"
			}
			from = fmt.Sprintf("from stage.%s join bad_code on bad_code.code = %s where %s", engine.Identifier(table), name, from)
			if err := r.reject(ctx, table, c.Name, rule, name, expected, from); err != nil {
				return err
			}
		}
	}
	return nil
}

// codeDays are the day on which a code must hold, and the last day on which that can
// have been: the same, or for a row without it a day that is not before it. Of such a
// row nobody knows that a code that has ended came too late.
func (r *Store) codeDays(table string, c Column) (day, by string) {
	day = "cast(null as date)"
	if c.ValidOn == "" || !hasRecordColumn(r.columns[table], c.ValidOn) {
		return day, day
	}
	day = r.dateIn(table, c.ValidOn)
	if c.ValidBy == "" || !hasRecordColumn(r.columns[table], c.ValidBy) {
		return day, day
	}
	return day, "coalesce(" + day + ", " + r.dateIn(table, c.ValidBy) + ")"
}

func hasRecordColumn(columns []Column, name string) bool {
	for _, c := range columns {
		if c.Name == name {
			return true
		}
	}
	return false
}

// rejectDuplicates keeps the first row of each key. Keys are counted by their
// hash, since ten million texts would take the memory of all else; rows with the
// same hash are then compared by the key itself.
func (r *Store) rejectDuplicates(ctx context.Context, table string, key []string) error {
	if len(key) == 0 {
		return nil
	}
	names := make([]string, len(key))
	for i, k := range key {
		names[i] = engine.Identifier(k)
	}
	all := strings.Join(names, ", ")
	whole := strings.Join(names, " is not null and ") + " is not null"
	if _, err := r.db.Exec(ctx, "create or replace table record.twice (key_hash ubigint)"); err != nil {
		return fmt.Errorf("count keys: %w", err)
	}
	err := r.db.Parallel(ctx, r.threads, r.threads, func(ctx context.Context, part int, exec engine.ExecFunc) error {
		statement := fmt.Sprintf(`insert into record.twice
			select key_hash from (select hash(%s) as key_hash from stage.%s where %s)
			where key_hash %% %d = %d group by key_hash having count(*) > 1`, all, engine.Identifier(table), whole, r.threads, part)
		return exec(ctx, statement)
	})
	if err != nil {
		return fmt.Errorf("count keys: %w", err)
	}
	some, err := engine.One[bool](ctx, r.db, "select count(*) > 0 from record.twice")
	if err != nil {
		return fmt.Errorf("count keys: %w", err)
	}
	if !some {
		return nil
	}
	// The first row of each key is looked up, not each row numbered: a key that a
	// million rows have would be laid out in memory.
	once := fmt.Sprintf(`create or replace temp table first_row as
		select %[1]s, min({'file': file, 'record': record}) as first from (
			select %[1]s, file, record from stage.%[2]s where hash(%[1]s) in (select key_hash from record.twice) and %[3]s
		) group by %[1]s having count(*) > 1`, all, engine.Identifier(table), whole)
	if _, err := r.db.Exec(ctx, once); err != nil {
		return fmt.Errorf("find first rows of keys: %w", err)
	}
	from := fmt.Sprintf("from stage.%s as staged join first_row using (%s) where {'file': file, 'record': record} > first_row.first", engine.Identifier(table), all)
	value := "concat_ws(', ', " + all + ")"
	return r.reject(ctx, table, key[len(key)-1], recordDuplicate, value, noText, from)
}
