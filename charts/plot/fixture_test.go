package plot

import (
	"testing"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/messages"
)

func number(v float64) *float64 { return &v }

func words(t testing.TB) map[string]*messages.Catalogue {
	t.Helper()
	all, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// omRow is a row of the inflow at the OM.
func omRow(series, year string, value float64) Row {
	return Row{
		TimePeriod: year, Body: "OM", SeriesID: series, Population: series, UnitOfCount: "offence", Dimension: "total", Category: "total",
		Value: number(value), Unit: "count", ObsStatus: "A", Obtained: "printed", Precision: "exact", Operation: "given",
		Publications: []string{"p" + year}, Lineage: []string{series + "." + year}, Judged: true,
	}
}

// inflow is the inflow of 2017 and 2019 to 2024 as the OM published it; 2019's
// codis is 344 - 123. No publication gives 2018.
func inflow() []Row {
	var rows []Row
	for _, y := range []struct {
		year                   string
		specific, codis, total float64
	}{
		{"2017", 144, 187, 331}, {"2019", 123, 221, 344}, {"2020", 157, 252, 409}, {"2021", 157, 328, 485},
		{"2022", 144, 273, 417}, {"2023", 211, 324, 535}, {"2024", 160, 523, 683},
	} {
		codis := omRow("om_codis_offence", y.year, y.codis)
		if y.year == "2019" {
			codis.Obtained, codis.Operation = "computed", "difference"
		}
		rows = append(rows, omRow("om_specific_offence", y.year, y.specific), codis, omRow("om_total_offence", y.year, y.total))
	}
	return rows
}

// police are incidents as the police published them, with the breaks of 2014 and
// 2019 (docs/METHOD.md).
func police() []Row {
	var rows []Row
	for _, y := range []struct {
		year    string
		value   float64
		breakID string
	}{
		{"2013", 3600, ""}, {"2014", 5721, "police_2014"}, {"2015", 5506, ""}, {"2017", 3499, ""}, {"2018", 3299, ""},
		{"2019", 5487, "police_2019"}, {"2020", 6141, ""},
	} {
		r := omRow("police_incident", y.year, y.value)
		r.Body, r.UnitOfCount, r.BreakID = "police", "incident", y.breakID
		if y.year == "2013" {
			r.Precision = "lower_bound"
		}
		rows = append(rows, r)
	}
	return rows
}

func data(model string, rows []Row) Data {
	both := func(text string) Label { return Label{"nl": text, "en": text} }
	return Data{
		Rows:  map[string][]Row{model: rows},
		Parts: map[string]string{"om_specific_offence": "om_total_offence", "om_codis_offence": "om_total_offence"},
		Breaks: map[string]Break{
			"police_2014": {ID: "police_2014", TimePeriod: "2014", Reason: both("Nieuwe manier van verzamelen.")},
			"police_2019": {ID: "police_2019", TimePeriod: "2019", Reason: both("Ook werknemers met een publieke taak.")},
		},
		Publications: map[string]Publication{"p2024": {ID: "p2024", Title: "Cijfers in beeld 2024"}},
		Codes:        map[string]map[string]Label{"category": {"ground/ras": both("ras"), "total/total": both("totaal")}},
		Overlap:      map[string]bool{"ground": true},
		Limits:       Limits{ShareFrom: 20, ShareDrawn: 50, ShareAlone: 100},
	}
}

// policeChart draws one line.
func policeChart() charts.Spec {
	return charts.Spec{ID: "chain", Model: "mart.chain", Page: "chain", Form: charts.Lines, Panels: []charts.PanelSpec{
		{Key: "police", Series: []charts.SeriesSpec{{SeriesID: "police_incident", Unit: "count"}}},
	}}
}

// declared is the chart of that id.
func declared(id string) charts.Spec {
	s, ok := charts.Find(id)
	if !ok {
		panic("no chart " + id)
	}
	return s
}
