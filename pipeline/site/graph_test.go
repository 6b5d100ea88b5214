package site

import (
	"bytes"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/site/linkcard"
)

// graphOf lists what a page says to programs that show a link to it.
func graphOf(t *testing.T, page []byte) []string {
	t.Helper()
	var all []string
	for _, n := range elements(t, page) {
		if name := attribute(n, "property"); n.Data == "meta" && name != "" {
			all = append(all, name+" "+attribute(n, "content"))
		}
	}
	return all
}

func TestPagesSayWhatALinkToThemShows(t *testing.T) {
	in := testInput()
	in.Homepage = "https://example.org/cijfers"
	files := written(t, in)
	for page, want := range map[string][]string{
		"en/changes.html": {
			"og:title Changes",
			"og:description What changed or disappeared in the data and figures of this report, when, why and by whose decision.",
			"og:type article", "og:site_name Yearly figures on discrimination offences", "og:locale en_GB", "og:locale:alternate nl_NL",
			"og:url https://example.org/cijfers/en/changes.html",
			"og:image https://example.org/cijfers/assets/cards/changes.en.png",
			"og:image:width 1200", "og:image:height 630", "og:image:alt Changes",
		},
		"charts/inflow_by_year.nl.html": {
			"og:title Hoeveel discriminatiefeiten kwamen bij het OM binnen? (inflow_by_year)", "og:description ",
			"og:type article", "og:site_name Jaarcijfers strafbare discriminatie", "og:locale nl_NL", "og:locale:alternate en_GB",
			"og:url https://example.org/cijfers/charts/inflow_by_year.nl.html",
			"og:image https://example.org/cijfers/assets/cards/chart-inflow_by_year.nl.png",
			"og:image:width 1200", "og:image:height 630",
			"og:image:alt Hoeveel discriminatiefeiten kwamen bij het OM binnen? (inflow_by_year)",
		},
	} {
		if diff := cmp.Diff(want, graphOf(t, files[page])); diff != "" {
			t.Errorf("%s (-want +have):\n%s", page, diff)
		}
	}
	for page, want := range map[string]string{"index.html": "https://example.org/cijfers/", "en/index.html": "https://example.org/cijfers/en/"} {
		all := graphOf(t, files[page])
		if !slices.Contains(all, "og:url "+want) || all[2] != "og:type website" {
			t.Errorf("%s: %v, want a website at %s", page, all, want)
		}
	}
}

// Without an address, and of what stays in the house, no page says where it is.
func TestPagesWithoutAddressNameNone(t *testing.T) {
	atHome := ExtractInput(t, false)
	atHome.Homepage = "https://example.org/"
	for kind, in := range map[string]Input{"published": testInput(), "internal": atHome} {
		files := written(t, in)
		for _, name := range pageNames(files) {
			if strings.Contains(string(files[name]), "og:url") || strings.Contains(string(files[name]), "og:image") {
				t.Errorf("%s: %s says og:url or og:image", kind, name)
			}
		}
	}
}

// A link to a page shows a card of the size that programs ask for. The finding of a chart
// is another than that of the page beside it, so its card is another too.
func TestALinkShowsACard(t *testing.T) {
	in := testInput()
	in.Homepage = "https://example.org/cijfers"
	files := written(t, in)
	cards := map[string]bool{}
	for _, name := range pageNames(files) {
		place, graph := "", graphOf(t, files[name])
		if len(graph) == 0 && (strings.HasSuffix(name, ".frame.html") || strings.HasSuffix(name, "rapport.html") || strings.HasSuffix(name, "report.html")) {
			continue // nobody links to a frame, and the whole report is a file to save
		}
		for _, said := range graph {
			if address, ok := strings.CutPrefix(said, "og:image https://example.org/cijfers/"); ok {
				place = address
			}
		}
		drawn, err := png.Decode(bytes.NewReader(files[place]))
		if err != nil {
			t.Errorf("%s: card %q: %v", name, place, err)
			continue
		}
		if size := drawn.Bounds().Size(); size.X != linkcard.Width || size.Y != linkcard.Height {
			t.Errorf("%s: %v", place, size)
		}
		cards[string(files[place])] = true
	}
	if len(cards) < 4 {
		t.Errorf("%d cards that differ, want one for each page and chart", len(cards))
	}
}
