//go:build unix

package warehouse

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"testing/fstest"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/sql"
)

// manyRows are some blocks of a file.
const manyRows = 20_000

// modelled makes a warehouse with one model of so many rows.
func modelled(t *testing.T, folder string, rows int) (*Warehouse, *model.Models, []Table) {
	t.Helper()
	schema, err := fs.ReadFile(sql.FS, "meta/schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	w, err := Open(t.Context(), []string{folder}, string(schema))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	files := fstest.MapFS{"core/x.sql": {Data: []byte("/*\ngrain: {nl: rij, en: row}\ncolumns:\n  a: {nl: a, en: a}\norder: [a]\n*/\n" +
		"select md5(range::varchar) as a from range(" + strconv.Itoa(rows) + ")")}}
	models, problems, err := w.Load(t.Context(), files)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	if problems, err := models.Run(t.Context(), w.DB, func(string) {}); err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	tables, err := w.Published(t.Context(), models)
	if err != nil {
		t.Fatal(err)
	}
	return w, models, tables
}

// limitFiles lets no file grow beyond some bytes, until the test ends or free is called.
func limitFiles(t *testing.T, most uint64) (free func()) {
	t.Helper()
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: most, Max: before.Max}); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
			t.Fatal(err)
		}
	}
}

// Wherever writing stops, the database is not published, and why is told: also near the
// end, where the engine keeps it to itself when it closes the database.
func TestAWriteThatFailsStopsPublishing(t *testing.T) {
	for _, rows := range []int{1, manyRows} {
		t.Run(strconv.Itoa(rows), func(t *testing.T) { writesThatFail(t, rows) })
	}
}

func writesThatFail(t *testing.T, rows int) {
	folder := t.TempDir()
	w, models, tables := modelled(t, folder, rows)
	whole := filepath.Join(folder, "whole.duckdb")
	if err := w.Publish(t.Context(), whole, models, tables); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(whole)
	if err != nil {
		t.Fatal(err)
	}
	size := uint64(info.Size())
	for _, most := range []uint64{0, 1, 4096, 12288, 12289, 28672, 45056, size / 3, size / 2, size - 16384, size - 4096, size - 1} {
		part, err := os.MkdirTemp(folder, "")
		if err != nil {
			t.Fatal(err)
		}
		w, models, tables := modelled(t, part, rows)
		for name, write := range map[string]func(path string) error{
			"publish": func(path string) error { return w.Publish(t.Context(), path, models, tables) },
			"save":    func(path string) error { return w.Save(t.Context(), path) },
		} {
			path := filepath.Join(part, name+".duckdb")
			free := limitFiles(t, most)
			err := write(path)
			free()
			var full *file.FullError
			if !errors.As(err, &full) || full.Folder != part || !full.Limit {
				t.Errorf("%s at %d of %d bytes: %v", name, most, size, err)
			}
			if _, err := os.Stat(path); name == "save" && !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("half a warehouse was saved at %d of %d bytes: %v", most, size, err)
			}
		}
	}
}

// What a database holds is compared with what was to be published, whatever the engine
// said of writing it.
func TestAPublishedDatabaseIsReadBack(t *testing.T) {
	for _, tt := range []struct {
		name, change string
	}{
		{"as it was", ""},
		{"a row less", "delete from written.core.x where a = (select min(a) from written.core.x)"},
		{"a row more", "insert into written.core.x values ('x')"},
		{"a value changed", "update written.core.x set a = 'x' where a = (select min(a) from written.core.x)"},
		{"a table less", "drop table written.core.x"},
		{"a table more", "create table written.core.y as select 1 as a"},
		{"a column more", "alter table written.core.x add column b integer"},
		{"another type", "alter table written.core.x alter a type blob"},
		{"no table", "drop schema written.core cascade"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := t.TempDir()
			w, models, tables := modelled(t, folder, manyRows)
			path := filepath.Join(folder, "a.duckdb")
			if err := w.Publish(t.Context(), path, models, tables); err != nil {
				t.Fatal(err)
			}
			if tt.change != "" {
				for _, statement := range []string{"attach " + engine.Literal(path) + " as written", tt.change, "detach written"} {
					if _, err := w.Exec(t.Context(), statement); err != nil {
						t.Fatal(err)
					}
				}
			}
			if err := w.compareFile(t.Context(), path, models, tables); (err == nil) != (tt.change == "") {
				t.Errorf("got %v", err)
			}
			if err := os.WriteFile(path+".wal", nil, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := w.compareFile(t.Context(), path, models, tables); err == nil {
				t.Error("a log beside the database is no fault")
			}
		})
	}
}
