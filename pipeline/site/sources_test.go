package site

import (
	"slices"
	"testing"

	"jaarcijfers/charts/plot"
)

// The method page says what a break holds for: a series, a breakdown or one category.
func TestABreakNamesWhatItHoldsFor(t *testing.T) {
	in := testInput()
	in.Codes["category"] = map[string]plot.Label{"ground/handicap": two("handicap", "disability")}
	in.Breaks = append(in.Breaks, plot.Break{
		ID: "narrow", SeriesID: "police_incident", TimePeriod: "2020", Kind: "scope", Dimension: "ground", Category: "handicap",
		Reason: two("Verzonnen.", "Made up."), Publication: "om_cib2020_blik",
	})
	files := written(t, in)
	for page, caption := range map[string]string{"bronnen-en-methode.html": "Reeksbreuken", "en/sources-and-method.html": "Series breaks"} {
		want := map[string]string{
			"Reeksbreuken":  "Discriminatie-incidenten bij de politie | 2020 | andere afbakening (alleen handicap) | Verzonnen. | Blik op Nieuws",
			"Series breaks": "Discrimination incidents recorded by the police | 2020 | change of scope (only disability) | Made up. | Blik op Nieuws",
		}[caption]
		if rows := rowsUnder(t, files[page], caption); !slices.Contains(rows, want) {
			t.Errorf("%s has no row %q: %q", page, want, rows)
		}
	}
}

// Statements stand in the language of the page, with their kind.
func TestStatementsAreInTheLanguageOfThePage(t *testing.T) {
	files := written(t, testInput())
	for page, want := range map[string][2]string{
		"bronnen-en-methode.html":    {"Uitspraken zonder cijfer, per periode", "2009 tot en met 2012 | Openbaar Ministerie (OM) | wat de bron er verder over zegt | Het aantal zaken daalde elk jaar. | Blik op Nieuws (par.4)"},
		"en/sources-and-method.html": {"Statements without a figure, by period", "2009 to 2012 | Public Prosecution Service (OM) | what else the source says | Cases fell each year. | Blik op Nieuws (par.4)"},
	} {
		if rows := rowsUnder(t, files[page], want[0]); !slices.Contains(rows, want[1]) {
			t.Errorf("%s has no row %q: %q", page, want[1], rows)
		}
	}
}
