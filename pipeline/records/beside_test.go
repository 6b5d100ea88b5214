package records_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/records"
	"jaarcijfers/pipeline/source/extract"
)

// notes is a contract of one table whose second field takes any text.
func notes(t *testing.T) *contract.Resource {
	t.Helper()
	pkg, violations, err := contract.LoadShape(fstest.MapFS{contract.DescriptorFile: {Data: []byte(`{"title": "t", "version": "1", "created": "2026-11-25", "resources": [
		{"name": "rows", "path": "rows.csv", "format": "csv", "dialect": {"delimiter": ";", "quoteChar": "\""},
		"schema": {"fields": [{"name": "number"}, {"name": "note"}], "primaryKey": "number"}, "jaarcijfers": {"table": "row"}}]}`)}})
	if err != nil || len(violations) > 0 {
		t.Fatal(violations, err)
	}
	return pkg.Resources[0]
}

var noteColumns = []records.Column{{Name: "number", Type: "varchar"}, {Name: "note", Type: "varchar"}}

// beside has the engine read a file by itself, and then what the gate hands on of
// it, into stage.alone and stage.piped. plain says whether the first counts.
func (p private) beside(r *contract.Resource, raw string) (plain bool) {
	p.t.Helper()
	ctx := context.Background()
	path := filepath.Join(p.folder, "rows.csv")
	if err := os.WriteFile(path, []byte(raw), 0o600); err != nil {
		p.t.Fatal(err)
	}
	file := extract.Open(extract.Source{Resource: r, Path: path, Name: "rows.csv", Format: "csv"}, nil)
	pass, err := file.PassPlain(ctx, func(int) {})
	if err != nil {
		return false
	}
	alone := filepath.Join(p.folder, "alone.parquet")
	rows, err := p.Snapshot(ctx, noteColumns, records.File{Path: path, Header: true}, alone)
	if err != nil || rows != int64(pass.Records) {
		return false // a build then takes what the gate hands on
	}
	var handed strings.Builder
	if _, err := file.Pass(ctx, &handed, func(int) {}); err != nil {
		p.t.Fatal(err)
	}
	p.stage("piped", noteColumns, handed.String())
	if err := p.Stage(ctx, "alone", noteColumns, []string{alone}); err != nil {
		p.t.Fatal(err)
	}
	return true
}

// What the engine reads by itself counts when the gate finds the file plain; then
// it is what it reads of the gate.
func TestTheEngineReadsAPlainFileAsTheGateDoes(t *testing.T) {
	r := notes(t)
	p := openPrivate(t, records.Options{})
	counts := 0
	rapid.Check(t, func(rt *rapid.T) {
		raw := "number;note\n"
		given := rapid.SliceOfN(rapid.StringMatching(`[0-9]{0,3};([a-z0-9 é€#'\t\\|,~\x{1F600}]{0,9}|NULL|\\N|null|nan|true)`), 0, 8).Draw(rt, "records")
		for _, record := range given {
			raw += record + "\n"
		}
		if rapid.Bool().Draw(rt, "no line end") {
			raw = strings.TrimSuffix(raw, "\n")
		}
		if !p.beside(r, raw) {
			return
		}
		counts++
		rows := "select concat_ws('|', record, coalesce(number, '-'), coalesce(note, '-')) as a from stage."
		piped, err := p.ask(rows + "piped")
		if err != nil {
			rt.Fatal(err)
		}
		alone, err := p.ask(rows + "alone")
		if diff := cmp.Diff(piped, alone); diff != "" || err != nil || len(piped) != len(given) {
			rt.Fatalf("%q: %s %v", raw, diff, err)
		}
	})
	if counts < 50 {
		t.Errorf("only %d files were plain: the test proves little", counts)
	}
}

// Also when it is so large that several threads read it.
func TestTheEngineKeepsTheOrderOfALargeFile(t *testing.T) {
	var b strings.Builder
	b.WriteString("number;note\n")
	const rows = 1_200_000
	for i := range rows {
		fmt.Fprintf(&b, "S24-SYNTHETIC-%d;%s\n", i, strings.Repeat("x", i%60))
	}
	p := openPrivate(t, records.Options{Threads: 2})
	path := filepath.Join(p.folder, "rows.csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	alone := filepath.Join(p.folder, "alone.parquet")
	if n, err := p.Snapshot(context.Background(), noteColumns, records.File{Path: path, Header: true}, alone); err != nil || n != rows {
		t.Fatal(n, err)
	}
	if err := p.Stage(context.Background(), "alone", noteColumns, []string{alone}); err != nil {
		t.Fatal(err)
	}
	wrong := p.must(p.ask("select cast(count(*) as varchar) as a from stage.alone where number <> 'S24-SYNTHETIC-' || record or note is distinct from nullif(repeat('x', record % 60), '')"))
	if fmt.Sprint(wrong) != "[0]" {
		t.Errorf("%s rows are not in their place", wrong)
	}
}
