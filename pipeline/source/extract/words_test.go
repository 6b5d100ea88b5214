package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The pattern of an id lets these through; as the name of a case or cluster they
// would join what has nothing to do with each other.
func TestPassRefusesNamesThatAreNone(t *testing.T) {
	form := []string{"[A-Z0-9-]{1,4}", "[A-Za-z0-9./-]{1,32}"}
	for _, tt := range []struct{ text, want string }{
		{"nan", "no_value nan"}, {"NaN", "no_value NaN"}, {"null", "no_value null"}, {"NULL", "no_value NULL"}, {"None", "no_value None"},
		{"nil", "no_value nil"}, {"na", "no_value na"}, {"N/A", "no_value N/A"}, {"#N/A", "no_value #N/A"}, {"(leeg)", "no_value (leeg)"},
		{"geen", "no_value geen"}, {"onbekend", "no_value onbekend"}, {"n.v.t.", "no_value n.v.t."}, {"-", "no_value -"}, {"--", "no_value --"},
		{".", "no_value ."}, {"?", "no_value ?"}, {"0", "no_value 0"}, {"n", "no_value n"}, {"false", "no_value false"}, {" ", "no_value"},
		{" nan ", "no_value nan"}, {"–", "no_value –"}, {"unknown", "no_value unknown"},
		{"1,23457E+17", "number_rounded 1,23457E+17 -> 15"}, {"1.23457E+17", "number_rounded 1.23457E+17 -> 15"}, {"1.2e17", "number_rounded 1.2e17 -> 15"},
		{"1E+17", "number_rounded 1E+17 -> 15"},
		{"20240000000001004.0", "number_rounded 20240000000001004.0 -> 15"}, {"1001.0", ""},
		{"12E5", ""}, {"N1", ""}, {"nano-1", ""}, {"0001", ""}, {"1", ""}, {"false1", ""}, {"20170000000000012", ""}, {"S17-0001", ""},
	} {
		p, handed := pass(t, source(t, table(t, form...), "rows.csv", []byte(head+tt.text+";ja;x\n")), nil)
		got := ""
		if f := faults(p); len(f) == 1 {
			got = strings.TrimPrefix(f[0], "2 id ")
		}
		if got != tt.want || (tt.want == "") != (len(handed) == 1) {
			t.Errorf("%q: %q, %d handed on; want %q", tt.text, got, len(handed), tt.want)
		}
	}
}

// A spreadsheet keeps fifteen digits and writes noughts behind them.
func TestPassRefusesNumbersThatAllLostTheirLastDigits(t *testing.T) {
	replace := []string{"[A-Z0-9-]{1,4}", "[A-Za-z0-9./-]{1,32}"}
	rows := func(format string, n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format+";ja;x\n", i)
		}
		return head + b.String()
	}
	for _, tt := range []struct{ name, raw, want string }{
		{"all end in noughts", rows("2017%011d00", 40), "0 id number_rounded 20170000000000000 -> 15"},
		{"one does not", rows("2017%011d00", 40) + "20170000000000001;ja;x\n", ""},
		{"too few to be sure of", rows("2017%011d00", 2), ""},
		{"fifteen digits", rows("2017%09d00", 40), ""},
		{"letters among them", rows("S2017%010d00", 40), ""},
	} {
		p, _ := pass(t, source(t, table(t, replace...), "rows.csv", []byte(tt.raw)), nil)
		if diff := cmp.Diff(tt.want, refusals(p)); diff != "" {
			t.Error(tt.name, diff)
		}
	}
}

// The texts that the contract has for no value are empty in every way of reading.
func TestPassEmptiesWhatTheContractHasForNoValue(t *testing.T) {
	r := table(t, `"primaryKey": "id"`, `"primaryKey": "id", "missingValues": ["", "-", "n.b."]`)
	p, handed := pass(t, source(t, r, "rows.csv", []byte(head+"A1;-;n.b.\nA2;\"-\";\"n.b.;\"\n-;ja;--\n")), nil)
	if diff := cmp.Diff([]string{"A1||", "A2||n.b.;", "|ja|--"}, lines(handed)); diff != "" || p.Held.Records != 0 {
		t.Error(diff, faults(p))
	}
}
