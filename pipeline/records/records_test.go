package records_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/records"
	"jaarcijfers/pipeline/source/extract"
	"jaarcijfers/sql"
)

const answerHeader = `/*
grain: {nl: rij, en: row}
columns:
  a: {nl: a, en: a}
order: [a]
*/
`

// private is the private database of an extract with what a test gives it.
type private struct {
	*records.Store
	t      *testing.T
	folder string
}

// openPrivate starts one. given is SQL that makes what is not of the extract, such
// as codelists.
func openPrivate(t *testing.T, o records.Options, given ...string) private {
	t.Helper()
	schema, err := fs.ReadFile(sql.FS, "meta/record.sql")
	if err != nil {
		t.Fatal(err)
	}
	if o.Folder == "" {
		o.Folder = t.TempDir()
	}
	r, err := records.Open(context.Background(), o, strings.Join(append([]string{string(schema)}, given...), ";\n"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return private{r, t, o.Folder}
}

// snapshot puts records through a pipe into a snapshot, as a build does.
func (p private) snapshot(name string, columns []records.Column, given string) string {
	p.t.Helper()
	pipe := filepath.Join(p.folder, "pipe")
	to := filepath.Join(p.folder, name+".parquet")
	var rows int64
	fed, read := extract.Feed(context.Background(), pipe, func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, given)
		return err
	}, func(ctx context.Context) error {
		var err error
		rows, err = p.Snapshot(ctx, columns, records.File{Path: pipe}, to)
		return err
	})
	if err := errors.Join(read, fed); err != nil {
		p.t.Fatal(err)
	}
	if want := int64(strings.Count(given, "\n")); rows != want {
		p.t.Fatalf("%d rows of %d", rows, want)
	}
	return to
}

// stage gives a table the records of its files.
func (p private) stage(table string, columns []records.Column, files ...string) {
	p.t.Helper()
	var snapshots []string
	for i, given := range files {
		snapshots = append(snapshots, p.snapshot(fmt.Sprint(table, i), columns, given))
	}
	if err := p.Stage(context.Background(), table, columns, snapshots); err != nil {
		p.t.Fatal(err)
	}
}

// models loads some SQL files.
func (p private) models(files map[string]string) (*model.Models, []model.Problem) {
	p.t.Helper()
	all := fstest.MapFS{}
	for _, name := range []string{"meta/column.yaml", "meta/parameter.yaml"} {
		text, err := fs.ReadFile(sql.FS, name)
		if err != nil {
			p.t.Fatal(err)
		}
		all[name] = &fstest.MapFile{Data: text}
	}
	for name, text := range files {
		all[name] = &fstest.MapFile{Data: []byte(text)}
	}
	models, problems, err := p.Load(context.Background(), all)
	if err != nil {
		p.t.Fatal(err)
	}
	return models, problems
}

// ask has a model answer a question in its column a, in the order of a.
func (p private) ask(question string) ([]string, error) {
	ctx := context.Background()
	models, problems, err := p.Load(ctx, fstest.MapFS{"extract/answer.sql": {Data: []byte(answerHeader + question)}})
	if err == nil && len(problems) == 0 {
		problems, err = p.Run(ctx, models, func(string) {})
	}
	if err != nil || len(problems) > 0 {
		return nil, fmt.Errorf("%v %w", problems, err)
	}
	rows, err := p.read("extract.answer", "a")
	var answer []string
	for _, row := range rows {
		answer = append(answer, fmt.Sprint(row[0]))
	}
	return answer, err
}

// read exports a model as a build does, and gives some of its columns.
func (p private) read(model, columns string) ([][]any, error) {
	ctx := context.Background()
	path := filepath.Join(p.folder, "exported.parquet")
	if err := p.Export(ctx, model, path); err != nil {
		return nil, err
	}
	w, err := engine.Open(ctx, engine.Options{Folders: []string{p.folder}})
	if err != nil {
		return nil, err
	}
	defer func() { _ = w.Close() }()
	result, err := w.Query(ctx, "select "+columns+" from read_parquet("+engine.Literal(path)+") order by all")
	if err != nil {
		return nil, err
	}
	return result.Rows, nil
}

// must is for answers that a test only needs to hold others against.
func (p private) must(answer []string, err error) []string {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
	return answer
}

