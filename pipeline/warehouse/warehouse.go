// Package warehouse is the DuckDB database of a build. It is made from zero out
// of snapshots on every build: [Open] a new one, [Warehouse.LoadRaw] the snapshots,
// [Warehouse.Load] the models and run them, and [Warehouse.Publish] the result into a new
// file that never held anything else.
package warehouse

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/model"
)

// A Warehouse is the open database.
type Warehouse struct{ *engine.DB }

// Open makes a new database in memory. Only files under folders can be read or
// written from then on. schema is the script that makes what models stand in.
func Open(ctx context.Context, folders []string, schema string) (*Warehouse, error) {
	d, err := engine.Open(ctx, engine.Options{Small: true, Folders: folders, Schema: schema})
	if err != nil {
		return nil, fmt.Errorf("open warehouse: %w", err)
	}
	return &Warehouse{d}, nil
}

// layout is of the SQL files that make what is published.
var layout = model.Layout{Models: []string{"core", "mart"}, Checks: "check", Columns: "meta/column.yaml", Given: []string{"raw", "meta"}}

// Load reads the models and checks in files (core/, mart/, check/), as [model.Load] does. The
// raw tables must be there.
func (w *Warehouse) Load(ctx context.Context, files fs.FS) (*model.Models, []model.Problem, error) {
	return model.Load(ctx, w.DB, files, layout)
}

// LoadRaw makes raw.<table> of the snapshots of one table, by name of column.
func (w *Warehouse) LoadRaw(ctx context.Context, table string, files []engine.ParquetFile) error {
	return w.LoadParquet(ctx, "raw."+table, files)
}

// Tell puts rows into a table, for models to read: what the pipeline knows and no
// file says.
func (w *Warehouse) Tell(ctx context.Context, table string, columns []string, rows [][]any) error {
	return w.Insert(ctx, table, columns, rows)
}

// Save writes the whole warehouse, raw tables and all, to a new file at path, so
// that its maker can look into it. It is whole before it takes the place of what stood
// there, and at no moment anyone else may read it.
func (w *Warehouse) Save(ctx context.Context, path string) (err error) {
	part, err := file.TempFolder(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("save warehouse: %w", err)
	}
	defer engine.ZeroMemory()()
	defer func() { err = errors.Join(err, file.Remove(part)) }()
	if err := w.saveInto(ctx, filepath.Join(part, filepath.Base(path))); err != nil {
		return fmt.Errorf("save warehouse to %s: %w", path, engine.Full(filepath.Dir(path), err))
	}
	if err := file.Remove(path + ".wal"); err != nil { // it would be read as part of the new one
		return fmt.Errorf("save warehouse: %w", err)
	}
	return file.Replace(filepath.Join(part, filepath.Base(path)), path, file.PrivateFile)
}

func (w *Warehouse) saveInto(ctx context.Context, path string) error {
	if err := w.AttachNew(ctx, path, "saved"); err != nil {
		return err
	}
	_, err := w.Exec(ctx, "copy from database memory to saved")
	if err == nil {
		err = w.Checkpoint(ctx, "saved")
	}
	return errors.Join(err, w.Detach(ctx, "saved"))
}

// KeepRejects fills raw.reject from a CSV file with its columns. Of private tables,
// those of an extract, it leaves out what stood in the row.
func (w *Warehouse) KeepRejects(ctx context.Context, path string, private []string) error {
	tables := []string{"''"}
	for _, table := range private {
		tables = append(tables, engine.Literal(table))
	}
	hide := func(column string) string {
		return "case when table_name not in (" + strings.Join(tables, ", ") + ") then " + column + " end as " + column
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("look at rejects: %w", err)
	}
	// The engine sets aside sixteen times the longest line that may come.
	longest := strconv.FormatInt(min(10_000_000, info.Size()+1), 10)
	statement := "create or replace table raw.reject as select * replace (" + hide("value") + ", " + hide("record") + ", " +
		hide("explanation_nl") + ", " + hide("explanation_en") + ", " + hide("suggestion") + ") from read_csv(" + engine.Literal(path) +
		", header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', max_line_size = " + longest + ", columns = {" +
		"table_name: 'VARCHAR', source_file: 'VARCHAR', source_line: 'BIGINT', cell: 'VARCHAR', column_name: 'VARCHAR', value: 'VARCHAR', " +
		"rule: 'VARCHAR', explanation_nl: 'VARCHAR', explanation_en: 'VARCHAR', suggestion: 'VARCHAR', time_period: 'VARCHAR', record: 'VARCHAR'})"
	if _, err := w.Exec(ctx, statement); err != nil {
		return fmt.Errorf("load rejects: %w", err)
	}
	return nil
}
