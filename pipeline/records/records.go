// Package records is the private database of an extract: rows go in as CSV, are
// validated and counted by models, and only counts leave ([Store.Export]).
package records

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/model"
)

// A Store is the private database of the rows of an extract. It is apart from
// the warehouse that is published: it reads the snapshots of the rows, finds those
// that break the contract, and counts; only counts leave it. It lives in memory
// and spills into the private work folder.
type Store struct {
	db      *engine.DB
	threads int
	bare    bool
	folder  string // of snapshots, private
	files   map[string][]string
	columns map[string][]Column
	links   map[string]Link // of tables without a date, to the table that gives their rows a year
	undated map[string]bool // tables with rows whose date cannot be read
	strays  map[string]bool // "table.column" with dates outside the bounds
	bounds  DateBounds
	ranges  map[model.KeyRanges][]keyRange
	named   map[string]string // by table: the column of its key, see NameKeys
}

// Options say how the private database works.
type Options struct {
	Folder  string   // for snapshots and what does not fit in memory; made when it is not there
	Read    []string // other folders that small tables are read from
	Memory  string   // how much memory it may take, as DuckDB writes it: "1GB"; the default when empty
	Threads int      // the default when 0
}

// The defaults suit an office machine: enough for a hundred million rows, since
// what does not fit is spilled.
const (
	DefaultMemory = "800MB"
	// longer with it. What the engine may take it takes, also for a list of faults.
	SmallMemory    = "250MB"
	SmallBytes     = 300_000_000
	DefaultThreads = 2
)

// Open starts the database, hardened as the warehouse is. schema is the
// script that makes what the snapshots do not give.
func Open(ctx context.Context, o Options, schema string) (*Store, error) {
	spill := filepath.Join(o.Folder, "spill")
	if err := os.MkdirAll(spill, 0o700); err != nil {
		return nil, fmt.Errorf("make folder for records: %w", err)
	}
	if o.Memory == "" {
		o.Memory = DefaultMemory
	}
	if o.Threads == 0 {
		o.Threads = DefaultThreads
	}
	db, err := engine.Open(ctx, engine.Options{
		Threads: o.Threads, Memory: o.Memory, Spill: spill, Folders: append([]string{o.Folder}, o.Read...), Schema: schema,
	})
	if err != nil {
		return nil, fmt.Errorf("open records: %w", err)
	}
	return &Store{
		db: db, threads: o.Threads, folder: o.Folder, files: map[string][]string{}, columns: map[string][]Column{},
		links: map[string]Link{}, undated: map[string]bool{}, strays: map[string]bool{}, ranges: map[model.KeyRanges][]keyRange{},
	}, nil
}

// Close forgets all rows, and takes away what was spilled.
func (r *Store) Close() error {
	err := r.db.Close()
	return errors.Join(err, file.Remove(filepath.Join(r.folder, "spill")))
}

// LoadRaw makes raw.<table>, a small table, of its snapshots.
func (r *Store) LoadRaw(ctx context.Context, table string, files []engine.ParquetFile) error {
	return r.db.LoadParquet(ctx, "raw."+table, files)
}

// A Column is one column of a table of records.
type Column struct {
	Name     string
	Type     string // varchar, date, boolean, bigint or double
	Required bool
	Codelist string // dimension of raw.extract_code; empty when it is not coded
	ValidOn  string // the column with the day on which the code must hold
	ValidBy  string // the column with a day that is not before that; for rows without it
	Absent   bool   // the file does not have it
	// Format, of a date that is written in another way than 2024-12-31, and Pattern of
	// its texts; both empty for that way.
	Format, Pattern string
}

// serialFormat is of days as spreadsheets number them.
const serialFormat = "serial"

// value reads the text of a column as its type; no value where it cannot be. The
// engine would take 2024-1-5 and " 024-01-05" for dates and 1.5 for a whole number;
// so what it makes of a text must be written as that text is.
func (c Column) value() string {
	if c.Absent {
		return "cast(null as " + c.Type + ")"
	}
	name := engine.Identifier(c.Name)
	cast := "try_cast(" + name + " as " + c.Type + ")"
	same := "cast(" + cast + " as varchar) = " + name
	switch c.Type {
	case "date": // not infinity either, nor years before our era
		plain := "case when strlen(" + name + ") = 10 and " + same + " then " + cast
		if c.Format == "" {
			return plain + " end"
		}
		day := "cast(try_strptime(" + name + ", " + engine.Literal(c.Format) + ") as date)"
		if c.Format == serialFormat {
			day = "date '1899-12-30' + cast(" + name + " as integer)"
		}
		return plain + " when regexp_full_match(" + name + ", " + engine.Literal(c.Pattern) + ") then " + day + " end"
	case "boolean":
		return "case " + name + " when 'true' then true when 'false' then false end"
	case "varchar":
		return name
	case "double":
		return "case when regexp_full_match(" + name + ", '-?[0-9]+([.][0-9]+)?') then " + cast + " end"
	default:
		return "case when " + same + " then " + cast + " end"
	}
}

