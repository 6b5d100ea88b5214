package plot

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/charts"
)

// march is a figure up to 31 March of 2025.
func march(dimension, category string, value float64) Row {
	r := extractRow("extract_total_offence", dimension, category, "2025", value)
	if r.Value != nil {
		r.ObsStatus = "P"
	}
	return r
}

// without is a figure that could not be counted in a year.
func without(series, dimension, category, year string) Row {
	r := extractRow(series, dimension, category, year, 0)
	r.Value, r.ObsStatus = nil, "M"
	return r
}

// partial is data of an extract of 31 March 2025.
func partial(models map[string][]Row) Data {
	d := extractData(false, models)
	d.PartYears = map[string]string{"2025": "2025-03-31"}
	for _, code := range []string{"hate_crime", "undecided"} {
		d.Codes["category"]["offence_class/"+code] = Label{"nl": code, "en": code}
	}
	return d
}

func TestAYearThatIsNotOverIsToldInEveryForm(t *testing.T) {
	rows := []Row{
		extractRow("extract_total_offence", "article", "art_137c", "2023", 81), extractRow("extract_total_offence", "article", "art_137c", "2024", 64),
		march("article", "art_137c", 9), march("article", "art_137d", 2),
	}
	c := builtFrom(t, declared("extract_article"), partial(map[string][]Row{"mart.extract_breakdown": rows}), "nl")
	last := c.Table.Rows[0].Cells[2]
	if last.Text != "9" || last.Mark != "p" || last.Detail != "tot en met 31 maart 2025" {
		t.Errorf("the cell is %+v", last)
	}
	for form, drawing := range map[string][]byte{"wide": c.SVG, "narrow": c.Narrow, "file": c.File} {
		if !strings.Contains(string(drawing), "p: tot en met 31 maart 2025") || !strings.Contains(string(drawing), "stroke-dasharray") {
			t.Errorf("the %s drawing does not tell up to when 2025 counts", form)
		}
	}
	// 9 is the lowest of all three figures, but not of a whole year.
	if !strings.Contains(c.Alt, "2024: art_137c 64.") || !strings.Contains(c.Alt, "2025 loopt tot en met 31 maart 2025.") {
		t.Errorf("alt is %q", c.Alt)
	}
	if notes := strings.Join(c.Notes, "\n"); !strings.Contains(notes, "2025 is nog niet om: de extractie loopt tot en met 31 maart 2025.") || strings.Contains(notes, "voorlopig") {
		t.Errorf("notes are %q", c.Notes)
	}
	if !strings.Contains(string(c.Options), "tot en met 31 maart 2025") {
		t.Error("the live chart does not tell up to when 2025 counts")
	}
}

// In a small extract every figure of the part can be withheld.
func TestAYearThatIsNotOverIsToldWhereAllIsWithheld(t *testing.T) {
	rows := []Row{extractRow("extract_total_offence", "article", "art_137c", "2024", 64), march("article", "art_137c", 3)}
	c := builtFrom(t, declared("extract_article"), partial(map[string][]Row{"mart.extract_breakdown": rows}), "en")
	if !strings.Contains(string(c.File), "p: up to 31 March 2025") || !strings.Contains(strings.Join(c.Notes, "\n"), "2025 is not over") {
		t.Errorf("notes are %q", c.Notes)
	}
}

func TestNoLineLeadsToAYearThatIsNotOver(t *testing.T) {
	line := charts.Spec{ID: "extract_published", Model: "mart.extract_breakdown", Form: charts.Lines, Panels: []charts.PanelSpec{{Key: "extract", Series: []charts.SeriesSpec{{SeriesID: "extract_total_offence", Dimension: "total", Unit: "count"}}}}}
	rows := []Row{
		extractRow("extract_total_offence", "total", "total", "2023", 535), extractRow("extract_total_offence", "total", "total", "2024", 683),
		march("total", "total", 165),
	}
	d := partial(map[string][]Row{"mart.extract_breakdown": rows})
	p, err := newPlot(line, d, words(t)["en"])
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]int{{0, 1}, {2}}, p.Panels[0].Series[0].Stretches()); diff != "" {
		t.Error(diff)
	}
}

func TestWhatCouldNotBeCountedIsNoZeroInAnyForm(t *testing.T) {
	const series = "extract_total_offence"
	rows := []Row{
		without(series, "offence_class", "hate_crime", "2023"), extractRow(series, "offence_class", "hate_crime", "2024", 34),
		without(series, "offence_class", "undecided", "2023"), extractRow(series, "offence_class", "undecided", "2024", 0),
	}
	c := builtFrom(t, declared("extract_class"), partial(map[string][]Row{"mart.extract_breakdown": rows}), "en")
	var table []string
	for _, row := range c.Table.Rows {
		for _, cell := range row.Cells {
			table = append(table, row.Heading+" "+cell.Text+" "+cell.Detail)
		}
	}
	const not = "not applicable: could not be counted in this year"
	want := []string{"hate_crime [z] " + not, "hate_crime 34 ", "undecided [z] " + not, "undecided 0 "}
	if diff := cmp.Diff(want, table); diff != "" {
		t.Error("table", diff)
	}
	if shown := strings.Count(string(c.File), ">[z]<"); shown != 2 {
		t.Errorf("the drawing shows %d places that are not applicable, want 2", shown)
	}
	if !strings.Contains(c.Alt, "Some could not be counted.") {
		t.Errorf("alt is %q", c.Alt)
	}
	if notes := strings.Join(c.Notes, "\n"); !strings.Contains(notes, "[z] means: not applicable.") {
		t.Errorf("notes are %q", c.Notes)
	}
	records, err := csv.NewReader(bytes.NewReader(c.CSV)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, r := range records[1:] {
		at := func(column string) string { return r[slices.Index(records[0], column)] }
		told = append(told, strings.Join([]string{at("time_period"), at("obs_value"), at("interval_low"), at("interval_high"), at("obs_status")}, ","))
	}
	// The exact Poisson interval of 34 is 23.5 to 47.5, and of 0 it is 0 to 3.7 (Garwood 1936).
	if len(told) != 4 || told[0] != "2023,,,,M" || !strings.HasPrefix(told[1], "2024,34,23.5") || told[2] != "2023,,,,M" || !strings.HasPrefix(told[3], "2024,0,0,3.") {
		t.Errorf("CSV is %q", told)
	}
}

func TestAValueThatCouldNotBeCountedIsRefused(t *testing.T) {
	wrong := without("police_incident", "total", "total", "2023")
	wrong.Value = number(0)
	_, err := newPlot(policeChart(), data("mart.chain", []Row{wrong}), words(t)["en"])
	var guard *GuardError
	if !errors.As(err, &guard) || guard.Rule != "withheld" {
		t.Errorf("got %v, want the withheld guard", err)
	}
}
