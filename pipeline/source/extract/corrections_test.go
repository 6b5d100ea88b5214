package extract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/extract"
)

// correctionReasons are codes that a reason may have.
var correctionReasons = []string{"typing_error", "wrong_article", "wrong_date", "double_entry", "other"}

// declared reads corrections against the contract of the extract.
func declared(t *testing.T, text string) (*extract.Corrections, []contract.Violation) {
	t.Helper()
	c, violations, err := extract.LoadCorrections(fstest.MapFS{extract.CorrectionsFile: {Data: []byte(text)}}, contractOf(t), correctionReasons)
	if err != nil {
		t.Fatal(err)
	}
	return c, violations
}

// correction is one that is right, with other lines in place of some of its own.
func correction(replace ...string) string {
	return strings.NewReplacer(replace...).Replace(`- id: c1
  table: disposals
  key: {offence_number: S24-0001-1}
  column: disposal
  expected: sepot
  becomes: dagvaarding
  reason_code: typing_error
  reason: wrong way round
  decided_by: analyst
  date: 2026-11-25
`)
}

func TestLoadCorrectionsNamesWhatIsWrong(t *testing.T) {
	properties := "id, table, key, column, expected, becomes, reason_code, reason, decided_by, date"
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", nil},
		{"a comment", "# none yet\n", nil},
		{"one", correction(), nil},
		{"empty before and after", correction("sepot", "''", "dagvaarding", "") + correction("c1", "c2", "expected: sepot\n  becomes: dagvaarding", "becomes: sepot"), nil},
		{"a key of two", correction("disposals", "grounds", "S24-0001-1}", "S24-0001-1, ground: ras}", "column: disposal", "column: ground"), nil},
		{"no YAML", correction("S24-0001-1}", "S24-0001-1"), []string{"4 ',' or '}' must be specified -> " + properties}},
		{"no list", "id: c1\n", []string{"1 id: c1 -> - id: …"}},
		{"two documents", correction() + "---\n" + correction("c1", "c2"), []string{"11 a second document (---) -> id, table, key, column, expected, becomes, reason_code, reason, decided_by, date"}},
		{"an empty item", "# corrections\n\n-\n" + correction(), []string{"3 null was used where mapping is expected -> " + properties}},
		{"an unknown property, and one that is right behind it", correction("column", "kolom") + correction("c1", "c2"), []string{`4 unknown field "kolom" -> ` + properties}},
		{"a list where a text belongs", correction("becomes: dagvaarding", "becomes: [dagvaarding]"), []string{"6 [dagvaarding] -> " + properties}},
		{"a property twice", correction("column: disposal", "column: disposal\n  column: disposal"), []string{`5 mapping key "column" already defined at [4:3] -> ` + properties}},
		{"no id", correction("id: c1", "id:"), []string{"1 id: -> id: …"}},
		{"no reason and nobody who decided", correction("wrong way round", "\"  \"", "analyst", "''"), []string{"1 reason: -> reason: …"}},
		{"an id twice", correction() + "\n" + correction(), []string{"12 id: c1 -> id ≠ c1"}},
		{"a day that is none", correction("2026-11-25", "25-11-2026"), []string{"1 date: 25-11-2026 -> date: 2024-12-31"}},
		{"an unknown table", correction("disposals", "disposal"), []string{"1 table: disposal -> offences, grounds, suspects, disposals, verdicts"}},
		{"an unknown column", correction("column: disposal", "column: dispozal"), []string{"1 column: dispozal -> offence_number, disposal_date, disposal, synthetic"}},
		{"no key", correction("  key: {offence_number: S24-0001-1}\n", ""), []string{"1 key -> offence_number"}},
		{"another key", correction("offence_number", "case_number"), []string{"1 key -> offence_number"}},
		{"half a key", correction("disposals", "grounds", "column: disposal", "column: ground"), []string{"1 key -> offence_number, ground"}},
		{"more than the key", correction("S24-0001-1}", "S24-0001-1, disposal: sepot}"), []string{"1 key -> offence_number"}},
		{"a line break to put into a record", correction("dagvaarding", `"dag\nvaarding"`), []string{"1 becomes: dag -> becomes: …"}},
		{"on their own lines", "# first\n" + correction("c1", "c0") + "\n# second\n\n" + correction("disposals", "x") + "- {id: c3}\n",
			[]string{"15 table: x -> offences, grounds, suspects, disposals, verdicts", "25 table: -> table: …", "25 c3 -> " + strings.Join(correctionReasons, ", ")}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, violations := declared(t, tt.text)
			var got []string
			for _, v := range violations {
				if v.File != extract.CorrectionsFile || v.Rule != extract.RuleCorrection && v.Rule != extract.RuleCorrectionCode || v.Severity != contract.Error {
					t.Error(v)
				}
				got = append(got, fmt.Sprint(v.Line, " ", v.Value, " -> ", v.Expected))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The reason of a correction has a code of the codelist; what is meant is proposed.
func TestReasonOfACorrectionHasACode(t *testing.T) {
	none, unknown := "correction_code c1 ?", "correction_reason "
	for _, tt := range []struct{ name, line, want string }{
		{"of the list", "reason_code: typing_error", ""},
		{"in quotes, with a space", "reason_code: \"other \"", ""},
		{"without the line, as it was before", "", none},
		{"empty", "reason_code:", none},
		{"null", "reason_code: ~", none},
		{"spaces", `reason_code: "  "`, none},
		{"a slip", "reason_code: typing_eror", unknown + "typing_eror ?typing_error"},
		{"a hyphen", "reason_code: wrong-date", unknown + "wrong-date ?wrong_date"},
		{"capitals", "reason_code: Double Entry", unknown + "Double Entry ?double_entry"},
		{"a part", "reason_code: article", unknown + "article ?wrong_article"},
		{"the words of a reason", "reason_code: suspect 4 told so himself", unknown + "suspect 4 told so himself ?"},
		{"a code of another list", "reason_code: late_registration", unknown + "late_registration ?"},
		{"all of them", "reason_code: total", unknown + "total ?"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, violations := declared(t, correction("reason_code: typing_error", tt.line))
			got := ""
			for _, v := range violations {
				if v.Line != 1 || v.Column != "reason_code" || v.Expected != strings.Join(correctionReasons, ", ") {
					t.Error(v)
				}
				got += fmt.Sprint(v.Rule, " ", v.Value, " ?", v.Suggestion)
			}
			if got != tt.want || got == "" && !slices.Contains(correctionReasons, c.All[0].ReasonCode) {
				t.Errorf("%q; want %q (%q)", got, tt.want, c.All[0].ReasonCode)
			}
		})
	}
}

func TestNoFileIsNoCorrections(t *testing.T) {
	c, violations, err := extract.LoadCorrections(fstest.MapFS{}, contractOf(t), correctionReasons)
	if err != nil || len(violations)+len(c.All)+len(c.Unmet()) > 0 {
		t.Error(c, violations, err)
	}
}

// What is written without quotes is taken as it is written: to YAML 0012 is the
// number ten, and 1e3 a thousand.
func TestCorrectionsKeepWhatIsWritten(t *testing.T) {
	c, violations := declared(t, correction("S24-0001-1", "0012", "sepot", "1e3", "dagvaarding", "true")+
		correction("c1", "c2", "S24-0001-1", "0x1F", "sepot", "2024-01-05", "dagvaarding", "~", "wrong way round", "|\n    two\n    lines"))
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	var got []string
	for _, one := range c.All {
		got = append(got, fmt.Sprintf("%s %q %q %q %q", one.ID, one.Key["offence_number"], one.Expected, one.Becomes, one.Reason))
	}
	want := []string{`c1 "0012" "1e3" "true" "wrong way round"`, `c2 "0x1F" "2024-01-05" "" "two\nlines"`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The same correction is made whatever the format, and a record that it mends is
// handed on.
func TestCorrectionsAreMadeInEveryFormat(t *testing.T) {
	text := correction("dagvaarding", "'a;\"b\"'") +
		correction("c1", "c2", "S24-0001-1", "S24-0002-1", "column: disposal", "column: disposal_date", "sepot", "45657", "dagvaarding", "2024-12-31") +
		correction("c1", "c3", "S24-0001-1", "S24 0003", "column: disposal", "column: offence_number", "sepot", "S24 0003", "dagvaarding", "S24-0003-1") +
		correction("c1", "c4", "S24-0001-1", "S24-0004-1", "dagvaarding", "")
	want := []string{`S24-0001-1|2024-10-20|a;"b"|`, "S24-0002-1|2024-12-31|sepot|", "S24-0003-1|2024-10-22|sepot|", "S24-0004-1|2024-10-23||", "S24-0005-1|2024-10-24|sepot|"}
	r := contractOf(t).Resource("disposals")
	b := newBook(t)
	b.rows("disposals", []any{"offence_number", "disposal_date", "disposal"}, []any{"S24-0001-1", "2024-10-20", "sepot"}, []any{"S24-0002-1", 45657, "sepot"},
		[]any{"S24 0003", "2024-10-22", "sepot"}, []any{"S24-0004-1", "2024-10-23", "sepot"}, []any{"S24-0005-1", "2024-10-24", "sepot"})
	sheet, _, err := extract.Find(b.save(), contractOf(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]extract.Source{
		"csv": source(t, r, "disposals.csv", []byte("offence_number;disposal_date;disposal;synthetic\nS24-0001-1;2024-10-20;sepot;\nS24-0002-1;45657;sepot;\n"+
			"S24 0003;2024-10-22;\"sepot\";\nS24-0004-1;2024-10-23;sepot;\nS24-0005-1;2024-10-24;sepot;\n")),
		"parquet": source(t, r, "disposals.parquet", parquetOf(t, fieldsOf(asText, asText, asText, asText),
			stringColumn("S24-0001-1", "S24-0002-1", "S24 0003", "S24-0004-1", "S24-0005-1"), stringColumn("2024-10-20", "45657", "2024-10-22", "2024-10-23", "2024-10-24"),
			stringColumn("sepot", "sepot", "sepot", "sepot", "sepot"), stringColumn(nil, nil, nil, nil, nil))),
		"xlsx": sheet.Sources[0],
	} {
		t.Run(name, func(t *testing.T) {
			c, violations := declared(t, text)
			p, handed := pass(t, s, c)
			if p.Refused != nil || len(p.Held.Faults)+len(violations)+len(c.Unmet()) > 0 {
				t.Fatal(p.Refused, faults(p), violations, c.Unmet())
			}
			if diff := cmp.Diff(want, lines(handed)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A record stands in the report of rejects as it was delivered.
func TestRecordsShowWhatWasThereBefore(t *testing.T) {
	c, _ := declared(t, correction())
	s := source(t, contractOf(t).Resource("disposals"), "disposals.csv", []byte("offence_number;disposal_date;disposal;synthetic\nS24-0001-1;2024-10-20;sepot;\n"))
	err := extract.Open(s, c).Records(t.Context(), []int{0}, extract.Held{}, func(_ int, r extract.Record) error {
		if string(r.Fields[2]) != "dagvaarding" || r.Text() != "S24-0001-1;2024-10-20;sepot;" {
			t.Errorf("%q, %q", r.Fields, r.Text())
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestUnmetCorrectionsAreNamed(t *testing.T) {
	const top = "offence_number;disposal_date;disposal;synthetic\n"
	good, other := "S24-0001-1;2024-10-20;sepot;\n", "S24-0001-1;2024-10-20;voeging;\n"
	absent := "1 disposal correction_absent c1 -> disposals ?"
	changed := "1 disposal correction_changed c1 -> sepot ?voeging"
	for _, tt := range []struct {
		name  string
		files []string
		want  string
	}{
		{"met", []string{good}, ""},
		{"met in the second file", []string{"S24-0002-1;2024-10-20;voeging;\n", good}, ""},
		{"no such row", []string{"S24-0002-1;2024-10-20;sepot;\n"}, absent},
		{"no rows at all", []string{""}, absent},
		{"the row was not built well", []string{"S24-0001-1;2024-10-20;sepot\n"}, absent},
		{"the row was refused for another column", []string{"S24-0001-1;2024-10-20;sepot;" + strings.Repeat("x", 5000) + "\n"}, ""},
		{"another value", []string{other}, changed},
		{"corrected by its deliverer", []string{"S24-0001-1;2024-10-20;dagvaarding;\n"}, "1 disposal correction_changed c1 -> sepot ?dagvaarding"},
		// The first of rows with one key stays; so it is the one that counts.
		{"twice, the first as expected", []string{good + other}, ""},
		{"twice, the second as expected", []string{other + good}, changed},
		{"twice, in two files", []string{good, other}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, _ := declared(t, correction())
			read := func() string {
				for i, rows := range tt.files {
					s := source(t, contractOf(t).Resource("disposals"), fmt.Sprintf("disposals-%d.csv", i), []byte(top+rows))
					pass(t, s, c) // reads each twice
				}
				got := ""
				for _, v := range c.Unmet() {
					got += fmt.Sprint(v.Line, " ", v.Column, " ", v.Rule, " ", v.Value, " -> ", v.Expected, " ?", v.Suggestion)
				}
				return got
			}
			if got := read(); got != tt.want {
				t.Errorf("%q; want %q", got, tt.want)
			}
			if got := read(); got != tt.want {
				t.Errorf("read again: %q; want %q", got, tt.want)
			}
		})
	}
}

// Two corrections of one value are made one after the other.
func TestCorrectionsOfOneValueFollowEachOther(t *testing.T) {
	s := func() extract.Source {
		return source(t, contractOf(t).Resource("disposals"), "disposals.csv", []byte("offence_number;disposal_date;disposal;synthetic\nS24-0001-1;2024-10-20;sepot;\n"))
	}
	c, _ := declared(t, correction()+correction("c1", "c2", "sepot", "dagvaarding", "becomes: dagvaarding", "becomes: voeging"))
	if _, handed := pass(t, s(), c); len(c.Unmet()) > 0 || lines(handed)[0] != "S24-0001-1|2024-10-20|voeging|" {
		t.Error(handed, c.Unmet())
	}
	c, _ = declared(t, correction()+correction("c1", "c2", "becomes: dagvaarding", "becomes: voeging"))
	if _, handed := pass(t, s(), c); len(c.Unmet()) != 1 || c.Unmet()[0].Suggestion != "dagvaarding" {
		t.Error(handed, c.Unmet())
	}
}
