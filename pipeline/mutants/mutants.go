// Package mutants measures how good the watch of the build is. A mutant is the
// data, or the SQL, with one thing made wrong on purpose: a figure ten times as
// high, a series break gone, a model that leaves out a year. The checks should
// stop the build for each. [Open] loads the data once, [Bench.Mutants] lists what
// can be made wrong, [Bench.Try] tries one, and a [Table] counts what was caught.
//
// Data are made wrong in the raw tables, behind the contract: what the contract
// would refuse as well (a code that does not exist) is not tried.
package mutants

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"testing/fstest"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/edition"
	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/source"
	"jaarcijfers/pipeline/warehouse"
)

//go:embed kinds/*.sql models.yaml
var files embed.FS

// compared are the tables that say what differs from the edition before. A check
// that reads none of them serves the first edition too.
var compared = []string{"raw.row_change", "raw.figure_change"}

// A Bench holds data that was loaded once and found right. It is not safe for
// concurrent use.
type Bench struct {
	warehouse *warehouse.Warehouse
	models    *model.Models
	tests     []model.UnitTest
	sql       fs.FS // a copy: files may change while mutants are tried
	schema    string
	keys      map[string][]string      // primary key by raw table
	rows      map[string]edition.Table // raw tables as they are
	figures   []edition.Figure         // shown, as they are
}

// ErrNotRight says that the checks find something already before anything was made
// wrong; nothing can be measured then.
var ErrNotRight = errors.New("the data is not right as it is")

// Open loads data, the folder with datapackage.json, and runs the models and
// checks of sql over it. Snapshots are written in work.
func Open(ctx context.Context, data string, files fs.FS, work string) (_ *Bench, err error) {
	sql, err := copied(files)
	if err != nil {
		return nil, err
	}
	schema, err := fs.ReadFile(sql, "meta/schema.sql")
	if err != nil {
		return nil, fmt.Errorf("read schema of the warehouse: %w", err)
	}
	b := &Bench{sql: sql, schema: string(schema), keys: map[string][]string{}, rows: map[string]edition.Table{}}
	if b.warehouse, err = warehouse.Open(ctx, []string{work}, b.schema); err != nil {
		return nil, fmt.Errorf("start warehouse: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, b.Close())
		}
	}()
	if err := b.load(ctx, data, work); err != nil {
		return nil, err
	}
	var problems []model.Problem
	if b.models, problems, err = b.warehouse.Load(ctx, sql); err != nil {
		return nil, fmt.Errorf("load models: %w", err)
	}
	if b.tests, err = model.LoadUnitTests(sql); err != nil {
		return nil, fmt.Errorf("load unit tests: %w", err)
	}
	if len(problems) > 0 {
		return nil, fmt.Errorf("%w: sql/%s:%d: %s", ErrNotRight, problems[0].File, problems[0].Line, problems[0].Kind)
	}
	if err := b.right(ctx); err != nil {
		return nil, err
	}
	return b, b.accept(ctx)
}

// copied reads all files.
func copied(files fs.FS) (fstest.MapFS, error) {
	all := fstest.MapFS{}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, name)
		all[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read SQL: %w", err)
	}
	return all, nil
}

// Close ends the database.
func (b *Bench) Close() error { return b.warehouse.Close() }

// load fills the raw tables, the way a build does.
func (b *Bench) load(ctx context.Context, data, work string) error {
	folder, err := file.ReadFolder(ctx, data, contract.FolderLimits)
	if err != nil {
		return fmt.Errorf("read data: %w", err)
	}
	pkg, violations, err := contract.Load(folder)
	if err != nil {
		return fmt.Errorf("load %s: %w", data, err)
	}
	if len(violations) > 0 {
		return fmt.Errorf("%w: %s", ErrNotRight, violations[0].File)
	}
	result, err := source.Load(ctx, folder, pkg, filepath.Join(work, "snapshots"), func(string) {})
	if err != nil {
		return fmt.Errorf("load %s: %w", data, err)
	}
	if len(result.Rejects) > 0 {
		return fmt.Errorf("%w: %s", ErrNotRight, result.Rejects[0].Violation.File)
	}
	tables := map[string][]engine.ParquetFile{}
	for _, res := range pkg.Resources {
		b.keys[res.Table] = nil // a letter: its rows are named by all they hold
		if res.Schema != nil {
			b.keys[res.Table] = res.Schema.PrimaryKey
		}
	}
	for _, s := range result.Snapshots {
		tables[s.Resource.Table] = append(tables[s.Resource.Table], engine.ParquetFile{Path: s.Path, Source: s.Resource.Path})
	}
	for table, files := range tables {
		if err := b.warehouse.LoadRaw(ctx, table, files); err != nil {
			return fmt.Errorf("fill warehouse: %w", err)
		}
	}
	return nil
}

// right runs models and checks over the data as it is: kinds of mutants ask the
// tables that this makes what is shown.
func (b *Bench) right(ctx context.Context) error {
	silent := func(string) {}
	problems, err := b.models.Run(ctx, b.warehouse.DB, silent)
	if err != nil {
		return fmt.Errorf("run models: %w", err)
	}
	findings, refused, err := b.models.Check(ctx, b.warehouse.DB, silent)
	if err != nil {
		return fmt.Errorf("run checks: %w", err)
	}
	for _, p := range append(problems, refused...) {
		return fmt.Errorf("%w: sql/%s: %s", ErrNotRight, p.File, p.Detail)
	}
	for _, f := range findings {
		if f.Check.Severity == string(contract.Error) {
			return fmt.Errorf("%w: %s finds %d rows; see jaarcijfers check", ErrNotRight, f.Check.Name, f.Rows)
		}
	}
	return nil
}
