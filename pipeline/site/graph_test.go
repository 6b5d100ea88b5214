package site

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
		},
		"charts/inflow_by_year.nl.html": {
			"og:title Hoeveel discriminatiefeiten kwamen bij het OM binnen? (inflow_by_year)", "og:description ",
			"og:type article", "og:site_name Jaarcijfers strafbare discriminatie", "og:locale nl_NL", "og:locale:alternate en_GB",
			"og:url https://example.org/cijfers/charts/inflow_by_year.nl.html",
		},
	} {
		if diff := cmp.Diff(want, graphOf(t, files[page])); diff != "" {
			t.Errorf("%s (-want +have):\n%s", page, diff)
		}
	}
	for page, want := range map[string]string{"index.html": "https://example.org/cijfers/", "en/index.html": "https://example.org/cijfers/en/"} {
		all := graphOf(t, files[page])
		if have := all[len(all)-1]; have != "og:url "+want || all[2] != "og:type website" {
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
			if strings.Contains(string(files[name]), "og:url") {
				t.Errorf("%s: %s says og:url", kind, name)
			}
		}
	}
}
