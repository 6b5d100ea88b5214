package site

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"jaarcijfers/charts"
	"jaarcijfers/charts/draw"
	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/messages"
)

const dataFolder = "../../data"

// lastYear is that of the extract of the fixture.
const lastYear = 2025

// extractID is the publication of the extract of the fixture.
const extractID = "extract_2025-11-01"

// OpenFolder opens a folder to write a site in.
func OpenFolder(tb testing.TB, path string) *os.Root {
	tb.Helper()
	root, err := os.OpenRoot(path)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := root.Close(); err != nil {
			tb.Error(err)
		}
	})
	return root
}

// records reads a file of the data folder by name of column.
func records(tb testing.TB, name string) []map[string]string {
	tb.Helper()
	f, err := os.Open(filepath.Join(dataFolder, name))
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	var list []map[string]string
	for _, line := range all[1:] {
		r := map[string]string{}
		for i, column := range all[0] {
			r[column] = line[i]
		}
		list = append(list, r)
	}
	return list
}

// realCodes are the codelists of the report, so that pages have the words they
// will have.
func realCodes(tb testing.TB) map[string]map[string]plot.Label {
	tb.Helper()
	codes := map[string]map[string]plot.Label{}
	files, err := filepath.Glob(filepath.Join(dataFolder, "codelists", "*.csv"))
	if err != nil {
		tb.Fatal(err)
	}
	for _, file := range files {
		list := strings.TrimSuffix(filepath.Base(file), ".csv")
		codes[list] = map[string]plot.Label{}
		for _, r := range records(tb, "codelists/"+filepath.Base(file)) {
			code := r["code"]
			if list == "category" {
				code = r["dimension"] + "/" + code
			}
			codes[list][code] = two(r["label_nl"], r["label_en"])
		}
	}
	return codes
}

// extractRow is one figure of the fixture; fewer than five are withheld.
func extractRow(series, dimension, category string, year int, value float64) plot.Row {
	r := plot.Row{
		TimePeriod: strconv.Itoa(year), Body: "OM", SeriesID: series, Population: series, UnitOfCount: "offence", Dimension: dimension, Category: category,
		Value: val(value), Unit: "count", ObsStatus: "A", ConfStatus: "F", Obtained: "computed", Precision: "exact", Operation: "count",
		Publications: []string{extractID}, Lineage: []string{extractID + "." + series + "." + category},
	}
	if value > 0 && value < 5 {
		r.Value, r.ObsStatus, r.ConfStatus = nil, "Q", "C"
	}
	return r
}

// spread are made-up figures up to the last year of the fixture: the first
// category has most, the last so few that they are withheld.
func spread(series, dimension string, first int, categories ...string) []plot.Row {
	var rows []plot.Row
	for place, category := range categories {
		for year := first; year <= lastYear; year++ {
			rows = append(rows, extractRow(series, dimension, category, year, float64((700+37*(year-first))/(1+2*place*place))))
		}
	}
	return rows
}

// breakdown are rows for every chart of an extract.
func breakdown() []plot.Row {
	const first = 2013
	rows := spread("extract_total_offence", "total", first, "total")
	for _, dimension := range [][]string{
		{"article", "art_137c", "art_266", "art_300", "art_137d", "art_285", "art_350", "art_137e", "art_429quater", "art_267", "art_141", "art_303", "art_other", "art_131", "art_157", "art_287"},
		{"ground", "ras", "antisemitisme", "hetero_homoseksuele_gerichtheid", "godsdienst", "seksuele_gerichtheid", "lichamelijke_psychische_verstandelijke_handicap", "geslacht"},
		{"place", "openbare_ruimte", "internet", "woonomgeving", "sportterrein", "horeca", "school", "openbaar_vervoer", "overheidsgebouw", "gebedshuis", "unknown"},
		{"office", "amsterdam", "midden_nederland", "zeeland_west_brabant", "noord_holland", "den_haag", "functioneel_parket", "landelijk_parket", "oost_nederland", "cvom", "unknown"},
		{"offence_class", "hate_speech", "hate_crime", "undecided", "discrimination"},
		{"stage", "inflow", "disposed", "prosecuted", "summoned", "verdict", "convicted"},
		{"cluster", "outside_cluster", "in_cluster"},
	} {
		rows = append(rows, spread("extract_total_offence", dimension[0], first, dimension[1:]...)...)
	}
	rows = append(rows, spread("extract_disposed_offence", "disposal", first, "dagvaarding", "technisch_sepot", "beleidssepot", "strafbeschikking", "voeging", "overdracht")...)
	rows = append(rows, spread("extract_judged_offence", "verdict", first, "conviction", "vrijspraak", "ontslag_rechtsvervolging", "niet_ontvankelijk")...)
	return append(rows, spread("extract_open_offence", "case_age", lastYear, "under_3_months", "months_3_6", "months_6_12", "years_1_2", "years_2_plus")...)
}

