package extract_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"jaarcijfers/pipeline/source/extract"
)

// ofGo is what a message about YAML must not say.
var ofGo = regexp.MustCompile(`Go (struct|value)|cannot unmarshal|reflect\.|map\[|interface \{|runtime error|\*ast\.|0x[0-9a-f]{6}`)

// Any corrections are taken as they are written or refused with a line; none is left out
// without a word.
func FuzzCorrections(f *testing.F) {
	const good = "- id: c1\n  table: offences\n  key: {offence_id: \"1\"}\n  column: article\n  expected: a\n  becomes: b\n  reason_code: other\n  reason: r\n  decided_by: d\n  date: 2024-12-31\n"
	if text, err := os.ReadFile("../../../data/corrections.yaml"); err == nil {
		f.Add(string(text))
	}
	for _, seed := range []string{
		good, good + good, strings.Replace(good, "c1", "0012", 1), strings.Replace(good, "expected: a", "expected: |\n    a\n    b", 1),
		"", "# nothing", "- ", "- id", "[]", "{}", "[", "- - - -", "- {id: &a x, table: *a}", "- <<: {id: x}", "- id: !!str 1", "---\n" + good + "---\n" + good,
		"- id: .nan\n  key: [a]", "- id: {a: b}", "- 1: 2", "- id: a\n  id: b", "- key: {null: 1, ~: 2}", "\t- id: x", "- id: \"\\x00\"", "\xff", "? a\n: b", "%YAML 1.2\n---\n- id: a",
		strings.Repeat("[", 1000), strings.Repeat("- ", 1000), strings.Repeat("&a ", 1000), strings.Repeat("a: ", 1000),
	} {
		f.Add(seed)
	}
	pkg := contractOf(f)
	f.Fuzz(func(t *testing.T, text string) {
		c, violations, err := extract.LoadCorrections(fstest.MapFS{extract.CorrectionsFile: {Data: []byte(text)}}, pkg, correctionReasons)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range violations {
			if v.Line < 1 || v.Line > 1+strings.Count(text, "\n")+strings.Count(text, "\r") || ofGo.MatchString(strings.ReplaceAll(v.Value, text, "")) {
				t.Errorf("%q: line %d: %s", text, v.Line, v.Value)
			}
		}
		if len(violations) == 0 && strings.Contains(text, "decided_by") && !strings.Contains(text, "#") && len(c.All) == 0 {
			t.Errorf("%q is left out", text)
		}
	})
}
