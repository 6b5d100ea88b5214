package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/messages"
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
	if err := r.writePackage(draft.Root(), release.DataFolder(in.Marking), in, tables); err != nil {
		return fmt.Errorf("publish data package: %w", err)
	}
	s.Done(release.DataFolder(in.Marking), false)
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

// writePackage writes every table as CSV with a descriptor.
func (r *run) writePackage(draft *os.Root, folder string, in site.Input, tables []warehouse.Table) error {
	if err := file.MakeFolderIn(draft, folder, file.PrivateFolder); err != nil {
		return err
	}
	root, err := draft.OpenRoot(folder)
	if err != nil {
		return fmt.Errorf("open folder: %w", err)
	}
	defer func() { _ = root.Close() }() // what is written in it has been closed
	var infos []release.TableInfo
	for _, t := range tables {
		if err := file.PutFrom(root, release.CSVName(t.Name, in.Marking), t.WriteCSV); err != nil {
			return err
		}
		info := release.TableInfo{Name: t.Name, GrainEN: t.Grain["en"], GrainNL: t.Grain["nl"], Key: t.Key, Unique: t.Unique}
		for _, f := range t.Foreign {
			info.Foreign = append(info.Foreign, release.ForeignInfo(f))
		}
		for _, c := range t.Columns {
			info.Columns = append(info.Columns, release.ColumnInfo{Name: c.Name, Type: c.Type, EN: c.Words["en"], NL: c.Words["nl"]})
		}
		infos = append(infos, info)
	}
	about, err := r.aboutPackage(in)
	if err != nil {
		return err
	}
	if err := release.WriteDataPackage(root, about, infos); err != nil {
		return fmt.Errorf("describe tables: %w", err)
	}
	return nil
}

// aboutPackage says in both languages what the data package bears, and how its
// figures may be used.
func (r *run) aboutPackage(in site.Input) (release.PackageInfo, error) {
	pkg := r.input.pkg
	about := release.PackageInfo{Title: pkg.Title, Version: in.Version, Created: pkg.Created, Marking: in.Marking}
	var err error
	if about.Licence, err = r.licence(in.Marking); err != nil {
		return about, err
	}
	for _, lang := range messages.Languages {
		if about.Title, err = in.Marking.Title(r.words[lang], about.Title); err != nil {
			return about, fmt.Errorf("name data package: %w", err)
		}
	}
	return about, nil
}

// licence is how the figures of a release may be used: by the licence of the data,
// unless they may not leave the house.
func (r *run) licence(m marking.Marking) (string, error) {
	if !m.Internal {
		return r.input.pkg.Licence, nil
	}
	var all []string
	for _, lang := range messages.Languages {
		text, err := r.words[lang].Text("chart.internal.licence", nil)
		if err != nil {
			return "", fmt.Errorf("say how figures may be used: %w", err)
		}
		all = append(all, text)
	}
	slices.Reverse(all)
	return strings.Join(all, " / "), nil
}
