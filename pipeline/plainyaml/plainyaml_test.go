package plainyaml_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"jaarcijfers/pipeline/plainyaml"
)

func TestCheckRefusesWhatIsDearToParse(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"brackets", "a:\n  " + strings.Repeat("[", 100_000), "line 2: more than 16 brackets within each other"},
		{"braces", strings.Repeat("{a: ", 1000), "line 1: more than 16 brackets within each other"},
		{"brackets on their own lines", strings.Repeat("[\n", 1000), "line 17: more than 16 brackets within each other"},
		{"dashes", "- a\n" + strings.Repeat("- ", 1000), "line 2: more than 200 words and marks on one line"},
		{"keys", strings.Repeat("? ", 1000), "line 1: more than 200 words and marks on one line"},
		{"anchors", strings.Repeat("&a ", 1000), "line 1: a second anchor (&)"},
		{"aliases of aliases", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]", "line 2: a second anchor (&)"},
		{"aliases", "a: &a " + strings.Repeat("x", 1000) + strings.Repeat("\nb: *a", 1000), "line 600: too many aliases (*)"},
		{"quotes", strings.Repeat(`""`, 1000), "line 1: more than 200 words and marks on one line"},
		{"two documents", "# a\n---\na: b\n---\nc: d", "line 4: a second document (---)"},
		{"a second document with a directive", "a: b\n...\n%YAML 1.2\n---\nc: d", "line 3: a second document (---)"},
		{"too long", strings.Repeat("#", plainyaml.MaxBytes+1), "line 1: 1048577 bytes; at most 1048576"},
	} {
		start := time.Now()
		if err := plainyaml.Check([]byte(tt.text)); fmt.Sprint(err) != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s took %v", tt.name, took)
		}
	}
}

func TestCheckTakesWhatPeopleWrite(t *testing.T) {
	for _, text := range []string{
		"", "a: &rows\n  - {a: 1}\nb: *rows\nc: *rows\n", "# nothing\n", "---\na: b\n", "%YAML 1.2\n---\na: b\n", "- {id: c1, key: {a: \"1\", b: \"2\"}, becomes: '[[[[[[[[[[[[[[[[[[[['}\n",
		"reason: |\n  " + strings.Repeat("a, [b] ", 500) + "\n", strings.Repeat("- id: a\n  key: {a: [1, 2]}\n", 5000),
	} {
		if err := plainyaml.Check([]byte(text)); err != nil {
			t.Errorf("%.60q: %v", text, err)
		}
	}
}

func TestExplainSpeaksOfYAMLOnly(t *testing.T) {
	var y struct {
		Order []string
		Value float64
		Small int8
	}
	for text, want := range map[string]string{
		"value: 1\norder: a":        `line 2: string was used where sequence is expected`,
		"value: [a]":                `line 1: "[" cannot stand here`,
		"order: []\n\nsmall: 99999": `line 3: "99999" cannot stand here`,
		"ordre: []":                 `line 1: unknown field "ordre"`,
	} {
		err := yaml.UnmarshalWithOptions([]byte(text), &y, yaml.Strict())
		if got := plainyaml.Explain(err).Error(); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
