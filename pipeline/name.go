package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"jaarcijfers/charts/draw"
	"jaarcijfers/pipeline/edition"
	"jaarcijfers/pipeline/present"
	"jaarcijfers/pipeline/site"
	"jaarcijfers/pipeline/warehouse"
)

// releaseTable says in the database which edition it is.
const releaseTable = "meta.release"

// assets are what the pages need and package charts owns.
func assets() site.Assets {
	return site.Assets{ECharts: draw.ECharts(), Notice: draw.EChartsNotice(), ChartCSS: draw.CSS(), Dark: draw.DarkColours()}
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
	parts := map[string][]byte{}
	for name, text := range files {
		parts["site/"+name] = text
	}
	for _, t := range tables {
		parts["table/"+t.Name] = []byte(t.SHA256)
	}
	engine, err := warehouse.Version(ctx)
	if err != nil {
		return nil, in, fmt.Errorf("ask DuckDB: %w", err)
	}
	for name, value := range map[string]string{
		"title": pkg.Title, "created": pkg.Created, "licence": pkg.Licence, "program": r.options.Program, "engine": engine,
	} {
		parts["about/"+name] = []byte(value)
	}
	in.Version = edition.Name(pkg.Version+in.Suffix(), parts)
	licence, err := r.licence(in.Marking)
	if err != nil {
		return nil, in, err
	}
	row := []any{in.Version, pkg.Version, pkg.Title, pkg.Created, r.options.Program, engine, draw.EChartsVersion, licence, cmp.Or(strings.Join(in.Kinds(), " "), "none")}
	columns := []string{"edition", "version", "title", "data_until", "program", "engine", "drawing", "licence", "marking"}
	if err := r.warehouse.Tell(ctx, releaseTable, columns, [][]any{row}); err != nil {
		return nil, in, fmt.Errorf("keep the name: %w", err)
	}
	named := slices.Clone(tables)
	for i, t := range named {
		if t.Name != releaseTable {
			continue
		}
		if named[i], err = r.warehouse.PublishedTable(ctx, r.models, releaseTable); err != nil {
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
