package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/warehouse"
)

// asked runs query in this process; the question itself runs in a child.
func asked(ctx context.Context, args ...string) (code int, out, errOut string) {
	var o, e bytes.Buffer
	code = run(ctx, append([]string{"query"}, args...), []string{"LANG=en_GB"}, strings.NewReader(""), &o, &e)
	return code, o.String(), e.String()
}

// testDatabase makes a database with columns of several kinds.
func testDatabase(t testing.TB) string {
	t.Helper()
	folder := t.TempDir()
	w, err := warehouse.Open(t.Context(), []string{folder}, `create schema mart; create table mart.rate as
		select i, 'text ' || i as name, [i, i + 1] as list, i / 7 as share, date '2020-01-01' + i::int as day from range(5000) t(i)`)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "x.duckdb")
	if err := w.Save(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// inside is what a user must never see.
var inside = regexp.MustCompile(`goroutine|INTERNAL|Stack Trace|duckdb::|0x[0-9a-f]{8}|runtime error|SIG[A-Z]{3}|terminate called`)

// A database with bytes that are others, or that was cut: an answer or one message, and
// always an end.
func TestQueryOfADamagedDatabase(t *testing.T) {
	whole, err := os.ReadFile(testDatabase(t))
	if err != nil {
		t.Fatal(err)
	}
	for n := range 60 {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(uint64(n), 0))
			path := filepath.Join(t.TempDir(), "x.duckdb")
			if err := os.WriteFile(path, damage(random, whole), 0o600); err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			code, out, errOut := asked(t.Context(), "--database", path, "--timeout", "20s", "--format", "json", "from mart.rate")
			switch {
			case time.Since(start) > time.Minute:
				t.Errorf("took %v", time.Since(start))
			case code == exitOK && json.Valid([]byte(out)) && errOut == "":
			case code != exitInternal && code != exitUsage, strings.TrimSpace(errOut) == "", inside.MatchString(errOut):
				t.Errorf("ends with %d: %s", code, errOut)
			}
		})
	}
}

// damage cuts, overwrites, flips bytes or moves a block.
func damage(random *rand.Rand, whole []byte) []byte {
	text := bytes.Clone(whole)
	at := random.IntN(len(text))
	switch random.IntN(4) {
	case 0:
		return text[:at]
	case 1:
		for range 1 + random.IntN(1000) {
			text[random.IntN(len(text))] ^= byte(1 + random.IntN(255))
		}
	case 2:
		at = random.IntN(16 << 10) // the headers
		for i := range min(64, len(text)-at) {
			text[at+i] = byte(random.IntN(256))
		}
	default:
		copy(text[at:], text[random.IntN(len(text)):])
	}
	return text
}

func TestQueryEndsWhenInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(300*time.Millisecond, cancel)
	start := time.Now()
	code, _, errOut := asked(ctx, "--database", testDatabase(t), "select count(*) from range(1000000000000)")
	if took := time.Since(start); code != exitInterrupted || !strings.Contains(errOut, "Interrupted") || took > 20*time.Second {
		t.Errorf("ends with %d after %v: %s", code, took, errOut)
	}
}

// Of rows without end the first come out at once, in every form: none waits for the last.
func TestQueryWritesRowsAsTheyCome(t *testing.T) {
	database := testDatabase(t)
	for _, format := range queryFormats {
		start := time.Now()
		var errOut bytes.Buffer
		code := run(t.Context(), []string{"query", "--database", database, "--format", format, "from range(1000000000000)"},
			nil, strings.NewReader(""), &full{left: 1 << 20}, &errOut)
		if took := time.Since(start); code != exitInternal || !strings.Contains(errOut.String(), errFull.Error()) || took > 30*time.Second {
			t.Errorf("%s ends with %d after %v: %s", format, code, took, errOut.String())
		}
	}
}

var errFull = errors.New("no space left")

// full is a disk with little room.
type full struct{ left int }

func (f *full) Write(text []byte) (int, error) {
	if f.left -= len(text); f.left < 0 {
		return 0, errFull
	}
	return len(text), nil
}

// The folder of the process goes, however the question ends.
func TestQueryLeavesNothingBehind(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	database := testDatabase(t)
	for _, question := range []string{"from mart.rate", "select", "select count(*) from range(1000000000000)"} {
		_, _, _ = asked(t.Context(), "--database", database, "--timeout", "300ms", question)
	}
	left, err := filepath.Glob(filepath.Join(folder, "jaarcijfers-query-*"))
	if err != nil || len(left) > 0 {
		t.Error(left, err)
	}
}

func TestJSONValues(t *testing.T) {
	for _, tt := range []struct{ kind, value, want string }{
		{"INTEGER", "-5", "-5"},
		{"HUGEINT", "170141183460469231731687303715884105727", "170141183460469231731687303715884105727"},
		{"DOUBLE", "1e+300", "1e+300"},
		{"DOUBLE", "nan", `"nan"`},
		{"FLOAT", "-inf", `"-inf"`},
		{"DECIMAL(4,2)", "1.10", "1.10"},
		{"BOOLEAN", "true", "true"},
		{"VARCHAR", "NaN", `"NaN"`},
		{"VARCHAR", "12", `"12"`},
		{"VARCHAR", "a\"\\\n\x00\u2028</script>", `"a\"\\\n\u0000\u2028\u003c/script\u003e"`},
		{"DATE", "infinity", `"infinity"`},
		{"DOUBLE[]", "[NaN,1.5,Infinity,-Infinity,null]", `["nan",1.5,"inf","-inf",null]`},
		{"VARCHAR[]", `["NaN","a\"NaN","\\",NaN]`, `["NaN","a\"NaN","\\","nan"]`},
		{`STRUCT("NaN" DOUBLE)`, `{"NaN":NaN}`, `{"NaN":"nan"}`},
		{`STRUCT("" INTEGER, "" INTEGER)`, "(1, 2)", `"(1, 2)"`},
		{"JSON", `{"a": [1, NaN]}`, `{"a": [1, "nan"]}`},
		{"JSON", `{"a": `, `"{\"a\": "`},
	} {
		got := jsonValue([]byte(tt.value), engine.Column{Type: tt.kind})
		if diff := cmp.Diff(tt.want, string(got)); diff != "" || !json.Valid(got) {
			t.Errorf("%s %s: %s", tt.kind, tt.value, diff)
		}
	}
	if got := jsonValue(nil, engine.Column{Type: "DOUBLE"}); string(got) != "null" {
		t.Errorf("NULL is %s", got)
	}
}