func TestRecordsReadAndWriteNothingOutsideTheirFolder(t *testing.T) {
	ctx := context.Background()
	outside := t.TempDir()
	secret := filepath.Join(outside, "secret.csv")
	if err := os.WriteFile(secret, []byte("a\n1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := openPrivate(t, records.Options{})
	inside := filepath.Join(p.folder, "inside.csv")
	if err := os.WriteFile(inside, []byte("a\n1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := p.ask("select a from read_csv('" + inside + "')"); err != nil || fmt.Sprint(got) != "[1]" {
		t.Fatalf("its own folder cannot be read: %v %v", got, err) // else what follows proves nothing
	}
	for _, question := range []string{
		"select a from read_csv('" + secret + "')",
		"select a from read_csv('" + p.folder + "/../" + filepath.Base(outside) + "/secret.csv')",
		"select column0 as a from read_csv('/etc/passwd')",
		"select content as a from read_text('/etc/passwd')",
		"select content as a from read_blob('/etc/passwd')",
		"select file as a from glob('/etc/*')",
		"select 1 as a from '/etc/passwd'",
		"select 1 as a from read_parquet('https://example.org/x.parquet')",
		"select 1 as a from read_csv('s3://bucket/x.csv')",
		"select 1 as a from sqlite_scan('" + inside + "', 't')", // of extensions that are not here
		"select 1 as a from st_read('" + inside + "')",
		"select 1 as a from read_xlsx('" + inside + "')",
		"select 1 as a; copy (select 1) to '" + outside + "/out.csv'",
		"select 1 as a); copy (select 1) to '" + outside + "/out.csv'; from (select 1 as a",
		"select 1 as a) to '" + outside + "/out.csv'; from (select 1 as a",
	} {
		if got, err := p.ask(question); err == nil {
			t.Errorf("%s: got %v", question, got)
		}
	}
	p.must(p.ask("select 1 as a"))
	if err := p.Export(ctx, "extract.answer", filepath.Join(outside, "out.parquet")); err == nil {
		t.Error("counts were written outside")
	}
	if err := p.Export(ctx, "record.reject", filepath.Join(p.folder, "out.parquet")); err == nil {
		t.Error("rows were written in the clear")
	}
	columns := []records.Column{{Name: "a", Type: "varchar"}}
	if _, err := p.Snapshot(ctx, columns, records.File{Path: secret}, filepath.Join(p.folder, "s.parquet")); err == nil {
		t.Error("records were read from outside")
	}
	if _, err := p.Snapshot(ctx, columns, records.File{Path: inside}, filepath.Join(outside, "s.parquet")); err == nil {
		t.Error("records were written outside")
	}
	left, err := os.ReadDir(outside)
	if err != nil || len(left) != 1 {
		t.Error(left, err)
	}
}

func TestRecordsReadWhereTheyAreToldTo(t *testing.T) {
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "x.csv"), []byte("a\n1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := openPrivate(t, records.Options{Read: []string{other}})
	if got := p.must(p.ask("select a from read_csv('" + other + "/x.csv')")); fmt.Sprint(got) != "[1]" {
		t.Error(got)
	}
}

func TestRecordsFetchNoCode(t *testing.T) {
	settings := `select concat_ws(' ', name, value) as a from duckdb_settings() where name in (
		'autoinstall_known_extensions', 'autoload_known_extensions', 'allow_community_extensions', 'enable_external_access')`
	want := []string{"allow_community_extensions false", "autoinstall_known_extensions false", "autoload_known_extensions false", "enable_external_access false"}
	p := openPrivate(t, records.Options{})
	if diff := cmp.Diff(want, p.must(p.ask(settings))); diff != "" {
		t.Error(diff)
	}
}

// What does not fit in memory is on disk as long as the database is open; then it
// is gone.
func TestSpilledRowsAreGoneWhenClosed(t *testing.T) {
	schema, err := fs.ReadFile(sql.FS, "meta/record.sql")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	r, err := records.Open(context.Background(), records.Options{Folder: folder, Memory: "60MB", Threads: 1}, string(schema))
	if err != nil {
		t.Fatal(err)
	}
	p := private{r, t, folder}
	models, problems, err := p.Load(context.Background(), fstest.MapFS{"extract/large.sql": {Data: []byte(
		answerHeader + "select 'S24-SYNTHETIC-' || i || repeat('x', 200) as a from range(600000) as t(i)")}})
	if err == nil && len(problems) == 0 {
		problems, err = p.Run(context.Background(), models, func(string) {})
	}
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if spilled := contents(t, filepath.Join(folder, "spill")); !bytes.Contains(spilled, []byte("S24-SYNTHETIC-")) {
		t.Fatalf("%d bytes were spilled: the test proves nothing", len(spilled))
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(folder, "spill")); !os.IsNotExist(err) {
		t.Errorf("what was spilled is still there: %v", err)
	}
}

// contents are all bytes of all files in a folder.
func contents(t *testing.T, folder string) []byte {
	t.Helper()
	var all []byte
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		all = append(all, text...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
