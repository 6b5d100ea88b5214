package plot

import (
	"encoding/csv"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jaarcijfers/pipeline/export"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/messages"
)

func TestGuardsRefuseWhatNumbersDoNotTell(t *testing.T) {
	stackedGrounds := omRow("om_specific_offence", "2024", 5)
	stackedGrounds.Dimension = "ground"
	incidents := omRow("om_specific_offence", "2024", 5)
	incidents.UnitOfCount = "incident"
	share := omRow("om_codis_offence", "2024", 5)
	share.Unit = "percent"
	others := omRow("police_incident", "2024", 5)
	nan := omRow("om_specific_offence", "2024", math.NaN())
	infinite := omRow("om_specific_offence", "2024", math.Inf(1))
	lost := omRow("om_specific_offence", "2024", 5)
	lost.BreakID = "nowhere"
	two := charts.Spec{ID: "inflow_by_year", Model: "m", Form: charts.Stacked, Panels: []charts.PanelSpec{{Series: []charts.SeriesSpec{
		{Key: "specific", SeriesID: "om_specific_offence"}, {Key: "codis", SeriesID: "om_codis_offence"},
	}}}}
	withPolice := charts.Spec{ID: "inflow_by_year", Model: "m", Form: charts.Stacked, Panels: []charts.PanelSpec{{Series: []charts.SeriesSpec{
		{Key: "specific", SeriesID: "om_specific_offence"}, {Key: "codis", SeriesID: "police_incident"},
	}}}}
	lines := withPolice
	lines.Form = charts.Lines
	for _, tt := range []struct {
		name string
		spec charts.Spec
		rows []Row
		rule string
	}{
		{"grounds stacked", two, []Row{stackedGrounds, omRow("om_codis_offence", "2024", 5)}, "overlap"},
		{"offences and incidents on one axis", two, []Row{incidents, omRow("om_codis_offence", "2024", 5)}, "unit"},
		{"counts and percentages on one axis", two, []Row{omRow("om_specific_offence", "2024", 5), share}, "unit"},
		{"two populations on one axis", lines, []Row{omRow("om_specific_offence", "2024", 5), others}, "unit"},
		{"not a number", two, []Row{nan, omRow("om_codis_offence", "2024", 5)}, "number"},
		{"infinity", two, []Row{infinite, omRow("om_codis_offence", "2024", 5)}, "number"},
		{"a break that nobody tells of", two, []Row{lost, omRow("om_codis_offence", "2024", 5)}, "break"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := newPlot(tt.spec, data("m", tt.rows), words(t)["nl"])
			var guard *GuardError
			if !errors.As(err, &guard) || guard.Rule != tt.rule || len(guard.Series) == 0 {
				t.Errorf("got %v, want the %s guard", err, tt.rule)
			}
		})
	}
}

func TestTwoFiguresForOnePlaceAreRefused(t *testing.T) {
	rows := append(inflow(), omRow("om_total_offence", "2024", 684))
	if _, err := newPlot(declared("inflow_by_year"), data("mart.inflow_by_year", rows), words(t)["nl"]); err == nil || !strings.Contains(err.Error(), "two figures for 2024") {
		t.Errorf("got %v", err)
	}
}

func TestALineEndsAtABreakAndAtAGap(t *testing.T) {
	p, err := newPlot(policeChart(), data("mart.chain", police()), words(t)["nl"])
	if err != nil {
		t.Fatal(err)
	}
	panel := p.Panels[0]
	if diff := cmp.Diff([]string{"2013", "2014", "2015", "2016", "2017", "2018", "2019", "2020"}, panel.Axis); diff != "" {
		t.Error("years", diff)
	}
	if diff := cmp.Diff([][]int{{0}, {1, 2, 4, 5}, {6, 7}}, panel.Series[0].Stretches()); diff != "" {
		t.Error("stretches", diff)
	}
	if panel.Series[0].Points[3].Value != nil {
		t.Error("2016 has a figure")
	}
	for _, s := range p.lines(panel, 0) {
		if s.ConnectNulls != nil {
			t.Error("a line joins what a gap parts")
		}
	}
}

// All forms of a chart hold the same numbers: those of its rows.
func TestAllFormsHoldTheSameNumbers(t *testing.T) {
	p, err := newPlot(declared("inflow_by_year"), data("mart.inflow_by_year", inflow()), words(t)["nl"])
	if err != nil {
		t.Fatal(err)
	}
	var want []float64
	for _, r := range inflow() {
		want = append(want, *r.Value)
	}
	slices.Sort(want)
	table, err := p.table()
	if err != nil {
		t.Fatal(err)
	}
	var inTable []float64
	for _, row := range table.Rows {
		for _, c := range row.Cells {
			if c.Value != nil {
				inTable = append(inTable, *c.Value)
				if strings.ReplaceAll(c.Text, ".", "") != strconv.FormatFloat(*c.Value, 'f', -1, 64) {
					t.Errorf("cell %q of %v", c.Text, *c.Value)
				}
			} else if c.Text != "[x]" || c.Mark != "x" {
				t.Errorf("gap shown as %q", c.Text)
			}
		}
	}
	slices.Sort(inTable)
	if diff := cmp.Diff(want, inTable); diff != "" {
		t.Error("table", diff)
	}
	text, err := p.csv()
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var inCSV []float64
	for _, r := range records[1:] {
		if r[8] == "" && r[slices.Index(records[0], "obs_status")] == "O" { // a gap
			continue
		}
		v, err := strconv.ParseFloat(r[8], 64)
		if err != nil {
			t.Fatal(err)
		}
		inCSV = append(inCSV, v)
	}
	slices.Sort(inCSV)
	if diff := cmp.Diff(want, inCSV); diff != "" {
		t.Error("CSV", diff)
	}
	svg := drawn(t, p)
	for _, v := range want {
		if !strings.Contains(svg, ">"+strconv.FormatFloat(v, 'f', -1, 64)+"<") {
			t.Errorf("the drawing does not show %v", v)
		}
	}
}

