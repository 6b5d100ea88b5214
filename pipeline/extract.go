package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"

	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/report"
)

// extract counts the rows of an extract and puts what they add up to into the warehouse.
// No row gets there.
func (r *run) extract(ctx context.Context) error {
	if r.options.Extract.Path == "" {
		return nil
	}
	request, err := r.ingestRequest(ctx)
	if err != nil {
		return err
	}
	result, err := ingest.Run(ctx, request)
	r.report.Add(result.Report)
	if len(result.Problems) > 0 {
		err = errors.Join(err, r.stopOn(result.Problems))
	}
	if result.Counts != nil {
		err = errors.Join(err, r.keepExtractRejects(ctx, result))
	}
	if err != nil {
		return err
	}
	r.extractRead = result.Files
	return r.fillFromExtract(ctx, result)
}

// ingestRequest is what the run knows that ingesting an extract needs.
func (r *run) ingestRequest(ctx context.Context) (ingest.Request, error) {
	q := ingest.Request{
		Options: r.options.Extract, Data: r.data, SQL: r.sql, Words: r.words, Work: r.work, Snapshots: r.snapshotFolder(),
		Published: r.input.rawTables(), Force: r.options.Force, Events: r.options.Events,
	}
	var err error
	if q.Scratch, err = r.private(ctx); err != nil {
		return q, fmt.Errorf("make folder of extract: %w", err)
	}
	found, err := r.warehouse.Query(ctx, "select code from raw.codelist_correction_reason order by rowid")
	if err != nil {
		return q, fmt.Errorf("read reasons of corrections: %w", err)
	}
	for _, row := range found.Rows {
		q.Reasons = append(q.Reasons, fmt.Sprint(row[0]))
	}
	return q, nil
}

// keepExtractRejects adds the rejected rows of an extract to those of the figures.
func (r *run) keepExtractRejects(ctx context.Context, result *ingest.Result) error {
	r.rejects, r.secret = append(r.rejects, result.Rejects...), result.Tables
	if err := r.keepRejects(ctx); err != nil || len(r.rejects) == 0 {
		return err
	}
	return result.Counts.Write(r.work)
}

// fillFromExtract loads the counts of an extract, and how it was read.
func (r *run) fillFromExtract(ctx context.Context, result *ingest.Result) error {
	for _, table := range result.Raw {
		err := r.warehouse.LoadRaw(ctx, table.Name, table.Files)
		for _, f := range table.Files {
			err = errors.Join(err, os.Remove(f.Path))
		}
		if err != nil {
			return fmt.Errorf("fill warehouse from extract: %w", err)
		}
	}
	for _, facts := range result.Facts {
		if err := r.warehouse.Tell(ctx, facts.Name, facts.Columns, facts.Rows); err != nil {
			return fmt.Errorf("fill warehouse from extract: %w", err)
		}
	}
	return nil
}

// Describe writes the descriptor of a delivery: its files with their rows, sizes and
// hashes, so that who reads it later sees that all of it is there. It gives the path of
// the descriptor. The report says what is wrong with the delivery when the error is
// ErrRejected; the error is a *file.ExistsError when there is a descriptor already.
func Describe(ctx context.Context, o Options, d ingest.Delivery) (string, *report.Report, error) {
	path := d.Descriptor()
	if err := file.MayHandOut(path, d.Replace); err != nil {
		return path, nil, err
	}
	work, err := os.MkdirTemp("", "jaarcijfers-")
	if err != nil {
		return path, nil, fmt.Errorf("make folder: %w", err)
	}
	defer func() { _ = file.Remove(work) }()
	o.Work, o.Extract = work, ingest.Options{}
	told, err := start(ctx, o, func(r *run) error {
		violations, err := ingest.Describe(ctx, r.data, d)
		r.report.Add(report.Report{Violations: violations})
		return err
	})
	return path, told, err
}
