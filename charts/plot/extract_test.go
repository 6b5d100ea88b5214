package plot

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"jaarcijfers/charts"
	"jaarcijfers/charts/draw"
	"jaarcijfers/pipeline/marking"
)

// extractRow is a figure counted in an extract; below five it is withheld.
func extractRow(series, dimension, category, year string, value float64) Row {
	r := omRow(series, year, value)
	r.Dimension, r.Category, r.Obtained, r.Publications = dimension, category, "computed", []string{"extract_2025-11-01"}
	if value < 5 && value > 0 {
		r.Value, r.ObsStatus, r.ConfStatus = nil, "Q", "C"
	}
	return r
}

// articles is an extract of two years in which 137d came up twice in the first.
func articles() []Row {
	return []Row{
		extractRow("extract_total_offence", "article", "art_137c", "2023", 81), extractRow("extract_total_offence", "article", "art_137c", "2024", 64),
		extractRow("extract_total_offence", "article", "art_137d", "2023", 2), extractRow("extract_total_offence", "article", "art_137d", "2024", 7),
		extractRow("extract_total_offence", "article", "art_131", "2023", 0), extractRow("extract_total_offence", "article", "art_131", "2024", 1),
	}
}

// extractData is data with an extract, of which a program may have made the rows.
func extractData(synthetic bool, models map[string][]Row) Data {
	d := data("", nil)
	d.Rows = models
	for _, code := range []string{"article/art_137c", "article/art_137d", "article/art_131", "bias_motivation/antisemitic", "bias_motivation/racist_xenophobic"} {
		_, name, _ := strings.Cut(code, "/")
		d.Codes["category"][code] = Label{"nl": name, "en": name}
	}
	d.Publications["extract_2025-11-01"] = Publication{ID: "extract_2025-11-01", Title: "Extractie", Marking: marking.OfExtract(synthetic)}
	return d
}

func builtFrom(t *testing.T, s charts.Spec, d Data, lang string) *Chart {
	t.Helper()
	c, _, err := build(t.Context(), new(draw.Drawer), s, d, words(t)[lang])
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAWithheldFigureIsToldInEveryFormAndShownInNone(t *testing.T) {
	c := builtFrom(t, declared("extract_article"), extractData(false, map[string][]Row{"mart.extract_breakdown": articles()}), "en")
	var table []string
	for _, row := range c.Table.Rows {
		for _, cell := range row.Cells {
			table = append(table, row.Heading+" "+cell.Text+" "+cell.Mark)
		}
	}
	want := []string{"art_137c 81 ", "art_137c 64 ", "art_137d [c] c", "art_137d 7 ", "art_131 0 ", "art_131 [c] c"}
	if diff := cmp.Diff(want, table); diff != "" {
		t.Error("table", diff)
	}
	if shown := strings.Count(string(c.File), ">[c]<"); shown != 2 {
		t.Errorf("the drawing shows %d withheld figures, want 2", shown)
	}
	// Four figures have a coloured cell; a withheld one has none.
	if cells := strings.Count(string(c.File), `class="jc-h`); cells != 4 {
		t.Errorf("the drawing has %d coloured cells, want 4", cells)
	}
	records, err := csv.NewReader(bytes.NewReader(c.CSV)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	value, status := slices.Index(records[0], "obs_value"), slices.Index(records[0], "obs_status")
	if r := records[3]; r[0] != "2023" || r[value] != "" || r[status] != "Q" || r[slices.Index(records[0], "conf_status")] != "C" || r[slices.Index(records[0], "interval_low")] != "" {
		t.Errorf("the CSV says %v of what is withheld", r)
	}
	f, err := excelize.OpenReader(bytes.NewReader(c.XLSX))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	if text, err := f.GetCellValue("table", "B6"); err != nil || text != "[c]" {
		t.Errorf("the workbook says %q, %v", text, err)
	}
	if !strings.Contains(c.Alt, "Some figures are confidential.") {
		t.Errorf("the text alternative does not tell: %s", c.Alt)
	}
	if notes := strings.Join(c.Notes, "\n"); !strings.Contains(notes, "[c] means: confidential.") || strings.Contains(notes, "computed in this report") {
		t.Errorf("notes are %s", notes)
	}
}

// An extract of ten rows can have nothing but withheld figures.
func TestAChartOfNothingButWithheldFiguresIsDrawn(t *testing.T) {
	few := []Row{
		extractRow("extract_open_offence", "case_age", "years_2_plus", "2025", 3), extractRow("extract_total_offence", "total", "total", "2024", 4),
		extractRow("extract_total_offence", "article", "art_137c", "2024", 4),
	}
	d := extractData(false, map[string][]Row{"mart.extract_breakdown": few, "mart.extract_published": append(few, omRow("om_total_offence", "2024", 683))})
	for _, s := range []charts.Spec{declared("extract_case_age"), declared("extract_published"), declared("extract_article")} {
		c := builtFrom(t, s, d, "nl")
		if !strings.Contains(string(c.File), ">[c]<") || !strings.Contains(strings.ToLower(c.Alt), "vertrouwelijk") {
			t.Errorf("%s does not tell what it withholds: %s", s.ID, c.Alt)
		}
		if strings.Contains(strings.Join(c.Notes, "\n"), "geen cijfer beschikbaar over 2024") {
			t.Errorf("%s calls a withheld figure a gap: %q", s.ID, c.Notes)
		}
	}
}

func TestNothingIsToldOfWhatIsWithheld(t *testing.T) {
	leak := extractRow("om_specific_offence", "total", "total", "2024", 5)
	leak.ConfStatus = "C"
	half := extractRow("om_specific_offence", "total", "total", "2024", 5)
	half.ObsStatus = "Q"
	part := extractRow("om_specific_offence", "total", "total", "2024", 3)
	for name, tt := range map[string]struct {
		spec charts.Spec
		rows []Row
	}{
		"a withheld figure with its value":   {policeChart(), []Row{leak}},
		"a value whose status says withheld": {policeChart(), []Row{half}},
		"a withheld part of a stack":         {declared("inflow_by_year"), []Row{part, omRow("om_codis_offence", "2024", 7), omRow("om_total_offence", "2024", 10)}},
	} {
		if tt.spec.ID == "chain" {
			tt.spec.Panels[0].Series[0].SeriesID = ""
		}
		_, err := newPlot(tt.spec, data(tt.spec.Model, tt.rows), words(t)["en"])
		var guard *GuardError
		if !errors.As(err, &guard) || guard.Rule != "withheld" {
			t.Errorf("%s: got %v, want the withheld guard", name, err)
		}
	}
}

func TestNoLineGoesOverAWithheldFigure(t *testing.T) {
	var rows []Row
	for i, v := range []float64{9, 8, 3, 7, 6} {
		r := extractRow("police_incident", "total", "total", []string{"2020", "2021", "2022", "2023", "2024"}[i], v)
		rows = append(rows, r)
	}
	p, err := newPlot(policeChart(), data("mart.chain", rows), words(t)["en"])
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]int{{0, 1}, {3, 4}}, p.Panels[0].Series[0].Stretches()); diff != "" {
		t.Error(diff)
	}
	alt, err := p.alt()
	// The lowest figure is the withheld one, so none is called the lowest of all.
	if err != nil || !strings.Contains(alt, "2020–2021: lowest 8 (2021), highest 9 (2020)") || !strings.Contains(alt, "Confidential: 2022.") {
		t.Errorf("alt is %q, %v", alt, err)
	}
	if svg := drawn(t, p); !strings.Contains(svg, ">[c]<") {
		t.Error("the drawing does not show what is withheld")
	}
}

