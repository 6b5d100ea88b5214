package plot

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// The last two years with all three figures are 2023 and 2024, as the OM
// published them; a year that lacks one of them is passed over.
func TestChangeTakesTheLastTwoYearsWithAllFigures(t *testing.T) {
	rows := append(inflow(), omRow("om_total_offence", "2025", 700))
	d := data("mart.inflow_by_year", rows)
	d.Meaning = map[SeriesYear]string{
		{"om_total_offence", "2024"}: "higher", {"om_codis_offence", "2024"}: "chance", {"om_total_offence", "2025"}: "higher",
	}
	p, err := newPlot(declared("inflow_change"), d, words(t)["en"])
	if err != nil {
		t.Fatal(err)
	}
	if axis := p.Panels[0].Axis; !slices.Equal(axis, []string{"2023", "2024"}) {
		t.Errorf("years are %v", axis)
	}
	notes, err := p.notes()
	if err != nil {
		t.Fatal(err)
	}
	// What is judged is said, of the year it was judged for; of the specific
	// offences nothing is judged.
	all := strings.Join(notes, "\n")
	for _, want := range []string{"total: more in 2024 than in 2023", "codis offences: the difference between 2023 and 2024 can be chance."} {
		if !strings.Contains(all, want) {
			t.Errorf("notes lack %q:\n%s", want, all)
		}
	}
	if strings.Contains(all, "specific discrimination offences: ") {
		t.Errorf("notes judge what is not judged:\n%s", all)
	}
}

func TestChangeDrawsNoLineOverABreakAndTellsNoChance(t *testing.T) {
	rows := inflow()
	for i := range rows {
		if rows[i].TimePeriod == "2024" {
			rows[i].BreakID = "police_2019"
		}
	}
	p, err := newPlot(declared("inflow_change"), data("mart.inflow_by_year", rows), words(t)["en"])
	if err != nil {
		t.Fatal(err)
	}
	text, _, err := p.options()
	if err != nil {
		t.Fatal(err)
	}
	var options struct {
		Series []struct{ Data []struct{ Value []any } }
	}
	if err := json.Unmarshal(text, &options); err != nil {
		t.Fatal(err)
	}
	for _, s := range options.Series {
		if len(s.Data) != 3 || s.Data[1].Value[0] != "-" {
			t.Errorf("points are joined over a break: %v", s.Data)
		}
	}
	notes, err := p.notes()
	if err != nil || strings.Contains(strings.Join(notes, "\n"), "than in 2023") {
		t.Errorf("notes compare over a break: %q, %v", notes, err)
	}
}

func TestChangeWithoutTwoYearsIsRefused(t *testing.T) {
	_, err := newPlot(declared("inflow_change"), data("mart.inflow_by_year", []Row{omRow("om_total_offence", "2020", 409), omRow("om_total_offence", "2022", 417)}), words(t)["en"])
	if err == nil || !strings.Contains(err.Error(), "no two years that follow each other") {
		t.Errorf("got %v", err)
	}
}
