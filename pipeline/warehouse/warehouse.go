// Package warehouse is the DuckDB database of a build. It is made from zero out
// of snapshots on every build: [Open] a new one, [Warehouse.LoadRaw] the
// snapshots, [Warehouse.Run] the models of [Load], [Warehouse.Check], and
// [Warehouse.Publish] the result into a new file that never held anything else.
//
// The engine is hardened before any model runs: no extension is fetched, no file
// is read or written outside the folders that were named at the start, and the
// settings cannot be changed back. This is the only package that imports the
// driver.
package warehouse

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// A Warehouse is an open database. It uses one connection, so it is not safe
// for concurrent use.
type Warehouse struct {
	db   *sql.DB
	conn *sql.Conn
}

// closedSettings keep the engine from fetching code.
const closedSettings = "autoinstall_known_extensions=false&autoload_known_extensions=false&allow_community_extensions=false"

// smallTables suits thousands of rows in many tables: the default block of 256
// KiB would make a file five times as large, and waking a second thread costs
// more than it brings.
const smallTables = "default_block_size=16384&threads=1"

// fileFormat is of the files that are written: the oldest form that the engine writes,
// which every DuckDB from 0.10 on opens.
const fileFormat = "(block_size 16384, storage_version 'v1.0.0')"

// unsafeCompression puts memory that was never written into a file, so that its bytes
// are others each time.
const unsafeCompression = "fsst"

// Open makes a new database in memory. Only files under folders can be read or
// written from then on. schema is the script that makes what models stand in.
func Open(ctx context.Context, folders []string, schema string) (*Warehouse, error) {
	w, err := open(ctx, "?"+smallTables+"&"+closedSettings)
	if err != nil {
		return nil, err
	}
	quoted := make([]string, len(folders))
	for i, folder := range folders {
		quoted[i] = literal(strings.TrimSuffix(folder, "/") + "/")
	}
	for _, statement := range []string{
		"set disabled_compression_methods = " + literal(unsafeCompression),
		"set allowed_directories = [" + strings.Join(quoted, ", ") + "]",
		"set enable_external_access = false",
		"set lock_configuration = true",
		schema,
	} {
		if _, err := w.conn.ExecContext(ctx, statement); err != nil {
			return nil, errors.Join(fmt.Errorf("harden warehouse: %w", err), w.Close())
		}
	}
	return w, nil
}

// Save writes the whole warehouse, raw tables and all, to a new file at path, so
// that its maker can look into it. What stood there is removed.
func (w *Warehouse) Save(ctx context.Context, path string) error {
	for _, old := range []string{path, path + ".wal"} {
		if err := os.Remove(old); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove old warehouse: %w", err)
		}
	}
	defer zeroMemory()()
	statement := "attach " + literal(path) + " as saved " + fileFormat + "; copy from database memory to saved; detach saved"
	if _, err := w.conn.ExecContext(ctx, statement); err != nil {
		return fmt.Errorf("save warehouse to %s: %w", path, err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return fmt.Errorf("keep warehouse private: %w", err)
	}
	return nil
}

func open(ctx context.Context, dsn string) (*Warehouse, error) {
	db, err := sql.Open("duckdb", dsn)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open database: %w", err), db.Close())
	}
	w := &Warehouse{db: db, conn: conn}
	if err := register(conn); err != nil {
		return nil, errors.Join(err, w.Close())
	}
	return w, nil
}

// Close closes the database.
func (w *Warehouse) Close() error {
	if err := errors.Join(w.conn.Close(), w.db.Close()); err != nil {
		return fmt.Errorf("close database: %w", err)
	}
	return nil
}

// A RawFile is a snapshot to load.
type RawFile struct {
	Parquet string // path of the snapshot
	Source  string // the file it was read from, for column source_file
}