func TestMarkedFiguresSayWhatTheyBear(t *testing.T) {
	rows := append(articles(), extractRow("extract_total_offence", "total", "total", "2024", 700), omRow("om_total_offence", "2023", 535))
	models := map[string][]Row{"mart.extract_breakdown": rows, "mart.extract_published": rows}
	for _, said := range []struct {
		synthetic                       bool
		lang, column, name, title, band string
	}{
		{true, "nl", "synthetic", "extract_published-fictief", "(fictief: verzonnen cijfers)", "FICTIEF: verzonnen cijfers"},
		{true, "en", "synthetic", "extract_published-synthetic", "(synthetic: made-up figures)", "SYNTHETIC: made-up figures"},
		{false, "nl", "internal", "extract_published-intern", "(intern: niet voor publicatie)", "INTERN: niet voor publicatie"},
		{false, "en", "internal", "extract_published-internal", "(internal: not for publication)", "INTERNAL: not for publication"},
	} {
		lang := said.lang
		c := builtFrom(t, declared("extract_published"), extractData(said.synthetic, models), lang)
		if c.Marking != marking.OfExtract(said.synthetic) || c.Name != said.name || !strings.HasSuffix(c.Title, said.title) || c.Table.Caption != c.Title || !strings.Contains(c.Alt, said.title) {
			t.Errorf("%s: name %q, title %q, caption %q, alt %q", lang, c.Name, c.Title, c.Table.Caption, c.Alt)
		}
		if column := c.Table.Columns[2]; c.Table.Columns[1] == column || !strings.Contains(column, "("+said.name[len("extract_published-"):]+")") {
			t.Errorf("%s: columns %q do not tell which figures are made up", lang, c.Table.Columns)
		}
		for form, drawing := range map[string][]byte{"wide": c.SVG, "narrow": c.Narrow, "file": c.File, "options": c.Options} {
			if !strings.Contains(string(drawing), said.band) {
				t.Errorf("%s: the %s drawing does not say so", lang, form)
			}
		}
		records, err := csv.NewReader(bytes.NewReader(c.CSV)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		at, value := slices.Index(records[0], said.column), slices.Index(records[0], "obs_value")
		var told []string
		for _, r := range records[1:] {
			if r[value] != "" { // a gap bears nothing
				told = append(told, r[2]+" "+r[at])
			}
		}
		if diff := cmp.Diff([]string{"om_total_offence false", "extract_total_offence true"}, told); diff != "" {
			t.Error(lang, diff)
		}
		f, err := excelize.OpenReader(bytes.NewReader(c.XLSX))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = f.Close() })
		if text, err := f.GetCellValue(f.GetSheetList()[0], "A1"); err != nil || text != c.Title {
			t.Errorf("%s: the workbook begins with %q, %v", lang, text, err)
		}
	}
	genuine := builtFrom(t, declared("extract_published"), extractData(false, models), "nl")
	if strings.Contains(string(genuine.File), "FICTIEF") || strings.Contains(genuine.Title, "fictief") {
		t.Errorf("a chart of a real extract is called synthetic: %q, %q", genuine.Name, genuine.Title)
	}
}

