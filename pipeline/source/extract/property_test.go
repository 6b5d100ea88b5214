package extract_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"jaarcijfers/pipeline/source/typing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// records draws tables of fields that the contract of shape lets through.
func records() *rapid.Generator[[][]string] {
	text := rapid.StringMatching(`[;"' \ta-zé€\x{1F600}\x{FEFF},|\\]{0,12}`)
	record := rapid.Custom(func(t *rapid.T) []string {
		return []string{
			rapid.StringMatching(`[A-Z0-9-]{1,4}`).Filter(func(id string) bool { return !typing.IsNoName([]byte(id)) }).Draw(t, "id"),
			rapid.SampledFrom([]string{"", "ja", "nee", "misschien"}).Draw(t, "word"),
			text.Draw(t, "note"),
		}
	})
	return rapid.SliceOfN(record, 0, 30)
}

// written gives records as another program writes them.
func written(t *rapid.T, list [][]string, crlf bool) string {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = ';', crlf
	if err := w.WriteAll(list); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWhatAnotherProgramWroteIsHandedOnUnchanged(t *testing.T) {
	r := table(t)
	rapid.Check(t, func(rt *rapid.T) {
		list := records().Draw(rt, "records")
		raw := written(rt, append([][]string{{"id", "word", "note"}}, list...), rapid.Bool().Draw(rt, "CRLF"))
		if rapid.Bool().Draw(rt, "mark") {
			raw = "\ufeff" + raw
		}
		if rapid.Bool().Draw(rt, "no line end") {
			raw = strings.TrimRight(raw, "\r\n")
		}
		p, handed := pass(t, source(t, r, "rows.csv", []byte(raw)), nil)
		if p.Refused != nil || len(p.Held.Faults) > 0 {
			rt.Fatal(p.Refused, faults(p))
		}
		if len(list)+len(handed) == 0 {
			return
		}
		if diff := cmp.Diff(list, handed); diff != "" {
			rt.Fatal(diff)
		}
	})
}

// broken are records with one fault, the rule that names it, and how many lines
// they take. No quote that stays open is one that would close the quote of another.
var broken = []struct {
	raw, rule string
	lines     int
}{
	{"", "empty_line", 1},
	{"A1;ja", "field_count", 1},
	{"A1;ja;x;", "field_count", 1},
	{`A1;ja;"x";"y"`, "field_count", 1},
	{`A1;j"a;x`, "quote", 1},
	{`A1;"ja"x;y`, "quote", 1},
	{`A1;ja;"x`, "quote_open", 1},
	{`A1;ja;";x`, "quote_open", 1},
	{`A1;ja;"""x`, "quote_open", 1},
	{"A1;ja;\"x\nA2;ja;y\"", "field_newline", 2},
	{"A1;ja;\"x\n\r\nA2;ja;\"\"y\"\"\n\"", "field_newline", 4},
	{"\"A1\n\";\"ja\nA2;ja;x\";x", "field_newline", 3},
	{"A1;ja;x\x00", "control_character", 1},
	{"A1;ja;\x1b[31m", "control_character", 1},
	{"A1;ja;x\ry", "line_end", 1},
	{"A1;ja;\xff", "encoding", 1},
	{"A1;ja;\"\xe2\x82\"", "encoding", 1},
	{"A1;ja;" + strings.Repeat("x", 5001), "max_length", 1},
	{"a1;ja;x", "pattern", 1},
	{"A1;jee;x", "pattern", 1},
}

// Records handed on and faults are all records together, and each fault stands on
// its own line, whatever stands around it.
func TestEveryFaultHasItsLine(t *testing.T) {
	r := table(t)
	type place struct {
		Line int
		Rule string
	}
	rapid.Check(t, func(rt *rapid.T) {
		crlf := rapid.Bool().Draw(rt, "CRLF")
		end := "\n"
		if crlf {
			end = "\r\n"
		}
		raw, line := "id;word;note"+end, 2
		var want []place
		var good [][]string
		for range rapid.IntRange(0, 8).Draw(rt, "stretches") {
			list := records().Draw(rt, "records")
			raw += written(rt, list, crlf)
			good = append(good, list...)
			line += len(list)
			b := rapid.SampledFrom(broken).Draw(rt, "fault")
			raw += b.raw + end
			want = append(want, place{line, b.rule})
			line += b.lines
		}
		p, handed := pass(t, source(t, r, "rows.csv", []byte(raw)), nil)
		if p.Refused != nil {
			rt.Fatal(refusals(p))
		}
		var got []place
		for _, f := range p.Held.Faults {
			got = append(got, place{f.Violation.Line, string(f.Violation.Rule)})
		}
		if diff := cmp.Diff(want, got); diff != "" {
			rt.Fatalf("%q: %s", raw, diff)
		}
		if len(good)+len(handed) > 0 && !cmp.Equal(good, handed) {
			rt.Fatal(cmp.Diff(good, handed))
		}
	})
}
