package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"jaarcijfers/charts/draw"
	"jaarcijfers/pipeline/accepted"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/rejects"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/site"
	"jaarcijfers/pipeline/site/housestyle"
	"jaarcijfers/pipeline/source"
	"jaarcijfers/pipeline/warehouse"
)

// readFolders reads the data folder, and the folders of house style and SQL when there are, once and
// whole. All that the run hashes, compares, parses and keeps are those bytes.
func (r *run) readFolders(ctx context.Context) error {
	data, err := r.readFolder(ctx, r.options.Data, contract.FolderLimits)
	if err != nil {
		return err
	}
	r.inputs.Data, r.data = data.Hash(), data
	if err := r.readStyle(ctx); err != nil {
		return err
	}
	if err := r.readSQL(ctx); err != nil {
		return err
	}
	return r.refuseUnfilled()
}

// refuseUnfilled refuses the files of data, and of SQL of the user, in which a scaffold left
// something to be filled in.
func (r *run) refuseUnfilled() error {
	found := contract.Unfilled(r.data, "", func(name string) bool { return !strings.HasPrefix(name, contract.AcceptedFolder+"/") })
	if r.layers != nil {
		found = append(found, contract.Unfilled(r.layers, r.options.SQL, r.layers.Own)...)
	}
	r.report.Violations = append(r.report.Violations, found...)
	if len(found) > 0 {
		return report.ErrRejected
	}
	return nil
}

// readStyle reads the house style, when one is given, and refuses one that is wrong.
func (r *run) readStyle(ctx context.Context) error {
	if r.options.Theme == "" {
		return nil
	}
	folder, err := r.readFolder(ctx, r.options.Theme, housestyle.Limits)
	if err != nil {
		return err
	}
	stylesheet, err := site.Stylesheet()
	if err != nil {
		return err
	}
	ground, err := housestyle.NewGround(stylesheet, draw.Light, draw.Dark)
	if err != nil {
		return err
	}
	style, violations := housestyle.Read(folder, ground)
	for _, v := range violations {
		v.Folder = r.options.Theme
		r.report.Violations = append(r.report.Violations, v)
	}
	if len(violations) > 0 {
		return report.ErrRejected
	}
	r.inputs.Theme, r.style = folder.Hash(), style
	return nil
}

// readFolder reads one of them. Of a folder of too many files the report says so.
func (r *run) readFolder(ctx context.Context, folder string, limits file.Limits) (*file.Copy, error) {
	found, err := file.ReadFolder(ctx, folder, limits)
	if errors.Is(err, file.ErrMany) {
		r.report.Violations = append(r.report.Violations, contract.Violation{
			Severity: contract.Error, Folder: folder, File: ".", Rule: ruleFilesMany, Expected: strconv.Itoa(limits.Files),
		})
		return nil, report.ErrRejected
	}
	if err != nil {
		return nil, fmt.Errorf("read folder: %w", err)
	}
	return found, nil
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
		return errors.Join(report.ErrRejected, rejects.Remove(r.work))
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
		r.rejects = append(r.rejects, rejects.Reject{Violation: x.Violation, Table: x.Table, Record: x.Record})
	}
	if err := r.keepRejects(ctx); err != nil {
		return err
	}
	for _, table := range r.input.rawTables() {
		if table.Private {
			continue // an extract is read with it, and nothing of it is published
		}
		if err := r.warehouse.LoadRaw(ctx, table.Name, table.Files); err != nil {
			return fmt.Errorf("fill warehouse: %w", err)
		}
	}
	return nil
}

// keepRejects writes all rejected rows to the list in the work folder and the table
// raw.reject, or removes the list of an earlier run.
func (r *run) keepRejects(ctx context.Context) error {
	if len(r.rejects) == 0 {
		return rejects.Remove(r.work)
	}
	if _, err := r.private(ctx); err != nil {
		return fmt.Errorf("write rejects: %w", err)
	}
	list := rejects.Writer{Work: r.work, Words: r.words, Scratch: r.scratch}
	plain, err := list.WritePlain(r.rejects)
	if err != nil {
		return err
	}
	if err := r.warehouse.KeepRejects(ctx, plain, r.secret); err != nil {
		return fmt.Errorf("keep rejects: %w", err)
	}
	path, err := list.Write(r.rejects)
	if err != nil {
		return err
	}
	r.report.Rejects = r.shown(path)
	return nil
}

// sqlLimits are what is read of a folder of SQL.
var sqlLimits = file.Limits{FileBytes: 1 << 20, TotalBytes: 64 << 20, Files: 10_000}

// Rules about those folders.
const (
	ruleFilesMany contract.Rule = "files_many"
	ruleSQLLarge  contract.Rule = "sql_large"
)

// readSQL reads the SQL of the user, when there is any.
func (r *run) readSQL(ctx context.Context) error {
	if r.options.SQL == "" {
		return nil
	}
	files, err := r.readFolder(ctx, r.options.SQL, sqlLimits)
	if err != nil {
		return err
	}
	if err := r.refuseSQL(files); err != nil {
		return err
	}
	return r.lay(files)
}

// refuseSQL refuses what is no regular file among the SQL, and files of ours that are
// larger than any SQL is. What else is there is not read.
func (r *run) refuseSQL(files *file.Copy) error {
	before := len(r.report.Violations)
	refuse := func(v contract.Violation) {
		v.Severity, v.Folder = contract.Error, r.options.SQL
		r.report.Violations = append(r.report.Violations, v)
	}
	for _, name := range files.NotRegular() {
		refuse(contract.Violation{File: name, Rule: contract.RuleFileOutside})
	}
	for name, large := range files.Large() {
		if slices.Contains([]string{".sql", ".yaml"}, path.Ext(name)) {
			refuse(contract.Violation{
				File: name, Rule: ruleSQLLarge, Value: strconv.FormatInt(large.Bytes, 10), Expected: strconv.FormatInt(large.Limit, 10),
			})
		}
	}
	if len(r.report.Violations) > before {
		contract.SortViolations(r.report.Violations)
		return report.ErrRejected
	}
	return nil
}
