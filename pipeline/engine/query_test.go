package engine

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// testDatabase makes a database of one table.
func testDatabase(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.duckdb")
	w, err := open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.Exec(t.Context(), `create schema mart;
		create table mart.rate as select i, 'x' || i as name from range(100) t(i);
		create view mart.log as from enable_logging();
		create macro logged() as table from enable_logging()`)
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// collect keeps the first rows of an answer.
type collect struct {
	columns []Column
	rows    [][]string
	count   int
}

func (c *collect) Head(columns []Column) error { c.columns = columns; return nil }

func (c *collect) Row(values [][]byte) error {
	c.count++
	if len(c.rows) >= 1000 {
		return nil
	}
	row := make([]string, len(values))
	for i, value := range values {
		row[i] = "<null>"
		if value != nil {
			row[i] = string(value)
		}
	}
	c.rows = append(c.rows, row)
	return nil
}

func ask(ctx context.Context, database, question string) (*collect, error) {
	c := &collect{}
	return c, Answer(ctx, Question{Database: database, SQL: question, Memory: 300_000_000}, c)
}

func TestAnswerReads(t *testing.T) {
	database := testDatabase(t)
	for question, rows := range map[string]int{
		"select 1":    1,
		" select 1 ;": 1,
		";;select 1;; -- a comment without an end": 1,
		"-- a comment first\nselect ';'":           1,
		"select 1 /* a; b */":                      1,
		"select '''; drop table mart.rate; --'":    1,
		"select $$it's; here$$":                    1,
		"from mart.rate":                           100,
		"table mart.rate":                          100,
		"(from mart.rate) order by i":              100,
		"values (1), (2)":                          2,
		"with x as (select 1) from x":              1,
		"with recursive x(i) as (select 1 union all select i + 1 from x where i < 9) from x": 9,
		"describe mart.rate":          2,
		"describe select 1 as a":      1,
		"show all tables":             2,
		"show tables":                 0,
		"summarize mart.rate":         2,
		"explain from mart.rate":      1,
		"explain analyze select 1":    1,
		"/* why */ EXPLAIN\nselect 1": 1,
		"explain (analyze, format json) from mart.rate where i < 3":  1,
		"from (pivot mart.rate on i in (1, 2) using count(*))":       100,
		"unpivot (select 1 as a, 2 as b) on a, b":                    2,
		"select poisson_low(10, 0.95), now(), random()":              1,
		"from duckdb_columns() where table_name = 'rate'":            2,
		"from query('from mart.rate')":                               100,
		"select i as x, i as x, name as x from mart.rate order by i": 100,
		"select * from mart.rate a, mart.rate b":                     10000,
		"from mart.rate where false":                                 0,
	} {
		c, err := ask(t.Context(), database, question)
		if err != nil || c.count != rows {
			t.Errorf("%s: %d rows, want %d: %v", question, c.count, rows, err)
		}
	}
}

func TestAnswerKeepsNamesAndOrder(t *testing.T) {
	c, err := ask(t.Context(), testDatabase(t), `select i as "a b", i as "a b", i % 7 as "select" from range(300000) t(i) order by i % 7, i desc`)
	if err != nil || c.columns[0].Name != "a b" || c.columns[1].Name != "a b" || c.columns[2].Name != "select" {
		t.Fatal(c.columns, err)
	}
	for n, want := range []string{"299999", "299992", "299985"} {
		if c.rows[n][0] != want {
			t.Errorf("row %d is %v, want %s first", n, c.rows[n], want)
		}
	}
}

// attacks are questions that would do something else than read this database, each with
// how it is refused. FOLDER stands for the folder of the database.
var attacks = []struct {
	question string
	want     QueryErrorKind
}{
	{"select 1; select 2", QuerySeveral},
	{"select 1; drop table mart.rate", QuerySeveral},
	{"drop table mart.rate; select 1", QuerySeveral},
	{"select 1; -- a\n ; /* b */ select 2", QuerySeveral},
	{"begin; insert into mart.rate values (1, 'a'); commit", QuerySeveral},
	{"pivot mart.rate on i using count(*)", QuerySeveral},
	{"", QueryEmpty},
	{" \n\t ; ;", QueryEmpty},
	{"-- select 1", QueryEmpty},
	{"/* select 1 */", QueryEmpty},
	{"select 1\x00; drop table mart.rate", QueryNoText},
	{"select '\xff'", QueryNoText},
	{"select '" + strings.Repeat("x", 1<<20) + "'", QueryLong},
	{"copy mart.rate to 'FOLDER/out.csv'", QueryNoFile},
	{"copy (select 1) to 'FOLDER/x.duckdb'", QueryNoFile},
	{"copy (select 1) to 'FOLDER/x.duckdb.wal'", QueryNoFile},
	{"copy (select 1) to 'FOLDER/x.duckdb.tmp'", QueryNoFile},
	{"copy (select 1) to 'FOLDER/x.duckdb.tmp/a' (format parquet)", QueryNoFile},
	{"copy (select 1) to '/dev/stdout'", QueryNoFile},
	{"copy (select 1 as a, 2 as b) to 'FOLDER/parts' (format parquet, partition_by (a))", QueryNoFile},
	{"copy mart.rate from 'FOLDER/secret.csv'", QueryNoFile},
	{"copy from database x to memory", QuerySeveral},
	{"explain copy (select 1) to 'FOLDER/out.csv'", QueryNoFile},
	{"explain analyze copy (select 1) to 'FOLDER/x.duckdb'", QueryNoFile},
	{"explain (analyze) copy (select 1) to 'FOLDER/x.duckdb.wal'", QueryNoFile},
	{"/* */ -- \nexplain analyze create temp table y as select 1", QueryNoSelect},
	{"explain analyze drop table mart.rate", QueryNoSelect},
	{"explain analyze explain select 1", QueryWrong},
	{"export database 'FOLDER/out'", QueryNoFile},
	{"import database 'FOLDER/out'", QueryNoFile},
	{"attach 'FOLDER/y.duckdb'", QueryNoSelect},
	{"attach 'FOLDER/x.duckdb' as y", QueryNoSelect},
	{"attach ':memory:' as y", QueryNoSelect},
	{"detach x", QueryNoSelect},
	{"use memory", QueryNoSelect},
	{"install httpfs", QueryNoSelect},
	{"force install httpfs from 'https://example.org'", QueryNoSelect},
	{"load httpfs", QueryNoSelect},
	{"load 'FOLDER/evil.duckdb_extension'", QueryNoSelect},
	{"update extensions", QueryNoSelect},
	{"set enable_external_access = true", QueryNoSelect},
	{"set lock_configuration = false", QueryNoSelect},
	{"set disabled_filesystems = ''", QueryNoSelect},
	{"set temp_directory = 'FOLDER'", QueryNoSelect},
	{"set global memory_limit = '90GB'", QueryNoSelect},
	{"reset memory_limit", QueryNoSelect},
	{"set variable v = 1", QueryNoSelect},
	{"pragma enable_profiling", QueryNoSelect},
	{"pragma profiling_output = 'FOLDER/profile.json'", QueryNoSelect},
	{"pragma table_info('mart.rate')", QueryNoSelect},
	{"pragma enable_logging", QueryNoSelect},
	{"call enable_logging()", QueryNoSelect},
	{"call pragma_version()", QueryNoSelect},
	{"checkpoint", QueryNoSelect},
	{"force checkpoint", QueryNoSelect},
	{"from checkpoint()", QueryAction},
	{"from force_checkpoint('x')", QueryAction},
	{"from enable_logging()", QueryAction},
	{"from ENABLE_LOGGING('FileSystem', storage = 'file', storage_config = {'path': 'FOLDER/log'})", QueryAction},
	{"select * from range(3), enable_logging(storage = 'stdout')", QueryAction},
	{"with x as materialized (from enable_logging()) select (select count(*) from x)", QueryAction},
	{"from query('from enable_logging()')", QueryAction},
	{"from system.main.disable_logging()", QueryAction},
	{"from truncate_duckdb_logs()", QueryAction},
	{"from enable_profiling()", QueryAction},
	{"from enable_profiling(save_location = 'FOLDER/profile.json')", QueryAction},
	{"select 1 from disable_profiling(), range(2)", QueryAction},
	{"from enable_peg_parser()", QueryAction},
	{"from query('from disable_peg_parser()')", QueryAction},
	{"call enable_peg_parser()", QueryNoSelect},
	{"pragma enable_checkpoint_on_shutdown", QueryNoSelect},
	{"call copy_database('x', 'memory')", QueryWrong},
	{"from read_duckdb('FOLDER/x.duckdb', schema_name = 'mart', table_name = 'rate')", QueryNoFile},
	{"from read_duckdb('FOLDER/*.duckdb', table_name = 'rate')", QueryNoFile},
	{"from which_secret('s3://bucket', 's3')", QueryNoFile},
	{"from mart.log", QueryAction},
	{"from logged()", QueryAction},
	{"explain analyze from enable_logging()", QueryAction},
	{"from json_execute_serialized_sql(json_serialize_sql('from enable_logging()'))", QueryAction},
	{"from json_execute_serialized_sql(json_serialize_sql('from read_text(''/etc/passwd'')'))", QueryNoFile},
	{"from query('copy mart.rate to ''FOLDER/out.csv''')", QueryNoSelect},
	{"from read_csv('FOLDER/secret.csv')", QueryNoFile},
	{"from 'FOLDER/secret.csv'", QueryNoFile},
	{"from \"FOLDER/secret.csv\"", QueryNoFile},
	{"from sniff_csv('FOLDER/secret.csv')", QueryNoFile},
	{"from read_text('FOLDER/secret.csv')", QueryNoFile},
	{"from read_text('/etc/passwd')", QueryNoFile},
	{"from read_blob('FOLDER/x.duckdb')", QueryNoFile},
	{"from read_blob('FOLDER/x.duckdb.wal')", QueryNoFile},
	{"from read_blob('FOLDER/x.duckdb.tmp/*')", QueryNoFile},
	{"from read_blob('/proc/self/environ')", QueryNoFile},
	{"from read_json('FOLDER/secret.csv')", QueryNoFile},
	{"from read_parquet('FOLDER/secret.csv')", QueryNoFile},
	{"from parquet_metadata('FOLDER/secret.csv')", QueryNoFile},
	{"from read_csv('/dev/stdin')", QueryNoFile},
	{"from read_csv('https://example.org/x.csv')", QueryNoFile},
	{"from read_csv('s3://bucket/x.csv')", QueryNoFile},
	{"from glob('FOLDER/*')", QueryNoFile},
	{"from glob('/*')", QueryNoFile},
	{"select * from mart.rate, lateral (from read_text('FOLDER/secret.csv'))", QueryNoFile},
	{"explain select * from read_text('FOLDER/secret.csv')", QueryNoFile},
	{"describe select * from read_csv('FOLDER/secret.csv')", QueryNoFile},
	{"summarize 'FOLDER/secret.csv'", QueryNoFile},
	{"create table y as select 1", QueryNoSelect},
	{"create temp table y as select 1", QueryNoSelect},
	{"create or replace temp view y as select 1", QueryNoSelect},
	{"create macro f(a) as a", QueryNoSelect},
	{"create secret (type s3)", QueryNoFile},
	{"insert into mart.rate values (1, 'a')", QueryNoSelect},
	{"with y as (select 1, 'a') insert into mart.rate from y returning *", QueryNoSelect},
	{"update mart.rate set i = 0", QueryNoSelect},
	{"delete from mart.rate", QueryNoSelect},
	{"truncate mart.rate", QueryNoSelect},
	{"merge into mart.rate using (select 1 as i) s on mart.rate.i = s.i when matched then delete", QueryNoSelect},
	{"drop table mart.rate", QueryNoSelect},
	{"drop schema mart cascade", QueryNoSelect},
	{"alter table mart.rate rename to y", QueryNoSelect},
	{"comment on table mart.rate is 'x'", QueryNoSelect},
	{"vacuum", QueryNoSelect},
	{"analyze", QueryNoSelect},
	{"begin", QueryNoSelect},
	{"rollback", QueryNoSelect},
	{"prepare p as select 1", QueryNoSelect},
	{"deallocate p", QueryNoSelect},
	{"execute p", QueryWrong},
	{"select $1", QueryParameter},
	{"select ?", QueryParameter},
	{"select 1) as answer(c0); drop table mart.rate; --", QueryWrong},
	{"select 1 /*", QueryWrong},
	{"select 'a", QueryWrong},
	{"from arrow_scan(1, 2, 3)", QueryWrong},
	{"select getenv('HOME')", QueryWrong},
	{"selec 1", QueryWrong},
	{"from nothing", QueryWrong},
	{"select " + strings.Repeat("(", 100000) + "1" + strings.Repeat(")", 100000), QueryWrong},
	{"select 1" + strings.Repeat("+1", 100000), QueryWrong},
	{"select cast(name as int) from mart.rate", QueryWrong},
	{"select list(repeat('x', 10000) || i) from range(1000000) t(i)", QueryMemory},
}

func TestAnswerDoesNothingButRead(t *testing.T) {
	database := testDatabase(t)
	folder := filepath.Dir(database)
	if err := os.WriteFile(filepath.Join(folder, "secret.csv"), []byte("a\n1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := contents(t, folder)
	for _, tt := range attacks {
		c, err := ask(t.Context(), database, strings.ReplaceAll(tt.question, "FOLDER", folder))
		var refused *QueryError
		shown := tt.question[:min(len(tt.question), 100)]
		if !errors.As(err, &refused) || refused.Kind != tt.want {
			t.Errorf("%q: %v after %d rows, want %s", shown, err, c.count, tt.want)
			continue
		}
		for _, inside := range []string{"Stack", "cast(c0", "from query(", "0x"} {
			if strings.Contains(refused.Detail, inside) {
				t.Errorf("%q: %q is of the inside", shown, refused.Detail)
			}
		}
	}
	if after := contents(t, folder); !slices.Equal(before, after) {
		t.Errorf("the folder held %d files, now %d, or one is another", len(before), len(after))
	}
}

// harmless are the table functions that may be called: they read the database, make rows,
// or want a file that is not there for them.
const harmless = `arrow_scan arrow_scan_dumb check_peg_parser duckdb_approx_database_count duckdb_columns
	duckdb_connection_count duckdb_constraints duckdb_coordinate_systems duckdb_databases duckdb_dependencies
	duckdb_extensions duckdb_external_file_cache duckdb_functions duckdb_indexes duckdb_keywords duckdb_log_contexts
	duckdb_logs duckdb_memory duckdb_optimizers duckdb_prepared_statements duckdb_schemas duckdb_secret_types
	duckdb_secrets duckdb_sequences duckdb_settings duckdb_table_sample duckdb_tables duckdb_temporary_files duckdb_types
	duckdb_variables duckdb_views generate_series glob histogram_values icu_calendar_names json_each json_tree
	parquet_bloom_probe parquet_file_metadata parquet_full_metadata parquet_kv_metadata parquet_metadata parquet_scan
	parquet_schema pg_timezone_names pragma_collations pragma_database_size pragma_metadata_info pragma_platform
	pragma_show pragma_storage_info pragma_table_info pragma_user_agent pragma_version query query_table range read_blob
	read_csv read_csv_auto read_duckdb read_json read_json_auto read_json_objects read_json_objects_auto read_ndjson
	read_ndjson_auto read_ndjson_objects read_parquet read_text repeat repeat_row seq_scan sniff_csv sql_auto_complete
	summary test_all_types test_vector_types unnest which_secret`

// A new engine can bring a function that does something: each must be known here, or
// among the actions.
func TestEveryTableFunctionOfTheEngineIsKnown(t *testing.T) {
	known := strings.Fields(harmless)
	for _, action := range actions {
		known = append(known, strings.ToLower(action))
	}
	c, err := ask(t.Context(), testDatabase(t), "select distinct function_name from duckdb_functions() where function_type = 'table'")
	if err != nil || c.count < 80 {
		t.Fatal(c.count, err)
	}
	for _, row := range c.rows {
		if !slices.Contains(known, row[0]) {
			t.Errorf("table function %s is new: does it do anything?", row[0])
		}
	}
}

// contents are the files of a folder with what is in them.
func contents(t testing.TB, folder string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		text, _ := os.ReadFile(path) // of a folder nothing
		all = append(all, path+"\n"+string(text))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// What the engine writes of a value in one text is the independent source: here it is
// cast inside the question, in an answer all columns are cast around it.
func TestAnswerWritesValuesAsSQLDoes(t *testing.T) {
	database := testDatabase(t)
	for _, value := range []string{
		"true", "(-128)::tinyint", "18446744073709551615::ubigint", "(-170141183460469231731687303715884105728)::hugeint",
		"340282366920938463463374607431768211455::uhugeint", "123456789012345678901234567890123456789012345678901234567890::bignum",
		"1.10::decimal(38,10)", "-0.05::decimal(3,2)", "0.1::float", "1e22::double", "1e-7::double", "-0.0::double", "'nan'::double",
		"'inf'::float", "'-inf'::double", "3::double", "1e15::double", "date '2024-02-29'", "date 'infinity'", "date '-infinity'",
		"date '0044-03-15 (BC)'", "date '10000-01-01'", "time '08:00:00'", "time '23:59:59.999999'", "time '24:00:00'",
		"timetz '08:00:00+02'", "timetz '08:00:00-15:59:59'", "timestamp '2024-01-01 00:00:00.5'", "timestamp 'infinity'",
		"timestamp '-infinity'", "timestamp '0001-01-01 (BC) 10:00:00'", "timestamptz '2024-07-01 12:00:00+02'", "timestamptz 'infinity'",
		"timestamp_ns '2024-01-01 00:00:00.123456789'", "timestamp_ms '2024-01-01 00:00:00.123'", "timestamp_s '2024-01-01 00:00:00'",
		"interval '2 months 1 day 3 hours'", "interval '-1 year 0.5 seconds'", "interval 0 day", "'\\x00\\xFFab\"'::blob", "'0101'::bit",
		"'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid", "'b'::enum('a', 'b')", "''", "'NULL'", "' a '", "'aé🦆' || chr(0) || 'b'", "chr(10) || chr(9)",
		"'twelve bytes'", "'thirteen byte'", "[1, null, 3]", "[]", "['nan'::double, 1.5, null]", "['a b', 'it''s', '', 'NULL', null, 'a,b']",
		"[[1], null, [2, 3]]", "[date 'infinity', null]", "[1, 2, 3]::int[3]", "{'a': 1, 'b b': 'x, y', 'c': null}", "row(1, 'a')",
		"map {'a b': 1, 'c': null}", "map {[1, 2]: {'x': 'nan'::float}}", "union_value(age := 3)", "'{\"a\": [1, null]}'::json",
		"{'l': [{'m': map {1: [interval 1 month]}}]}", "null", "null::int[]",
	} {
		want, err := ask(t.Context(), database, "select coalesce(cast("+value+" as varchar), '<null>')")
		if err != nil {
			t.Fatalf("%s: %v", value, err)
		}
		got, err := ask(t.Context(), database, "select "+value)
		if err != nil || got.rows[0][0] != want.rows[0][0] {
			t.Errorf("%s is %q, want %q: %v", value, got.rows, want.rows, err)
		}
	}
}

func TestAnswerWritesEveryTypeOfTheEngine(t *testing.T) {
	database := testDatabase(t)
	got, err := ask(t.Context(), database, "from test_all_types()")
	if err != nil {
		t.Fatal(err)
	}
	want, err := ask(t.Context(), database, "select coalesce(columns(*)::varchar, '<null>') from test_all_types()")
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range want.rows {
		for j := range row {
			if got.rows[i][j] != row[j] {
				t.Errorf("%s is %q, want %q", got.columns[j], got.rows[i][j], row[j])
			}
		}
	}
}

func TestAnswerEndsWithItsContext(t *testing.T) {
	database := testDatabase(t)
	for _, question := range []string{
		"select count(*) from range(1000000000000)", "from range(1000000000000)",
		"with recursive x(i) as (select 1 union all select i + 1 from x) select count(*) from x",
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		start := time.Now()
		_, err := ask(ctx, database, question)
		if took := time.Since(start); !errors.Is(err, context.DeadlineExceeded) || took > 10*time.Second {
			t.Errorf("%s: %v after %v", question, err, took)
		}
		cancel()
	}
}

func TestAnswerSaysWhatGoesWrongOnTheWay(t *testing.T) {
	c, err := ask(t.Context(), testDatabase(t), "select cast(case when i = 900000 then 'x' else i::varchar end as int) from range(1000000) t(i)")
	var wrong *QueryError
	if !errors.As(err, &wrong) || wrong.Kind != QueryWrong || c.count == 0 || c.count > 900000 {
		t.Errorf("%d rows and %v", c.count, err)
	}
}

func TestAnswerStopsWhenNobodyReads(t *testing.T) {
	full := errors.New("disk full")
	err := Answer(t.Context(), Question{Database: testDatabase(t), SQL: "from range(1000000000000)", Memory: 300_000_000}, broken{full})
	if !errors.Is(err, full) {
		t.Error(err)
	}
}

type broken struct{ err error }

func (broken) Head([]Column) error  { return nil }
func (b broken) Row([][]byte) error { return b.err }

func TestAnswerTellsWhatIsNoDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.duckdb")
	for name, text := range map[string]string{"empty": "", "text": "hello", "zeros": strings.Repeat("\x00", 100000)} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := ask(t.Context(), path, "select 1")
		var none *QueryError
		if !errors.As(err, &none) || none.Kind != QueryNoDatabase {
			t.Errorf("%s: %v", name, err)
		}
	}
}
