package pipeline_test

import (
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// unread is what is in the main part of a page without being its text.
var unread = regexp.MustCompile(`(?s)<svg.*?</svg>|<script.*?</script>|<[^>]*>`)

// A reader does not know what codis is: below its heading, a page says so before or where
// it uses the word first.
func TestCodisIsSpelledOutWhereAPageUsesItFirst(t *testing.T) {
	release := os.DirFS(filepath.Join(released(t), "release", "current"))
	spelled := map[string]string{"nl": "commune feiten met een discriminatieaspect", "en": "common offences with a discriminatory aspect"}
	used := map[string]int{}
	for _, folder := range []string{"*.html", "en/*.html", "charts/*.html"} {
		pages, err := fs.Glob(release, folder)
		if err != nil || len(pages) == 0 {
			t.Fatal(pages, err)
		}
		for _, name := range pages {
			page, err := fs.ReadFile(release, name)
			if err != nil {
				t.Fatal(err)
			}
			lang := "nl"
			if strings.Contains(string(page), `<html lang="en">`) {
				lang = "en"
			}
			_, main, _ := strings.Cut(string(page), "<main")
			_, body, _ := strings.Cut(main, "</h1>")
			text := html.UnescapeString(unread.ReplaceAllString(body, " "))
			first := strings.Index(strings.ToLower(text), "codis")
			if first < 0 {
				continue
			}
			used[lang]++
			if at := strings.Index(text, spelled[lang]); at < 0 || at > first+100 {
				t.Errorf("%s: %q, without a word on what it is", name, text[max(0, first-80):min(len(text), first+80)])
			}
		}
	}
	if used["nl"] < 10 || used["en"] < 10 {
		t.Errorf("pages with the word: %v", used)
	}
}
