package pipeline

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"
)

// Bare reads a CSV extract with the engine alone and counts the same, without a
// gate, a contract or a word to anyone: plain SQL over all rows at once, or, with
// ranges, each model made range by range as a build does. A benchmark holds Build
// against it.
func Bare(ctx context.Context, o Options, ranges bool, done func(step string, took time.Duration)) error {
	extract := o.Extract
	_, err := o.look(ctx, func(r *run) error {
		r.options.Extract = extract
		x := &extraction{run: r, base: baseOf(r.options.Extract.Path)}
		if err := x.find(ctx); err != nil {
			return err
		}
		if err := x.open(ctx); err != nil {
			return err
		}
		if !ranges {
			x.records.Bare()
		}
		began := time.Now()
		err := x.readBare(ctx)
		done("read", time.Since(began))
		if err == nil {
			began = time.Now()
			err = x.countBare(ctx)
			done("count", time.Since(began))
		}
		return errors.Join(err, x.records.Close())
	})
	return err
}

func (x *extraction) readBare(ctx context.Context) error {
	files := map[string][]string{}
	for i, s := range x.sources {
		to := filepath.Join(x.folder(), fmt.Sprintf("bare-%d.parquet", i))
		from, err := filepath.Abs(s.Path)
		if err != nil {
			return fmt.Errorf("find %s: %w", s.Name, err)
		}
		if err := x.records.ReadFile(ctx, recordColumns(s.Resource), from, to); err != nil {
			return err
		}
		files[s.Resource.Table] = append(files[s.Resource.Table], to)
	}
	for _, r := range x.pkg.Resources {
		if err := x.records.Stage(ctx, r.Table, recordColumns(r), files[r.Table]); err != nil {
			return err
		}
	}
	return nil
}

func (x *extraction) countBare(ctx context.Context) error {
	models, problems, err := x.records.Load(ctx, x.run.sql)
	if err != nil || len(problems) > 0 {
		return x.stopModels(problems, err)
	}
	if x.date, err = x.records.LastDay(ctx); err != nil {
		return err
	}
	row := []any{x.publication(), x.date, true}
	if err := x.records.Tell(ctx, "raw.extract_info", []string{"publication_id", "extract_date", "synthetic"}, [][]any{row}); err != nil {
		return err
	}
	problems, err = x.records.Run(ctx, models, func(string) {})
	if err != nil || len(problems) > 0 {
		return x.stopModels(problems, err)
	}
	return nil
}
