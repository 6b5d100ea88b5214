package pipeline

import (
	"context"
	"fmt"
	"io/fs"
	"os"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/warehouse"
)

// A Modelled is what a data folder gives once it is loaded and modelled.
type Modelled struct {
	Package   *contract.Package
	SQL       fs.FS
	Warehouse *warehouse.Warehouse
	Models    *model.Models
}

// Look loads and models the data, and hands over the result as long as act runs. The work
// folder is one of its own, which goes. The report holds what is wrong with the data, when
// that is why act was not called.
func Look(ctx context.Context, o Options, act func(Modelled) error) (*report.Report, error) {
	return o.look(ctx, func(r *run) error {
		return act(Modelled{Package: r.input.pkg, SQL: r.sql, Warehouse: r.warehouse, Models: r.models})
	})
}

// look loads and models the data in a work folder of its own, for an act that only
// reads them.
func (o Options) look(ctx context.Context, act func(*run) error) (*report.Report, error) {
	folder, err := os.MkdirTemp("", "jaarcijfers-")
	if err != nil {
		return nil, fmt.Errorf("make folder: %w", err)
	}
	defer func() { _ = file.Remove(folder) }()
	o.Work, o.Extract = folder, ingest.Options{}
	return start(ctx, o, func(r *run) error {
		if err := r.inOrder(ctx, r.load, r.model); err != nil {
			return err
		}
		return act(r)
	})
}

// ask answers the question that an SQL file is.
func (r *run) ask(ctx context.Context, file string, args ...any) (*engine.ResultSet, error) {
	question, err := fs.ReadFile(r.sql, file)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return r.warehouse.Query(ctx, string(question), args...)
}
