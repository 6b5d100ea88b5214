package extract_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The gate reads a mebibyte at once. Whatever stands on the border between two
// must come out as it does in the middle of one.
const readAtOnce = 1 << 20

// each puts every kind of record and fault behind each other.
const each = "A1;ja;x\r\n" +
	"A2;\"ja\";\"a;\"\"b\"\"\"\r\n" +
	"A3;ja;é€\U0001F600\n" +
	"\n" +
	"A4;ja\n" +
	"A5;ja;\"x\r\ny;z\r\nz\"\r\n" +
	"A6;ja;\"open\n" +
	"A7;ja;\xff\n" +
	"A8;ja;x\ry\n" +
	"A9;ja;\x00\n" +
	"toolong;ja;x\n" +
	"B1;\"ja\n;x\";y;z\n" +
	"B2;ja;x"

func TestTheBorderOfABlockIsNoBorderOfARecord(t *testing.T) {
	filler := "F1;ja;" + strings.Repeat("x", 4000) + "\n"
	for shift := range len(each) + 2 {
		// The text starts so far before the border that its character at shift is
		// the first one behind it.
		before := readAtOnce - shift
		raw := head + strings.Repeat(filler, (before-len(head))/len(filler))
		rest := before - len(raw)
		if rest < len("F2;ja;\n") { // too little for a record: a longer one before it
			raw, rest = raw[:len(raw)-len(filler)], rest+len(filler)
		}
		raw += "F2;ja;" + strings.Repeat("y", rest-len("F2;ja;\n")) + "\n"
		first := 1 + strings.Count(raw, "\n")
		p, handed := pass(t, source(t, table(t), "rows.csv", []byte(raw+each)), nil)
		var got []string
		for _, fields := range handed {
			if !strings.HasPrefix(fields[0], "F") {
				got = append(got, strings.Join(fields, "|"))
			}
		}
		for _, f := range p.Held.Faults {
			f.Violation.Line -= first
			got = append(got, told(f.Violation))
		}
		want := []string{
			"A1|ja|x", `A2|ja|a;"b"`, "A3|ja|é€\U0001F600", "B2|ja|x",
			"3 empty_line", "4 field_count 2 -> 3", `5 field_newline A5;ja;"x`, `8 quote_open A6;ja;"open`, "9 encoding 0xFF",
			"10 line_end A8;ja;x\u240dy", "11 control_character U+0000", "12 id pattern toolong -> ^(?:^[A-Z0-9-]{1,4}$)$",
			`13 quote_open B1;"ja`, `14 word quote ;x";y;z`,
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("with %d bytes before the border: %s", shift, diff)
		}
	}
}