// Every column has two bits in the fault of a row: required and not there, and
// there but not of its type.
func (c Column) bits(i int) []string {
	if c.Absent {
		return nil
	}
	var bits []string
	name := engine.Identifier(c.Name)
	if c.Required {
		bits = append(bits, fmt.Sprintf("case when %s is null then %d else 0 end", name, 1<<(2*i)))
	}
	if c.Type != "varchar" {
		bits = append(bits, fmt.Sprintf("case when %s is not null and (%s) is null then %d else 0 end", name, c.value(), 1<<(2*i+1)))
	}
	return bits
}

// A File is CSV with a semicolon to read records from: a file, or a pipe that
// another writes into.
type File struct {
	Path   string
	Header bool
}

// Snapshot reads records into the snapshot at to, and tells how many there were. A
// row keeps its place; column fault holds what is wrong with its values.
func (r *Store) Snapshot(ctx context.Context, columns []Column, from File, to string) (int64, error) {
	var texts, values, bits []string
	for i, c := range columns {
		if !c.Absent {
			texts = append(texts, engine.Literal(c.Name)+": 'VARCHAR'")
		}
		values = append(values, c.value()+" as "+engine.Identifier(c.Name))
		bits = append(bits, c.bits(i)...)
	}
	statement := fmt.Sprintf(`copy (
		select %s, cast(%s as uinteger) as fault
		from read_csv(%s, auto_detect = false, header = %t, delim = ';', quote = '"', escape = '"', new_line = '\n',
			columns = {%s}, strict_mode = true, null_padding = false, ignore_errors = false)
	) to %s (%s)`,
		strings.Join(values, ", "), strings.Join(append(bits, "0"), " + "), engine.Literal(from.Path), from.Header, strings.Join(texts, ", "),
		engine.Literal(to), snapshotFormat)
	result, err := r.db.Exec(ctx, statement)
	if err != nil {
		return 0, fmt.Errorf("write snapshot: %w", withoutRow(err))
	}
	rows, err := result.RowsAffected()
	if err != nil {
		return 0, fmt.Errorf("count rows of snapshot: %w", err)
	}
	return rows, nil
}

// Stage makes stage.<table> of the snapshots of its files: every row, with the
// number of its file and of its record in it, both from 0. Of a table without
// files it is empty.
func (r *Store) Stage(ctx context.Context, table string, columns []Column, files []string) error {
	r.files[table], r.columns[table] = files, columns
	var b strings.Builder
	fmt.Fprintf(&b, "create or replace view stage.%s as ", engine.Identifier(table))
	if len(files) == 0 {
		b.WriteString("select ")
		for _, c := range columns {
			fmt.Fprintf(&b, "cast(null as %s) as %s, ", c.Type, engine.Identifier(c.Name))
		}
		b.WriteString("cast(0 as uinteger) as fault, cast(0 as bigint) as file, cast(0 as bigint) as record where false")
	} else {
		for i, f := range files {
			if i > 0 {
				b.WriteString(" union all ")
			}
			fmt.Fprintf(&b, "select * exclude (file_row_number), cast(%d as bigint) as file, file_row_number as record from read_parquet(%s, file_row_number = true)",
				i, engine.Literal(f))
		}
	}
	if _, err := r.db.Exec(ctx, b.String()); err != nil {
		return fmt.Errorf("stage %s: %w", table, err)
	}
	return r.accept(ctx, table, false)
}

// accept makes accepted.<table>: the staged rows without those rejected. Written as
// an anti join the engine looks each row up among the rejected ones; as a condition
// that such a row does not exist, it would lay out all rows for that first.
func (r *Store) accept(ctx context.Context, table string, some bool) error {
	statement := fmt.Sprintf("create or replace view accepted.%[1]s as select * from stage.%[1]s", engine.Identifier(table))
	if some {
		statement += fmt.Sprintf(` as staged
			anti join (select file, record from record.reject where table_name = %s) as reject
				on reject.file = staged.file and reject.record = staged.record`, engine.Literal(table))
	}
	if _, err := r.db.Exec(ctx, statement); err != nil {
		return fmt.Errorf("accept rows of %s: %w", table, err)
	}
	return nil
}

// LastDay is the latest day in any column of any table; zero when there is none.
func (r *Store) LastDay(ctx context.Context) (time.Time, error) {
	var parts []string
	for table, columns := range r.columns {
		for _, c := range columns {
			if c.Type == "date" {
				parts = append(parts, "select max("+engine.Identifier(c.Name)+") as day from accepted."+engine.Identifier(table))
			}
		}
	}
	statement := "select max(day) from (" + strings.Join(parts, " union all ") + ")"
	day, err := engine.One[*time.Time](ctx, r.db, statement)
	if err != nil {
		return time.Time{}, fmt.Errorf("find last day of extract: %w", err)
	}
	if day == nil {
		return time.Time{}, nil
	}
	return *day, nil
}

// withoutRow leaves out of what the engine's reader says the row that it shows, which
// may be of a person, and its settings.
func withoutRow(err error) error {
	if first, _, more := strings.Cut(err.Error(), "\n"); more {
		return errors.New(first)
	}
	return err
}
