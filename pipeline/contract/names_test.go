package contract

import (
	"strings"
	"testing"

	"jaarcijfers/pipeline/messages"
)

// What becomes part of the path of a file leads nowhere else.
func TestNamesThatBecomePaths(t *testing.T) {
	for _, tt := range []struct {
		kind string
		is   func(string) bool
		good []string
		bad  []string
	}{
		{"path", isPath,
			[]string{"a.csv", "figures/a.csv", "letters/2020-06 brief é.txt", "x/accepted/a.csv", "a..b.csv", "~a.csv", "Kamer\u00a0brief.txt", strings.Repeat("a", 200)},
			[]string{
				"", ".", "..", "../a.csv", "a/../../b.csv", "/a.csv", "a//b.csv", "a/", `a\b.csv`, `..\a.csv`, "c:a.csv", ".a.csv", "x/.a.csv", ".part-1",
				".accepted-next/a.csv", "accepted/files/a.csv", "accepted", "datapackage.json", "a\n.csv", "a\x00.csv", "a\u202e.csv", " a.csv", "a.csv ",
				"x /a.csv", strings.Repeat("a", 201), "\xff.csv",
			}},
		{"table", isTable,
			[]string{"a", "population", "measure_2", strings.Repeat("a", 48)},
			[]string{"", "../a", "a/b", "A", "2a", "_a", "a-b", "a.b", "a b", "é", "a\n", "draft-", strings.Repeat("a", 49)}},
	} {
		for _, name := range tt.good {
			if !tt.is(name) {
				t.Errorf("%q is no %s", name, tt.kind)
			}
		}
		for _, name := range tt.bad {
			if tt.is(name) {
				t.Errorf("%q is a %s", name, tt.kind)
			}
		}
	}
}

func TestANameThatCannotBeOneIsRefusedWithItsForm(t *testing.T) {
	all, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	for rule, want := range map[Rule]map[string]string{
		ruleVersion: {"nl": "„../x” kan geen versie zijn", "en": "“../x” cannot be a version"},
		rulePath:    {"nl": "„../x” kan niet de plaats", "en": "“../x” cannot be the place"},
		ruleTable:   {"nl": "„../x” kan geen tabel zijn", "en": "“../x” cannot be a table"},
	} {
		for lang, start := range want {
			text, err := Violation{Rule: rule, Value: "../x", Expected: "7"}.Sentence(all[lang])
			if err != nil || !strings.HasPrefix(text, start) || !strings.Contains(text, "7") {
				t.Errorf("%s %s: %q, %v", rule, lang, text, err)
			}
		}
	}
}
