package charts

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
	p, err := inflowChange().plot(data("mart.inflow_by_year", rows), words(t)["en"])
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
	// Binomial sums made apart, in Python: p = 2.5e-05, 0.0093 and 8.2e-12.
	all := strings.Join(notes, "\n")
	for _, want := range []string{"total: more in 2024 than in 2023", "specific discrimination offences: fewer in 2024", "codis offences: more in 2024"} {
		if !strings.Contains(all, want) {
			t.Errorf("notes lack %q:\n%s", want, all)
		}
	}
}

// A binomial sum made apart, in Python, gives p = 0.65 for 20 and 24, so chance
// explains the difference.
func TestChangeSaysWhatChanceExplains(t *testing.T) {
	var rows []Row
	for _, series := range []string{"om_total_offence", "om_specific_offence", "om_codis_offence"} {
		rows = append(rows, omRow(series, "2001", 20), omRow(series, "2002", 24))
	}
	p, err := inflowChange().plot(data("mart.inflow_by_year", rows), words(t)["en"])
	if err != nil {
		t.Fatal(err)
	}
	notes, err := p.notes()
	if err != nil || !strings.Contains(strings.Join(notes, "\n"), "total: the difference between 2001 and 2002 can be chance.") {
		t.Errorf("notes are %q, %v", notes, err)
	}
}

func TestChangeDrawsNoLineOverABreakAndTellsNoChance(t *testing.T) {
	rows := inflow()
	for i := range rows {
		if rows[i].TimePeriod == "2024" {
			rows[i].BreakID = "police_2019"
		}
	}
	p, err := inflowChange().plot(data("mart.inflow_by_year", rows), words(t)["en"])
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
	_, err := inflowChange().plot(data("mart.inflow_by_year", []Row{omRow("om_total_offence", "2020", 409), omRow("om_total_offence", "2022", 417)}), words(t)["en"])
	if err == nil || !strings.Contains(err.Error(), "no two years that follow each other") {
		t.Errorf("got %v", err)
	}
}
