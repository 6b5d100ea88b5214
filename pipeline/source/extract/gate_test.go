package extract_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/extract"
)

// shape is a contract of one table with three fields: a number of which the
// pattern asks only for characters, a word whose pattern asks more, and a note.
const shape = `{"title": "t", "version": "1", "created": "2026-11-25", "resources": [{"name": "rows", "path": "rows.csv", "format": "csv",
	"encoding": "utf-8", "dialect": {"delimiter": ";", "quoteChar": "\""}, "schema": {"fields": [
		{"name": "id", "constraints": {"required": true, "pattern": "^[A-Z0-9-]{1,4}$"}},
		{"name": "word", "constraints": {"pattern": "ja|nee|misschien"}},
		{"name": "note", "constraints": {"maxLength": 5000}}], "primaryKey": "id"},
	"jaarcijfers": {"table": "row", "limits": {"rows": 1000000, "cellBytes": 6000}}}]}`

// table reads the contract of shape, with parts of it replaced.
func table(t testing.TB, replace ...string) *contract.Resource {
	t.Helper()
	text := strings.NewReplacer(replace...).Replace(shape)
	pkg, violations, err := contract.LoadShape(fstest.MapFS{contract.DescriptorFile: {Data: []byte(text)}})
	if err != nil || len(violations) > 0 {
		t.Fatal(violations, err)
	}
	return pkg.Resources[0]
}

// source puts a file on disk.
func source(t testing.TB, r *contract.Resource, name string, raw []byte) extract.Source {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	format := strings.TrimPrefix(filepath.Ext(name), ".")
	return extract.Source{Resource: r, Path: path, Name: name, Format: format, Bytes: int64(len(raw))}
}

// pass reads a source, and holds against each other what every reading must agree
// on: what was handed on read by another reader, the records found again, the
// hash. It gives the records that were handed on.
func pass(t testing.TB, s extract.Source, corrections *extract.Corrections) (*extract.Pass, [][]string) {
	t.Helper()
	var out bytes.Buffer
	told := 0
	p, err := extract.Open(s, corrections).Pass(context.Background(), &out, func(n int) { told += n })
	if err != nil {
		t.Fatal(err)
	}
	if p.Refused != nil {
		return p, nil
	}
	in := csv.NewReader(&out)
	in.Comma, in.FieldsPerRecord = ';', len(s.Resource.Schema.Fields)
	handed, err := in.ReadAll()
	if err != nil {
		t.Fatalf("what was handed on is not CSV: %v", err)
	}
	raw, err := os.ReadFile(s.Path)
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(raw); p.SHA256 != hex.EncodeToString(sum[:]) || told != len(raw) || p.Records != len(handed) {
		t.Fatalf("hash %s, %d bytes, %d records; want %x, %d, %d", p.SHA256, told, p.Records, sum, len(raw), len(handed))
	}
	again(t, s, corrections, p.Held, handed)
	return p, handed
}

// again finds every record that was handed on by its number, all at once and some
// with others between them, on the same lines.
func again(t testing.TB, s extract.Source, corrections *extract.Corrections, held extract.Held, handed [][]string) {
	t.Helper()
	lines := map[int]int{}
	for step := 1; step <= 3; step++ {
		var numbers []int
		for n := step - 1; n < len(handed); n += step {
			numbers = append(numbers, n)
		}
		at, line := 0, 0
		err := extract.Open(s, corrections).Records(context.Background(), numbers, held, func(number int, r extract.Record) error {
			if got := texts(r.Fields); number != numbers[at] || !slices.Equal(got, handed[number]) || r.Line <= line {
				t.Fatalf("record %d on line %d is %q; want %d, below %d, %q", number, r.Line, got, numbers[at], line, handed[numbers[at]])
			}
			if step == 1 {
				lines[number] = r.Line
			}
			if at, line = at+1, r.Line; lines[number] != line {
				t.Fatalf("record %d is on line %d and on line %d", number, lines[number], line)
			}
			return nil
		})
		if err != nil || at != len(numbers) {
			t.Fatalf("found %d of %d records again: %v", at, len(numbers), err)
		}
	}
}

