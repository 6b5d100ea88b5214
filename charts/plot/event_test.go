package plot

import (
	"strings"
	"testing"

	"jaarcijfers/charts"
	"jaarcijfers/charts/draw"
)

// advReports are the reports to the ADVs of 2022 to 2024 as published, with the
// 5,200 mass reports in those of 2024, and 2020 without the 4,098 on one song.
func advReports() Data {
	d := data("mart.chain", nil)
	for year, value := range map[string]float64{"2020": 5477, "2022": 5281, "2023": 6351, "2024": 14796} {
		r := omRow("adv_report", year, value)
		r.Body, r.UnitOfCount, r.Judged = "ADV", "report", false
		switch year {
		case "2020":
			r.Events = []string{"song_left_out"}
		case "2024":
			r.Events = []string{"mass", "unknown", "mass_again"}
		}
		d.Rows["mart.chain"] = append(d.Rows["mart.chain"], r)
	}
	both := func(text string) Label { return Label{"nl": text, "en": text} }
	d.Events = map[string]Event{
		"mass":          {ID: "mass", Label: both("mass reports"), Value: number(5200), Unit: "count", Precision: "exact", Included: true},
		"mass_again":    {ID: "mass_again", Label: both("mass reports"), Included: true},
		"unknown":       {ID: "unknown", Label: both("football"), Included: true},
		"song_left_out": {ID: "song_left_out", Label: both("reports on a song"), Value: number(4098), Unit: "count", Included: false},
	}
	return d
}

func advChart() charts.Spec {
	return charts.Spec{ID: "chain", Model: "mart.chain", Page: "chain", Form: charts.Lines, Panels: []charts.PanelSpec{
		{Key: "adv", Series: []charts.SeriesSpec{{SeriesID: "adv_report", Unit: "count"}}},
	}}
}

// Whoever meets the figure meets the event: in drawing, table, text alternative,
// notes, CSV and workbook, and none of them judges chance.
func TestAnEventStandsWhereverItsFigureDoes(t *testing.T) {
	c, _, err := build(t.Context(), new(draw.Drawer), advChart(), advReports(), words(t)["en"])
	if err != nil {
		t.Fatal(err)
	}
	const event = "of which 5,200 mass reports"
	last := c.Table.Rows[len(c.Table.Rows)-1].Cells[0]
	for where, text := range map[string]string{
		"drawing": strings.Join(strings.Fields(string(c.Options)), " "), "alternative": c.Alt, "notes": strings.Join(c.Notes, "\n"),
		"CSV": string(c.CSV), "table": last.Detail,
	} {
		if !strings.Contains(strings.ReplaceAll(text, `\n`, " "), event) {
			t.Errorf("the %s lacks %q: %s", where, event, text)
		}
	}
	if !strings.Contains(last.Mark, EventSign) || !strings.Contains(string(c.Options), `14,796*`) {
		t.Errorf("the figure bears no sign: mark %q", last.Mark)
	}
	if n := strings.Count(c.Alt, "mass reports"); n != 1 {
		t.Errorf("the text alternative says mass reports %d times: %s", n, c.Alt)
	}
	if first := c.Table.Rows[0].Cells[0]; !strings.Contains(first.Detail, "without 4,098 reports on a song") {
		t.Errorf("2020 does not say what it leaves out: %q", first.Detail)
	}
	if c.Margins {
		t.Error("reports have a margin of chance")
	}
}

// A share is of the figure it is said of: the total that holds that figure has the
// event in it, in another share. 32 per cent of the 144 specific offences of 2017,
// as published, is none of the 331 in all.
func TestAShareIsOfItsOwnFigure(t *testing.T) {
	both := func(text string) Label { return Label{"nl": text, "en": text} }
	events := map[string]Event{"football": {
		ID: "football", SeriesID: "om_specific_offence", Dimension: "total", Category: "total", Label: both("football"),
		Value: number(32), Unit: "percent", Precision: "exact", Included: true,
	}}
	for series, want := range map[string]string{"om_specific_offence": "of which 32% football", "om_total_offence": "including football"} {
		row := omRow(series, "2017", 144)
		row.Events = []string{"football"}
		got, err := KnownEvents(words(t)["en"], events, row)
		if err != nil || len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, %v; want %q", series, got, err, want)
		}
	}
}

