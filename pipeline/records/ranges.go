package records

import (
	"context"
	"fmt"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/model"
)

// A keyRange is one range of keys. The first begins at the empty text, before which
// nothing comes, and the last has no end, so that every key is in one of them, also
// one that the table does not have.
type keyRange struct {
	lower string
	upper *string
}

const (
	// rowsUnderWay is of how many rows the ranges are that are made at one time, all
	// together: with what hangs on them, they fit in the default memory.
	rowsUnderWay = 4_000_000
	// sampleEvery says which rows are looked at to find where ranges begin.
	sampleEvery = 4096
)

// storeRanges makes a model range by range, as many at a time as there are threads,
// each by one thread and into a snapshot of its own. A join of all rows at once does
// not fit in memory, and goes by way of the disk; and see engine.DB.Parallel.
func (r *Store) storeRanges(ctx context.Context, m model.Model) error {
	ranges, err := r.rangesOf(ctx, *m.Ranges)
	if err != nil {
		return err
	}
	parts := make([]string, len(ranges))
	for i := range parts {
		parts[i] = r.stored(fmt.Sprintf("%s-%d", m.Name, i))
	}
	if err := r.inRanges(ctx, ranges, m.Parameters, func(i int) string { return store(m.SQL, parts[i]) }); err != nil {
		return err
	}
	return r.view(ctx, m.Name, parts)
}

// inRanges runs a statement for each range.
func (r *Store) inRanges(ctx context.Context, ranges []keyRange, parameters []model.Parameter, statement func(i int) string) error {
	run := func(ctx context.Context, i int, exec engine.ExecFunc) error {
		args := append(model.Arguments(parameters), engine.Named("lower", ranges[i].lower), engine.Named("upper", ranges[i].upper))
		return exec(ctx, statement(i), args...)
	}
	if r.bare { // one range, by all threads
		return run(ctx, 0, func(ctx context.Context, statement string, args ...any) error {
			_, err := r.db.Exec(ctx, statement, args...)
			return err
		})
	}
	return r.db.Parallel(ctx, r.threads, len(ranges), run)
}

// rangesOf cuts the keys of a table into ranges of about as many rows. When the table
// is more or less in the order of its keys, the engine reads for each range only the
// row groups that may hold it; else it looks at the keys of all rows for each.
func (r *Store) rangesOf(ctx context.Context, k model.KeyRanges) ([]keyRange, error) {
	if r.bare {
		return []keyRange{{}}, nil
	}
	if known, ok := r.ranges[k]; ok {
		return known, nil
	}
	key := engine.Identifier(k.Key)
	sample, err := r.db.Query(ctx, fmt.Sprintf("select %[1]s from %[2]s where record %% %[3]d = 0 and %[1]s is not null order by %[1]s",
		key, engine.Qualified(k.Of), sampleEvery))
	if err != nil {
		return nil, err
	}
	ranges := []keyRange{{}}
	wanted := 1 + len(sample.Rows)*sampleEvery/max(rowsUnderWay/r.threads, sampleEvery)
	for i := 1; i < wanted; i++ {
		begin := engine.Text(sample.Rows[i*len(sample.Rows)/wanted][0])
		if last := &ranges[len(ranges)-1]; begin > last.lower { // many rows can have one key
			last.upper = &begin
			ranges = append(ranges, keyRange{lower: begin})
		}
	}
	r.ranges[k] = ranges
	return ranges, nil
}
