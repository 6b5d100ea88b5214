// Package engine is DuckDB, opened hardened, and the only importer of its driver. [Open]
// makes a [DB] in memory, on which others run SQL; [Answer] answers a question of a user
// to a file.
//
// Hardened means: no extension is fetched or loaded by itself; no file is read or
// written outside the folders named at the start; and the configuration is locked, so
// that SQL cannot change that back. For a question the engine loses the file system
// altogether, and one statement that reads is all it runs.
package engine

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// A DB is an open database. What it runs goes over one connection, so it is not safe for
// concurrent use; [DB.Parallel] opens others.
type DB struct {
	pool *sql.DB
	conn *sql.Conn
}

// Options say what a database in memory may use. The zero value of each is the engine's
// own default.
type Options struct {
	// Small suits thousands of rows in many tables, and a database that is written to a
	// file: small blocks, one thread, and the same bytes each time.
	Small   bool
	Threads int
	Memory  string   // how much it may take, as DuckDB writes it: "1GB"
	Spill   string   // folder for what does not fit
	Folders []string // files are read and written under these and nowhere else
	Schema  string   // script that runs when all is locked
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

// Open makes a new database in memory, hardened as the package says.
func Open(ctx context.Context, o Options) (*DB, error) {
	dsn := "?" + closedSettings
	if o.Small {
		dsn = "?" + smallTables + "&" + closedSettings
	}
	d, err := open(ctx, dsn)
	if err != nil {
		return nil, err
	}
	if err := d.lock(ctx, o.settings()); err != nil {
		return nil, fmt.Errorf("harden database: %w", err)
	}
	return d, nil
}

func (o Options) settings() []string {
	var list []string
	if o.Small {
		list = append(list, "set disabled_compression_methods = "+Literal(unsafeCompression))
	}
	if o.Threads > 0 {
		list = append(list, fmt.Sprintf("set threads = %d", o.Threads))
	}
	if o.Memory != "" {
		list = append(list,
			"set memory_limit = "+Literal(o.Memory),
			"set enable_external_file_cache = false") // its memory is wanted for joins
	}
	if o.Spill != "" {
		list = append(list, "set temp_directory = "+Literal(o.Spill))
	}
	folders := make([]string, len(o.Folders))
	for i, folder := range o.Folders {
		folders[i] = strings.TrimSuffix(folder, "/") + "/"
	}
	list = append(list,
		"set allowed_directories = ["+Literals(folders)+"]",
		"set enable_external_access = false",
		"set lock_configuration = true")
	if o.Schema != "" {
		list = append(list, o.Schema)
	}
	return list
}

// lock runs settings one after another, and closes the database when it refuses one.
func (d *DB) lock(ctx context.Context, settings []string) error {
	for _, statement := range settings {
		if _, err := d.Exec(ctx, statement); err != nil {
			return errors.Join(err, d.Close())
		}
	}
	return nil
}

func open(ctx context.Context, dsn string) (*DB, error) {
	pool, err := sql.Open("duckdb", dsn)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open database: %w", err), pool.Close())
	}
	d := &DB{pool: pool, conn: conn}
	if err := register(conn); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// Close closes the database.
func (d *DB) Close() error {
	if err := errors.Join(d.conn.Close(), d.pool.Close()); err != nil {
		return fmt.Errorf("close database: %w", err)
	}
	return nil
}

// Exec runs statements that have no answer. Errors are the engine's own.
func (d *DB) Exec(ctx context.Context, statement string, args ...any) (sql.Result, error) {
	return d.conn.ExecContext(ctx, statement, args...)
}

// QueryRow asks for one row; Scan gives the error.
func (d *DB) QueryRow(ctx context.Context, question string, args ...any) *sql.Row {
	return d.conn.QueryRowContext(ctx, question, args...)
}

// Named is an argument for $name.
func Named(name string, value any) any { return sql.Named(name, value) }

// TakenBack runs act and takes back what it wrote.
func (d *DB) TakenBack(ctx context.Context, act func() error) error {
	if _, err := d.Exec(ctx, "begin"); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	err := act()
	_, left := d.Exec(context.WithoutCancel(ctx), "rollback")
	return errors.Join(err, left)
}

// InTransaction runs act as a whole or not at all; a thousand small statements
// are then written to disk once.
func (d *DB) InTransaction(ctx context.Context, act func() error) error {
	if _, err := d.Exec(ctx, "begin"); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	if err := act(); err != nil {
		_, undone := d.Exec(context.WithoutCancel(ctx), "rollback")
		return errors.Join(err, undone)
	}
	if _, err := d.Exec(ctx, "commit"); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// Insert puts rows into a table, all or none.
func (d *DB) Insert(ctx context.Context, table string, columns []string, rows [][]any) error {
	marks := make([]string, len(columns))
	for i := range marks {
		marks[i] = fmt.Sprintf("$%d", i+1)
	}
	statement := fmt.Sprintf("insert into %s (%s) values (%s)", Qualified(table), strings.Join(columns, ", "), strings.Join(marks, ", "))
	return d.InTransaction(ctx, func() error {
		for _, row := range rows {
			if _, err := d.Exec(ctx, statement, row...); err != nil {
				return fmt.Errorf("fill %s: %w", table, err)
			}
		}
		return nil
	})
}

// A ParquetFile is one file of a table.
type ParquetFile struct {
	Path   string
	Source string // the file it was made from, for column source_file
}

// LoadParquet makes a table of files, by name of column.
func (d *DB) LoadParquet(ctx context.Context, table string, files []ParquetFile) error {
	parts := make([]string, len(files))
	for i, f := range files {
		parts[i] = "select *, " + Literal(f.Source) + " as source_file from read_parquet(" + Literal(f.Path) + ")"
	}
	statement := "create or replace table " + Qualified(table) + " as " + strings.Join(parts, " union all by name ")
	if _, err := d.Exec(ctx, statement); err != nil {
		return fmt.Errorf("load %s: %w", table, err)
	}
	return nil
}

// AttachNew makes a database in a new file at path, to be filled under that name.
func (d *DB) AttachNew(ctx context.Context, path, name string) error {
	_, err := d.Exec(ctx, "attach "+Literal(path)+" as "+Identifier(name)+" "+fileFormat)
	return err
}

// Checkpoint has all of an attached database in its file.
func (d *DB) Checkpoint(ctx context.Context, name string) error {
	if _, err := d.Exec(ctx, "checkpoint "+Identifier(name)); err != nil {
		return fmt.Errorf("finish database: %w", err)
	}
	return nil
}

// Detach closes an attached database, also when ctx has ended.
func (d *DB) Detach(ctx context.Context, name string) error {
	if _, err := d.Exec(context.WithoutCancel(ctx), "detach "+Identifier(name)); err != nil {
		return fmt.Errorf("close database: %w", err)
	}
	return nil
}

// Version is the engine's own.
func Version(ctx context.Context) (string, error) {
	d, err := open(ctx, "?"+closedSettings)
	if err != nil {
		return "", err
	}
	var version string
	err = d.QueryRow(ctx, "select version()").Scan(&version)
	if err := errors.Join(err, d.Close()); err != nil {
		return "", fmt.Errorf("read version of DuckDB: %w", err)
	}
	return version, nil
}