// shares are the counts by office and stage of a breakdown, each with its share of the
// whole of its year, which is made up too and so at most all of it.
func shares(rows []plot.Row) []plot.Row {
	whole := map[string]*float64{}
	for _, r := range rows {
		if r.SeriesID == "extract_total_offence" && r.Dimension == "total" {
			whole[r.TimePeriod] = r.Value
		}
	}
	var all []plot.Row
	for _, r := range rows {
		if r.Dimension != "office" && r.Dimension != "stage" {
			continue
		}
		all = append(all, r)
		if r.Category == "inflow" {
			continue
		}
		r.Unit, r.Obtained, r.Operation, r.Base = "percent", "computed", "share", whole[r.TimePeriod]
		if of := whole[r.TimePeriod]; r.Value != nil && of != nil && *of > 0 {
			r.Value = val(min(100, 100**r.Value / *of))
		}
		all = append(all, r)
	}
	return all
}

// barCategories are those of charts with a bar per category, by dimension.
var barCategories = map[string][]string{
	"status":   {"completed", "ongoing", "partly_completed", "x"},
	"form":     {"uitlating", "bedreiging", "vernieling", "pesterij"},
	"location": {"gemeente_amsterdam", "gemeente_den_haag", "gemeente_rotterdam", "gemeente_utrecht"},
	"region":   {"limburg", "oost_brabant", "zeeland_west_brabant", "x"},
}

// publishedRows are rows that the charts of published figures ask for.
func publishedRows() map[string][]plot.Row {
	all := map[string][]plot.Row{}
	seen := map[string]bool{}
	for _, s := range charts.All() {
		for _, p := range s.Panels {
			series := p.Series
			if p.Total != nil {
				series = append(series[:len(series):len(series)], *p.Total)
			}
			for _, one := range series {
				if s.Optional && !strings.HasPrefix(one.SeriesID, "om_") {
					continue
				}
				for year := 2021; year <= 2024; year++ {
					r := extractRow(one.SeriesID, one.Dimension, one.Category, year, float64(100+year-2000))
					r.Obtained, r.Operation, r.Unit, r.Publications = "printed", "given", one.Unit, []string{"om_sdib2024_openrijk"}
					switch {
					case r.Category != "" && r.Dimension == "":
						r.Dimension = "article"
					case r.Dimension == "":
						r.Dimension = "total"
					}
					if r.Dimension == "total" {
						r.Category = "total"
					}
					if r.Unit == "percent" {
						r.Value, r.Base = val(40), val(200)
					}
					if s.Form == charts.Bars {
						if r.Dimension == "total" {
							r.Dimension = "status"
						}
						r.Category = barCategories[r.Dimension][year-2021]
					} else if p.ByCategory {
						r.Category = "ras"
					}
					if key := s.Model + r.SeriesID + r.Dimension + r.Category + r.TimePeriod + r.Unit; !seen[key] {
						seen[key] = true
						all[s.Model] = append(all[s.Model], r)
					}
				}
			}
		}
	}
	return all
}