func texts(fields [][]byte) []string {
	var list []string
	for _, f := range fields {
		list = append(list, string(f))
	}
	return list
}

// refusals writes what refuses a file.
func refusals(p *extract.Pass) string {
	var all []string
	for _, v := range p.Refused {
		text := told(v)
		if v.Suggestion != "" {
			text += " ?" + v.Suggestion
		}
		all = append(all, text)
	}
	return strings.Join(all, " | ")
}

// told writes a violation on one line: place, rule, what stands there -> what should.
func told(v contract.Violation) string {
	place := fmt.Sprint(v.Line)
	if v.Cell != "" {
		place = v.Cell
	}
	return strings.TrimSuffix(strings.Join(strings.Fields(fmt.Sprintf("%s %s %s %s -> %s", place, v.Column, v.Rule, v.Value, v.Expected)), " "), " ->")
}

func faults(p *extract.Pass) []string {
	var list []string
	for _, f := range p.Held.Faults {
		list = append(list, told(f.Violation))
	}
	return list
}

func lines(handed [][]string) []string {
	var list []string
	for _, fields := range handed {
		list = append(list, strings.Join(fields, "|"))
	}
	return list
}

const head = "id;word;note\n"

func TestPassHandsOnWhatIsBuiltWellAndNamesTheRest(t *testing.T) {
	plain := "^(?:^[A-Z0-9-]{1,4}$)$"
	for _, tt := range []struct {
		name, raw string
		want      []string // handed on
		faults    []string
	}{
		{"line feeds", head + "A1;ja;x\nA2;nee;\n", []string{"A1|ja|x", "A2|nee|"}, nil},
		{"carriage returns with line feeds", "id;word;note\r\nA1;ja;x\r\nA2;nee;\r\n", []string{"A1|ja|x", "A2|nee|"}, nil},
		{"both", "id;word;note\r\nA1;ja;x\nA2;nee;\r\n", []string{"A1|ja|x", "A2|nee|"}, nil},
		{"no line end at the end", head + "A1;ja;x", []string{"A1|ja|x"}, nil},
		{"a byte order mark", "\ufeff" + head + "A1;ja;x\n", []string{"A1|ja|x"}, nil},
		{"a header in quotes", "\"id\";\"word\";note\nA1;ja;x\n", []string{"A1|ja|x"}, nil},
		{"nothing but the header", head, nil, nil},
		{"nothing but the header, without a line end", "id;word;note", nil, nil},
		{"a row of empty fields", head + ";;\n\"\";;\" \"\n;;;;\n", nil, []string{"2 empty_line", "3 empty_line", "4 empty_line"}},
		{"the header again", head + "A1;ja;x\nid;word;note\n", []string{"A1|ja|x"}, []string{"3 header_again id;word;note"}},
		{"Windows-1252 in UTF-8", head + "A1;ja;caf\xe9\n", nil, []string{"2 encoding 0xE9"}},
		{"spaces and tabs stay", head + "A1;ja; x\ty \n", []string{"A1|ja| x\ty "}, nil},
		{"characters outside ASCII", head + "A1;ja;é€\U0001F600\n", []string{"A1|ja|é€\U0001F600"}, nil},
		{"quotes", head + "\"A1\";ja;\"a;b\"\nA2;\"\";\"say \"\"ja\"\"\"\nA3;ja;\"\"\"\"\n", []string{"A1|ja|a;b", `A2||say "ja"`, `A3|ja|"`}, nil},

		{"too few fields", head + "A1;ja\nA2;ja;x\n", []string{"A2|ja|x"}, []string{"2 field_count 2 -> 3"}},
		{"too many fields, the last one empty", head + "A1;ja;x;\nA2;ja;x\n", []string{"A2|ja|x"}, []string{"2 field_count 4 -> 3"}},
		{"too many fields in quotes", head + "A1;\"ja\";x;y\n", nil, []string{"2 field_count 4 -> 3"}},
		{"empty lines", head + "\nA1;ja;x\n\r\n\n", []string{"A1|ja|x"}, []string{"2 empty_line", "4 empty_line", "5 empty_line"}},
		{"a line of spaces", head + "  \n", nil, []string{"2 empty_line"}},
		{"a quote in a field", head + "A1;ja;a\"b\nA2;ja;x\n", []string{"A2|ja|x"}, []string{`2 note quote A1;ja;a"b`}},
		{"text behind a quoted field", head + "A1;\"ja\"x;y\nA2;ja;x\n", []string{"A2|ja|x"}, []string{`2 word quote A1;"ja"x;y`}},
		{"a quoted field behind a space", head + "A1;ja; \"x\"\n", nil, []string{`2 note quote A1;ja; "x"`}},
		{"a quote that is not closed, in the middle", head + "A1;ja;\"x\nA2;ja;y\nA3;ja;z\n", []string{"A2|ja|y", "A3|ja|z"}, []string{`2 quote_open A1;ja;"x`}},
		{"a quote that is not closed, at the end", head + "A1;ja;x\nA2;ja;\"y\n", []string{"A1|ja|x"}, []string{`3 quote_open A2;ja;"y`}},
		{"a quote that is not closed, before one that is", head + "A1;ja;\"x\nA2;ja;\"y\"\nA3;ja;z\n", []string{"A2|ja|y", "A3|ja|z"}, []string{`2 quote_open A1;ja;"x`}},
		{"every quote not closed", head + "A1;ja;\"x\nA2;ja;\"y\nA3;ja;\"z\n", nil, []string{`2 quote_open A1;ja;"x`, `3 quote_open A2;ja;"y`, `4 quote_open A3;ja;"z`}},
		{"a line break in a field", head + "A1;ja;\"x\ny\"\nA2;ja;z\n", []string{"A2|ja|z"}, []string{`2 field_newline A1;ja;"x`}},
		{"a line break in a field, with lines that look like records", head + "A1;ja;\"x\r\nA2;ja;y\r\n\r\nA3;ja;z\"\r\nA4;ja;z\r\n", []string{"A4|ja|z"}, []string{`2 field_newline A1;ja;"x`}},
		{"line breaks in two fields", head + "A1;\"ja\nA2;ja;\"\"y\";\"x\n\ny\"\nA4;ja;z\n", []string{"A4|ja|z"}, []string{`2 field_newline A1;"ja`}},
		{"a line break in a record with other faults", head + "A1;ja;\"x\x01\xff\nA2;ja;y\"\nA3;ja;z\n", []string{"A3|ja|z"}, []string{"2 field_newline A1;ja;\"x\u2401\ufffd"}},
		{"a quote that would be closed in a record of too many fields", head + "A1;\"ja\nA2;nee;x\";y;z\nA3;ja;z\n", []string{"A3|ja|z"}, []string{`2 quote_open A1;"ja`, `3 note quote A2;nee;x";y;z`}},
		{"control characters", head + "A1;ja;\x00\nA2;ja;\x1b[2J\nA3;ja;\x7f\nA4;ja;x\n", []string{"A4|ja|x"}, []string{"2 control_character U+0000", "3 control_character U+001B", "4 control_character U+007F"}},
		{"a lone carriage return", head + "A1;ja;x\ry\nA2;ja;x\r\r\nA3;ja;\"\r\"\n", nil, []string{"2 line_end A1;ja;x\u240dy", "3 line_end A2;ja;x\u240d", "4 line_end A3;ja;\"\u240d\""}},
		{"bytes that are no UTF-8", head + "A1;ja;\xe9\nA2;ja;\xc3\nA3;ja;\xed\xa0\x80\nA4;ja;\xc0\xaf\n", nil, []string{"2 encoding 0xE9", "3 encoding 0xC3", "4 encoding 0xED", "5 encoding 0xC0"}},
		{"a cell over its limit", head + "A1;ja;" + strings.Repeat("é", 3001) + "\nA2;ja;" + strings.Repeat("x", 5000) + "\n", []string{"A2|ja|" + strings.Repeat("x", 5000)}, []string{"2 note cell_large 6002 -> 6000"}},
		{"more characters than may be", head + "A1;ja;" + strings.Repeat("x", 5001) + "\nA2;ja;\"" + strings.Repeat("x", 4002) + strings.Repeat("é", 999) + "\"\n", nil,
			[]string{"2 note max_length " + strings.Repeat("x", 60) + "… -> 5000", "3 note max_length " + strings.Repeat("x", 60) + "… -> 5000"}},
		{"as many characters as may be, in more bytes", head + "A1;ja;" + strings.Repeat("é", 3000) + "\nA2;ja;" + strings.Repeat("€", 2000) + "\nA3;ja;" + strings.Repeat("x", 5000) + "\nA4;ja;" + strings.Repeat("x", 4000) + strings.Repeat("é", 1000) + "\n",
			[]string{"A1|ja|" + strings.Repeat("é", 3000), "A2|ja|" + strings.Repeat("€", 2000), "A3|ja|" + strings.Repeat("x", 5000), "A4|ja|" + strings.Repeat("x", 4000) + strings.Repeat("é", 1000)}, nil},
		{"a plain pattern", head + "A12345;ja;x\na1;ja;x\nÉ;ja;x\nA-9Z;ja;x\n", []string{"A-9Z|ja|x"}, []string{"2 id pattern A12345 -> " + plain, "3 id pattern a1 -> " + plain, "4 id pattern É -> " + plain}},
		{"another pattern", head + "A1;jaja;x\nA2;misschien;x\nA3;;x\n", []string{"A2|misschien|x", "A3||x"}, []string{"2 word pattern jaja -> ^(?:ja|nee|misschien)$"}},
		{"the first fault of several", head + "a;jaja;x\n", nil, []string{"2 id pattern a -> " + plain}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, handed := pass(t, source(t, table(t), "rows.csv", []byte(tt.raw)), nil)
			if p.Refused != nil {
				t.Fatal(refusals(p))
			}
			if diff := cmp.Diff(tt.want, lines(handed)); diff != "" {
				t.Error("handed on:", diff)
			}
			if diff := cmp.Diff(tt.faults, faults(p)); diff != "" {
				t.Error("faults:", diff)
			}
		})
	}
}

