package site

import (
	"slices"
	"strings"
	"testing"

	"jaarcijfers/charts/plot"
)

// partInput is an extract of 31 March 2024 beside what was published of that year.
func partInput(t *testing.T) Input {
	t.Helper()
	in := ExtractInput(t, false)
	in.Extract.PartYears = []PartYear{{TimePeriod: "2024", LastDay: "2024-03-31"}}
	part := extractRow("extract_total_offence", "total", "total", 2024, 165)
	part.ObsStatus = "P"
	in.Extract.Differences = []ExtractDifference{{Row: part, PublishedSeriesID: "om_total_offence", Published: val(683), Reason: "part_year"}}
	in.Extract.Changes = []ExtractChange{{
		Row: part, PreviousPeriod: "2023", LastDay: "2024-03-31", PreviousLastDay: "2023-03-31", Previous: val(130), Meaning: "chance",
	}}
	return in
}

func TestAPartOfAYearIsToldAsOne(t *testing.T) {
	page := written(t, partInput(t))["extractie-intern.html"]
	for _, sentence := range []string{
		"Het jaar 2024 was op de dag van de extractie niet om.",
		"In de eerste drie maanden van 2024 stroomden 165 feiten in, tegen 130 in dezelfde maanden van 2023.",
		"tot en met 31 maart 2024; het jaar is niet om",
	} {
		if !strings.Contains(string(page), sentence) {
			t.Errorf("the page does not say: %s", sentence)
		}
	}
	const note = "[z]niet van toepassing: in dit jaar niet te tellen of niet te vergelijken"
	rows := rowsUnder(t, page, "Gepubliceerd en geteld in de extractie, per jaar")
	if want := "2024 | 683 | 165p (tot en met 31 maart 2024) | " + note + " |  | het jaar is nog niet om, dus er is geen verschil"; !slices.Contains(rows, want) {
		t.Errorf("differences are %q", rows)
	}
	rows = rowsUnder(t, page, "Verandering van jaar op jaar")
	if !slices.ContainsFunc(rows, func(row string) bool {
		return strings.HasPrefix(row, "1 januari tot en met 31 maart 2023, en 1 januari tot en met 31 maart 2024 | 130 →naar 165")
	}) {
		t.Errorf("changes are %q", rows)
	}
}

// Not every extract ends with a month.
func TestAPartOfAMonthIsComparedByDays(t *testing.T) {
	in := partInput(t)
	in.Extract.PartYears[0].LastDay = "2024-02-28"
	in.Extract.Changes[0].LastDay, in.Extract.Changes[0].PreviousLastDay = "2024-02-28", "2023-02-28"
	in.Extract.Changes[0].Previous, in.Extract.Changes[0].Meaning = nil, ""
	page := written(t, in)["en/extract-internal.html"]
	if want := "From 1 January up to and including 28 February 2024, 165 offences came in, against [c] from 1 January up to and including 28 February 2023."; !strings.Contains(string(page), want) {
		t.Errorf("the page does not say: %s", want)
	}
}

func TestTheReturnSaysOfWhichYearThereIsNone(t *testing.T) {
	in := partInput(t)
	none := extractRow("extract_prosecuted_hate_crime", "bias_motivation", "antisemitic", 2017, 0)
	none.Value, none.ObsStatus = nil, "M"
	total := none
	total.Dimension, total.Category = "total", "total"
	in.Return = append(in.Return, ReturnFigure{Row: none, Stage: "prosecuted", Origin: "extract"}, ReturnFigure{Row: total, Stage: "prosecuted", Origin: "extract"})
	files := written(t, in)
	page := string(files["hate-crime-intern.html"])
	if !strings.Contains(page, "Over 2024 is er geen opgave uit de extractie: op de dag van de extractie, 31 maart 2024, was dat jaar niet om.") {
		t.Error("the page does not say why there is no return")
	}
	if !strings.Contains(page, "[z]") || strings.Contains(page, "Opgave aan ODIHR over 2017, naar motief") {
		t.Error("a year that could not be counted has a table of its own, or no sign")
	}
	if csv := string(files["odihr/return-intern.nl.csv"]); !strings.Contains(csv, "2017,prosecuted,extract,extract_prosecuted_hate_crime,offence,total,total,totaal,,count,M,") {
		t.Error("the file of the return does not say what could not be counted")
	}
}

func TestAFigureThatCouldNotBeCountedIsNoZero(t *testing.T) {
	w := &writer{in: partInput(t), lang: "nl", words: loaded(t)["nl"]}
	f, err := w.figure(plot.Row{ObsStatus: "M"})
	if err != nil || f.Text != "[z]" || !strings.HasPrefix(f.Gap, "niet van toepassing") {
		t.Errorf("got %+v, %v", f, err)
	}
}
