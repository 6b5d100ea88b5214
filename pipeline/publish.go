package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/metadata"
	"jaarcijfers/pipeline/present"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/site"
	"jaarcijfers/pipeline/warehouse"
)

// publish draws the charts, writes database, data package and site into a draft,
// and makes the draft the release.
func (r *run) publish(ctx context.Context) error {
	if e := r.report.Extract; e != nil && e.Synthetic && !r.options.Extract.AllowSynthetic {
		return ErrSynthetic
	}
	specs := charts.All()
	s := r.begin(report.Publish, len(specs)*len(messages.Languages)+3)
	tables, err := r.warehouse.Published(ctx, r.models)
	if err != nil {
		return fmt.Errorf("read tables: %w", err)
	}
	f, err := present.New(tables)
	if err != nil {
		return err
	}
	data := f.ChartData()
	if r.drawings, err = charts.OpenCache(filepath.Join(r.work, "drawings")); err != nil {
		return fmt.Errorf("open drawings: %w", err)
	}
	drawn, err := charts.Build(ctx, data, r.words, r.drawings, func(id, lang string, cached bool) { s.Done(id+"."+lang, cached) })
	if err != nil {
		return fmt.Errorf("draw charts: %w", err)
	}
	r.report.Charts = len(drawn)
	in, err := f.SiteInput(r.input.pkg, data, drawn)
	if err != nil {
		return fmt.Errorf("fill pages: %w", err)
	}
	if tables, in, err = r.nameEdition(ctx, tables, in); err != nil {
		return fmt.Errorf("name edition: %w", err)
	}
	draft, err := release.Begin(r.releaseFolder())
	if err != nil {
		return fmt.Errorf("begin release: %w", err)
	}
	err = r.writeRelease(ctx, draft, s, tables, in)
	if err := errors.Join(err, draft.Discard()); err != nil {
		return err
	}
	s.Finish()
	return nil
}

func (r *run) writeRelease(ctx context.Context, draft *release.Draft, s *report.Progress, tables []warehouse.Table, in site.Input) error {
	if err := r.warehouse.Publish(ctx, filepath.Join(draft.Path(), in.Database), r.models, tables); err != nil {
		return fmt.Errorf("publish database: %w", err)
	}
	s.Done(in.Database, false)
	if err := r.writePackage(draft.Root(), in, tables); err != nil {
		return fmt.Errorf("publish data package: %w", err)
	}
	s.Done(metadata.Folder(in.Marking), false)
	if err := site.Write(ctx, draft.Root(), in, r.words, assets()); err != nil {
		return fmt.Errorf("publish site: %w", err)
	}
	s.Done("site", false)
	if err := ctx.Err(); err != nil {
		return err
	}
	pkg := r.input.pkg
	var listed []release.Table
	for _, t := range tables {
		listed = append(listed, release.Table{Name: t.Name, Rows: t.Rows, SHA256: t.SHA256})
	}
	manifest, err := release.NewManifest(draft.Path(), pkg.Title, in.Version, pkg.Created, listed)
	if err != nil {
		return fmt.Errorf("list release: %w", err)
	}
	// Withheld cells of an extract can be computed from other tables, so that only a
	// made-up extract may leave the house.
	manifest.Internal = in.Internal
	current, err := draft.Publish(manifest)
	if current != "" {
		r.report.Release = r.shown(filepath.Join(current, "index.html"))
		if len(r.report.Damaged) == 0 {
			r.report.Damaged = draft.Damaged()
		}
	}
	if err != nil {
		return fmt.Errorf("switch release: %w", err)
	}
	return nil
}

// writePackage writes every table as CSV, and the descriptor of all.
func (r *run) writePackage(root *os.Root, in site.Input, tables []warehouse.Table) error {
	folder := metadata.Folder(in.Marking)
	if err := file.MakeFolderIn(root, folder, file.PrivateFolder); err != nil {
		return err
	}
	for _, t := range tables {
		if err := file.PutFrom(root, metadata.CSVFile(t.Name, in.Marking), t.WriteCSV); err != nil {
			return err
		}
	}
	pkg := r.input.pkg
	about := metadata.About{Title: pkg.Title, Version: in.Version, Created: pkg.Created, Licence: pkg.Licence, Marking: in.Marking}
	about, err := about.Marked(r.words)
	if err != nil {
		return err
	}
	if err := metadata.WriteDataPackage(root, folder, about, in.Tables); err != nil {
		return fmt.Errorf("describe tables: %w", err)
	}
	return nil
}