func TestPassRefusesWhatIsNoFileOfTheContract(t *testing.T) {
	for _, tt := range []struct{ name, raw, want string }{
		{"nothing", "", "1 file_empty"},
		{"line ends only", "\r\n\n", "1 file_empty"},
		{"a byte order mark only", "\ufeff", "1 file_empty"},
		{"a byte order mark and a line end", "\ufeff\r\n", "1 file_empty"},
		{"no header", "A1;ja;x\n", "1 header_none A1;ja;x -> id;word;note"},
		{"a header with a slip", "id;wort;note\n", "1 wort header_misspelt wort ?word"},
		{"a header in another order", "word;id;note\n", "1 header_order word -> id;word;note"},
		{"a header in capitals", "ID;word;note\n", "1 ID header_misspelt ID ?id"},
		{"a header of commas", "id,word,note\nA1,ja,x\n", "1 header_separator , -> id;word;note ?;"},
		{"a header too long", "id;word;note;\n", "1 header_unnamed"},
		{"a header with a line break", "id;word;\"no\nte\"\n", "1 no header_misspelt no ?note"},
		{"a header that is not closed", "id;word;\"note\nA1;ja;x\n", `1 quote_open id;word;"note`},
		{"an empty line above the header", "\nid;word;note\n", "1 empty_line"},
		{"UTF-16", "\xff\xfei\x00d\x00", "0 file_utf16 UTF-16 -> utf-8"},
		{"UTF-16, the other way round", "\xfe\xff\x00i\x00d", "0 file_utf16 UTF-16 -> utf-8"},
		{"UTF-16 without a mark", "i\x00d\x00;\x00w\x00o\x00", "0 file_utf16 UTF-16 -> utf-8"},
		{"UTF-16 the other way round without a mark", "\x00i\x00d\x00;\x00w", "0 file_utf16 UTF-16 -> utf-8"},
		{"a workbook by the wrong name", "PK\x03\x04" + strings.Repeat("\x00", 50), "0 file_packed zip -> utf-8"},
		{"an XLSX", "PK\x03\x04" + strings.Repeat("\x00", 26) + "[Content_Types].xml", "0 file_workbook .xlsx -> utf-8"},
		{"an ODS", "PK\x03\x04" + strings.Repeat("\x00", 26) + "mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "0 file_workbook .ods -> utf-8"},
		{"an XLS", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "0 file_workbook .xls -> utf-8"},
		{"UTF-32", "\xff\xfe\x00\x00i\x00\x00\x00", "0 file_utf32 UTF-32 -> utf-8"},
		{"UTF-32, the other way round", "\x00\x00\xfe\xff\x00\x00\x00i", "0 file_utf32 UTF-32 -> utf-8"},
		{"UTF-32 without a mark", "i\x00\x00\x00d\x00\x00\x00", "0 file_utf32 UTF-32 -> utf-8"},
		{"gzip", "\x1f\x8b\x08\x00", "0 file_packed gzip -> utf-8"},
		{"zstd", "\x28\xb5\x2f\xfd", "0 file_packed zstd -> utf-8"},
		{"Parquet", "PAR1\x15\x04", "0 file_parquet Parquet -> utf-8"},
		{"PDF", "%PDF-1.7\n", "0 file_pdf PDF -> utf-8"},
		{"HTML", "\ufeff <!DOCTYPE html>\n<table>", "0 file_html HTML -> utf-8"},
		{"a table of HTML", "<table border=1><tr>", "0 file_html HTML -> utf-8"},
		{"XML", "<?xml version=\"1.0\"?>", "0 file_markup XML -> utf-8"},
		{"JSON", "[{\"id\": 1}]", "0 file_markup JSON -> utf-8"},
		{"SQLite", "SQLite format 3\x00", "0 file_database SQLite -> utf-8"},
		{"a line for Excel", "sep=;\nid;word;note\n", "1 header_sep_line sep=; -> id;word;note"},
		{"a line for Excel of a comma", "SEP=,\nid,word,note\n", "1 header_sep_line SEP=, -> id;word;note"},
		{"a header of tabs", "id\tword\tnote\n", "1 header_separator tab -> id;word;note ?;"},
		{"a header of bars", "id|word|note\n", "1 header_separator | -> id;word;note ?;"},
		{"a header of commas in quotes", "\"id\",\"word\",\"note\"\n", "1 header_separator , -> id;word;note ?;"},
		{"a column missing, one extra, one twice", "id;id;extra\n", "1 id header_twice id | 1 extra header_extra extra | 1 word header_missing word | 1 note header_missing note"},
		{"lines of carriage returns", "id;word;note\rA1;ja;x\rA2;ja;x\r", "1 line_end id;word;note\u240dA1;ja;x\u240dA2;ja;x\u240d"},
		{"a line without end", head + "A1;ja;x\nA2;ja;" + strings.Repeat("x", 5<<20) + "\n", "3 line_long 5242886 -> 24000"},
		{"a last line without end", head + strings.Repeat("x", 9<<20), "2 line_long 9437184 -> 24000"},
		{"a header without end", strings.Repeat("x", 5<<20), "1 line_long 5242880 -> 24000"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, _ := pass(t, source(t, table(t), "rows.csv", []byte(tt.raw)), nil)
			if p.Refused == nil {
				t.Fatal("not refused")
			}
			got := refusals(p)
			if got != tt.want || p.Refused[0].File != "rows.csv" || p.Refused[0].Severity != contract.Error {
				t.Errorf("%q in %s; want %q", got, p.Refused[0].File, tt.want)
			}
		})
	}
}

