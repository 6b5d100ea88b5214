package model

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// ofGo is what a message about YAML must not say.
var ofGo = regexp.MustCompile(`Go (struct|value)|cannot unmarshal|reflect\.|map\[|interface \{|runtime error|\*ast\.|0x[0-9a-f]{6}`)

// quotedText is a piece of the file that a message quotes.
var quotedText = regexp.MustCompile(`"[^"]*"`)

// Any front matter is a model or check with its words, or a problem with its line.
func FuzzFrontMatter(f *testing.F) {
	for _, pattern := range []string{"core/a*.sql", "mart/r*.sql", "check/d*.sql", "record/*.sql"} {
		paths, err := filepath.Glob("../../sql/" + pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(text))
		}
	}
	for _, front := range []string{
		"", "[", "- - -", "grain: 1", "grain: {nl: a, en: [b]}", "columns: [a]", "columns:\n  1: {nl: a, en: b}", "order: a",
		"columns:\n  a: {type: x, nl: a, en: b}", "columns:\n  a: {references: 1}", "columns:\n  a: x", "key: a", "chart: maybe",
		"grain: &a {nl: a, en: b}\ncolumns: {c: *a}", "<<: *x", "--- \n---", "grain: !!binary x", "ranges: {of: a}", "a: b\n---\nc: d",
		"severity: error\nmust_not: {nl: a, en: b}\ndo: {nl: a, en: b}", "columns: {null: null, ~: {}}", "order: [[a]]", "grain: \"\\x00\"",
		"\r\r\x7f", strings.Repeat("[", 100), strings.Repeat("- ", 1000),
	} {
		f.Add("/*\n" + front + "\n*/ select 1")
	}
	f.Fuzz(func(t *testing.T, text string) {
		l := &modelLoader{checkFolder: "check"}
		files := fstest.MapFS{"mart/x.sql": {Data: []byte(text)}, "check/x.sql": {Data: []byte(text)}}
		for _, folder := range []string{"mart", "check"} {
			if err := l.readFolder(files, folder); err != nil {
				t.Fatal(err)
			}
		}
		if len(l.models)+len(l.problems) == 0 || len(l.checks)+len(l.problems) == 0 {
			t.Errorf("%q is neither read nor refused", text)
		}
		for _, p := range l.problems {
			if p.Line < 1 || p.Line > 2+strings.Count(text, "\n")+strings.Count(text, "\r") || ofGo.MatchString(quotedText.ReplaceAllString(strings.ReplaceAll(p.Detail, text, ""), "")) {
				t.Errorf("%q: line %d: %s: %s", text, p.Line, p.Kind, p.Detail)
			}
		}
	})
}
