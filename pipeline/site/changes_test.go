package site

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Each decision stands on the page of changes once, with all it covers; what is
// long is clipped, and markup in data is text.
func TestChangesShowWhatWasWhatIsAndWhy(t *testing.T) {
	in := testInput()
	in.Codes["reason"]["correction"] = two("correctie", "correction")
	one := Change{
		ID: "change.0001", Date: "2026-11-25", Version: "2026.2", File: "figures/observations.csv", Key: "o.1", Column: "obs_value", Kind: "changed",
		Before: "683", After: "684", Reason: "correction", By: "data-analist", Explanation: two("Drukfout hersteld.", "Misprint corrected."),
	}
	gone, shown, later := one, one, one
	gone.ID, gone.Key, gone.Column, gone.Kind, gone.Before, gone.After = "change.0002", "o.2", "", "gone", strings.Repeat("é", 400)+"<b>", ""
	shown.ID, shown.File, shown.Key = "change.0003", "mart.rate", "time_period=2024"
	later.ID, later.Explanation, later.By = "change.0004", two("Volgt uit nieuwe rijen: o.3.", "Follows from new rows: o.3."), ""
	status, origin, sentence, second := shown, shown, shown, one
	status.Column, status.Before, status.After = "obs_status", "voorlopig.", "vast."
	origin.Column, origin.Before = "publications", "jta_2018"
	sentence.File, sentence.Column, sentence.Before = "mart.statement", "statement_key", "compared_more"
	second.ID, second.Explanation, second.Before = "change.0005", two("Nog een.", "One more."), `note: so; {"json": 1}`
	latest, period := shown, shown // a latest figure that moved to another year
	latest.Key, latest.Before, latest.After = "key_figure_id=k", "520.", "550."
	period.Key, period.Column = "key_figure_id=k", "time_period"
	in.Changes = []Change{one, gone, shown, later, status, origin, sentence, second, latest, period}
	files := written(t, in)
	for page, want := range map[string][]string{
		"wijzigingen.html": {"25 november 2026: correctie", "Drukfout hersteld.", "Besloten door: data-analist.", "683684", "hele rijverdwenen" + strings.Repeat("é", 300) + "…", "Getoonde waarden die anders werden: 1. Hele cijfers die verdwenen of erbij kwamen: 0. Wijzigingen buiten de waarde: 3.", "520.550.", "voorlopig.vast.", "note: so; …", "Dit volgt uit nieuwe rijen"},
		"en/changes.html":  {"25 November 2026: correction", "Misprint corrected.", "Decided by: data-analist.", "whole rowgone", "This follows from new rows"},
	} {
		root, err := html.Parse(strings.NewReader(string(files[page])))
		if err != nil {
			t.Fatal(err)
		}
		text := textOf(root)
		for _, words := range want {
			if !strings.Contains(text, words) {
				t.Errorf("%s does not say %q: %s", page, words, text)
			}
		}
		if n := strings.Count(text, want[1]); n != 1 {
			t.Errorf("%s says %q %d times", page, want[1], n)
		}
		if second := map[bool]string{true: "Nog een.", false: "One more."}[page == "wijzigingen.html"]; strings.Index(text, second) > strings.Index(text, want[1]) {
			t.Errorf("%s does not begin with the newest", page)
		}
		if strings.Index(text, want[len(want)-1]) < strings.Index(text, want[1]) {
			t.Errorf("%s begins with what nobody decided", page)
		}
		for _, words := range []string{"jta_2018", "compared_more", "json"} {
			if strings.Contains(text, words) {
				t.Errorf("%s says %q", page, words)
			}
		}
	}
}

func TestFilesAreSavedUnderTheNameOfTheEdition(t *testing.T) {
	in := testInput()
	in.Version = "2026.1-0a1b2c3d"
	files := written(t, in)
	for page, want := range map[string]string{
		"instroom.html": `href="charts/inflow_by_year.nl.csv" download="inflow_by_year.nl-2026.1-0a1b2c3d.csv"`,
		"index.html":    `href="jaarcijfers.duckdb" download="jaarcijfers-2026.1-0a1b2c3d.duckdb"`,
	} {
		if !strings.Contains(string(files[page]), want) {
			t.Errorf("%s does not hold %s", page, want)
		}
	}
}
