package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/records"
	"jaarcijfers/pipeline/source"
	"jaarcijfers/pipeline/source/extract"
	"jaarcijfers/sql"
)

// bare is the child process that measures the engine alone: it reads a CSV extract and
// counts the same as a build, without a gate, a contract or a word to anyone. It is plain
// SQL over all rows at once, or, with ranges, each model made range by range as a build does.
func bare(ctx context.Context, data, folder string, ranges bool) error {
	scratch, err := os.MkdirTemp("", "jaarcijfers-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	pkg, err := extractContract(data)
	if err != nil {
		return err
	}
	records, err := openBare(ctx, data, folder, scratch)
	if err != nil {
		return err
	}
	if !ranges {
		records.Bare()
	}
	began := time.Now()
	err = readBare(ctx, records, pkg, folder, scratch)
	fmt.Fprintf(os.Stderr, "bare read %.1f s\n", time.Since(began).Seconds())
	if err == nil {
		began = time.Now()
		err = countBare(ctx, records)
		fmt.Fprintf(os.Stderr, "bare count %.1f s\n", time.Since(began).Seconds())
	}
	return errors.Join(err, records.Close())
}

// extractContract is the contract of an extract.
func extractContract(data string) (*contract.Package, error) {
	pkg, violations, err := contract.LoadShape(os.DirFS(filepath.Join(data, "extract")))
	if err == nil && (pkg == nil || len(violations) > 0) {
		err = fmt.Errorf("contract of extract: %v", violations)
	}
	return pkg, err
}

// openBare starts a private database with the raw tables of the published figures.
func openBare(ctx context.Context, data, folder, scratch string) (*records.Store, error) {
	pkg, violations, err := contract.Load(os.DirFS(data))
	if err != nil || pkg == nil {
		return nil, errors.Join(err, fmt.Errorf("load %s: %v", data, violations))
	}
	loaded, err := source.Load(ctx, os.DirFS(data), pkg, filepath.Join(scratch, "snapshots"), func(string) {})
	if err != nil {
		return nil, err
	}
	schema, err := fs.ReadFile(sql.FS, "meta/record.sql")
	if err != nil {
		return nil, err
	}
	if folder, err = filepath.Abs(folder); err != nil {
		return nil, err
	}
	records, err := records.Open(ctx, records.Options{Folder: scratch, Read: []string{folder}}, string(schema))
	if err != nil {
		return nil, err
	}
	var names []string
	files := map[string][]engine.ParquetFile{}
	for _, s := range loaded.Snapshots {
		if table := s.Resource.Table; !slices.Contains(names, table) {
			names = append(names, table)
		}
		files[s.Resource.Table] = append(files[s.Resource.Table], engine.ParquetFile{Path: s.Path, Source: s.Resource.Path})
	}
	for _, table := range names {
		if err := records.LoadRaw(ctx, table, files[table]); err != nil {
			return nil, errors.Join(err, records.Close())
		}
	}
	return records, nil
}

func readBare(ctx context.Context, records *records.Store, pkg *contract.Package, folder, scratch string) error {
	delivery, _, err := extract.Find(folder, pkg)
	if err != nil {
		return err
	}
	files := map[string][]string{}
	for i, s := range delivery.Sources {
		to := filepath.Join(scratch, fmt.Sprintf("bare-%d.parquet", i))
		from, err := filepath.Abs(s.Path)
		if err != nil {
			return err
		}
		if err := records.ReadFile(ctx, ingest.Columns(s.Resource), from, to); err != nil {
			return err
		}
		files[s.Resource.Table] = append(files[s.Resource.Table], to)
	}
	for _, r := range pkg.Resources {
		if err := records.Stage(ctx, r.Table, ingest.Columns(r), files[r.Table]); err != nil {
			return err
		}
	}
	return nil
}

func countBare(ctx context.Context, records *records.Store) error {
	models, problems, err := records.Load(ctx, sql.FS)
	if err != nil || len(problems) > 0 {
		return errors.Join(err, fmt.Errorf("load models: %v", problems))
	}
	day, err := records.LastDay(ctx)
	if err != nil {
		return err
	}
	row := []any{"extract_" + day.Format(time.DateOnly), day, true}
	if err := records.Tell(ctx, "raw.extract_info", []string{"publication_id", "extract_date", "synthetic"}, [][]any{row}); err != nil {
		return err
	}
	problems, err = records.Run(ctx, models, func(string) {})
	if err != nil || len(problems) > 0 {
		return errors.Join(err, fmt.Errorf("count rows: %v", problems))
	}
	return nil
}