func TestPassReadsTheDialectOfTheContract(t *testing.T) {
	for _, tt := range []struct {
		name, raw string
		replace   []string
		want      []string
		faults    []string
	}{
		{"Windows-1252", "id;word;note\nA1;ja;\x80 5\nA2;ja;\"\xe9;\"\nA3;ja;\x81\nA4;ja;\"\xe9\nA5;ja;\xe9\"\nA6;ja;x\n", []string{"utf-8", "windows-1252"},
			[]string{"A1|ja|€ 5", "A2|ja|é;", "A6|ja|x"}, []string{"4 encoding 0x81", `5 field_newline A4;ja;"é`}},
		{"commas", "id,word,note\nA1,ja,a;b\nA2,ja,\"a,\"\"b\"\"\"\nA3,ja,x;\n", []string{`";"`, `","`}, []string{"A1|ja|a;b", `A2|ja|a,"b"`, "A3|ja|x;"}, nil},
		{"tabs", "id\tword\tnote\nA1\tja\tx\n", []string{`";"`, `"\t"`}, []string{"A1|ja|x"}, nil},
		{"single quotes", "id;word;note\nA1;ja;'a;''b'''\nA2;ja;say \"x\nA3;ja;\"\n", []string{`"\""`, `"'"`}, []string{"A1|ja|a;'b'", `A2|ja|say "x`, `A3|ja|"`}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, handed := pass(t, source(t, table(t, tt.replace...), "rows.csv", []byte(tt.raw)), nil)
			if diff := cmp.Diff(tt.want, lines(handed)); diff != "" {
				t.Error("handed on:", diff)
			}
			if diff := cmp.Diff(tt.faults, faults(p)); diff != "" {
				t.Error("faults:", diff)
			}
		})
	}
}

