package messages

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// The table of words for readers in docs/GLOSSARY.md: language, what not to say, what to
// say instead.
var wordForReaders = regexp.MustCompile(`(?m)^\| (nl|en) \| ([^|]+) \| ([^|]+) \|$`)

func TestReadersAreToldInTheWordsOfTheGlossary(t *testing.T) {
	glossary, err := os.ReadFile("../../docs/GLOSSARY.md")
	if err != nil {
		t.Fatal(err)
	}
	catalogues, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	rows := wordForReaders.FindAllStringSubmatch(string(glossary), -1)
	if len(rows) < 5 {
		t.Fatalf("the glossary has %d words for readers", len(rows))
	}
	for _, row := range rows {
		catalogue := catalogues[row[1]]
		for _, key := range catalogue.Keys() {
			if strings.Contains(strings.ToLower(catalogue.words[key]), strings.ToLower(row[2])) {
				t.Errorf("%s: %s says %q; the glossary has: %s", row[1], key, row[2], row[3])
			}
		}
	}
}
