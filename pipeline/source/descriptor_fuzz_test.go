package source

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
)

// values are texts that a cell may hold, of every type and of none.
var values = []string{"", "a", "1", "-1", "9.000", "1,5", "2024", "2024-12-31", "31-12-2024", "2024-S1", "true", "ja", "nan", "-", "é", "1e400"}

// file writes rows for a contract, so that every reader of it has work to do.
func file(res *contract.Resource) []byte {
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

// A contract is refused in words, or its rows are read: whatever it says.
func FuzzDescriptor(f *testing.F) {
	for _, name := range []string{"../../data/datapackage.json", "../../data/extract/datapackage.json"} {
		seed, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed)
	}
	for _, field := range []string{
		`{"name": "a", "type": "number", "decimalChar": ",", "groupChar": ".", "constraints": {"minimum": 1, "exclusiveMaximum": 2}}`,
		`{"name": "a", "type": "date", "format": "%d-%m-%Y", "constraints": {"maximum": "2024-12-31", "required": true, "unique": true}}`,
		`{"name": "a", "type": "boolean", "trueValues": ["ja"], "falseValues": ["nee"], "missingValues": [{"value": "-"}]}`,
		`{"name": "a", "constraints": {"pattern": "[a-z]+", "enum": ["a"], "minLength": 1, "maxLength": 2}, "jaarcijfers": {"code": true, "markers": {".": "x"}}}`,
		`{"name": "a", "jaarcijfers": {"form": "period", "earliest": "1900"}}, {"name": "n", "type": "number", "jaarcijfers": {"when": [{"column": "a", "is": "1", "except": {"a": "2"}, "whole": true, "minimum": 0}]}}`,
	} {
		f.Add([]byte(`{"title": "t", "version": "1", "created": "2026-01-01", "resources": [{"name": "a", "path": "a.csv", "format": "csv", "hash": "", "schema": {"fields": [` +
			field + `], "primaryKey": "a", "foreignKeys": [{"fields": "a", "reference": {"resource": "a", "fields": ["a"]}}]}, "jaarcijfers": {"table": "a"}}]}`))
	}
	f.Add([]byte(`{"title": "t", "version": "1", "created": "2026-01-01", "resources": [{"name": "l", "path": "l.txt", "format": "letter", "jaarcijfers": {"table": "letter_measure", "letter": {"date": "2020-06", "title": "t"}}}]}`))
	words, err := messages.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		files := fstest.MapFS{contract.DescriptorFile: {Data: raw}}
		p := readContract(t, words, files)
		if p == nil {
			return
		}
		for _, res := range p.Resources {
			if res.Path != contract.DescriptorFile {
				files[res.Path] = &fstest.MapFile{Data: file(res)}
			}
		}
		if p = readContract(t, words, files); p == nil {
			t.Fatal("a contract that was read, and is not with its files")
		}
		r := newReader(files, p)
		for _, res := range p.Resources {
			o, err := r.read(res)
			if err != nil {
				t.Fatal(err)
			}
			sayAll(t, words, o.violations)
		}
	})
}

// readContract loads a contract both ways, and has each fault said in both languages.
func readContract(t *testing.T, words map[string]*messages.Catalogue, files fstest.MapFS) *contract.Package {
	t.Helper()
	_, shape, err := contract.LoadShape(files)
	if err != nil {
		t.Fatal(err)
	}
	p, violations, err := contract.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	sayAll(t, words, shape)
	sayAll(t, words, violations)
	if p == nil && len(violations) == 0 {
		t.Fatal("refused without a word")
	}
	return p
}

func sayAll(t *testing.T, words map[string]*messages.Catalogue, violations []contract.Violation) {
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
