package site

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"jaarcijfers/charts"
	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/metadata"
)

func two(nl, en string) plot.Label { return plot.Label{"nl": nl, "en": en} }

func val(v float64) *float64 { return &v }

// loaded are the words of the site and, because the other packages bring their
// own, nothing else.
func loaded(t *testing.T) map[string]*messages.Catalogue {
	t.Helper()
	all, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// testAssets has the real library when npm has installed it.
func testAssets() Assets {
	library, err := os.ReadFile("../../charts/node_modules/echarts/dist/echarts.common.min.js")
	if err != nil {
		library = []byte("// no library\n")
	}
	return Assets{ECharts: library, Notice: []byte("Apache-2.0\n"), ChartCSS: ".jc-text { fill: var(--ink); }\n.jc-c1 { fill: #154273; }\n@media (prefers-color-scheme: dark) { .jc-c1 { fill: #6ea4de; } }\n"}
}

// testInput is a small report with real figures: the inflow of the OM
// (data/figures/observations.csv) and measures of the letter of June 2020.
func testInput() Input {
	in := Input{
		Title: "Jaarcijfers strafbare discriminatie", Version: "2026.1", Created: "2026-11-23", Database: "jaarcijfers.duckdb",
		Codes: testCodes(), Publications: map[string]plot.Publication{},
		Series: []Series{
			{ID: "om_specific_offence", Body: "OM", Population: "specific", UnitOfCount: "offence", Title: two("Ingestroomde specifieke discriminatiefeiten", "Registered specific discrimination offences"), Counts: two("Feiten die bij het OM zijn ingeschreven onder artikel 137c tot en met 137g of 429quater Sr.", "Offences registered by the OM under articles 137c to 137g or 429quater of the Criminal Code."), First: "2013", Last: "2024"},
			{ID: "om_codis_offence", Body: "OM", Population: "codis", UnitOfCount: "offence", Title: two("Ingestroomde codis-feiten", "Registered common offences with a discriminatory aspect (codis)"), Counts: two("Andere strafbare feiten waarbij discriminatie een rol speelt, meestal als motief.", "Other offences in which discrimination plays a part, usually as the motive."), First: "2017", Last: "2024"},
			{ID: "om_total_offence", Body: "OM", Population: "total", UnitOfCount: "offence", Title: two("Ingestroomde discriminatiefeiten, totaal", "Registered discrimination offences, total"), Counts: two("Specifieke feiten en codis-feiten samen.", "Specific offences and codis offences together."), First: "2017", Last: "2024"},
			{ID: "police_incident", Body: "police", Population: "incidents", UnitOfCount: "incident", Title: two("Discriminatie-incidenten bij de politie", "Discrimination incidents recorded by the police"), Counts: two("Gebeurtenissen in het politiesysteem die deskundigen als discriminatie beoordelen.", "Events in the police system that experts judge to be discrimination."), First: "2008", Last: "2024"},
			{ID: "odihr_hate_crime_incident", Body: "ODIHR", CountedBy: "police", Population: "hate_crime_as_reported", UnitOfCount: "incident", Title: two("Door de politie geregistreerde hate crimes, opgave aan ODIHR", "Hate crimes recorded by the police, as reported to ODIHR"), Counts: two("Wat Nederland aan ODIHR opgaf; de afbakening verschilt per jaar.", "What the Netherlands reported to ODIHR; the definition differs by year."), First: "2009", Last: "2023"},
		},
		Tiles: []string{"odihr_hate_crime_incident", "police_incident"},
		Trend: testTrend(),
		Breaks: []plot.Break{
			{ID: "police_2019", SeriesID: "police_incident", TimePeriod: "2019", Kind: "scope", Reason: two("Vanaf 2019 tellen incidenten tegen werknemers met een publieke taak mee.", "From 2019 incidents against workers with a public task are included."), Publication: "nd_2020"},
			{ID: "om_specific_2025", SeriesID: "om_specific_offence", TimePeriod: "2025", Kind: "legal", Dimension: "ground", Reason: two("Per 1 juli 2025 verandert de wettelijke benaming van gronden.", "On 1 July 2025 the legal wording of grounds changed.")},
		},
		Others: []OtherFigure{{TimePeriod: "2019", SeriesID: "om_total_offence", Dimension: "total", Category: "total", Unit: "count", Shown: 344, Value: 343, Publication: "odihr_nl_main", OtherSeries: "om_total_offence", OtherDimension: "total", OtherCategory: "total", Kind: "other_source", Reason: "unexplained", Explanation: two("Eén verschil: 344 volgt uit het OM-persbericht (409 min 65), 343 is de ODIHR-kolom 'vervolgd'.", "One apart; 344 is arithmetic on the OM press release, 343 is the ODIHR prosecuted column.")}},
		Facts:  []Fact{{Publication: "om_cib2020_blik", TimePeriod: "2009-01-01/P4Y", Body: "OM", Kind: "context", Statement: two("Het aantal zaken daalde elk jaar.", "Cases fell each year."), Pointer: "par.4"}},
		Cautions: []Caution{
			{Page: "start", Fact: Fact{Publication: "nd_2020", TimePeriod: "2024", Body: "police", Statement: two("Eén op de tien meldt het ergens.", "One in ten reports it anywhere.")}},
			{Page: "chain", Fact: Fact{Publication: "om_cib2020_nd", TimePeriod: "2020", Body: "OM", Statement: two("Terughoudendheid is geboden.", "Restraint is called for.")}},
			{Page: "hate_crime", Fact: Fact{Publication: "nd_2020", TimePeriod: "2018", Body: "OM", Statement: two("Ongeveer 5 procent wordt codis.", "About 5 per cent becomes codis.")}},
		},
		Unread:  []UnreadSource{{Title: "Strafbare Discriminatie in Beeld 2017", URL: "https://example.org/sdib2017", Holds: two("instroom naar parket", "inflow by office"), State: two("alleen het begin", "the opening only")}},
		Origins: []BodyOrigin{{Body: "OM", Figures: plot.OriginCount{"official": 7, "reprint": 5, "secondary": 7}}, {Body: "police", Figures: plot.OriginCount{"own": 3, "secondary": 4}, Own: 1}},
	}
	in.Sources = testSources()
	for _, s := range in.Sources {
		in.Publications[s.ID] = s.Publication
	}
	in.Inflow = testInflow()
	in.Key = testKeys(in.Inflow)
	in.Measure = testMeasures()
	in.Letters = []Letter{{
		ID: "letter-2020-06", Title: "Voortgang", Date: "2020-06", Scope: "jenv", Supposed: "30950, nr 185",
		Note: two("Het dossier is niet zeker.", "The dossier is not certain."),
	}}
	in.Plan = []PlanDocument{
		{Date: "2019-04-02", Place: "before", Sender: "Ministers van JenV en OCW", Reference: "30420, nr 303", Says: two("Het plan.", "The plan.")},
		{Date: "2024-05-14", Place: "after", Sender: "WODC", Title: "Evaluatie", Says: two("38 acties.", "38 actions."), URL: "https://example.org/evaluatie"},
	}
	in.Tables = testTables()
	for _, lang := range messages.Languages {
		for _, s := range charts.All() {
			if s.Optional {
				continue // there is no extract
			}
			in.Charts = append(in.Charts, stubChart(s, lang, in.Sources[0].Publication))
		}
	}
	return in
}

// testTrend is the course of the police's figure, with its break of 2019 and a year
// without a figure (data/figures/observations.csv; 2018 left out here).
func testTrend() []plot.Row {
	var rows []plot.Row
	for _, y := range []struct {
		year, breakID string
		value         float64
	}{{"2016", "", 4376}, {"2017", "", 3499}, {"2019", "police_2019", 5487}, {"2020", "", 6141}} {
		rows = append(rows, plot.Row{TimePeriod: y.year, SeriesID: "police_incident", Dimension: "total", Category: "total", Value: val(y.value), Unit: "count", BreakID: y.breakID})
	}
	return rows
}

func testInflow() []plot.Row {
	var rows []plot.Row
	add := func(year, kind string, v float64, obtained, source string) {
		rows = append(rows, plot.Row{TimePeriod: year, Body: "OM", SeriesID: "om_" + kind + "_offence", Population: kind, UnitOfCount: "offence", Dimension: "total", Category: "total", Value: val(v), Unit: "count", ObsStatus: "A", Obtained: obtained, Precision: "exact", Operation: "given", Publications: []string{source}})
	}
	add("2016", "specific", 163, "printed", "om_cib2020_nd")
	add("2017", "specific", 144, "printed", "cidi_sdib2017")
	add("2019", "specific", 123, "printed", "om_cib2019_rk")
	add("2019", "codis", 221, "computed", "om_cib2020_blik")
	for _, y := range []struct {
		year, obtained, source string
		total, specific, codis float64
	}{
		{"2019", "implied", "om_cib2020_blik", 344, 0, 0},
		{"2020", "printed", "om_cib2020_blik", 409, 157, 252},
		{"2021", "printed", "om_cib2020_nd", 485, 157, 328},
		{"2022", "printed", "om_cib2022_kikotapasando", 417, 144, 273},
		{"2023", "printed", "om_sdib2023_fok", 535, 211, 324},
		{"2024", "printed", "om_sdib2024_openrijk", 683, 160, 523},
	} {
		add(y.year, "total", y.total, y.obtained, y.source)
		if y.specific > 0 {
			add(y.year, "specific", y.specific, "printed", y.source)
			add(y.year, "codis", y.codis, "printed", y.source)
		}
	}
	return rows
}

func testKeys(inflow []plot.Row) []KeyFigure {
	var keys []KeyFigure
	for _, r := range inflow[len(inflow)-3:] {
		previous := map[string]float64{"total": 535, "specific": 211, "codis": 324}[r.Population]
		keys = append(keys, KeyFigure{Row: r, ID: r.SeriesID, PreviousPeriod: "2023", PreviousValue: val(previous), Change: val(*r.Value - previous), ChangePercent: val(100 * (*r.Value - previous) / previous), Low: val(632.7), High: val(736.2)})
	}
	other := func(series, body, unit, year string, v float64, precision, breakID string) {
		keys = append(keys, KeyFigure{ID: series, Row: plot.Row{TimePeriod: year, Body: body, SeriesID: series, Population: series, UnitOfCount: unit, Dimension: "total", Category: "total", Value: val(v), Unit: "count", ObsStatus: "A", Obtained: "printed", Precision: precision, BreakID: breakID, Publications: []string{"nd_2020"}}})
	}
	other("police_incident", "police", "incident", "2019", 5487, "exact", "police_2019")
	other("odihr_hate_crime_incident", "ODIHR", "incident", "2023", 2500, "rounded", "")
	return keys
}

// testTold are sentences beside the key figures, as mart.statement gives them.
func testTold(keys []KeyFigure) []Statement {
	var all []Statement
	for _, k := range keys {
		add := func(key string, arguments map[string]any, codes map[string][2]string) {
			codes["series"] = [2]string{"series", k.SeriesID}
			arguments["year"], arguments["value"] = k.TimePeriod, *k.Value
			all = append(all, Statement{Key: key, Theme: "key_figure", Group: "4_" + k.ID, KeyFigure: k.ID, Arguments: arguments, Codes: codes})
		}
		switch {
		case k.Population == "specific":
			add("series_value_counted", map[string]any{"count": 60.0}, map[string][2]string{"event": {"event", "football"}})
			add("compared_fewer", map[string]any{"previous_year": "2023", "previous": 211.0, "change": 51.0, "percent": 24.2}, map[string][2]string{})
		case k.PreviousPeriod != "":
			add("series_value", map[string]any{}, map[string][2]string{})
			add("compared_rose", map[string]any{"previous_year": "2023", "previous": *k.PreviousValue, "change": *k.Change, "percent": *k.ChangePercent}, map[string][2]string{})
		case k.BreakID != "":
			add("compared_break", map[string]any{}, map[string][2]string{})
		default:
			add("compared_none", map[string]any{}, map[string][2]string{})
		}
	}
	return all
}

func testSources() []Source {
	var all []Source
	add := func(id, title, publisher, date, url, rank string, figures, used int) {
		all = append(all, Source{Publication: plot.Publication{ID: id, Title: title, Publisher: publisher, Published: date, Language: "nl", URL: url, Rank: rank}, Figures: figures, Preferred: used})
	}
	add("om_sdib2024_openrijk", "Meer discriminatiefeiten bij het OM in 2024", "Open Rijk", "2025-06-24", "https://example.org/sdib2024", "primary", 12, 9)
	add("om_sdib2023_fok", "Strafbare discriminatie in beeld 2023", "FOK!", "2024-04", "https://example.org/sdib2023", "secondary", 10, 7)
	add("om_cib2022_kikotapasando", "Aantal ingeschreven discriminatiefeiten bij OM in 2022 gedaald (OM-persbericht Cijfers in Beeld 2022, overgenomen)", "Kiko ta Pasando / OM", "2023-04-25", "https://example.org/2023/04/25/aantal-ingeschreven-discriminatiefeiten-bij-om-in-2022-gedaald/", "primary", 17, 15)
	add("om_cib2020_blik", "Cijfers in Beeld 2020", "Blik op Nieuws", "2021", "https://example.org/cib2020", "secondary", 9, 4)
	add("om_cib2020_nd", "Cijfers in Beeld 2020", "Nederlands Dagblad", "2021-04-21", "http://example.org/nd", "secondary", 5, 2)
	add("om_cib2019_rk", "Cijfers in Beeld 2019", "RK", "2020", "ftp://example.org/not-a-web-link", "secondary", 2, 1)
	add("cidi_sdib2017", "Strafbare discriminatie in beeld 2017", "CIDI", "2018-05", "", "secondary", 3, 1)
	add("nd_2020", "Discriminatiecijfers in 2019", "Politie", "2020-04", "https://example.org/nd2020", "primary", 30, 20)
	add("odihr_nl_main", "Hate crime reporting: Netherlands", "ODIHR", "", "https://example.org/odihr", "primary", 40, 33)
	return all
}

func testMeasures() []Measure {
	m := func(number int, title, status, printed, theme, text string) Measure {
		return Measure{ID: strconv.Itoa(number), Letter: "letter-2020-06", InLast: true, Number: number, Title: title, Status: status, StatusText: printed, Theme: theme, Narrative: text, Sentence: firstSentence(text), LetterTitle: "Voortgang uitvoering Actieplan Veiligheid LHBTI (bijlage 3)", LetterDate: "2020-06", SourceFile: "letters/2020-06-voortgang-actieplan-veiligheid-lhbti-bijlage-3.txt", Line: 10 * number, LineEnd: 10*number + 6}
	}
	return []Measure{
		m(5, "Invoering werkwijze individuele beoordeling van de kwetsbaarheid van slachtoffers", "partly_completed", "deels afgerond", "", "Om deze werkwijze goed door te voeren hebben alle politiemedewerkers van de basisteams trainingen slachtofferzorg gekregen.\n\nVanaf het eerste persoonlijke contact met de politie op het basisteam worden slachtoffers beoordeeld op een verhoogde kans op herhaling of andere kwetsbaarheid."),
		m(9, "Ontwikkeling bondgenotenaanpak politie", "ongoing", "lopend", "", "In alle eenheden is een begin gemaakt met de invoering van de bondgenotenaanpak."),
		m(29, "Jaarrapportage OM", "completed", "afgerond", "inflow", "De jaarlijkse cijferrapportage discriminatie van het LECD wordt eind juni 2020 opgeleverd en aan\nuw Kamer gezonden."),
		m(34, "Werkdefinities hate crime/hate speech", "ongoing", "lopend", "hate_crime", "Op dit moment wordt de laatste hand gelegd aan het formuleren van een werkdefinitie van de begrippen ‘hate crime’ en ‘hate speech’."),
		m(36, "Structurele uitbreiding LECD", "completed", "afgerond", "", "Per eind 2019 is het LECD structureel met 2,5 fte uitgebreid."),
	}
}

func firstSentence(text string) string { return strings.SplitAfter(text, ".")[0] }

func testTables() []metadata.Table {
	columns := []metadata.Column{
		{Name: "time_period", Type: "VARCHAR", Words: two("Jaar.", "Year.")},
		{Name: "obs_value", Type: "DOUBLE", Words: two("De waarde.", "The value.")},
		{Name: "publications", Type: "VARCHAR[]", Words: two("De publicaties waar de waarde op rust; de eerste is de gebruikte.", "The publications the value rests on; the first is the one used.")},
	}
	return []metadata.Table{
		{Name: "core.observation", Grain: two("Eén cijfer zoals één publicatie het gaf.", "One figure as one publication gave it."), Rows: 596, Columns: columns},
		{Name: "mart.inflow_by_year", Grain: two("De instroom bij het OM in één jaar van één soort.", "The inflow at the OM in one year of one kind."), Rows: 27, File: "data/mart_inflow_by_year.csv", Columns: columns},
	}
}

func testCodes() map[string]map[string]plot.Label {
	return map[string]map[string]plot.Label{
		"body":            {"OM": two("Openbaar Ministerie (OM)", "Public Prosecution Service (OM)"), "police": two("Politie", "Police"), "ODIHR": two("ODIHR (OVSE)", "ODIHR (OSCE)")},
		"population":      {"specific": two("specifieke discriminatiefeiten", "specific discrimination offences"), "codis": two("codis-feiten", "common offences with a discriminatory aspect (codis)"), "total": two("specifiek en codis samen", "specific and codis together")},
		"unit_of_count":   {"offence": two("feiten", "offences"), "incident": two("incidenten", "incidents")},
		"obtained":        {"implied": two("volgt uit de tekst van de publicatie", "follows from the text of the publication"), "computed": two("berekend in dit rapport", "computed in this report")},
		"obs_status":      {"B": two("reeksbreuk", "time series break")},
		"precision":       {"rounded": two("afgerond", "rounded"), "lower_bound": two("ondergrens", "lower bound")},
		"difference_kind": {"other_source": two("andere bron", "other source")},
		"reason":          {"unexplained": two("niet verklaard", "not explained")},
		"rank":            {"primary": two("primair: van de instantie zelf of aan de Kamer", "primary: by the body itself or to parliament"), "secondary": two("secundair: anderen erover", "secondary: others about it")},
		"fact_kind":       {"context": two("wat de bron er verder over zegt", "what else the source says")},
		"break_kind":      {"scope": two("andere afbakening", "change of scope"), "legal": two("wetswijziging", "change of law")},
		"dimension":       {"ground": two("grond", "ground")},
		"letter_scope":    {"jenv": two("het ministerie van Justitie en Veiligheid", "the Ministry of Justice and Security")},
		"measure_status":  {"completed": two("afgerond", "completed"), "partly_completed": two("deels afgerond", "partly completed"), "ongoing": two("lopend", "ongoing")},
	}
}

// stubChart stands in for a built chart: the figures of the OM under any title.
func stubChart(s charts.Spec, lang string, source plot.Publication) plot.Chart {
	years := []string{"2019", "2020", "2021", "2022", "2023", "2024"}
	values := []float64{344, 409, 485, 417, 535, 683}
	table := plot.Table{Caption: "Table of " + s.ID, Columns: []string{"Jaar", "Totaal", "Specifiek", "Codis"}}
	var wide, small strings.Builder
	draw := func(b *strings.Builder, width int) {
		fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" class="jc-chart" width="%d" height="320" viewBox="0 0 %d 320">`, width, width)
		for i, v := range values {
			step := float64(width-60) / 6
			fmt.Fprintf(b, `<rect class="jc-c1" x="%.0f" y="%.0f" width="%.0f" height="%.0f" fill="#154273"></rect><text class="jc-text" x="%.0f" y="312" font-size="13">%s</text>`, 40+step*float64(i), 290-v/2.6, step*0.7, v/2.6, 40+step*float64(i), years[i])
		}
		b.WriteString("</svg>")
	}
	draw(&wide, 860)
	draw(&small, 320)
	for i, y := range years {
		cell := plot.Cell{Text: fmt.Sprint(values[i]), Value: val(values[i])}
		if i == 0 {
			cell.Mark, cell.Detail, cell.Each = "d", "afgeleid", []plot.Mark{{Sign: "d", Words: "afgeleid"}}
		}
		table.Rows = append(table.Rows, plot.TableRow{Heading: y, Cells: []plot.Cell{cell, {Text: "160", Value: val(160)}, {Text: "[x]", Mark: "x", Detail: "niet beschikbaar"}}})
	}
	options, err := json.Marshal(map[string]any{
		"title": map[string]any{"text": "</script><script>alert(1)</script>\u2028"}, "xAxis": map[string]any{"data": years}, "yAxis": map[string]any{},
		"series": []any{map[string]any{"type": "bar", "data": values}},
	})
	if err != nil {
		panic(err)
	}
	return plot.Chart{
		ID: s.ID, Name: s.ID, Lang: lang, Model: s.Model, Title: "Hoeveel discriminatiefeiten kwamen bij het OM binnen? (" + s.ID + ")", Unit: "feiten, aantal",
		Alt: "Staafdiagram " + s.ID + ": van 344 in 2019 naar 683 in 2024.", SVG: []byte(wide.String()), Narrow: []byte(small.String()), File: []byte(wide.String()),
		Options: options, CSV: []byte("time_period,obs_value\n2024,683\n"), XLSX: []byte("PK"), Table: table, Width: 860, Height: 320,
		Notes: []string{"Over 2019 is het totaal afgeleid uit het persbericht over 2020."}, Sources: []plot.Publication{source},
	}
}