// returnRows are the return to ODIHR: totals as published (data/figures), and
// what the fixture's extract gives.
func returnRows() []ReturnFigure {
	var all []ReturnFigure
	for _, p := range []struct {
		year               int
		police, prosecuted float64
	}{{2021, 2417, 485}, {2022, 2476, 81}, {2023, 2500, 97}} {
		for _, figure := range []struct {
			stage, series string
			value         float64
		}{{"police", "odihr_hate_crime_incident", p.police}, {"prosecuted", "odihr_prosecuted", p.prosecuted}} {
			r := extractRow(figure.series, "total", "total", p.year, figure.value)
			r.Obtained, r.Operation, r.Body, r.Publications = "printed", "given", "ODIHR", []string{"odihr_nl_main"}
			r.SourceRank, r.SourceKind = "primary", "returned"
			r.Category = "police_recorded"
			if figure.stage == "prosecuted" {
				r.Dimension, r.Category = "disposal", "prosecuted"
			}
			if figure.stage == "prosecuted" && p.year == 2022 {
				r.BreakID, r.ObsStatus = "odihr_prosecuted_2022", "B"
			}
			all = append(all, ReturnFigure{Row: r, Stage: figure.stage, Origin: "published"})
		}
	}
	for _, stage := range []string{"prosecuted", "sentenced"} {
		series := "extract_" + stage + "_hate_crime"
		var rows []plot.Row
		rows = append(rows, spread(series, "total", 2022, "total")...)
		rows = append(rows, spread(series, "bias_motivation", 2022, "racist_xenophobic", "antisemitic", "anti_lgbti", "anti_muslim", "other_religion_belief", "gender", "disability", "unspecified", "anti_christian", "other")...)
		rows = append(rows, spread(series, "crime_type", 2022, "threats", "physical_assault", "damage_to_property", "other_crime_type")...)
		for _, r := range rows {
			all = append(all, ReturnFigure{Row: r, Stage: stage, Origin: "extract"})
		}
	}
	return all
}

// ExtractInput is a report with an extract, which a program may have made up. Its
// charts are drawn as a build draws them.
func ExtractInput(tb testing.TB, synthetic bool) Input {
	tb.Helper()
	in := testInput()
	in.Codes, in.Charts = realCodes(tb), nil
	in.Series = nil
	for _, r := range records(tb, "figures/series.csv") {
		in.Series = append(in.Series, Series{
			ID: r["series_id"], Body: r["body"], Population: r["population"], UnitOfCount: r["unit_of_count"],
			Title: two(r["title_nl"], r["title_en"]), Counts: two(r["counts_nl"], r["counts_en"]), First: "2013", Last: "2025",
		})
	}
	in.Breaks = append(in.Breaks, plot.Break{
		ID: "odihr_prosecuted_2022", SeriesID: "odihr_prosecuted", TimePeriod: "2022", Kind: "definition", Publication: "odihr_nl_main",
		Reason: two("Vanaf 2022 telt alleen vervolging binnen de OVSE-definitie van hate crime.", "From 2022 only prosecutions within the OSCE definition of hate crime count."),
	})
	in.Rules = []Rule{
		{Article: "art_137c", Circumstance: "any", Class: "hate_speech", Basis: "inference", From: "2021", Note: two("Afgeleid.", "Inferred.")},
		{Article: "art_285", Circumstance: "online", Class: "undecided", Basis: "none", From: "2021", Note: two("Geen bron zegt het.", "No source says it.")},
	}
	source := Source{Publication: plot.Publication{
		ID: extractID, Title: "Extractie uit het zaakssysteem van het OM van 1 november 2025", Publisher: "Openbaar Ministerie", Published: "2025-11-01",
		Language: "nl", Rank: "primary", Marking: marking.OfExtract(synthetic),
	}, Figures: 900, Preferred: 900}
	in.Sources = append(in.Sources, source)
	in.Publications[extractID], in.Marking = source.Publication, source.Marking
	in.Return = returnRows()
	in.Extract = extractTables(synthetic)
	in.Charts = drawnCharts(tb, in)
	return in
}

var extractSites sync.Map // whether the figures are synthetic -> map[string][]byte

// extractFiles writes each variant once for all tests.
func extractFiles(t *testing.T, synthetic bool) map[string][]byte {
	t.Helper()
	if site, ok := extractSites.Load(synthetic); ok {
		if files, ok := site.(map[string][]byte); ok {
			return files
		}
	}
	files := written(t, ExtractInput(t, synthetic))
	extractSites.Store(synthetic, files)
	return files
}

var drawings sync.Map // whether the figures are synthetic -> []charts.Chart

