// Package mutants measures how good the watch of the build is. A mutant is the
// data, or the SQL, with one thing made wrong on purpose: a figure ten times as
// high, a series break gone, a model that leaves out a year. The checks should
// stop the build for each. [Open] takes the data once, [Bench.Mutants] lists what
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
	"testing/fstest"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/edition"
	"jaarcijfers/pipeline/model"
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

// Open takes a warehouse with data that were loaded and modelled, the models and the SQL
// that they are of, and the primary key of each raw table. It runs the checks: the error is
// ErrNotRight when they find something. The warehouse must stay open as long as the bench is
// used, which leaves the tables as they are.
func Open(ctx context.Context, w *warehouse.Warehouse, models *model.Models, files fs.FS, keys map[string][]string) (*Bench, error) {
	sql, err := copied(files)
	if err != nil {
		return nil, err
	}
	schema, err := fs.ReadFile(sql, "meta/schema.sql")
	if err != nil {
		return nil, fmt.Errorf("read schema of the warehouse: %w", err)
	}
	b := &Bench{warehouse: w, models: models, sql: sql, schema: string(schema), keys: keys, rows: map[string]edition.Table{}}
	tests, problems, err := model.LoadUnitTests(sql)
	if err != nil {
		return nil, fmt.Errorf("load unit tests: %w", err)
	}
	if len(problems) > 0 {
		return nil, fmt.Errorf("sql/%s:%d: %w", problems[0].File, problems[0].Line, ErrNotRight)
	}
	b.tests = tests
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

// right runs the checks over the data as it is.
func (b *Bench) right(ctx context.Context) error {
	findings, refused, err := b.models.Check(ctx, b.warehouse.DB, func(string) {})
	if err != nil {
		return fmt.Errorf("run checks: %w", err)
	}
	for _, p := range refused {
		return fmt.Errorf("%w: sql/%s: %s", ErrNotRight, p.File, p.Detail)
	}
	for _, f := range findings {
		if f.Check.Severity == string(contract.Error) {
			return fmt.Errorf("%w: %s finds %d rows; see jaarcijfers check", ErrNotRight, f.Check.Name, f.Rows)
		}
	}
	return nil
}
