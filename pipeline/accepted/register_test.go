package accepted

import (
	"encoding/csv"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/edition"
)

// A register that its own reader refuses would stop every run after accepting.
func TestRegisterWritesWhatItsReaderTakes(t *testing.T) {
	head := strings.Join(registerHeader, ",") + "\n"
	for value, want := range map[string]string{
		"Status: afgerond ": "Status: afgerond␣", "  a b\u00a0": "␣␣a b␣", "a\tb": "a␣b", " ": "␣", "": "", "a": "a", "a\nb": "a␣b",
	} {
		text, err := addToRegister([]byte(head), []entry{{File: "f", Key: value, Before: value, After: value, Decision: Decision{Why: map[string]string{"nl": value}}}}, "1", "2026-01-01")
		if err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []int{4, 7, 8, 10} {
			if got := records[1][at]; got != want || got != strings.TrimFunc(got, unicode.IsSpace) {
				t.Errorf("%q: %q, want %q", value, got, want)
			}
		}
	}
}

func TestRegisterKeepsWhatStandsInIt(t *testing.T) {
	header := strings.Join(registerHeader, ",")
	one := entry{
		File: "f.csv", Key: "a", Column: "v", Kind: edition.Changed, Before: "1, or so", After: "2",
		Decision: Decision{Reason: "correction", Why: map[string]string{"nl": "nl", "en": "en"}, By: "analyst"},
	}
	first, err := addToRegister([]byte(header+"\n"), []entry{one}, "2026.2", "2026-11-25")
	if err != nil {
		t.Fatal(err)
	}
	want := header + "\nchange.0001,2026-11-25,2026.2,f.csv,a,v,changed,\"1, or so\",2,correction,nl,en,analyst\n"
	if diff := cmp.Diff(want, string(first)); diff != "" {
		t.Error(diff)
	}
	second, err := addToRegister(first, []entry{one}, "2026.3", "2027-01-01")
	if err != nil || !strings.HasPrefix(string(second), want) || !strings.Contains(string(second), "\nchange.0002,2027-01-01") {
		t.Errorf("%v %s", err, second)
	}
	if _, err := addToRegister([]byte("a,b\n"), []entry{one}, "2026.2", "2026-11-25"); err == nil {
		t.Error("another header was written under")
	}
}
