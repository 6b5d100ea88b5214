package edition_test

import (
	"encoding/csv"
	"strings"
	"testing"
	"unicode"

	"jaarcijfers/pipeline/edition"
)

// A register that its own reader refuses would stop every run after accepting.
func TestRegisterWritesWhatItsReaderTakes(t *testing.T) {
	head := strings.Join(edition.RegisterHeader, ",") + "\n"
	for value, want := range map[string]string{
		"Status: afgerond ": "Status: afgerond␣", "  a b\u00a0": "␣␣a b␣", "a\tb": "a␣b", " ": "␣", "": "", "a": "a", "a\nb": "a␣b",
	} {
		text, err := edition.Register([]byte(head), []edition.Entry{{File: "f", Key: value, Before: value, After: value, Decision: edition.Decision{Why: map[string]string{"nl": value}}}}, "1", "2026-01-01")
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
