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
		{"20240000000001004.0", "number_rounded 20240000000001004.0 -> 15"}, {"1001.0", "number_form 1001.0"},
		{"1.234.567", "number_form 1.234.567"}, {"20170001.00", "number_form 20170001.00"}, {"1.000", "number_form 1.000"},
		{"24.001", ""}, {"16.123456.24", ""}, {"2024.1", ""}, {"10/123456-24", ""},
		{"n-n-b", "no_value n-n-b"}, {"n/b", "no_value n/b"}, {"NNB", "no_value NNB"}, {"ntb", "no_value ntb"}, {"n.t.b.", "no_value n.t.b."},
		{"niet-bekend", "no_value niet-bekend"}, {"geen-zaak", "no_value geen-zaak"}, {"no-case", "no_value no-case"}, {"geen_cluster", "no_value geen_cluster"},
		{"ja", "no_value ja"}, {"YES", "no_value YES"}, {"x", "no_value x"}, {"overig", "no_value overig"}, {"Other", "no_value Other"},
		{"noord-1", ""}, {"noordA", ""}, {"C1", ""}, {"1A", ""}, {"k-2024-3", ""}, {"jax", ""}, {"anders1", ""}, {"nota", ""},
		{"Jansen", "name_of_person Jansen"}, {"J.Jansen", "name_of_person J.Jansen"}, {"Jansen-Smit", "name_of_person Jansen-Smit"},
		{"JANSEN1", ""}, {"aBcDe", ""}, {"Zaak1", ""},
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

// A number of a case may be short; one that names a cluster says nothing.
func TestPassRefusesClustersThatAreCountedOrTicked(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"1", "cluster_number 1"}, {"12", "cluster_number 12"}, {"ja", "no_value ja"}, {"overig", "no_value overig"},
		{"1a", ""}, {"c1", ""}, {"k-2024-3", ""}, {"2024", ""}, {"", ""},
	} {
		resource := table(t, "[A-Z0-9-]{1,4}", "[A-Za-z0-9./-]{1,32}", `"id"`, `"cluster"`)
		p, _ := pass(t, source(t, resource, "rows.csv", []byte(strings.Replace(head, "id;", "cluster;", 1)+tt.text+";ja;x\n")), nil)
		got := ""
		if f := faults(p); len(f) == 1 {
			got = strings.TrimPrefix(f[0], "2 cluster ")
		}
		if got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// What identifies a person elsewhere has no place in an extract, and is not repeated.
func TestPassRefusesColumnsThatNamePersons(t *testing.T) {
	replace := []string{"[A-Z0-9-]{1,4}", "[A-Za-z0-9./-]{1,32}"}
	rows := func(ids ...string) string { return head + strings.Join(ids, ";ja;x\n") + ";ja;x\n" }
	numbers := strings.Fields("111222333 123456782 100000009 100000010 100000022 100000034 100000046 100000058 100000071")
	var made []string
	for i := range 200 {
		made = append(made, fmt.Sprint(170000000+i))
	}
	for _, tt := range []struct{ name, raw, want string }{
		{"citizen numbers", rows(numbers...), "0 id citizen_number"},
		{"two of them among made up ones", rows(append(made, numbers[:2]...)...), ""},
		{"numbers in order", rows(made...), ""},
		{"names", rows(strings.Fields("jansen devries bakker visser smits meijer mulder bosch")...), "0 id names_of_person"},
		{"hashes", rows(strings.Fields("a94a8fe5 de9f2c7f 0a4d55a8 abcdefab 11f2aa00 77b3c9aa 9d4e1e23 b3f0c7f6 dd3f0001")...), ""},
	} {
		p, _ := pass(t, source(t, table(t, replace...), "rows.csv", []byte(tt.raw)), nil)
		if diff := cmp.Diff(tt.want, refusals(p)); diff != "" {
			t.Error(tt.name, diff)
		}
	}
}