func TestAnOptionalChartIsLeftOut(t *testing.T) {
	published := []Row{omRow("om_total_offence", "2024", 683)}
	for _, s := range charts.All() {
		if !s.Optional {
			continue
		}
		p, err := newPlot(s, data(s.Model, published), words(t)["en"])
		if p != nil || err != nil {
			t.Errorf("%s without an extract: %v, %v", s.ID, p, err)
		}
	}
	_, err := newPlot(declared("inflow_ground"), data("mart.inflow_ground", nil), words(t)["en"])
	if err == nil || !strings.Contains(err.Error(), "no rows for any panel") {
		t.Errorf("a chart that must be there has no rows: %v", err)
	}
}

// What was published and what an extract gives stand under each other, year by
// year, at one height.
func TestPanelsShareYearsAndScale(t *testing.T) {
	rows := append(inflow(), extractRow("extract_total_offence", "total", "total", "2022", 417), extractRow("extract_total_offence", "total", "total", "2025", 800))
	p, err := newPlot(declared("extract_published"), extractData(false, map[string][]Row{"mart.extract_published": rows}), words(t)["en"])
	if err != nil {
		t.Fatal(err)
	}
	for _, panel := range p.Panels {
		if panel.Axis[0] != "2017" || panel.Axis[len(panel.Axis)-1] != "2025" || len(panel.Series[0].Points) != 9 {
			t.Errorf("%s: years %v with %d points", panel.Key, panel.Axis, len(panel.Series[0].Points))
		}
	}
	if a, b := p.top(p.Panels[0]), p.top(p.Panels[1]); a != b || a < 800 {
		t.Errorf("axes end at %v and %v", a, b)
	}
}

func TestTheReturnTellsThatMotivationsOverlap(t *testing.T) {
	var rows []Row
	for _, bias := range []string{"antisemitic", "racist_xenophobic"} {
		rows = append(rows, extractRow("extract_prosecuted_hate_crime", "bias_motivation", bias, "2024", 12))
	}
	d := extractData(false, map[string][]Row{"mart.odihr_return": rows})
	d.Overlap["bias_motivation"] = true
	c := builtFrom(t, declared("odihr_return"), d, "en")
	if !strings.Contains(strings.Join(c.Notes, "\n"), "motivations therefore do not add up") {
		t.Errorf("notes are %q", c.Notes)
	}
	if len(c.Table.Rows) != 2 || c.Table.Rows[0].Heading != "Prosecuted, by bias motivation: antisemitic" {
		t.Errorf("table is %v", c.Table.Rows)
	}
}

// Offices are in the order of the last whole year, and what their shares are of is said
// once. Rotterdam had more in 2023, Amsterdam in 2024: 30 and 20 per cent of 200.
func TestOfficesAreRankedByTheirShareOfTheLastYear(t *testing.T) {
	share := func(office, year string, value, base float64) Row {
		r := extractRow("extract_total_offence", "office", office, year, value)
		r.Unit, r.Base, r.Operation = "percent", &base, "share"
		return r
	}
	count := func(office, year string, value float64) Row {
		return extractRow("extract_total_offence", "office", office, year, value)
	}
	d := extractData(false, map[string][]Row{"mart.extract_share": {
		share("amsterdam", "2023", 10, 100), share("amsterdam", "2024", 30, 200), share("rotterdam", "2023", 60, 100), share("rotterdam", "2024", 20, 200),
		count("amsterdam", "2023", 10), count("amsterdam", "2024", 60), count("rotterdam", "2023", 60), count("rotterdam", "2024", 40),
	}})
	c := builtFrom(t, declared("extract_office"), d, "en")
	var names []string
	for _, r := range c.Table.Rows {
		names = append(names, r.Name)
	}
	if want := []string{"office/amsterdam", "office/rotterdam", "office/amsterdam", "office/rotterdam"}; !slices.Equal(names, want) {
		t.Errorf("the rows are %q, want %q", names, want)
	}
	said := slices.DeleteFunc(slices.Clone(c.Notes), func(n string) bool { return !strings.Contains(n, "percentages are of") })
	if want := []string{"The percentages are of 100 in 2023; 200 in 2024."}; !slices.Equal(said, want) {
		t.Errorf("of what the shares are is said as %q, want %q", said, want)
	}
}
