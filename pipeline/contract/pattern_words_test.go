package contract_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
)

func TestAPatternIsSaidInWords(t *testing.T) {
	all, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ pattern, lang, want string }{
		{"^(?:^[A-Za-z0-9./-]{1,32}$)$", "en", "“a b” is not of the form that belongs here: 1 to 32 characters, of letters, digits, ., / or -. For example: S24-000123"},
		{"^(?:^[A-Za-z0-9./-]{1,32}$)$", "nl", "„a b” heeft niet de vorm die hier hoort: 1 tot en met 32 tekens, van letters, cijfers, ., / of -. Bijvoorbeeld: S24-000123"},
		{"^(?:^[a-z0-9_-]{1,64}$)$", "en", "“a b” is not of the form that belongs here: 1 to 64 characters, of small letters, digits, _ or -. For example: case-24-000123"},
		{"^(?:[A-Z0-9]{1,4})$", "en", "“a b” is not of the form that belongs here: 1 to 4 characters, of capitals or digits. For example: S240"},
		{"^(?:[0-9]{12,12})$", "en", "“a b” is not of the form that belongs here: 12 to 12 characters, of digits. For example: 240001232400"},
		{`^(?:^\d{4}(-\d{2}(-\d{2})?)?$)$`, "en", "“a b” is not of the form that belongs here. Expected: a year, a month or a day, such as 2026, 2026-04 or 2026-04-01"},
		{`^(?:[0-9a-f]{16})$`, "nl", "„a b” heeft niet de vorm die hier hoort. Verwacht: de sleutel die jaarcijfers acknowledge schrijft: 16 tekens, van cijfers en a tot en met f"},
		{"^(?:ja|nee)$", "en", "“a b” is not of the form ^(?:ja|nee)$"},
	} {
		got, err := contract.Violation{Rule: "pattern", Value: "a b", Expected: tt.pattern}.Sentence(all[tt.lang])
		if got != tt.want || err != nil {
			t.Errorf("got  %s\nwant %s %v", got, tt.want, err)
		}
	}
}

// Whoever adds a pattern to a descriptor of data/ adds its words: no message shows a
// pattern as it is.
func TestEveryPatternOfTheDataIsSaidInWords(t *testing.T) {
	all, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, path := range []string{"../../data/datapackage.json", "../../data/extract/datapackage.json"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range regexp.MustCompile(`"pattern": *("(?:[^"\\]|\\.)*")`).FindAllSubmatch(text, -1) {
			var pattern string
			if err := json.Unmarshal(match[1], &pattern); err != nil {
				t.Fatal(err)
			}
			found++
			for lang, words := range all {
				v := contract.Violation{Rule: "pattern", Value: "a b", Expected: "^(?:" + pattern + ")$"}
				if said, err := v.Sentence(words); err != nil || strings.Contains(said, pattern) {
					t.Errorf("%s: %q, %v", lang, said, err)
				}
			}
		}
	}
	if found < 20 {
		t.Errorf("%d patterns were found", found)
	}
}
