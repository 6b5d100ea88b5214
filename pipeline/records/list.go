package records

import (
	"context"
	"fmt"

	"jaarcijfers/pipeline/engine"
)

// Follows is what a reject has as expected when its row refers to a row that was
// rejected itself: it says nothing new.
const Follows = "rejected"

// Rejects lists the faults of rows in the order of tables, files and records: of each
// rule in a column of a file the first, at most that many. RejectCounts counts all.
func (r *Store) Rejects(ctx context.Context, most int) ([]Reject, error) {
	var list []Reject
	var x Reject
	var table, column, rule, value, expected, period engine.RawBytes
	once := interned{}
	err := r.db.Each(ctx, `
		with listed as (
			select table_name, file, rule, column_name, expected is not distinct from $2 as follows, min({'record': record, 'value': value, 'expected': expected, 'period': period}, $1) as first
			from record.reject
			group by all
		),
		fault as (select table_name, file, rule, column_name, unnest(first) as fault from listed)
		select table_name, file, fault.record, column_name, rule, coalesce(fault.value, ''), coalesce(fault.expected, ''), coalesce(fault.period, '')
		from fault
		order by all`, []any{most, Follows}, []any{&table, &x.File, &x.Record, &column, &rule, &value, &expected, &period}, func() {
		x.Table, x.Column, x.Rule = once.of(table), once.of(column), once.of(rule)
		x.Value, x.Expected, x.Period = string(value), once.of(expected), once.of(period)
		list = append(list, x)
	})
	if err != nil {
		return nil, fmt.Errorf("list rejects: %w", err)
	}
	return list, nil
}

// A RejectCount is how many faults of one kind there are in one file and year.
type RejectCount struct {
	Table   string
	File    int // of the files of the table, from 0
	Rule    string
	Column  string
	Period  string // empty when it is not known
	Follows bool   // see Follows
	Faults  int
}

// RejectCounts counts all faults of rows.
func (r *Store) RejectCounts(ctx context.Context) ([]RejectCount, error) {
	list, err := engine.All(ctx, r.db, `
		select table_name, file, rule, column_name, coalesce(period, ''), expected is not distinct from $1, count(*)
		from record.reject group by all order by all`, func(c *RejectCount) []any {
		return []any{&c.Table, &c.File, &c.Rule, &c.Column, &c.Period, &c.Follows, &c.Faults}
	}, Follows)
	if err != nil {
		return nil, fmt.Errorf("count rejects: %w", err)
	}
	return list, nil
}

// A Link says that a column of one table refers to that of another.
type Link struct{ Table, Column, ToTable, ToColumn string }

// MarkFollowing marks the rejects that only follow from another: of a link, those
// whose value a row has that was rejected itself. held are values of such rows that
// were held back before they were staged.
func (r *Store) MarkFollowing(ctx context.Context, l Link, rules, held []string) error {
	if len(rules) == 0 {
		return nil
	}
	statement := fmt.Sprintf(`
		update record.reject set expected = %[1]s
		where table_name = %[2]s and column_name = %[3]s and rule in (%[4]s) and value in (
			select %[5]s from stage.%[6]s as staged
			semi join (select file, record from record.reject where table_name = %[7]s) as other on other.file = staged.file and other.record = staged.record
			where %[5]s is not null
			union all
			select unnest(cast([%[8]s] as varchar[]))
		)`, engine.Literal(Follows), engine.Literal(l.Table), engine.Literal(l.Column), engine.Literals(rules), engine.Identifier(l.ToColumn), engine.Identifier(l.ToTable), engine.Literal(l.ToTable), engine.Literals(held))
	if _, err := r.db.Exec(ctx, statement); err != nil {
		return fmt.Errorf("mark rejects that follow from others: %w", err)
	}
	return nil
}

// interned keeps one copy of texts that come a hundred thousand times.
type interned map[string]string

func (n interned) of(text []byte) string {
	if known, ok := n[string(text)]; ok {
		return known
	}
	known := string(text)
	n[known] = known
	return known
}
