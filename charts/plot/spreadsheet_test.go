package plot

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sheetOf reads the file for a spreadsheet as one in its language would: the cells of
// some columns of every row.
func sheetOf(t *testing.T, c *Chart, comma rune, columns ...int) [][]string {
	t.Helper()
	text, marked := strings.CutPrefix(string(c.Spreadsheet), "\uFEFF")
	if !marked {
		t.Error("nothing says that the file is UTF-8")
	}
	in := csv.NewReader(strings.NewReader(text))
	in.Comma = comma
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for _, row := range rows {
		var cells []string
		for _, at := range columns {
			cells = append(cells, row[at])
		}
		all = append(all, cells)
	}
	return all
}

// The lower bound of 2013, and the first figure after a break in 2014 with its margin: in
// R, poisson.test(5721)$conf.int is 5573.703 to 5871.204.
func TestAFileForASpreadsheetIsInItsLanguage(t *testing.T) {
	want := map[string][][]string{
		"nl": {{"Periode", "Waarde", "Zoals op de pagina", "Marge van", "Marge tot", "Fictief"}, {"2013", "3600", "≥ 3.600", "", "", "nee"}, {"2014", "5721", "5.721", "5573", "5872", "nee"}},
		"en": {{"Period", "Value", "As on the page", "Margin from", "Margin to", "Synthetic"}, {"2013", "3600", "≥ 3,600", "", "", "no"}, {"2014", "5721", "5,721", "5573", "5872", "no"}},
	}
	for lang, comma := range map[string]rune{"nl": ';', "en": ','} {
		c := builtFrom(t, policeChart(), data("mart.chain", police()), lang)
		if diff := cmp.Diff(want[lang], sheetOf(t, c, comma, 0, 4, 6, 7, 8, 12)[:3]); diff != "" {
			t.Errorf("%s (-want +have):\n%s", lang, diff)
		}
	}
}

// A rate has one decimal, behind the sign of its language. 5487 per 17,282,163 is 31.7495
// per 100,000 by R.
func TestAFileForASpreadsheetRoundsAsThePage(t *testing.T) {
	rows := police()[5:6]
	rows[0].Unit, rows[0].Operation, rows[0].Base = "per_100000", "rate", number(17_282_163)
	rows[0].Value = number(5487 * 100_000 / 17_282_163.0)
	spec := declared("rate")
	spec.Panels = spec.Panels[1:]
	for lang, comma := range map[string]rune{"nl": ';', "en": ','} {
		c := builtFrom(t, spec, data(spec.Model, rows), lang)
		want := map[string][]string{"nl": {"31,7", "17282163"}, "en": {"31.7", "17282163"}}[lang]
		if diff := cmp.Diff(want, sheetOf(t, c, comma, 4, 9)[1]); diff != "" {
			t.Errorf("%s (-want +have):\n%s", lang, diff)
		}
		if !strings.Contains(string(c.CSV), "31.749498") {
			t.Errorf("the data for programs are rounded: %s", c.CSV)
		}
	}
}

// A share of a base so small that the page shows only how many of it has no number; what
// is confidential has a sign.
func TestAFileForASpreadsheetSaysNoMoreThanThePage(t *testing.T) {
	w := sheetWriter{words: words(t)["nl"], limits: Limits{ShareDrawn: 50, ShareAlone: 100}}
	share := omRow("om_total_offence", "2024", 25)
	share.Unit, share.Base = "percent", number(40)
	cells := w.cells(SheetRow{Row: share, Shown: "10 van 40"})
	if cells[4] != "" || cells[6] != "10 van 40" || len(w.errs) > 0 {
		t.Errorf("%v, %v", cells, w.errs)
	}
	share.Base = number(50)
	if cells := w.cells(SheetRow{Row: share}); cells[4] != "25" {
		t.Errorf("%v", cells)
	}
}

// No publication gives the inflow of 2018: each series of the chart has a row that says so,
// as its table does, and none that makes it zero.
func TestAGapIsARowOfItsOwnInFiles(t *testing.T) {
	c := builtFrom(t, declared("inflow_by_year"), data("mart.inflow_by_year", inflow()), "en")
	records, err := csv.NewReader(strings.NewReader(string(c.CSV))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var gaps [][]string
	for _, r := range records[1:] {
		if r[0] == "2018" {
			var cells []string
			for _, column := range []string{"body", "series_id", "unit_of_count", "category", "obs_value", "unit", "obs_status", "conf_status", "revised", "publications", "lineage"} {
				cells = append(cells, r[slices.Index(records[0], column)])
			}
			gaps = append(gaps, cells)
		}
	}
	gap := func(series string) []string {
		return []string{"OM", series, "offence", "total", "", "count", "O", "F", "false", "", ""}
	}
	if diff := cmp.Diff([][]string{gap("om_specific_offence"), gap("om_codis_offence"), gap("om_total_offence")}, gaps); diff != "" {
		t.Errorf("for programs (-want +have):\n%s", diff)
	}
	shown := slices.DeleteFunc(sheetOf(t, c, ',', 0, 4, 6, 10), func(cells []string) bool { return cells[0] != "2018" })
	row := []string{"2018", "", "[x]", "no figure"}
	if diff := cmp.Diff([][]string{row, row, row}, shown); diff != "" {
		t.Errorf("for a spreadsheet (-want +have):\n%s", diff)
	}
}
