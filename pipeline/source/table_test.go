package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
	"jaarcijfers/pipeline/source/typing"
)

func resource(encoding string, delimiter byte, fields ...contract.Field) *contract.Resource {
	return &contract.Resource{
		Name: "t", Path: "t.csv", Format: "csv", Encoding: encoding, Table: "t", Limits: contract.DefaultLimits,
		Dialect: contract.Dialect{Delimiter: delimiter, Quote: '"'},
		Schema:  &contract.Schema{Fields: fields, Missing: []string{""}},
	}
}

func field(name string, kind contract.Type) contract.Field {
	return contract.Field{Name: name, Type: kind, DecimalChar: ".", True: []string{"true"}, False: []string{"false"}}
}

func readAll(t failer, r *contract.Resource, raw string) *outcome {
	t.Helper()
	o := &outcome{resource: r}
	if err := readTable(context.Background(), o, []byte(raw)); err != nil {
		t.Fatalf("%v", err)
	}
	checkUnique(o)
	o.settle()
	return o
}

func TestReadDelimitedTypesValues(t *testing.T) {
	count := contract.Field{Name: "n", Type: contract.Integer, GroupChar: "."}
	share := contract.Field{Name: "x", Type: contract.Number, DecimalChar: ",", Markers: map[string]string{".": "unknown", "-": "nil", "x": "secret"}}
	day := contract.Field{Name: "d", Type: contract.Date, Format: "%d-%m-%Y"}
	for _, tt := range []struct {
		name, raw string
		resource  *contract.Resource
		want      [][]any
	}{
		{"Dutch numbers and dates", "n;x;d\n1.234;2,5;31-12-2024\n", resource("utf-8", ';', count, share, day), [][]any{{int64(1234), 2.5, nil, typing.Date(20088)}}},
		{"markers beside values", "n;x;d\n1;.;\n2;-;\n3;x;\n4;0;\n", resource("utf-8", ';', count, share, day), [][]any{
			{int64(1), nil, "unknown", nil}, {int64(2), nil, "nil", nil}, {int64(3), nil, "secret", nil}, {int64(4), 0.0, nil, nil},
		}},
		{"byte order mark, Windows line ends, quotes", "\ufeffa,b\r\n\"x, \"\"y\"\"\",\"two\r\nlines\"\r\n", resource("utf-8", ',', field("a", contract.String), field("b", contract.String)), [][]any{{`x, "y"`, "two\nlines"}}},
		{"Windows-1252", "a\tb\n\x80 5\tge\xfcpdatet\n", resource("windows-1252", '\t', field("a", contract.String), field("b", contract.String)), [][]any{{"€ 5", "geüpdatet"}}},
		{"true, false and a year without a last line end", "a,b\ntrue,2024\nfalse,1999", resource("utf-8", ',', field("a", contract.Boolean), field("b", contract.Year)), [][]any{{true, int64(2024)}, {false, int64(1999)}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := readAll(t, tt.resource, tt.raw)
			if len(o.violations) > 0 {
				t.Fatal(o.violations)
			}
			var got [][]any
			for _, r := range o.rows {
				got = append(got, r.values)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadDelimitedNamesEveryBadRow(t *testing.T) {
	least, most := 1.0, 9.0
	number := contract.Field{Name: "n", Type: contract.Integer, Required: true, Minimum: &least, Maximum: &most}
	word := contract.Field{Name: "w", Type: contract.String, Enum: []string{"ras", "geslacht"}}
	strict := resource("utf-8", ',', number, word)
	for _, tt := range []struct {
		name, raw string
		resource  *contract.Resource
		want      []string // line column rule value -> expected ?suggestion
	}{
		{"header", "n,v\n1,ras\n", strict, []string{"1 w header_name v -> w ?"}},
		{"header with a slip", "n,colour\n", resource("utf-8", ',', number, field("color", contract.String)), []string{"1 color header_name colour -> color ?color"}},
		{"header too short", "n\n1\n", strict, []string{"1  header_count 1 -> n,w ?"}},
		{"header with another separator", "n;w\n1;ras\n", strict, []string{"1  header_separator ; -> n,w ?,"}},
		{"header in quotes with another separator", "\"n\";\"w\"\n1;ras\n", strict, []string{"1  header_separator ; -> n,w ?,"}},
		{"one separator too many, last cell empty", "n,w\n1,ras,\n2,ras\n", strict, []string{"2  field_count 3 -> 2 ?"}},
		{"type, range, code and required at once", "n,w\nabc,ras\n0,rras\n10,\n,geslacht\n1e2,ras\n", strict, []string{
			"2 n type_integer abc ->  ?", "3 n minimum 0 -> 1 ?", "3 w enum rras -> ras, geslacht ?ras", "4 n maximum 10 -> 9 ?",
			"5 n required  ->  ?", "6 n type_integer 1e2 ->  ?100",
		}},
		{"quote in a plain field", "n,w\n1,r\"as\n2,ras\n", strict, []string{"2  quote 1,r\"as ->  ?"}},
		{"quote never closed: the lines after it are still read", "n,w\n1,\"ras\n2,rras\n", strict, []string{"2  quote_open 1,\"ras ->  ?", "3 w enum rras -> ras, geslacht ?ras"}},
		{"empty line", "n,w\n1,ras\n\n2,ras\n", strict, []string{"3  empty_line  ->  ?"}},
		{"lone carriage return", "n,w\n1,ra\rs\n", strict, []string{"2  line_end 1,ra\rs ->  ?"}},
		{"carriage return in quotes", "n,w\n1,\"ra\rs\"\n", strict, []string{"2  line_end 1,\"ra\rs\" ->  ?"}},
		{"carriage return behind the last line", "n,w\n1,ras\r", strict, []string{"2  line_end 1,ras\r ->  ?"}},
		{"in a cell of several lines", "n,w\n1,\"r\n\xe9\ns\"\n2,rras\n", strict, []string{"3  encoding 0xE9 ->  ?", "5 w enum rras -> ras, geslacht ?ras"}},
		{"outer space", "n,w\n1,ras \n", strict, []string{"2 w spaces ras  ->  ?"}},
		{"control character", "n,w\n1,r\x00as\n2,r\x1bas\n", strict, []string{"2  control_character U+0000 ->  ?", "3  control_character U+001B ->  ?"}},
		{"Windows-1252 told as UTF-8", "n,w\n1,g\xe9slacht\n", strict, []string{"2  encoding 0xE9 ->  ?"}},
		{"damaged before", "n,w\n1,g\ufffdslacht\n", strict, []string{"2  encoding_damaged U+FFFD ->  ?"}},
		{"UTF-8 told as Windows-1252", "n,w\n1,géslacht\n", resource("windows-1252", ',', number, word), []string{"1  encoding_other UTF-8 -> windows-1252 ?"}},
		{"UTF-16", "\xff\xfen\x00", strict, []string{"1  encoding_other UTF-16 -> utf-8 ?"}},
		{"nothing", "", strict, []string{"1  file_empty  ->  ?"}},
		{"too large a number", "n,w\n99999999999999999999,ras\n", strict, []string{"2 n number_digits 99999999999999999999 -> 15 ?"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, v := range readAll(t, tt.resource, tt.raw).violations {
				got = append(got, fmt.Sprintf("%d %s %s %s -> %s ?%s", v.Line, v.Column, v.Rule, v.Value, v.Expected, v.Suggestion))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLimitsHoldRowsAndCells(t *testing.T) {
	r := resource("utf-8", ',', field("n", contract.Integer), field("w", contract.String))
	r.Limits.Rows, r.Limits.CellBytes = 2, 4
	for _, tt := range []struct {
		name, raw string
		whole     bool
		want      string
	}{
		{"at the limits", "n,w\n1,abcd\n2,b\n", true, ""},
		{"a large cell, in bytes", "n,w\n1,abcdé\n2,b\n", true, "2 w cell_large 6 4"},
		{"a row too many", "n,w\n1,a\n2,b\n3,c\n4,d\n", false, "4  rows_many  2"},
	} {
		o := readAll(t, r, tt.raw)
		var got string
		for _, v := range o.violations {
			got += fmt.Sprintf("%d %s %s %s %s", v.Line, v.Column, v.Rule, v.Value, v.Expected)
		}
		if o.whole != tt.whole || got != tt.want {
			t.Errorf("%s: whole %v, %q; want %v, %q", tt.name, o.whole, got, tt.whole, tt.want)
		}
	}
}

func TestRepeatedKeyNamesTheFirstLine(t *testing.T) {
	r := resource("utf-8", ',', field("a", contract.String), field("b", contract.String))
	r.Schema.PrimaryKey = []string{"a", "b"}
	o := readAll(t, r, "a,b\nx,1\nx,2\nx,1\nx,\nx,\n")
	if len(o.violations) != 1 || o.violations[0].Line != 4 || o.violations[0].Expected != "2" {
		t.Errorf("got %+v", o.violations)
	}
	if len(o.rejects) != 1 || o.rejects[0].Record != "x,1" || o.rejects[0].Violation.Rule != "unique" {
		t.Errorf("got rejects %+v", o.rejects)
	}
}

func TestRejectBudgetTurnsErrorsIntoWarnings(t *testing.T) {
	for budget, want := range map[int]contract.Severity{0: contract.Error, 1: contract.Warning} {
		r := resource("utf-8", ',', field("n", contract.Integer))
		r.RejectBudget = budget
		o := readAll(t, r, "n\n1\nx\n")
		if len(o.violations) != 1 || o.violations[0].Severity != want || len(o.rows) != 1 || len(o.rejects) != 1 {
			t.Errorf("budget %d: %+v", budget, o.violations)
		}
	}
}

// faulty counts the records that were rejected, whatever the number of their faults.
func faulty(t failer, r *contract.Resource, raw []byte) int {
	again := &outcome{resource: r}
	if err := readTable(context.Background(), again, raw); err != nil {
		t.Fatalf("%v", err)
	}
	checkUnique(again)
	n := 0
	for _, r := range again.rows {
		if len(r.broken) > 0 {
			n++
		}
	}
	return n
}

func FuzzReadDelimited(f *testing.F) {
	for _, name := range []string{"publications.csv", "differences.csv"} {
		seed, err := os.ReadFile("../../data/figures/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed)
	}
	f.Add([]byte("a,b\n\"x\"\"\",1\n\"never closed\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		o := readAll(t, resource("utf-8", ',', field("a", contract.String), field("b", contract.Integer)), string(raw))
		lines := 1 + bytes.Count(raw, []byte("\n"))
		for _, v := range o.violations {
			if v.Line < 0 || v.Line == 0 && o.whole || v.Line > lines || v.Rule == "" {
				t.Fatalf("violation at line %d of %d: %+v", v.Line, lines, v)
			}
		}
		records := 0
		if o.whole {
			text := format.NewDelimited(format.Input{File: bytes.NewReader(raw), Size: int64(len(raw)), Resource: o.resource, Multiline: true})
			defer text.Close()
			if err := text.Open(); err != nil {
				t.Fatal(err)
			}
			var back strings.Builder
			for {
				r, _, err := text.Next()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
				records++
				back.Write(r.Raw)
			}
			bare := strings.NewReplacer("\n", "", "\r", "")
			if got, want := bare.Replace(back.String()), bare.Replace(strings.TrimPrefix(string(raw), "\ufeff")); got != want {
				t.Fatalf("the records do not hold the file: %q, %q", got, want)
			}
			// A record can be rejected for more than one fault.
			if rejected := records - 1 - len(o.rows); rejected < 0 || len(o.rejects) < rejected || rejected == 0 && len(o.rejects) > 0 {
				t.Fatalf("%d rows and %d faults of %d records", len(o.rows), len(o.rejects), records-1)
			}
			if want := records - 1 - faulty(t, o.resource, raw); len(o.rows) != want {
				t.Fatalf("%d rows of %d good records", len(o.rows), want)
			}
		}
	})
}
