package plot

import (
	"strings"
	"testing"

	"jaarcijfers/pipeline/marking"
)

// A finding is the title where one is chosen; without one, for figures that are made
// up, and where names make it too long, the title is the subject.
func TestTheTitleIsTheFindingOrTheSubject(t *testing.T) {
	highest := Finding{Key: "highest", Arguments: map[string]any{"year": "2024", "value": 683.0, "first_year": "2017"}}
	const subject = "Discrimination offences at the prosecution service, by kind"
	for _, tt := range []struct {
		name    string
		finding *Finding
		madeUp  bool
		title   string
	}{
		{"chosen", &highest, false, "683 discrimination offences recorded in 2024, the highest known number since 2017"},
		{"none", nil, false, subject},
		{"made up", &highest, true, subject + " (synthetic: made-up figures)"},
	} {
		d := data("mart.inflow_by_year", inflow())
		if tt.finding != nil {
			d.Findings = map[string]Finding{"inflow_by_year": *tt.finding}
		}
		if tt.madeUp {
			for _, r := range inflow() {
				d.Publications[r.Publications[0]] = Publication{Marking: marking.Marking{Synthetic: true}}
			}
		}
		p, err := newPlot(declared("inflow_by_year"), d, words(t)["en"])
		if err != nil || p.Title != tt.title {
			t.Errorf("%s: title %q, %v; want %q", tt.name, p.Title, err, tt.title)
		}
		under, err := p.under()
		if err != nil || strings.Contains(under, "by kind") != (tt.name == "chosen") || !strings.HasSuffix(under, "Number of offences · OM · 2017–2024") {
			t.Errorf("%s: under the title stands %q, %v", tt.name, under, err)
		}
	}
	long := data("mart.extract_breakdown", nil)
	long.Findings = map[string]Finding{"extract_article": {
		Key: "largest", Arguments: map[string]any{"year": "2024", "value": 20.0, "total": 40.0}, Codes: map[string][]string{"category": {"category", "article/x"}},
	}}
	long.Codes["category"]["article/x"] = Label{"en": "incitement to hatred, discrimination or violence (art. 137d)"}
	long.Rows["mart.extract_breakdown"] = []Row{extractRow("extract_total_offence", "article", "x", "2024", 20)}
	p, err := newPlot(declared("extract_article"), long, words(t)["en"])
	if err != nil || p.Title != "Articles of the offences in the extract" {
		t.Errorf("a long finding gives %q, %v", p.Title, err)
	}
}

// The charts of a page share their years: one whose last figure is of 2023 says that
// there is none for the years after it that its axis has.
func TestTheLineUnderATitleSaysWhichYearsOfTheAxisHaveNoFigure(t *testing.T) {
	count, share := 529.0, 29.0
	row := func(series, category, unit, year string, value *float64) Row {
		return Row{TimePeriod: year, SeriesID: series, Dimension: "ground", Category: category, Unit: unit, Value: value, ObsStatus: "A", Operation: "given"}
	}
	d := data("mart.topic", []Row{
		row("police_incident", "seksuele_gerichtheid", "count", "2022", &count), row("police_incident", "hetero_homoseksuele_gerichtheid", "count", "2022", &count),
		row("adv_report", "seksuele_gerichtheid", "count", "2023", &count), row("police_plus_adv", "lhbti", "count", "2022", &count),
		row("police_incident", "seksuele_gerichtheid", "percent", "2024", &share), row("om_specific_offence", "hetero_homoseksuele_gerichtheid", "percent", "2023", &share),
	})
	for id, want := range map[string]string{"lgbti_count": "2022–2023, no figure for 2024", "lgbti_share": "2023–2024"} {
		p, err := newPlot(declared(id), d, words(t)["en"])
		if err != nil {
			t.Fatal(err)
		}
		if under, err := p.under(); err != nil || !strings.HasSuffix(under, " · "+want) {
			t.Errorf("under the title of %s stands %q, %v; want %q at its end", id, under, err, want)
		}
	}
}

// Words of breaks stand in lanes in which no line strikes them; two breaks at the ends
// of sixteen years leave room for the year, five in the last five years do not all.
func TestWordsOfBreaksStandFree(t *testing.T) {
	for _, breaks := range [][]breakWord{
		{{at: 0, text: "from 2009: other unit"}, {at: 15, text: "from 2024: other unit"}},
		{{at: 5, text: "other collection"}, {at: 10, text: "not the police total"}, {at: 12, text: "without insults"}, {at: 13, text: "OSCE definition only"}, {at: 14, text: "possibly wider"}},
	} {
		if placed := inLanes(breaks, 16); struck(placed, 16) != 0 {
			t.Errorf("struck: %+v", placed)
		}
	}
}
