package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"jaarcijfers/pipeline/accepted"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/source"
	"jaarcijfers/pipeline/warehouse"
)

// input is what the load step found.
type input struct {
	pkg    *contract.Package
	result *source.Result
}

// load compares every file with its contract, makes snapshots and loads them
// into a new warehouse. Rejected records go into raw.reject and a file beside
// the warehouse, whether the build goes on or not.
func (r *run) load(ctx context.Context) error {
	pkg, violations, err := contract.Load(r.data)
	if err != nil {
		return fmt.Errorf("load %s: %w", r.options.Data, err)
	}
	if r.accepting {
		violations = slices.DeleteFunc(violations, func(v contract.Violation) bool { return v.Rule == contract.RuleFileChanged })
	}
	r.report.Violations = violations
	if pkg == nil {
		return errors.Join(report.ErrRejected, r.forgetRejects())
	}
	if today := r.options.Extract.Today; !r.accepting && !today.IsZero() {
		future, err := contract.CreatedAfter(r.data, pkg, today.Format(time.DateOnly))
		if err != nil {
			return err
		}
		if future != nil {
			r.report.Violations = append(r.report.Violations, *future)
		}
	}
	if r.day != "" {
		pkg.On(r.day)
	}
	s := r.begin(report.Load, len(pkg.Resources))
	result, err := source.Load(ctx, r.data, pkg, r.snapshotFolder(), func(file string) { s.Done(file, false) })
	if err != nil {
		return fmt.Errorf("load %s: %w", r.options.Data, err)
	}
	r.input = &input{pkg: pkg, result: result}
	rows, err := accepted.ChangedRows(r.data, pkg, violations, result)
	if err != nil {
		return fmt.Errorf("load %s: %w", r.options.Data, err)
	}
	r.report.Violations = slices.Concat(r.report.Violations, rows, result.Violations)
	contract.SortViolations(r.report.Violations)
	r.report.Files = len(pkg.Resources)
	for _, snapshot := range result.Snapshots {
		r.report.Rows += snapshot.Rows
	}
	if err := r.fillRaw(ctx); err != nil {
		return err
	}
	s.Finish()
	if slices.ContainsFunc(r.report.Violations, func(v contract.Violation) bool { return v.Severity == contract.Error }) {
		return report.ErrRejected
	}
	return nil
}

// snapshotFolder is where snapshots of figures are while the run needs them.
func (r *run) snapshotFolder() string { return filepath.Join(r.work, "snapshots") }

// fillRaw makes the warehouse and its raw tables.
func (r *run) fillRaw(ctx context.Context) error {
	schema, err := fs.ReadFile(r.sql, "meta/schema.sql")
	if err != nil {
		return fmt.Errorf("read schema of the warehouse: %w", err)
	}
	if err := file.OwnFolder(r.releaseFolder(), file.ReleasedFolder); err != nil {
		return fmt.Errorf("make work folder: %w", err)
	}
	r.warehouse, err = warehouse.Open(ctx, []string{r.work}, string(schema))
	if err != nil {
		return fmt.Errorf("start warehouse: %w", err)
	}
	for _, x := range r.input.result.Rejects {
		r.rejects = append(r.rejects, reject{Violation: x.Violation, table: x.Table, record: x.Record})
	}
	if err := r.keepRejects(ctx); err != nil {
		return err
	}
	files := r.rawFiles()
	for _, table := range r.rawTables() {
		if err := r.warehouse.LoadRaw(ctx, table, files[table]); err != nil {
			return fmt.Errorf("fill warehouse: %w", err)
		}
	}
	return nil
}

// rawFiles are the snapshots by the raw table that they give.
func (r *run) rawFiles() map[string][]engine.ParquetFile {
	files := map[string][]engine.ParquetFile{}
	for _, s := range r.input.result.Snapshots {
		files[s.Resource.Table] = append(files[s.Resource.Table], engine.ParquetFile{Path: s.Path, Source: s.Resource.Path})
	}
	return files
}

// rawTables lists the tables that the snapshots give, in the order of the
// descriptor.
func (r *run) rawTables() []string {
	var tables []string
	for _, s := range r.input.result.Snapshots {
		if !slices.Contains(tables, s.Resource.Table) {
			tables = append(tables, s.Resource.Table)
		}
	}
	return tables
}
