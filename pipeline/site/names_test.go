package site

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jaarcijfers/charts"
)

// column is a column of a file of the report's data.
func column(t *testing.T, path, name string) []string {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "..", "data", path))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(records[0], name)
	if at < 0 {
		t.Fatalf("%s has no column %s", path, name)
	}
	var all []string
	for _, r := range records[1:] {
		all = append(all, r[at])
	}
	return all
}

// Data and words name pages and charts too. They name those that there are.
func TestDataAndWordsNameThePagesAndChartsThatThereAre(t *testing.T) {
	for _, of := range []struct{ path, column string }{{"figures/fact_pages.csv", "page"}, {"codelists/theme.csv", "code"}} {
		for _, id := range column(t, of.path, of.column) {
			if !isPage(id) {
				t.Errorf("%s: no page %q", of.path, id)
			}
		}
	}
	for lang, words := range loaded(t) {
		for _, p := range pages() {
			for _, key := range []string{"title", "nav", "lead"} {
				if p.aside && key == "nav" {
					continue
				}
				if !words.Has("site.page." + p.id + "." + key) {
					t.Errorf("%s: page %s has no %s", lang, p.id, key)
				}
			}
		}
		for _, key := range words.Keys() {
			id, ok := strings.CutPrefix(key, "site.page.")
			if id, _, _ = strings.Cut(id, "."); ok && !isPage(id) {
				t.Errorf("%s: %s is of no page", lang, key)
			}
		}
		for _, s := range charts.All() {
			if !words.Has("chart."+s.ID+".title") || !words.Has("chart."+s.ID+".unit") {
				t.Errorf("%s: chart %s has no title or unit", lang, s.ID)
			}
			if !isPage(s.Page) {
				t.Errorf("chart %s: no page %q", s.ID, s.Page)
			}
		}
	}
}

// A row that names a page or theme that is none would be shown nowhere.
func TestRowsOfNoPageAreRefused(t *testing.T) {
	in := testInput()
	in.Told = append(in.Told, Statement{Key: "inflow_value", Theme: "inflov"})
	in.Measure[0].Theme = "hate-crime"
	in.Cautions = append(in.Cautions, Caution{Page: "begin"})
	_, err := newPlan(in, loaded(t))
	for _, want := range []string{`no page "inflov"`, `no page "hate-crime"`, `no page "begin"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
