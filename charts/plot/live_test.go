package plot

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/charts"
)

// told is what the script is handed of a chart.
func told(t *testing.T, p *Plot) Live {
	t.Helper()
	options, _, err := p.options()
	if err != nil {
		t.Fatal(err)
	}
	text, err := p.live(options)
	if err != nil {
		t.Fatal(err)
	}
	var l Live
	if err := json.Unmarshal(text, &l); err != nil {
		t.Fatal(err)
	}
	return l
}

// at is what is told of a year in the first panel.
func (l Live) at(t *testing.T, year string) []LiveFigure {
	t.Helper()
	i := slices.IndexFunc(l.Panels[0].Told, func(p LivePlace) bool { return p.Label == year })
	if i < 0 {
		t.Fatalf("nothing is told of %s", year)
	}
	return l.Panels[0].Told[i].Figures
}

// By hand: 160-211 = -51, which is 24.2 % of 211; 523-324 = 199, 61.4 %.
func TestWhatIsToldHasTheChangeSinceTheYearBefore(t *testing.T) {
	p, err := newPlot(declared("inflow_by_year"), data("mart.inflow_by_year", inflow()), words(t)["en"])
	if err != nil {
		t.Fatal(err)
	}
	l := told(t, p)
	var have []string
	for _, f := range l.at(t, "2024")[:2] {
		have = append(have, f.Value, f.Change)
	}
	if diff := cmp.Diff([]string{"160", "−51 (−24%) compared with 2023", "523", "+199 (+61%) compared with 2023"}, have); diff != "" {
		t.Error(diff)
	}
	if n := len(l.Panels[0].Marks); n != l.Panels[0].Count || n != len(l.Panels[0].Told) {
		t.Errorf("%d places have marks, %d are drawn and %d told", n, l.Panels[0].Count, len(l.Panels[0].Told))
	}
}

// A row of small lines is a grid of its own in the drawing; what is told is of its panel.
func TestWhatIsToldOfRowsIsOfTheirPanel(t *testing.T) {
	spec := declared("inflow_by_year")
	spec.Form, spec.Panels[0].Total = charts.Multiples, nil
	p, err := newPlot(spec, data("mart.inflow_by_year", inflow()), words(t)["en"])
	if err != nil {
		t.Fatal(err)
	}
	l := told(t, p)
	if len(l.Panels) != 1 || len(l.Panels[0].Names) != 2 || len(l.Panels[0].Marks[len(l.Panels[0].Marks)-1]) != 2 {
		t.Fatalf("told as %+v", l.Panels)
	}
	if marks := l.Panels[0].Marks[len(l.Panels[0].Marks)-1]; marks[0] <= 0.5 || marks[1] >= 0.5 || l.at(t, "2024")[1].Value != "523" {
		t.Errorf("the upper row is marked at %v, the lower at %v", marks[0], marks[1])
	}
}

// No difference is told over a break, with a rounded figure or a bound; of a gap or a withheld
// figure it is told that there is none, and nothing of the year after.
func TestWhatIsToldComparesOnlyWhatCompares(t *testing.T) {
	for name, change := range map[string]func(before, after *Row){
		"a break":     func(_, after *Row) { after.BreakID = "police_2019" },
		"rounded":     func(before, _ *Row) { before.Precision = "rounded" },
		"a bound":     func(_, after *Row) { after.Precision = "lower_bound" },
		"withheld":    func(before, _ *Row) { before.Value, before.ObsStatus, before.ConfStatus = nil, "Q", "C" },
		"not counted": func(before, _ *Row) { before.Value, before.ObsStatus = nil, "M" },
	} {
		rows := inflow()
		year := func(y string) *Row {
			return &rows[slices.IndexFunc(rows, func(r Row) bool { return r.SeriesID == "om_specific_offence" && r.TimePeriod == y })]
		}
		change(year("2023"), year("2024"))
		spec := declared("inflow_by_year")
		spec.Form, spec.Panels[0].Total = charts.Lines, nil // a stack has no part withheld
		p, err := newPlot(spec, data("mart.inflow_by_year", rows), words(t)["en"])
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		l := told(t, p)
		if f := l.at(t, "2024")[0]; f.Change != "" || f.Value == "" {
			t.Errorf("%s: told %+v", name, f)
		}
		if f := l.at(t, "2023")[0]; name == "withheld" && (!f.Gap || f.Value != "confidential, withheld") {
			t.Errorf("withheld: told %+v", f)
		}
	}
}
