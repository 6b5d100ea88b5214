package site

import (
	"strings"
	"testing"

	"jaarcijfers/charts/plot"
)

// topicInput is a report with figures on LGBTI people: the 29 per cent of 2024, as
// published, is in a chart, and a number of the first half of 2008, by hand, is in none.
func topicInput() Input {
	in := testInput()
	in.Codes["topic"] = map[string]plot.Label{
		"sexual_orientation": two("seksuele gerichtheid", "sexual orientation"),
		"gender_identity":    two("genderidentiteit", "gender identity"),
	}
	in.Codes["category"] = map[string]plot.Label{
		"ground/seksuele_gerichtheid":  two("seksuele gerichtheid", "sexual orientation"),
		"ground_x_form/homo_geweld_h1": two("geweld tegen homo's", "violence against gay people"),
	}
	in.Topics = []Topic{{ID: "lgbti", Root: "lgbti"}, {ID: "sexual_orientation", Parent: "lgbti", Root: "lgbti"}, {ID: "gender_identity", Parent: "lgbti", Root: "lgbti"}}
	figure := func(dimension, category, period, unit string, value float64) TopicFigure {
		return TopicFigure{Root: "lgbti", Topic: "sexual_orientation", Row: plot.Row{
			TimePeriod: period, Body: "police", SeriesID: "police_incident", Population: "incidents", UnitOfCount: "incident",
			Dimension: dimension, Category: category, Value: val(value), Unit: unit, ObsStatus: "A", Obtained: "printed", Precision: "exact", Publications: []string{"nd_2020"},
		}}
	}
	in.TopicFigures = []TopicFigure{
		figure("ground", "seksuele_gerichtheid", "2024", "percent", 29),
		figure("ground_x_form", "homo_geweld_h1", "2008-S1", "count", 1150),
	}
	in.TopicCoverage = []TopicCoverage{
		{Root: "lgbti", SeriesID: "police_incident", Known: []string{"2008", "2009", "2013", "2014", "2015", "2024"}, Unknown: []string{"2019", "2021"}, Undated: 1, Low: val(1500), High: val(1500)},
		{Root: "lgbti", SeriesID: "om_total_offence", Unknown: []string{"2023", "2024"}, Undated: 3, Low: val(7), High: val(9)},
	}
	return in
}

func TestATopicSaysWhatIsKnownAndWhatIsNot(t *testing.T) {
	files := written(t, topicInput())
	for name, want := range map[string][]string{
		"lhbti.html": {
			"Apart over genderidentiteit is nergens een cijfer gevonden.",
			"2008–2009, 2013–2015, 2024. Wel een schatting zonder jaar: 1.500 per jaar.", "2019, 2021",
			"Van geen enkel jaar. Wel 3 schattingen zonder jaar: 7 tot 9 per jaar.", "2023–2024",
			"geweld tegen homo's", "eerste halfjaar van 2008", "1.150", `href="maatregelen.html"`,
		},
		"en/lgbti.html": {"Nowhere was a figure found on gender identity alone.", "2008–2009, 2013–2015, 2024. There is an estimate without a year: 1,500 a year.", "1,150"},
	} {
		page := strings.ReplaceAll(string(files[name]), "&#39;", "'")
		for _, text := range want {
			if !strings.Contains(page, text) {
				t.Errorf("%s does not say %q", name, text)
			}
		}
	}
	// What is in a chart is not once more among the other figures, and one topic is not on the page of another.
	if page := string(files["lhbti.html"]); strings.Contains(page, "29%") || strings.Contains(page, "over seksuele gerichtheid is nergens") {
		t.Error("a figure of a chart is among those of none, or a part that has figures is said to have none")
	}
	if page := string(files["antisemitisme.html"]); strings.Contains(page, "1.150") {
		t.Error("the page on antisemitism has a figure on LGBTI people")
	}
}

// A figure in no chart is found as well.
func TestSearchListsTheFiguresOfTopics(t *testing.T) {
	page := strings.ReplaceAll(string(written(t, topicInput())["zoeken.html"]), "&#39;", "'")
	for _, want := range []string{"eerste halfjaar van 2008: geweld tegen homo's 1.150. Discriminatie-incidenten bij de politie", "Lhbti: wat de cijfers zeggen en wat niet", `href="lhbti.html"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the search page does not have %q", want)
		}
	}
}
