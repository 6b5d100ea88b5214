package extract_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/extract"
	"jaarcijfers/pipeline/source/format"
)

// passPlain reads a file as one that an engine reads by itself, and then through
// the gate, with the keys of both. It gives what the first said.
func passPlain(t testing.TB, s extract.Source) (*extract.Pass, error) {
	t.Helper()
	keys := extract.NewKeys(t.TempDir())
	file := extract.Open(s, nil)
	file.CountKeys(keys)
	plain, err := file.PassPlain(t.Context(), func(int) {})
	if err != nil {
		if !errors.Is(err, format.ErrNotPlain) {
			t.Fatal(err)
		}
		// The gate counts the keys of the file anew.
		if _, err := file.Pass(t.Context(), &strings.Builder{}, func(int) {}); err != nil {
			t.Fatal(err)
		}
	}
	if twice, err := keys.Twice(); twice || err != nil {
		t.Errorf("keys were counted twice: %v %v", twice, err)
	}
	return plain, err
}

func TestPassPlainIsForFilesWithNothingToMend(t *testing.T) {
	for _, tt := range []struct {
		name, raw string
		plain     bool
	}{
		{"clean", head + "A1;ja;x\nA2;;é€\U0001F600\nA3;nee; a\tb'c, |\n", true},
		{"no line end at the end", head + "A1;ja;x", true},
		{"nothing but the header", head, true},
		{"a header in quotes", "\"id\";word;note\nA1;ja;x\n", true},
		{"carriage returns", "id;word;note\r\nA1;ja;x\r\n", false},
		{"one carriage return", head + "A1;ja;x\r\nA2;ja;x\n", false},
		{"one at the very end", head + "A1;ja;x\r", false},
		{"a byte order mark", "\ufeff" + head + "A1;ja;x\n", false},
		{"quotes", head + "A1;ja;\"x\"\n", false},
		{"an empty line", head + "A1;ja;x\n\n", false},
		{"a field too many", head + "A1;ja;x;\nA2;ja;x\n", false},
		{"a control character", head + "A1;ja;\x00\n", false},
		{"another control character", head + "A1;ja;abcdefgh\x7f\n", false},
		{"no UTF-8", head + "A1;ja;\xff\n", false},
		{"a pattern", head + "A1;ja;x\na1;ja;x\n", false},
		{"a large cell", head + "A1;ja;" + strings.Repeat("x", 5001) + "\n", false},
		{"another header", "id;word\nA1;ja\n", false},
		{"nothing", "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := source(t, table(t), "rows.csv", []byte(tt.raw))
			got, err := passPlain(t, s)
			if (err == nil) != tt.plain {
				t.Fatalf("plain: %v", err)
			}
			if want, _ := pass(t, s, nil); err == nil && !cmp.Equal(want, got) {
				t.Error(cmp.Diff(want, got))
			}
		})
	}
}

// A file is plain exactly when the gate would hand on its records byte for byte.
func TestPlainIsWhatIsHandedOnAsItStands(t *testing.T) {
	r := table(t)
	rapid.Check(t, func(rt *rapid.T) {
		raw := head
		for i := range rapid.IntRange(0, 6).Draw(rt, "records") {
			raw += string(rune('A'+i)) + ";" + rapid.StringMatching(`|ja|nee|n`).Draw(rt, "word") + ";" + rapid.StringMatching(`[a-z é\x{20AC}\t'~]{0,20}|[a-z]{0,9}["\r\x{7F}\x{01};][a-z]{0,9}`).Draw(rt, "note") + "\n"
		}
		s := source(t, r, "rows.csv", []byte(raw))
		_, err := passPlain(t, s)
		var out strings.Builder
		p, gate := extract.Open(s, nil).Pass(t.Context(), &out, func(int) {})
		if gate != nil {
			rt.Fatal(gate)
		}
		if same := p.Refused == nil && out.String() == strings.TrimPrefix(raw, head); same != (err == nil) {
			rt.Fatalf("%q: plain %v, handed on as it stands %v", raw, err, same)
		}
	})
}

func TestPlainLooksAtContractCorrectionsAndName(t *testing.T) {
	good := []byte(head + "A1;ja;x\n")
	for _, tt := range []struct {
		name, file string
		resource   *contract.Resource
		want       bool
	}{
		{"as it is handed on", "rows.csv", table(t), true},
		{"in another encoding", "rows.csv", table(t, "utf-8", "windows-1252"), false},
		{"with commas", "rows.csv", table(t, `";"`, `","`), false},
		{"with other quotes", "rows.csv", table(t, `"\""`, `"'"`), false},
		{"Parquet", "rows.parquet", table(t), false},
		// The engine would look for rows-1.csv, and for all others.
		{"a name that is a pattern of names", "rows-[12].csv", table(t), false},
		{"another one", "rows*.csv", table(t), false},
		{"and one more", "rows?.csv", table(t), false},
	} {
		if got := extract.Open(source(t, tt.resource, tt.file, good), nil).Plain(time.Now()); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
	c, _ := declared(t, correction())
	s := source(t, contractOf(t).Resource("disposals"), "disposals.csv", nil)
	if extract.Open(s, c).Plain(time.Now()) {
		t.Error("a table with corrections is plain")
	}
	s.Resource = contractOf(t).Resource("verdicts")
	if !extract.Open(s, c).Plain(time.Now()) {
		t.Error("a table without corrections is not plain")
	}
}