// LoadRaw makes raw.<table> of the snapshots of one table, by name of column.
func (w *Warehouse) LoadRaw(ctx context.Context, table string, files []RawFile) error {
	parts := make([]string, len(files))
	for i, f := range files {
		parts[i] = "select *, " + literal(f.Source) + " as source_file from read_parquet(" + literal(f.Parquet) + ")"
	}
	statement := "create or replace table raw." + ident(table) + " as " + strings.Join(parts, " union all by name ")
	if _, err := w.conn.ExecContext(ctx, statement); err != nil {
		return fmt.Errorf("load raw.%s: %w", table, err)
	}
	return nil
}

// KeepRejects fills raw.reject from a CSV file with its columns. Of private tables,
// those of an extract, it leaves out what stood in the row.
func (w *Warehouse) KeepRejects(ctx context.Context, path string, private []string) error {
	tables := []string{"''"}
	for _, table := range private {
		tables = append(tables, literal(table))
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
		hide("explanation_nl") + ", " + hide("explanation_en") + ", " + hide("suggestion") + ") from read_csv(" + literal(path) +
		", header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', max_line_size = " + longest + ", columns = {" +
		"table_name: 'VARCHAR', source_file: 'VARCHAR', source_line: 'BIGINT', cell: 'VARCHAR', column_name: 'VARCHAR', value: 'VARCHAR', " +
		"rule: 'VARCHAR', explanation_nl: 'VARCHAR', explanation_en: 'VARCHAR', suggestion: 'VARCHAR', time_period: 'VARCHAR', record: 'VARCHAR'})"
	if _, err := w.conn.ExecContext(ctx, statement); err != nil {
		return fmt.Errorf("load rejects: %w", err)
	}
	return nil
}

// Tell puts rows into a table, for models to read: what the pipeline knows and no
// file says.
func (w *Warehouse) Tell(ctx context.Context, table string, columns []string, rows [][]any) error {
	marks := make([]string, len(columns))
	for i := range marks {
		marks[i] = fmt.Sprintf("$%d", i+1)
	}
	statement := fmt.Sprintf("insert into %s (%s) values (%s)", qualified(table), strings.Join(columns, ", "), strings.Join(marks, ", "))
	return w.inTransaction(ctx, func() error {
		for _, row := range rows {
			if _, err := w.conn.ExecContext(ctx, statement, row...); err != nil {
				return fmt.Errorf("fill %s: %w", table, err)
			}
		}
		return nil
	})
}

// Version is the engine's own.
func Version(ctx context.Context) (string, error) {
	w, err := open(ctx, "?"+closedSettings)
	if err != nil {
		return "", err
	}
	var version string
	err = w.conn.QueryRowContext(ctx, "select version()").Scan(&version)
	if err := errors.Join(err, w.Close()); err != nil {
		return "", fmt.Errorf("read version of DuckDB: %w", err)
	}
	return version, nil
}

// inTransaction runs act as a whole or not at all; a thousand small statements
// are then written to disk once.
func (w *Warehouse) inTransaction(ctx context.Context, act func() error) error {
	if _, err := w.conn.ExecContext(ctx, "begin"); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	if err := act(); err != nil {
		_, undone := w.conn.ExecContext(context.WithoutCancel(ctx), "rollback")
		return errors.Join(err, undone)
	}
	if _, err := w.conn.ExecContext(ctx, "commit"); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// literal writes text as an SQL string.
func literal(text string) string {
	quoted := "'" + strings.ReplaceAll(text, "'", "''") + "'"
	// The parser takes a zero byte for the end of the statement.
	if strings.ContainsRune(quoted, 0) {
		return "(" + strings.ReplaceAll(quoted, "\x00", "' || chr(0) || '") + ")"
	}
	return quoted
}

// ident writes a name as an SQL identifier.
func ident(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// qualified writes schema.table as SQL identifiers.
func qualified(name string) string {
	schema, table, _ := strings.Cut(name, ".")
	return ident(schema) + "." + ident(table)
}
