package site

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// An English reader has the title of a measure in English, and the Dutch one marked as
// Dutch; a title without a translation stays as the letter has it.
func TestTitlesOfMeasuresAreTranslatedBesideTheDutchOnes(t *testing.T) {
	in := testInput()
	in.Measure = in.Measure[:2]
	in.Measure[1].Title = "Roze in Blauw"
	in.Measure[1].Translated = two("", "Pink in Blue")
	files := written(t, in)
	for name, want := range map[string][]string{
		"en/measures.html":       {"Measure 9 Pink in Blue", "nl Roze in Blauw"},
		"en/measures-board.html": {"Pink in Blue Roze in Blauw", "nl Roze in Blauw"},
		"en/search.html":         {"9. Pink in Blue (ongoing, June 2020): Roze in Blauw"},
		"en/index.html":          {"title Pink in Blue"},
		"maatregelen.html":       {"Maatregel 9 Roze in Blauw"},
		"index.html":             {"title Roze in Blauw"},
	} {
		var have []string
		for _, n := range elements(t, files[name]) {
			text := textOf(n)
			switch {
			case n.Data == "h3", n.Data == "th", n.Data == "a" && attribute(n, "title") == "":
			case attribute(n, "class") == "original":
				text = attribute(n, "lang") + " " + text
			case attribute(n, "title") != "":
				text = "title " + attribute(n, "title")
			default:
				continue
			}
			if slices.Contains(want, text) {
				have = append(have, text)
			}
		}
		if diff := cmp.Diff(want, have); diff != "" {
			t.Errorf("%s (-want +have):\n%s", name, diff)
		}
	}
}