func TestTableMarksWhatAFigureIs(t *testing.T) {
	p, err := newPlot(policeChart(), data("mart.chain", police()), words(t)["nl"])
	if err != nil {
		t.Fatal(err)
	}
	table, err := p.table()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range table.Rows {
		got = append(got, row.Heading+" "+row.Cells[0].Text+" "+row.Cells[0].Mark)
	}
	want := []string{"2013 ≥ 3.600 ", "2014 5.721 b", "2015 5.506 ", "2016 [x] x", "2017 3.499 ", "2018 3.299 ", "2019 5.487 b", "2020 6.141 "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAltAndNotesTellBreaksGapsAndWhatIsComputed(t *testing.T) {
	p, err := newPlot(policeChart(), data("mart.chain", police()), words(t)["nl"])
	if err != nil {
		t.Fatal(err)
	}
	alt, err := p.alt()
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"2019–2020: laagst 5.487 (2019), hoogst 6.141 (2020).", "2014–2018: laagst 3.299 (2018), hoogst 5.721 (2014).", "≥ 3.600 in 2013.", "Geen cijfer: 2016.", "Reeksbreuk vanaf: 2014, 2019."} {
		if !strings.Contains(alt, part) {
			t.Errorf("alt %q lacks %q", alt, part)
		}
	}
	notes, err := p.notes()
	breaks, errBreaks := p.breaks()
	notes, err = append(notes, breaks...), errors.Join(err, errBreaks)
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(notes, "\n")
	for _, part := range []string{"vanaf 2014: Nieuwe manier van verzamelen.", "geen cijfer beschikbaar over 2016.", "2013: de bron noemt een ondergrens (≥)."} {
		if !strings.Contains(all, part) {
			t.Errorf("notes lack %q:\n%s", part, all)
		}
	}
	q, err := newPlot(declared("inflow_by_year"), data("mart.inflow_by_year", inflow()), words(t)["en"])
	if err != nil {
		t.Fatal(err)
	}
	notes, err = q.notes()
	if err != nil || !strings.Contains(strings.Join(notes, "\n"), "codis offences, 2019: computed in this report") {
		t.Error(notes, err)
	}
}

// Whatever the values and gaps, no stretch of a line holds a break or a gap but
// at its start, or goes over a withheld figure, and every figure is in one
// stretch.
func TestStretchesCoverEachFigureOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "years")
		s := Series{Points: make([]Point, n)}
		figures := 0
		for i := range s.Points {
			if rapid.Bool().Draw(t, "figure") {
				r := Row{}
				if rapid.IntRange(0, 4).Draw(t, "break") == 0 {
					r.BreakID = "b"
				}
				if rapid.IntRange(0, 4).Draw(t, "part of a year") == 0 {
					r.SeriesID, r.ObsStatus = "extract_case", "P"
				}
				s.Points[i] = Point{Row: &r, Value: number(1)}
				figures++
			} else if rapid.Bool().Draw(t, "withheld") {
				s.Points[i] = Point{Row: &Row{ObsStatus: "Q", ConfStatus: "C"}}
			}
		}
		covered := 0
		for _, stretch := range s.Stretches() {
			for i, at := range stretch {
				if len(stretch) > 1 && s.Points[at].Row.PartYear() {
					t.Fatalf("stretch %v leads to a year that is not over", stretch)
				}
				if s.Points[at].Value == nil || i > 0 && s.Points[at].Row.BreakID != "" {
					t.Fatalf("stretch %v", stretch)
				}
				if i > 0 && slices.ContainsFunc(s.Points[stretch[i-1]:at], func(p Point) bool { return p.Row.confidential() }) {
					t.Fatalf("stretch %v goes over a withheld figure", stretch)
				}
				covered++
			}
		}
		if covered != figures {
			t.Fatalf("%d of %d figures", covered, figures)
		}
	})
}

// R 4.2.2 gives 136.168502786696 and 186.802348426177 for a count of 160.
func TestCSVHoldsTheExactIntervalOfACount(t *testing.T) {
	low, high := omRow("om_specific_offence", "2024", 160).bounds()
	if low, high := export.Text(*low), export.Text(*high); !strings.HasPrefix(low, "136.16850278669") || !strings.HasPrefix(high, "186.80234842617") {
		t.Errorf("got %s and %s", low, high)
	}
	bound := omRow("police_incident", "2013", 3600)
	bound.Precision = "lower_bound"
	if low, high := bound.bounds(); low != nil || high != nil {
		t.Errorf("a lower bound got %v and %v", low, high)
	}
}

// A drawing is 288 px wide on a small screen, and a title is 13 px: about 37
// characters fit.
func TestPanelTitlesFitASmallScreen(t *testing.T) {
	for lang, w := range words(t) {
		for _, s := range charts.All() {
			for _, p := range s.Panels {
				if p.Key == "" {
					continue
				}
				title, err := w.Text("chart."+s.ID+".panel."+p.Key, messages.Args{"date": "2024"})
				if err != nil || len([]rune(title)) > 37 {
					t.Errorf("%s: %q is too long (%v)", lang, title, err)
				}
			}
		}
	}
}
