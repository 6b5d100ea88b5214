package model_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/sql"
)

func open(t *testing.T) *engine.DB {
	t.Helper()
	schema, err := fs.ReadFile(sql.FS, "meta/schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	w, err := engine.Open(context.Background(), engine.Options{Schema: string(schema)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

var layout = model.Layout{Models: []string{"core", "mart"}, Checks: "check", Columns: columnFile, Given: []string{"raw", "meta"}}

const header = `/*
grain: {nl: rij, en: row}
columns:
  a: {nl: a, en: a}
order: [a]
*/
`

const columnFile = "meta/column.yaml"

var keyed = strings.Replace(header, "order", "key", 1)

// codes has x in the list l, and in the dimension d of the list of categories.
const codes = `/*
grain: {nl: x, en: x}
columns:
  codelist: {nl: c, en: c}
  dimension: {nl: d, en: d}
  code: {nl: c, en: c}
key: [codelist, dimension, code]
*/
from (values ('l', '', 'x'), ('category', 'd', 'x')) as code (codelist, dimension, code)`

func TestLoadAndRunNameWhatIsWrongWithAModel(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  []string // file:line kind name
	}{
		{"nothing", map[string]string{"core/x.sql": header + "select 1 as a"}, nil},
		{"no description at all", map[string]string{"core/x.sql": "select 1 as a"}, []string{"core/x.sql:1 no_front_matter "}},
		{"a language is missing", map[string]string{"core/x.sql": strings.Replace(header, "a: {nl: a, en: a}", "a: {nl: a}", 1) + "select 1 as a"}, []string{"core/x.sql:4 no_words a"}},
		{"a word that is none", map[string]string{"core/x.sql": strings.Replace(header, "order:", "ordre:", 1) + "select 1 as a"}, []string{"core/x.sql:1 no_order core.x", "core/x.sql:5 unknown_field ordre"}},
		{"no order", map[string]string{"core/x.sql": strings.Replace(header, "order: [a]", "", 1) + "select 1 as a"}, []string{"core/x.sql:1 no_order core.x"}},
		{"ranges without an end", map[string]string{"core/x.sql": strings.Replace(header, "order: [a]", "ranges: {of: a.b, key: c}", 1) + "select 1 as a where $lower = ''"}, []string{"core/x.sql:1 ranges core.x"}},
		{"ranges of nothing", map[string]string{"core/x.sql": strings.Replace(header, "order: [a]", "ranges: {key: c}", 1) + "select $lower as a where $upper = ''"}, []string{"core/x.sql:1 ranges core.x"}},
		{"unknown table", map[string]string{"core/x.sql": header + "with b as (select 1 as a)\nselect b.a from b\njoin core.nowhere using (a)"}, []string{"core/x.sql:9 unknown_table core.nowhere"}},
		{"unknown table in a subquery", map[string]string{"core/x.sql": header + "select (select max(a)\nfrom raw.gone) as a"}, []string{"core/x.sql:8 unknown_table raw.gone"}},
		{"a table without a schema", map[string]string{"core/x.sql": header + "select a from x"}, []string{"core/x.sql:7 unknown_table x"}},
		{"a file on disk", map[string]string{"core/x.sql": header + "select 1 as a from read_csv('/etc/passwd')"}, []string{"core/x.sql:7 sql "}},
		{"a circle", map[string]string{"core/x.sql": header + "select a from core.y", "core/y.sql": header + "\nselect a from core.x"}, []string{"core/y.sql:8 cycle core.x"}},
		{"itself", map[string]string{"core/x.sql": header + "select a from core.x"}, []string{"core/x.sql:7 cycle core.x"}},
		{"no SQL", map[string]string{"core/x.sql": header + "select a\nfrm core.y where"}, []string{"core/x.sql:8 syntax "}},
		{"the clock", map[string]string{"core/x.sql": header + "select\n  year(now()) as a"}, []string{"core/x.sql:8 unsteady now"}},
		{"the clock without parentheses", map[string]string{"core/x.sql": header + "select 1 as a\nwhere Current_Date > date '2026-01-01'"}, []string{"core/x.sql:8 unsteady current_date"}},
		{"the clock in an age", map[string]string{"core/x.sql": header + "select age(date '2026-01-01') as a"}, []string{"core/x.sql:7 unsteady current_date"}},
		{"an age of two days", map[string]string{"core/x.sql": header + "select age(date '2026-01-01', date '2025-01-01') as a"}, nil},
		{"chance", map[string]string{"core/x.sql": header + "with b as (select 1 as a)\nselect uuid() as a from b\norder by random()"}, []string{"core/x.sql:8 unsteady uuid", "core/x.sql:9 unsteady random"}},
		{"a sample", map[string]string{"core/x.sql": header + "with b as (select 1 as a)\nselect a from b\nusing sample 1"}, []string{"core/x.sql:9 unsteady sample"}},
		{"chance in a check", map[string]string{"check/x.sql": "/*\nseverity: error\nmust_not: {nl: x, en: x}\ndo: {nl: x, en: x}\n*/\nselect 1 as a where random() > 2"}, []string{"check/x.sql:6 unsteady random"}},
		{"two statements", map[string]string{"core/x.sql": header + "select 1 as a; select 2 as a"}, []string{"core/x.sql:1 one_statement "}},
		{"unknown column", map[string]string{"core/x.sql": header + "select 1 as a", "core/y.sql": header + "select\n  b as a\nfrom core.x"}, []string{"core/y.sql:8 unknown_column b"}},
		{"column not described", map[string]string{"core/x.sql": header + "select 1 as a, 2 as b"}, []string{"core/x.sql:1 column_not_described b"}},
		{"described column not there", map[string]string{"core/x.sql": strings.Replace(header, "order", "  b: {nl: b, en: b}\norder", 1) + "select 1 as a"}, []string{"core/x.sql:5 column_not_there b"}},
		{"column described twice", map[string]string{"core/x.sql": strings.Replace(header, "order", "  a: {nl: b, en: b}\norder", 1) + "select 1 as a"}, []string{"core/x.sql:5 front_matter core.x"}},
		{"values without lineage", map[string]string{"mart/x.sql": strings.Replace(header, "order", "  obs_value: {nl: b, en: b}\norder", 1) + "select 1 as a, 2.0 as obs_value"}, []string{"mart/x.sql:1 no_lineage mart.x"}},
		{"a NULL without a type", map[string]string{"core/x.sql": keyed + "select null as a", columnFile: "a: {nl: a, en: a}"}, []string{"core/x.sql:4 column_type a", "core/x.sql:1 key_broken a"}},
		{"a NULL with a type", map[string]string{"core/x.sql": strings.Replace(keyed, "key", "unique", 1) + "select cast(null as varchar) as a", columnFile: "b: {nl: b, en: b}"}, nil},
		{"a sum of whole numbers", map[string]string{"core/x.sql": keyed + "select sum(i) as a from range(3) t(i)", columnFile: "a: {type: BIGINT}"}, []string{"core/x.sql:4 column_type a"}},
		{"a text for a number", map[string]string{"core/x.sql": keyed + "select '1' as a", columnFile: "a: {type: DOUBLE}"}, []string{"core/x.sql:4 column_type a"}},
		{"a list of nothing", map[string]string{"core/x.sql": keyed + "select [] as a", columnFile: "a: {type: 'VARCHAR[]'}"}, []string{"core/x.sql:4 column_type a"}},
		{"a number of which no type is declared", map[string]string{"core/x.sql": keyed + "select 1 as a", columnFile: "b: {type: BIGINT}"}, []string{"core/x.sql:4 column_type a"}},
		{"another type in one model", map[string]string{"core/x.sql": strings.Replace(keyed, "a: {nl", "a: {type: BOOLEAN, nl", 1) + "select true as a", columnFile: "a: {type: DOUBLE}"}, nil},
		{"a column that the column file describes", map[string]string{"core/x.sql": keyed + "select 'x' as a, 1.5::double as b", columnFile: "b: {type: DOUBLE, nl: b, en: b}"}, nil},
		{"a column that the column file only types", map[string]string{"core/x.sql": keyed + "select 'x' as a, 1.5::double as b", columnFile: "b: {type: DOUBLE}"}, []string{"core/x.sql:1 column_not_described b"}},
		{"a type that cannot be published", map[string]string{"core/x.sql": keyed + "select 'x' as a", columnFile: "b: {type: BIGINT}\na: {type: HUGEINT}"}, []string{"meta/column.yaml:2 type_unknown HUGEINT"}},
		{"a column twice", map[string]string{"core/x.sql": keyed + "select 'x' as a", columnFile: "a: {type: BIGINT}\na: {type: VARCHAR}"}, []string{"meta/column.yaml:2 front_matter "}},
		{"no key", map[string]string{"core/x.sql": header + "select 'x' as a", columnFile: "b: {type: BIGINT}"}, []string{"core/x.sql:1 no_key core.x"}},
		{"two rows with one key", map[string]string{"core/x.sql": keyed + "select unnest(['x', 'y', 'x']) as a"}, []string{"core/x.sql:1 key_broken a"}},
		{"a key that is empty", map[string]string{"core/x.sql": keyed + "select unnest(['x', null]) as a"}, []string{"core/x.sql:1 key_broken a"}},
		{"two rows that should be unique", map[string]string{"core/x.sql": strings.Replace(keyed, "key", "unique", 1) + "select unnest([null, 'x', null]) as a"}, []string{"core/x.sql:1 key_broken a"}},
		{"a reference to nothing", map[string]string{"core/x.sql": strings.Replace(keyed, "a: {nl", "a: {references: core.y, nl", 1) + "select 'x' as a"}, []string{"core/x.sql:1 reference_unknown a"}},
		{"a value that is not there", map[string]string{"core/x.sql": keyed + "select 'x' as a", "core/y.sql": strings.Replace(keyed, "a: {nl", "a: {references: core.x, nl", 1) + "select unnest(['x', 'y']) as a"}, []string{"core/y.sql:1 reference_broken a → core.x"}},
		{"a code that its codelist does not have", map[string]string{"core/code.sql": codes, "core/y.sql": strings.Replace(keyed, "a: {nl", "a: {codelist: l, nl", 1) + "select unnest(['x', 'y']) as a"}, []string{"core/y.sql:1 code_unknown a → l"}},
		{"a category of another dimension", map[string]string{"core/code.sql": codes, "core/y.sql": strings.Replace(keyed, "a: {nl", "dimension: {nl: d, en: d}\n  a: {codelist: category, nl", 1) + "select 'x' as a, 'e' as dimension"}, []string{"core/y.sql:1 code_unknown a → category"}},
		{"codes that their codelists have", map[string]string{"core/code.sql": codes, "core/y.sql": strings.Replace(keyed, "a: {nl", "dimension: {nl: d, en: d}\n  a: {codelist: category, nl", 1) + "select 'x' as a, 'd' as dimension"}, nil},
		{"a number without a name", map[string]string{"core/x.sql": keyed + "select 'x' as a\nwhere $gone > 1"}, []string{"core/x.sql:8 unknown_parameter gone"}},
		{"a number that is none", map[string]string{"core/x.sql": keyed + "select 'x' as a", "meta/parameter.yaml": "p: {value: .nan, nl: p, en: p}"}, []string{"meta/parameter.yaml:1 front_matter p"}},
		{"no text", map[string]string{"core/x.sql": header + "select\n'\xff' as a", "core/y.sql": header + "select 'y' as a"}, []string{"core/x.sql:8 syntax "}},
		{"severity", map[string]string{"check/x.sql": "/*\nseverity: fatal\nmust_not: {nl: x, en: x}\ndo: {nl: x, en: x}\n*/\nselect 1 as a"}, []string{"check/x.sql:1 severity check.x"}},
		{"a semicolon at the end", map[string]string{"core/x.sql": header + "select ';' as a; -- the end\n;\n", "core/y.sql": header + "select a from core.x /* ; */;"}, nil},
		{"several faults of one file", map[string]string{"core/x.sql": strings.NewReplacer("order:", "ordre:", "grain: {nl: rij, en: row}", "grain: [rij]\nchart: maybe").Replace(header) + "select a\nfrm core.y where"}, []string{
			"core/x.sql:1 no_words grain", "core/x.sql:1 no_words grain", "core/x.sql:1 no_order core.x", "core/x.sql:2 front_matter core.x", "core/x.sql:3 front_matter core.x", "core/x.sql:6 unknown_field ordre", "core/x.sql:9 syntax ",
		}},
		{"a fault is no reason to miss the model", map[string]string{"core/x.sql": "select 1 as a", "core/y.sql": header + "select a from core.x"}, []string{"core/x.sql:1 no_front_matter "}},
		{"two at once", map[string]string{"core/x.sql": "select 1", "core/y.sql": header + "select a from core.gone"}, []string{"core/x.sql:1 no_front_matter ", "core/y.sql:7 unknown_table core.gone"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := open(t)
			files := fstest.MapFS{}
			for name, text := range tt.files {
				files[name] = &fstest.MapFile{Data: []byte(text)}
			}
			models, problems, err := model.Load(context.Background(), w, files, layout)
			if err == nil && len(problems) == 0 {
				problems, err = models.Run(context.Background(), w, func(string) {})
			}
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range problems {
				got = append(got, fmt.Sprintf("%s:%d %s %s", p.File, p.Line, p.Kind, p.Name))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestModelsRunAfterThoseTheyRead(t *testing.T) {
	w := open(t)
	files := fstest.MapFS{
		"core/a.sql": {Data: []byte(header + "select a + 1 as a from core.b")},
		"core/b.sql": {Data: []byte(header + "with c as (select a from core.c) select a + 1 as a from c")},
		"core/c.sql": {Data: []byte(header + "select 1 as a")},
	}
	models, problems, err := model.Load(context.Background(), w, files, layout)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	var order []string
	if problems, err = models.Run(context.Background(), w, func(m string) { order = append(order, m) }); err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if diff := cmp.Diff([]string{"core.c", "core.b", "core.a"}, order); diff != "" {
		t.Error(diff)
	}
}

func TestUnitTestsSayWhatDiffers(t *testing.T) {
	w := open(t)
	files := fstest.MapFS{
		"core/a.sql": {Data: []byte(header + "select 1 as a")},
		"core/b.sql": {Data: []byte(header + "select a * 2 as a from core.a")},
		"test/b.yaml": {Data: []byte(`
- {name: doubles, model: core.b, source: by hand, given: {core.a: [{a: 3}, {a: 4}]}, expect: [{a: 6}, {a: 8}]}
- {name: wrong, model: core.b, source: by hand, given: {core.a: [{a: 3}]}, expect: [{a: 7}]}
- {name: none, model: core.z, source: by hand, expect: []}
- {name: unread, model: core.a, source: by hand, given: {core.b: [{a: 3}]}, expect: [{a: 1}]}
- {name: faulty, model: core.a, gives: {}, expect: 3}
`)},
	}
	ctx := context.Background()
	models, problems, err := model.Load(ctx, w, files, layout)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if _, err := models.Run(ctx, w, func(string) {}); err != nil {
		t.Fatal(err)
	}
	tests, problems, err := model.LoadUnitTests(files)
	if err != nil || len(tests) != 4 {
		t.Fatal(tests, err)
	}
	var faults []string
	for _, p := range append(problems, models.CompareTests(tests)...) {
		faults = append(faults, fmt.Sprintf("%s:%d %s %s", p.File, p.Line, p.Kind, p.Name))
	}
	wantFaults := []string{
		"test/b.yaml:6 unknown_field gives", "test/b.yaml:6 front_matter ", "test/b.yaml:6 unit_test_needs source", "test/b.yaml:4 unit_test_model core.z", "test/b.yaml:5 unit_test_given core.b",
	}
	if diff := cmp.Diff(wantFaults, faults); diff != "" {
		t.Error(diff)
	}
	got, err := models.Test(ctx, w, tests[:2])
	want := []model.TestFailure{{File: "test/b.yaml", Test: "wrong", Model: "core.b", Missing: []string{"{a: 7}"}, Extra: []string{"{a: 6}"}}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

// A full disk is no problem of the SQL.
func TestAFullDiskIsNoProblemOfTheSQL(t *testing.T) {
	full := errors.New(`IO Error: Could not write file "/work/a.duckdb": No space left on device`)
	if problems, err := model.SQLProblem(t.Context(), "mart/x.sql", full); !errors.Is(err, full) || problems != nil {
		t.Error(problems, err)
	}
	wrong := errors.New("Parser Error: syntax error\n\nLINE 3: x")
	want := []model.Problem{{Kind: "sql", File: "mart/x.sql", Line: 3, Detail: "Parser Error: syntax error"}}
	problems, err := model.SQLProblem(t.Context(), "mart/x.sql", wrong)
	if diff := cmp.Diff(want, problems); diff != "" || err != nil {
		t.Error(diff, err)
	}
}