func TestPassStopsAtTheLimitOfRows(t *testing.T) {
	r := table(t, "1000000", "2")
	for _, tt := range []struct{ name, raw, want string }{
		{"at the limit; a record with a fault is none", head + "A1;ja;x\n\nA2;ja;x\n", ""},
		{"one over", head + "A1;ja;x\nA2;ja;x\n\nA3;ja;x\nA4;ja;x\n", "5 rows_many -> 2"},
	} {
		p, handed := pass(t, source(t, r, "rows.csv", []byte(tt.raw)), nil)
		switch {
		case tt.want == "" && (p.Refused != nil || len(handed) != 2):
			t.Errorf("%s: refused %v, %d handed on", tt.name, p.Refused, len(handed))
		case tt.want != "" && (p.Refused == nil || refusals(p) != tt.want):
			t.Errorf("%s: refused %v; want %s", tt.name, p.Refused, tt.want)
		}
	}
}

// Of a million faults the first hundred of each kind are kept, and all are counted:
// records are found again all the same.
func TestPassKeepsTheFirstOfEachKindOfFault(t *testing.T) {
	const many = 300_000
	s := source(t, table(t), "rows.csv", []byte(head+strings.Repeat("\nA1;ja;x;y\na;ja;x\n", many)+"A9;ja;x\n"))
	p, err := extract.Open(s, nil).Pass(context.Background(), io.Discard, func(int) {})
	if err != nil || p.Refused != nil {
		t.Fatal(p, err)
	}
	kept := map[contract.Rule]int{}
	for _, f := range p.Held.Faults {
		kept[f.Violation.Rule]++
	}
	counted := map[contract.Rule]int{}
	for kind, records := range p.Held.Kinds {
		counted[kind.Rule] += records
	}
	for _, u := range p.Held.Undated {
		counted[u.Rule] += u.Records
	}
	if diff := cmp.Diff(map[contract.Rule]int{"empty_line": 100, "field_count": 100, "pattern": 100}, kept); diff != "" {
		t.Error("kept:", diff)
	}
	if diff := cmp.Diff(map[contract.Rule]int{"empty_line": many, "field_count": many, "pattern": many}, counted); diff != "" || p.Held.Records != 3*many {
		t.Error("counted:", p.Held.Records, diff)
	}
	line := 0
	err = extract.Open(s, nil).Records(context.Background(), []int{0}, p.Held, func(_ int, r extract.Record) error {
		line = r.Line
		return nil
	})
	if line != 3*many+2 || err != nil {
		t.Errorf("the only good record is on line %d: %v", line, err)
	}
}