func TestCommentsAreSQL(t *testing.T) {
	for _, tt := range []struct{ args, want []string }{
		{[]string{"query", "-- a"}, []string{"query", "\n-- a"}},
		{[]string{"--lang", "nl", "query", "--a=b\nselect 1"}, []string{"--lang", "nl", "query", "\n--a=b\nselect 1"}},
		{[]string{"query", "--", "-- a"}, []string{"query", "--", "\n-- a"}},
		{[]string{"query", "--é"}, []string{"query", "\n--é"}},
		{[]string{"query", "--format", "csv", "--database=a b.duckdb", "-"}, []string{"query", "--format", "csv", "--database=a b.duckdb", "-"}},
		{[]string{"build", "-- a"}, []string{"build", "-- a"}},
	} {
		if diff := cmp.Diff(tt.want, commentsAreSQL(tt.args)); diff != "" {
			t.Errorf("%q: %s", tt.args, diff)
		}
	}
}

// questions are seeds of each kind that is answered or refused.
var questions = []string{
	"select 1", "select 1; select 2", "-- a\nfrom mart.rate limit 3", "--", "-", "", ";", "copy mart.rate to 'x.csv'",
	"explain analyze copy (select 1) to 'x.csv'", "from test_all_types()", "select ['nan'::double], map {'a': null}, {'a': 1}",
	"select '\x00'", "select '\xff'", "select $1", "from enable_logging()", "describe mart.rate", "explain select 1", "--format",
	"select interval 1 month, date 'infinity', '\\xAA'::blob, 'inf'::float, row(1, 2)", "select 1 as a, 2 as a", "select 'x' /*",
	"select '{\"a\": NaN}'::json, [1e400], 1e999", "(((((", "from query('select 1')", "select i from range(3000) t(i)",
	"pivot mart.rate on i using count(*)", "select union_value(a := 'nan'::float), '0101'::bit, 1::hugeint, uuid()",
	"summarize mart.rate", "show all tables", "with x as (from mart.rate) select list, share, day from x where i < 3 order by all",
	"values (timetz '08:00:00+02', timestamp '-infinity', date '0044-03-15 (BC)')", "from json_execute_serialized_sql('{}')",
}

// Whatever is given as arguments: no panic, nothing written, and with exit code 0 JSON
// that is valid. Each question takes a process, so it is slow; FuzzAnswer is not.
func FuzzQuery(f *testing.F) {
	for _, seed := range questions {
		f.Add(seed)
	}
	database := testDatabase(f)
	f.Fuzz(func(t *testing.T, question string) {
		if strings.HasPrefix(question, "-") && !strings.HasPrefix(question, "--") {
			return // other flags, and standard input
		}
		code, out, errOut := asked(t.Context(), "--database", database, "--timeout", "2s", "--memory", "200MB", "--format", "json", question)
		if code == exitOK && flagName.MatchString(question) && !strings.Contains(question, "\n") {
			return // a flag, such as --help
		}
		if code == exitOK && !json.Valid([]byte(out)) {
			t.Errorf("%q gives %q", question, out)
		}
		if code != exitOK && (errOut == "" || inside.MatchString(strings.ReplaceAll(errOut, question, ""))) {
			t.Errorf("%q ends with %d: %s", question, code, errOut)
		}
		aloneIn(t, database, question)
	})
}

// The same without a process for each question.
func FuzzAnswer(f *testing.F) {
	for _, seed := range questions {
		f.Add(seed)
	}
	database := testDatabase(f)
	f.Fuzz(func(t *testing.T, question string) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		var out bytes.Buffer
		answer := newJSONAnswer(&out)
		err := engine.Answer(ctx, engine.Question{Database: database, SQL: question, Memory: 200_000_000, Nested: engine.JSON}, answer)
		var refused *engine.QueryError
		switch {
		case errors.As(err, &refused):
			if inside.MatchString(strings.ReplaceAll(refused.Detail, question, "")) {
				t.Errorf("%q: %s", question, refused.Detail)
			}
		case errors.Is(err, context.DeadlineExceeded):
		case err != nil:
			t.Errorf("%q: %v", question, err)
		case answer.finish() != nil || !json.Valid(out.Bytes()):
			t.Errorf("%q gives %q", question, out.Bytes())
		}
		aloneIn(t, database, question)
	})
}

// aloneIn holds that nothing was written beside the database.
func aloneIn(t *testing.T, database, question string) {
	t.Helper()
	if files, err := os.ReadDir(filepath.Dir(database)); err != nil || len(files) != 1 {
		t.Errorf("%q leaves %v: %v", question, files, err)
	}
}
