// Command mutants measures how good the watch of the build is: it makes one thing
// wrong at a time, in the data or in the SQL, runs models and checks in memory, and
// prints what was caught and by what. Nothing in data/ or sql/ changes. It is for
// the makers; `make mutants` runs it.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"

	"jaarcijfers/cmd/mutants/mutants"
	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/report"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var o options
	flag.StringVar(&o.data, "data", "data", "folder with datapackage.json")
	flag.StringVar(&o.sql, "sql", "sql", "folder with models and checks")
	flag.IntVar(&o.every, "every", 1, "try one mutant in so many of each kind")
	flag.Func("kind", "try only this kind; may be given more than once", func(kind string) error {
		o.kinds = append(o.kinds, kind)
		return nil
	})
	flag.BoolVar(&o.survivors, "v", false, "list the mutants that no check caught as a first entry")
	flag.StringVar(&o.write, "write", "", "file to put the counts into: data/definitions/watch.csv; accept it afterwards")
	flag.BoolVar(&o.json, "json", false, "print the table as JSON")
	flag.Parse()
	if err := o.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
		stop()
		os.Exit(1)
	}
}

type options struct {
	data, sql       string
	write           string
	every           int
	kinds           []string
	survivors, json bool
}

func (o options) run(ctx context.Context) error {
	_, err := pipeline.Look(ctx, pipeline.Options{Data: o.data, SQL: o.sql}, func(m pipeline.Modelled) error {
		return o.measure(ctx, m)
	})
	if errors.Is(err, report.ErrRejected) || errors.Is(err, report.ErrChecks) {
		return fmt.Errorf("%w: %w; see jaarcijfers check", mutants.ErrNotRight, err)
	}
	return err
}

// measure tries the mutants of data that were loaded and modelled.
func (o options) measure(ctx context.Context, m pipeline.Modelled) error {
	bench, err := mutants.Open(ctx, m.Warehouse, m.Models, m.SQL, m.Package.PrimaryKeys())
	if err != nil {
		return err
	}
	list, err := bench.Mutants(ctx, o.every, o.kinds...)
	if err != nil {
		return err
	}
	table, err := tryAll(ctx, bench, list)
	if err == nil && o.write != "" {
		err = o.keep(table)
	}
	return errors.Join(err, o.print(table))
}

// keep puts the counts of a whole run into the file that the report reads.
func (o options) keep(table *mutants.Table) error {
	text, err := os.ReadFile(o.write)
	if err != nil {
		return fmt.Errorf("read %s: %w", o.write, err)
	}
	if text, err = table.Update(text, o.every); err != nil {
		return fmt.Errorf("write %s: %w", o.write, err)
	}
	return file.Write(o.write, 0o644, text)
}

// tryAll tries each mutant; when it is interrupted the table has those tried so far.
func tryAll(ctx context.Context, bench *mutants.Bench, list []mutants.Mutant) (*mutants.Table, error) {
	table := &mutants.Table{}
	began := time.Now()
	for i, m := range list {
		outcome, err := bench.Try(ctx, m)
		if ctx.Err() != nil {
			return table, fmt.Errorf("interrupted after %d of %d mutants", i, len(list))
		}
		if err != nil {
			return table, err
		}
		table.Add(outcome)
		fmt.Fprintf(os.Stderr, "\r%d of %d, %d s, %s\x1b[K", i+1, len(list), int(time.Since(began).Seconds()), m.Kind)
	}
	fmt.Fprintln(os.Stderr)
	return table, nil
}

func (o options) print(table *mutants.Table) error {
	if !o.json {
		return table.Print(os.Stdout, o.survivors)
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(table); err != nil {
		return fmt.Errorf("print table: %w", err)
	}
	return nil
}