// A line longer than what is read at once is a fault like any other, and what
// stands around it is read as if it were not there.
func TestPassReadsOnBehindLongLines(t *testing.T) {
	long := strings.Repeat("x", 3<<19)
	for _, tt := range []struct {
		name, raw string
		faults    []string
	}{
		{"long by itself", head + "A1;ja;x\nA2;ja;" + long + "\nA3;ja;y\n", []string{"3 note cell_large 1572864 -> 6000"}},
		{"behind a quote that is not closed", head + "A1;ja;x\nA2;ja;\"x\nx\";" + long + "\nA3;ja;y\n", []string{`3 quote_open A2;ja;"x`, `4 id quote x";` + strings.Repeat("x", 57) + "…"}},
		{"that would close a quote well", head + "A1;ja;x\nA2;\"ja\n\";" + long + "\nA3;ja;y\n", []string{`3 quote_open A2;"ja`, `4 quote_open ";` + strings.Repeat("x", 58) + "…"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, handed := pass(t, source(t, table(t), "rows.csv", []byte(tt.raw)), nil)
			if diff := cmp.Diff([]string{"A1|ja|x", "A3|ja|y"}, lines(handed)); diff != "" {
				t.Error("handed on:", diff)
			}
			if diff := cmp.Diff(tt.faults, faults(p)); diff != "" {
				t.Error("faults:", diff)
			}
		})
	}
}

