package contract_test

import (
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
		{"^(?:ja|nee)$", "en", "“a b” is not of the form ^(?:ja|nee)$"},
	} {
		got, err := contract.Violation{Rule: "pattern", Value: "a b", Expected: tt.pattern}.Sentence(all[tt.lang])
		if got != tt.want || err != nil {
			t.Errorf("got  %s\nwant %s %v", got, tt.want, err)
		}
	}
}
