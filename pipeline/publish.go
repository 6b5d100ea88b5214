package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"jaarcijfers/charts"
	"jaarcijfers/charts/draw"
	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/accepted"
	"jaarcijfers/pipeline/acknowledged"
	"jaarcijfers/pipeline/edition"
	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/metadata"
	"jaarcijfers/pipeline/present"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/site"
	"jaarcijfers/pipeline/warehouse"
	"jaarcijfers/pipeline/workfolder"
)

// ErrSynthetic says that a release would hold generated figures, and that it was
// not asked for.
var ErrSynthetic = errors.New("the extract is synthetic")

// ErrUnmarked says that a release would hold counts of an extract and not say so: SQL of a
// user took the mark away.
var ErrUnmarked = errors.New("counts of an extract are not marked")

// publish draws the charts, writes database, data package and site into a draft,
// and makes the draft the release.
func (r *run) publish(ctx context.Context) error {
	if e := r.report.Extract; e != nil && e.Synthetic && !r.options.Extract.AllowSynthetic {
		return ErrSynthetic
	}
	s := r.begin(report.Publish, len(charts.All())*len(messages.Languages)+3)
	tables, err := r.warehouse.Published(ctx, r.models)
	if err != nil {
		return fmt.Errorf("read tables: %w", err)
	}
	in, err := r.draw(ctx, s, tables)
	if err != nil {
		return err
	}
	if e := r.report.Extract; e != nil && (e.Synthetic && !in.Synthetic || !e.Synthetic && !in.Internal) {
		return ErrUnmarked
	}
	in.OwnSQL = r.ownSQL()
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

// draw makes of tables the charts and all that the pages say.
func (r *run) draw(ctx context.Context, s *report.Progress, tables []warehouse.Table) (in site.Input, err error) {
	f, err := present.New(tables)
	if err != nil {
		return in, err
	}
	data, err := f.ChartData()
	if err != nil {
		return in, fmt.Errorf("read what charts show: %w", err)
	}
	if r.drawings, err = draw.OpenCache(filepath.Join(r.work, workfolder.Drawings)); err != nil {
		return in, fmt.Errorf("open drawings: %w", err)
	}
	drawn, err := plot.Build(ctx, data, r.words, r.drawings, func(id, lang string, cached bool) { s.Done(id+"."+lang, cached) })
	if err != nil {
		return in, fmt.Errorf("draw charts: %w", err)
	}
	r.report.Charts = len(drawn)
	if in, err = f.SiteInput(r.input.pkg, data, drawn); err != nil {
		return in, fmt.Errorf("fill pages: %w", err)
	}
	in.Style = r.style
	return in, nil
}

// assets are what the pages need and package charts owns.
func assets() site.Assets {
	return site.Assets{ECharts: draw.ECharts(), Notice: draw.EChartsNotice(), ChartCSS: draw.CSS(), Dark: draw.DarkColours()}
}

// releaseTable says in the database which edition it is.
const releaseTable = "meta.release"

// lastYear is the last year that a figure is about; nil without figures.
func (r *run) lastYear(ctx context.Context) (any, error) {
	found, err := r.askProgram(ctx, "meta/last_year.sql")
	if err != nil {
		return nil, fmt.Errorf("find the last year: %w", err)
	}
	return found.Rows[0][0], nil
}

// nameEdition names the edition after all it holds: the rows of every table, every
// page and file of the site as it would be without a name, and what made them. So
// whatever differs between two releases, their names do. It gives tables and pages
// that say the name.
func (r *run) nameEdition(ctx context.Context, tables []warehouse.Table, in site.Input) ([]warehouse.Table, site.Input, error) {
	pkg := r.input.pkg
	files, err := site.Files(ctx, in, r.words, assets())
	if err != nil {
		return nil, in, fmt.Errorf("make pages: %w", err)
	}
	made, err := Versions(ctx)
	if err != nil {
		return nil, in, err
	}
	parts := map[string][]byte{
		"about/title": []byte(pkg.Title), "about/created": []byte(pkg.Created), "about/licence": []byte(pkg.Licence.Name),
		"about/program": []byte(r.options.Program), "about/engine": []byte(made.DuckDB),
	}
	for name, text := range files {
		parts["site/"+name] = text
	}
	for _, t := range tables {
		parts["table/"+t.Name] = []byte(t.SHA256)
	}
	sources, err := r.sources(in)
	if err != nil {
		return nil, in, err
	}
	for name, text := range sources {
		parts["source/"+name] = text
	}
	in.Version = edition.Name(pkg.Version+in.Suffix(), parts)
	licence, err := metadata.LicenceName(pkg.Licence.Name, in.Marking, r.words)
	if err != nil {
		return nil, in, err
	}
	citation, err := r.citation(in.Version, licence)
	if err != nil {
		return nil, in, err
	}
	until, err := r.lastYear(ctx)
	if err != nil {
		return nil, in, err
	}
	day, _, _ := strings.Cut(pkg.Created, "T")
	row := []any{in.Version, pkg.Version, pkg.Title, day, until, r.options.Program, made.DuckDB, made.ECharts, licence, citation, cmp.Or(strings.Join(in.Kinds(), " "), "none"), cmp.Or(strings.Join(in.OwnSQL, " "), "none")}
	columns := []string{"edition", "version", "title", "made", "data_until", "program", "engine", "drawing", "licence", "citation", "marking", "own_sql"}
	if err := r.warehouse.Tell(ctx, releaseTable, columns, [][]any{row}); err != nil {
		return nil, in, fmt.Errorf("keep the name: %w", err)
	}
	named := slices.Clone(tables)
	if at := slices.IndexFunc(named, func(t warehouse.Table) bool { return t.Name == releaseTable }); at >= 0 {
		if named[at], err = r.warehouse.PublishedTable(ctx, r.models, releaseTable); err != nil {
			return nil, in, fmt.Errorf("read the name: %w", err)
		}
	}
	f, err := present.New(named)
	if err != nil {
		return nil, in, err
	}
	in.Tables = f.Described(in.Marking)
	return named, in, nil
}

// citation says in both languages how to cite an edition.
func (r *run) citation(edition, licence string) (string, error) {
	var all []string
	for _, lang := range []string{"en", "nl"} {
		date, err := r.words[lang].Date(r.input.pkg.Created)
		if err != nil {
			return "", fmt.Errorf("write the day of the data: %w", err)
		}
		text, err := r.words[lang].Text("edition.citation", messages.Args{"edition": edition, "date": date, "licence": licence})
		if err != nil {
			return "", fmt.Errorf("say how to cite: %w", err)
		}
		all = append(all, text)
	}
	return strings.Join(all, " / "), nil
}

// writeRelease writes database, data package and site, and makes them the release.
func (r *run) writeRelease(ctx context.Context, draft *release.Draft, s *report.Progress, tables []warehouse.Table, in site.Input) error {
	pkg := r.input.pkg
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
	manifest, err := release.NewManifest(draft.Path(), pkg.Title, in.Version, pkg.Created, listed(tables))
	if err != nil {
		return fmt.Errorf("list release: %w", err)
	}
	// Withheld cells of an extract can be computed from other tables, so that only a
	// made-up extract may leave the house.
	manifest.Internal = in.Internal
	current, err := draft.Publish(manifest, r.keep())
	if current != "" {
		r.report.Release = r.shown(filepath.Join(current, "index.html"))
		r.report.Replaced = r.replaced()
		if len(r.report.Damaged) == 0 {
			r.report.Damaged = draft.Damaged()
		}
	}
	if err != nil {
		return fmt.Errorf("switch release: %w", err)
	}
	return nil
}

// listed are the tables as the manifest lists them.
func listed(tables []warehouse.Table) []release.Table {
	var list []release.Table
	for _, t := range tables {
		list = append(list, release.Table{Name: t.Name, Rows: t.Rows, SHA256: t.SHA256})
	}
	return list
}

// A Parts names the versions of the engine and the drawing library.
type Parts struct {
	DuckDB, ECharts string
}

// Versions asks the parts for their version.
func Versions(ctx context.Context) (Parts, error) {
	version, err := engine.Version(ctx)
	if err != nil {
		return Parts{}, fmt.Errorf("ask DuckDB: %w", err)
	}
	return Parts{DuckDB: version, ECharts: draw.EChartsVersion}, nil
}

// writePackage writes every table as CSV, the descriptor of all, and what they were read
// from.
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
	about, err := in.About().Marked(r.words)
	if err != nil {
		return err
	}
	if err := metadata.WriteDataPackage(root, folder, about, in.Tables); err != nil {
		return fmt.Errorf("describe tables: %w", err)
	}
	sources, err := r.sources(in)
	if err != nil {
		return err
	}
	for name, text := range sources {
		if err := file.MakeFolderIn(root, path.Dir(name), file.PrivateFolder); err != nil {
			return err
		}
		if err := file.Put(root, name, text); err != nil {
			return err
		}
	}
	return nil
}

// sources are the files of the data that a release holds. Left out are files with rows that
// never leave, the register, which is a table, and what was acknowledged, which is for those
// who build.
func (r *run) sources(in site.Input) (map[string][]byte, error) {
	leaving := map[string]string{}
	for _, res := range r.input.pkg.Resources {
		if !res.Private && res.Path != accepted.RegisterFile && res.Path != acknowledged.File {
			leaving[res.Name] = res.Path
		}
	}
	return metadata.Sources(r.data, leaving, in.Marking)
}