func TestFaultsBearTheRecord(t *testing.T) {
	raw := head + "A1;\"ja;nee\";x;y\n\"A;2\";b;\"c\nA3;ja;\"x\ny\"\nA4;ja;\x1b\xff\n"
	p, _ := pass(t, source(t, table(t), "rows.csv", []byte(raw)), nil)
	var got []string
	for _, f := range p.Held.Faults {
		got = append(got, fmt.Sprintf("%d %q %s", f.Record, f.Fields, f.Text))
	}
	want := []string{
		`-1 ["A1" "ja;nee" "x" "y"] A1;"ja;nee";x;y`,
		`-1 ["A;2" "b"] "A;2";b;"c`, // as far as it could be cut
		`-1 ["A3" "ja" "x\ny"] A3;ja;"x y"`,
		`-1 ["A4" "ja" "\x1b�"] A4;ja;` + "\u241b\ufffd",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRecordsGivesTheWantedOnes(t *testing.T) {
	s := source(t, table(t), "rows.csv", []byte(head+"A1;ja;x\n\nA2;ja;\"a;b\"\nA3;ja\nA4;nee;y\nA5;nee;z\n"))
	p, _ := pass(t, s, nil)
	find := func(numbers ...int) (got []string, err error) {
		err = extract.Open(s, nil).Records(context.Background(), numbers, p.Held, func(number int, r extract.Record) error {
			got = append(got, fmt.Sprintf("%d line %d %s %q", number, r.Line, r.Text(), r.Cell(0)))
			return nil
		})
		return got, err
	}
	got, err := find(1, 3)
	want := []string{`1 line 4 A2;ja;"a;b" ""`, `3 line 7 A5;nee;z ""`}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if _, err := find(1, 9); err == nil || !strings.Contains(err.Error(), "the file changed") {
		t.Errorf("a record that is not there any more: %v", err)
	}
	if err := os.WriteFile(s.Path, []byte(head+"A1;ja;x\n\nA2;ja\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := find(1); err == nil || !strings.Contains(err.Error(), "the file changed") {
		t.Errorf("a record that was broken since: %v", err)
	}
}

func TestPassSaysWhatItCouldNotDo(t *testing.T) {
	s := source(t, table(t), "rows.csv", []byte(head+strings.Repeat("A1;ja;x\n", 100_000)))
	broken := &brokenWriter{}
	if _, err := extract.Open(s, nil).Pass(context.Background(), broken, func(int) {}); err == nil || !strings.Contains(err.Error(), "rows.csv: hand on record: it broke") {
		t.Errorf("a writer that breaks: %v", err)
	}
	ended, stop := context.WithCancel(context.Background())
	stop()
	if _, err := extract.Open(s, nil).Pass(ended, io.Discard, func(int) {}); err == nil || !strings.Contains(err.Error(), "context canceled") {
		t.Errorf("a context that ended: %v", err)
	}
	if err := os.Remove(s.Path); err != nil {
		t.Fatal(err)
	}
	if p, err := extract.Open(s, nil).Pass(context.Background(), io.Discard, func(int) {}); err != nil || refusals(p) != "0 file_changing" {
		t.Errorf("a file that is gone was read: %v %v", p, err)
	}
}

type brokenWriter struct{}

func (*brokenWriter) Write([]byte) (int, error) { return 0, fmt.Errorf("it broke") }