// Under a stack the share stands with the figure it is of, and the total does not
// say once more that it holds the same; the text alternative tells both.
func TestANoteNamesTheFigureItIsOf(t *testing.T) {
	both := func(text string) Label { return Label{"nl": text, "en": text} }
	d := data("mart.inflow_by_year", nil)
	d.Events = map[string]Event{"football": {
		ID: "football", SeriesID: "om_specific_offence", Dimension: "total", Category: "total", Label: both("football"),
		Value: number(32), Unit: "percent", Precision: "exact", Included: true,
	}}
	for series, value := range map[string]float64{"om_specific_offence": 144, "om_codis_offence": 187, "om_total_offence": 331} {
		row := omRow(series, "2017", value)
		if series != "om_codis_offence" {
			row.Events = []string{"football"}
		}
		d.Rows["mart.inflow_by_year"] = append(d.Rows["mart.inflow_by_year"], row)
	}
	p, err := newPlot(declared("inflow_by_year"), d, words(t)["en"])
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(p.eventLines(p.Panels[0]), " "), "* 2017, 144: of which 32% football"; got != want {
		t.Errorf("under the drawing stands %q, want %q", got, want)
	}
	var told []string
	for _, note := range p.yearNotes(p.Panels[0], 0) {
		told = append(told, note.figure+": "+note.text)
	}
	if got, want := strings.Join(told, "; "), "2017, 144: of which 32% football; 2017, 331: including football"; got != want {
		t.Errorf("the text alternative says %q, want %q", got, want)
	}
}

// A part of a year is no total: 88 specific offences in 2013 (as published) stand
// in the table and a note, and in no bar; a year without figures says so.
func TestAPartStandsInNoStack(t *testing.T) {
	rows := append(inflow(), omRow("om_specific_offence", "2013", 88))
	p, err := newPlot(declared("inflow_by_year"), data("mart.inflow_by_year", rows), words(t)["en"])
	if err != nil {
		t.Fatal(err)
	}
	panel := p.Panels[0]
	if panel.Axis[0] != "2013" || panel.Series[0].Points[0].Value != nil || panel.Series[0].Points[0].Row == nil {
		t.Errorf("2013 is %+v", panel.Series[0].Points[0])
	}
	for at, want := range map[int]string{0: "no total", 1: "no figure", 4: ""} {
		if got := p.gapWords(panel, at); got != want {
			t.Errorf("%s says %q, not %q", panel.Axis[at], got, want)
		}
	}
	notes, err := p.notes()
	if err != nil || !strings.Contains(strings.Join(notes, "\n"), "specific discrimination offences (2013: 88). That is no total") {
		t.Errorf("notes are %q, %v", notes, err)
	}
	table, err := p.table()
	if err != nil || table.Rows[0].Cells[0].Text != "88" {
		t.Errorf("the table has %+v, %v", table.Rows[0], err)
	}
}

// The sign of a year without a figure is explained above the drawing.
func TestAYearWithoutAFigureIsMarked(t *testing.T) {
	p, err := newPlot(policeChart(), data("mart.chain", police()), words(t)["en"])
	if err != nil {
		t.Fatal(err)
	}
	one, ok := p.gaps(p.Panels[0], 0)
	if points, _ := one.Data.([]datum); !ok || len(points) != 1 || points[0].Value.([]any)[0] != 3 {
		t.Errorf("the gap of 2016 is %+v", one.Data)
	}
	found := false
	for _, e := range p.legend() {
		found = found || strings.HasPrefix(e.name, gapSign+": ")
	}
	if !found {
		t.Errorf("the legend does not explain it: %+v", p.legend())
	}
}
