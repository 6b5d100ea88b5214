package main

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

// notOfRows are the parts of a work folder in which nothing of an extract lies.
var notOfRows = []string{"lock"}

// The table of the README says where something of an extract lies; the listings in
// private.txtar are what the verbs leave.
func TestTheReadmeSaysWhatLiesWhere(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var said, found []string
	for _, row := range regexp.MustCompile("(?m)^\\| `build/([a-z.]+)/?` \\|").FindAllStringSubmatch(string(readme), -1) {
		said = append(said, row[1])
	}
	script, err := os.ReadFile("testdata/script/private.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range regexp.MustCompile("(?m)^[dlrwx-]{10} ([a-z.]+)").FindAllStringSubmatch(string(script), -1) {
		if name := line[1]; !slices.Contains(notOfRows, name) && !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	slices.Sort(said)
	slices.Sort(found)
	if !slices.Equal(said, found) || len(said) == 0 {
		t.Errorf("README names %v; the verbs leave %v", said, found)
	}
}