// drawnCharts draws each variant once for all tests.
func drawnCharts(tb testing.TB, in Input) []plot.Chart {
	tb.Helper()
	if drawn, ok := drawings.Load(in.Synthetic); ok {
		if all, ok := drawn.([]plot.Chart); ok {
			return all
		}
	}
	data := plot.Data{
		Limits: plot.Limits{ShareFrom: 20, ShareDrawn: 50, ShareAlone: 100},
		Rows:   publishedRows(), Publications: in.Publications, Codes: in.Codes, Breaks: map[string]plot.Break{},
		Parts:   map[string]string{"om_specific_offence": "om_total_offence", "om_codis_offence": "om_total_offence"},
		Overlap: map[string]bool{"ground": true, "bias_motivation": true, "crime_type": true, "stage": true, "disposal": true, "verdict": true},
	}
	for _, b := range in.Breaks {
		data.Breaks[b.ID] = b
	}
	data.Rows["mart.extract_breakdown"] = breakdown()
	data.Rows["mart.extract_share"] = shares(breakdown())
	data.Rows["mart.extract_published"] = append(data.Rows["mart.extract_published"], spread("extract_total_offence", "total", 2021, "total")...)
	for _, r := range in.Return {
		data.Rows["mart.odihr_return"] = append(data.Rows["mart.odihr_return"], r.Row)
	}
	words, err := messages.Load()
	if err != nil {
		tb.Fatal(err)
	}
	cache, err := draw.OpenCache(tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	all, err := plot.Build(tb.Context(), data, words, cache, func(string, string, bool) {})
	if err != nil {
		tb.Fatal(err)
	}
	drawings.Store(in.Synthetic, all)
	return all
}

func extractTables(synthetic bool) Extract {
	e := Extract{
		Differences: []ExtractDifference{
			{Row: extractRow("extract_total_offence", "total", "total", 2023, 541), PublishedSeriesID: "om_total_offence", Published: val(535), Difference: val(6), Percent: val(1.1), Rejected: val(9), Reason: "late_registration", Explanation: two("Feiten die na de publicatie zijn ingeschreven.", "Offences that were registered after the publication.")},
			{Row: extractRow("extract_specific_offence", "total", "total", 2024, 158), PublishedSeriesID: "om_specific_offence", Published: val(160), PublishedRank: "secondary", Difference: val(-2), Percent: val(-1.3), Reason: "unexplained"},
			{Row: extractRow("extract_codis_offence", "total", "total", 2024, 3), PublishedSeriesID: "om_codis_offence", Published: val(523), Reason: "unexplained"},
		},
		Changes: []ExtractChange{
			{Row: extractRow("extract_total_offence", "total", "total", 2023, 541), PreviousPeriod: "2022", Previous: val(420), PreviousOutside: val(410), Outside: val(415), Clusters: val(5), Meaning: "chance"},
			{Row: extractRow("extract_total_offence", "total", "total", 2024, 690), PreviousPeriod: "2023", Previous: val(541), PreviousOutside: val(415), Outside: val(660), PreviousClusters: val(5), Clusters: val(6), Meaning: "higher"},
		},
		Rejects: []ExtractReject{
			{Table: "offences", TimePeriod: "2024", Rejected: val(9), Rows: val(690), Budget: 0.01, Within: false},
			{Table: "offences", TimePeriod: "2024", Rule: "required", Rows: val(690), Budget: 0.01, Within: true},
			{Table: "grounds", TimePeriod: "unknown", Rule: "a_rule_without_words", Rejected: val(8), Rows: val(812), Budget: 0.005, Within: false},
		},
		Corrections: []Correction{
			{Table: "offences", Column: "office", Reason: "other_source"}, {Table: "offences", Column: "office", Reason: "total"},
			{Table: "offences", Column: "place", Reason: "total", Count: val(13)}, {Table: "offences", Column: "place", Reason: "typing_error", Count: val(6)},
			{Table: "offences", Column: "place", Reason: "wrong_case", Count: val(7)},
		},
	}
	for i, table := range []string{"offences", "grounds", "suspects", "disposals", "verdicts"} {
		e.Tables = append(e.Tables, ExtractTable{Publication: extractID, Table: table, Rows: val(float64(700 - 100*i)), Rejected: val(float64(9 * i)), Synthetic: synthetic})
	}
	return e
}
