package source

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
)

// values are texts that a cell may hold, of every type and of none.
var values = []string{"", "a", "1", "-1", "9.000", "1,5", "2024", "2024-12-31", "31-12-2024", "2024-S1", "true", "ja", "nan", "-", "é", "1e400"}

// lines writes rows for a contract, so that every reader of it has work to do.
func lines(res *contract.Resource) []byte {
	if res.Schema == nil {
		return []byte("BRIEF\n\nTitel (1)\n\nTekst.\n\nStatus: lopend\n")
	}
	delimiter := string(res.Dialect.Delimiter)
	quoted := func(text string) string {
		quote := string(res.Dialect.Quote)
		return quote + strings.ReplaceAll(text, quote, quote+quote) + quote
	}
	var b strings.Builder
	for i, f := range res.Schema.Fields {
		if i > 0 {
			b.WriteString(delimiter)
		}
		b.WriteString(quoted(f.Name))
	}
	for line := range values {
		b.WriteString("\n")
		for i := range res.Schema.Fields {
			if i > 0 {
				b.WriteString(delimiter)
			}
			b.WriteString(quoted(values[(line+i)%len(values)]))
		}
	}
	return []byte(b.String())
}

// seeds are small contracts with every word of a field between them.
func seeds() []string {
	all := []string{`{"title": "t", "version": "1", "created": "2026-01-01", "resources": [{"name": "l", "path": "l.txt", "format": "letter", "jaarcijfers": {"table": "letter_measure", "letter": {"date": "2020-06", "title": "t"}}}]}`}
	for _, field := range []string{
		`{"name": "a", "type": "number", "decimalChar": ",", "groupChar": ".", "constraints": {"minimum": 1, "exclusiveMaximum": 2}}`,
		`{"name": "a", "type": "date", "format": "%d-%m-%Y", "constraints": {"maximum": "2024-12-31", "required": true, "unique": true}}`,
		`{"name": "a", "type": "boolean", "trueValues": ["ja"], "falseValues": ["nee"], "missingValues": [{"value": "-"}]}`,
		`{"name": "a", "constraints": {"pattern": "[a-z]+", "enum": ["a"], "minLength": 1, "maxLength": 2}, "jaarcijfers": {"code": true, "markers": {".": "x"}}}`,
		`{"name": "a", "jaarcijfers": {"form": "period", "earliest": "1900"}}, {"name": "n", "type": "number", "jaarcijfers": {"when": [{"column": "a", "is": "1", "except": {"a": "2"}, "whole": true, "minimum": 0}]}}`,
	} {
		all = append(all, `{"title": "t", "version": "1", "created": "2026-01-01", "resources": [{"name": "a", "path": "a.csv", "format": "csv", "hash": "", "schema": {"fields": [`+
			field+`], "primaryKey": "a", "foreignKeys": [{"fields": "a", "reference": {"resource": "a", "fields": ["a"]}}]}, "jaarcijfers": {"table": "a"}}]}`)
	}
	return all
}

// A contract is refused in words, or its rows are read: whatever it says.
func FuzzDescriptor(f *testing.F) {
	for _, name := range []string{"../../data/datapackage.json", "../../data/extract/datapackage.json"} {
		seed, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed)
	}
	for _, seed := range seeds() {
		f.Add([]byte(seed))
	}
	words, err := messages.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte) { readWhatIsAccepted(t, words, raw) })
}

// readWhatIsAccepted loads a contract, and reads rows of every file that it describes.
func readWhatIsAccepted(t failer, words map[string]*messages.Catalogue, raw []byte) {
	t.Helper()
	files := fstest.MapFS{contract.DescriptorFile: {Data: raw}}
	p := readContract(t, words, files)
	if p == nil {
		return
	}
	for _, res := range p.Resources {
		if res.Path != contract.DescriptorFile {
			files[res.Path] = &fstest.MapFile{Data: lines(res)}
		}
	}
	if p = readContract(t, words, files); p == nil {
		t.Fatalf("a contract that was read, and is not with its files: %s", raw)
	}
	r := newReader(files, p)
	for _, res := range p.Resources {
		o, err := r.read(context.Background(), res)
		if err != nil {
			t.Fatalf("%v: %s", err, raw)
		}
		sayAll(t, words, o.violations)
	}
}

// failer is what a test and a property have in common.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// readContract loads a contract both ways, and has each fault said in both languages.
func readContract(t failer, words map[string]*messages.Catalogue, files fstest.MapFS) *contract.Package {
	t.Helper()
	_, shape, err := contract.LoadShape(files)
	if err != nil {
		t.Fatalf("%v", err)
	}
	p, violations, err := contract.Load(files)
	if err != nil {
		t.Fatalf("%v", err)
	}
	sayAll(t, words, shape)
	sayAll(t, words, violations)
	if p == nil && len(violations) == 0 {
		t.Fatalf("refused without a word")
	}
	return p
}

func sayAll(t failer, words map[string]*messages.Catalogue, violations []contract.Violation) {
	t.Helper()
	for _, v := range violations {
		for _, lang := range []string{"nl", "en"} {
			if sentence, err := v.Sentence(words[lang]); err != nil || sentence == "" {
				t.Fatalf("%+v: %v", v, err)
			}
		}
		if v.Line < 0 || v.Severity == "" {
			t.Fatalf("%+v", v)
		}
	}
}

// The same of contracts in which one value is another: most of what chance does to
// bytes is no JSON.
func TestAContractWithAnotherValueIsRefusedOrRead(t *testing.T) {
	words, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	others := []string{`null`, `true`, `0`, `-1`, `9e99`, `1.5`, `""`, `"a"`, `"date"`, `"number"`, `"boolean"`, `"csv"`, `"letter"`, `"2024"`, `[]`, `[""]`, `["a", "a"]`, `[["a"]]`, `{}`, `[{}]`, `{"a": 1}`}
	rapid.Check(t, func(t *rapid.T) {
		var root any
		if err := json.Unmarshal([]byte(rapid.SampledFrom(seeds()).Draw(t, "seed")), &root); err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(1, 3).Draw(t, "changes") {
			var other any
			if err := json.Unmarshal([]byte(rapid.SampledFrom(others).Draw(t, "other")), &other); err != nil {
				other = json.Number("9e99")
			}
			root = replaced(t, root, other)
		}
		raw, err := json.Marshal(root)
		if err != nil {
			t.Fatal(err)
		}
		readWhatIsAccepted(t, words, raw)
	})
}

// replaced puts another value somewhere in a JSON value, or leaves a word out.
func replaced(t *rapid.T, in, other any) any {
	switch v := in.(type) {
	case map[string]any:
		if names := slices.Sorted(maps.Keys(v)); len(names) > 0 && rapid.IntRange(0, 9).Draw(t, "deeper") > 0 {
			name := rapid.SampledFrom(names).Draw(t, "name")
			if rapid.IntRange(0, 19).Draw(t, "leave out") == 0 {
				delete(v, name)
				return v
			}
			v[name] = replaced(t, v[name], other)
			return v
		}
	case []any:
		if len(v) > 0 && rapid.IntRange(0, 9).Draw(t, "deeper") > 0 {
			i := rapid.IntRange(0, len(v)-1).Draw(t, "item")
			v[i] = replaced(t, v[i], other)
			return v
		}
	}
	return other
}
