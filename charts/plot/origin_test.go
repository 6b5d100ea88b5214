package plot

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"jaarcijfers/pipeline/messages"
)

// ranked is the inflow of 2022 to 2024, of which the press gave one figure:
// 9 figures, 8 of them from the body itself, counted by hand.
func ranked() []Row {
	var rows []Row
	for _, r := range inflow() {
		if r.TimePeriod < "2022" {
			continue
		}
		r.SourceRank, r.SourceKind = "primary", "own"
		if r.TimePeriod == "2023" && r.SeriesID == "om_codis_offence" {
			r.SourceRank, r.SourceKind = "secondary", "secondary"
		}
		rows = append(rows, r)
	}
	return rows
}

func TestAFigureFromThePressIsMarkedInEveryForm(t *testing.T) {
	c := builtFrom(t, declared("inflow_by_year"), data("mart.inflow_by_year", ranked()), "en")
	var marked []string
	for _, row := range c.Table.Rows {
		for _, cell := range row.Cells {
			if cell.Mark != "" {
				marked = append(marked, row.Heading+" "+cell.Text+" "+cell.Mark+" "+cell.Detail)
			}
		}
	}
	if diff := cmp.Diff([]string{"2023 324 s from the press, a press release taken over or another source about the body"}, marked); diff != "" {
		t.Errorf("marks of the table (-want +have):\n%s", diff)
	}
	if want := "From the press or from others: 1 of 9 figures."; !strings.HasSuffix(c.Alt, want) {
		t.Errorf("text alternative does not end with %q:\n%s", want, c.Alt)
	}
	if want := "Of the 9 figures in this chart there are 8 from the body itself and 1 from the press or others (s)."; c.Origin != want {
		t.Errorf("line under the chart:\n%s\nwant\n%s", c.Origin, want)
	}
	if !strings.Contains(string(c.Options), "2023: 324 (margin of chance 289 to 362)\\nfrom the press, a press release taken over or another source about the body") {
		t.Error("the live chart does not say it at the figure")
	}
	records, err := csv.NewReader(strings.NewReader(string(c.CSV))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(records[0], "source_rank")
	ranks := map[string]int{}
	for _, r := range records[1:] {
		ranks[r[at]]++
	}
	if diff := cmp.Diff(map[string]int{"primary": 8, "secondary": 1}, ranks); diff != "" {
		t.Errorf("column source_rank of the CSV (-want +have):\n%s", diff)
	}
}

func TestTheWorkbookMarksAFigureFromThePress(t *testing.T) {
	c := builtFrom(t, declared("inflow_by_year"), data("mart.inflow_by_year", ranked()), "nl")
	file, err := excelize.OpenReader(bytes.NewReader(c.XLSX))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	rows, err := file.GetRows("tabel")
	if err != nil {
		t.Fatal(err)
	}
	var marked []string
	for _, text := range slices.Concat(rows...) {
		if strings.Contains(text, "(s)") {
			marked = append(marked, text)
		}
	}
	if diff := cmp.Diff([]string{"324 (s)"}, marked); diff != "" {
		t.Errorf("cells with mark s (-want +have):\n%s", diff)
	}
	notes, err := file.GetRows("toelichting")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(notes, func(r []string) bool { return len(r) > 0 && r[0] == c.Origin }) {
		t.Errorf("the notes of the workbook lack %q", c.Origin)
	}
}

func TestEachPublishedFigureIsCountedOnce(t *testing.T) {
	rows := ranked()
	withoutValue, counted := rows[0], rows[1]
	withoutValue.Value = nil
	counted.SeriesID = "extract_om_total_offence"
	var all []Published
	for _, r := range append(slices.Concat(rows, rows), withoutValue, counted) {
		if one, ok := PublishedRow(r); ok {
			all = append(all, one)
		}
	}
	if diff := cmp.Diff(OriginCount{"own": 8, "secondary": 1}, CountPublished(all)); diff != "" {
		t.Errorf("count (-want +have):\n%s", diff)
	}
}

func TestAChartSaysWhoseWordItsFiguresAre(t *testing.T) {
	for _, tt := range []struct {
		rank  string
		kinds []string // of the figures in turn
		want  string
	}{
		{"primary", []string{"own"}, "All figures in this chart (9) come from the body itself."},
		{"primary", []string{"returned"}, "All figures in this chart (9) come from what the Netherlands reported to ODIHR (OSCE), as ODIHR publishes it."},
		{"secondary", []string{"secondary"}, "All figures in this chart (9) come from the press or others (s)."},
		{"primary", []string{"own", "official", "official"}, "Of the 9 figures in this chart there are 3 from the body itself and 6 from a document to parliament or from the government, researchers or another body."},
		{"reprint", []string{"secondary", "own", "reprint"}, "Of the 9 figures in this chart there are 3 from the body itself, 3 from a press release taken over or translated (s) and 3 from the press or others (s)."},
		{"", []string{""}, ""},
	} {
		rows := ranked()
		for i := range rows {
			rows[i].SourceRank, rows[i].SourceKind = tt.rank, tt.kinds[i%len(tt.kinds)]
		}
		if c := builtFrom(t, declared("inflow_by_year"), data("mart.inflow_by_year", rows), "en"); c.Origin != tt.want {
			t.Errorf("kinds %q: %q, want %q", tt.kinds, c.Origin, tt.want)
		}
	}
}

// A figure of no kind would be left out of the list, and the numbers not add up.
func TestAFigureOfNoKindIsRefused(t *testing.T) {
	words, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	_, err = Origin(words["en"], "chart.origin", OriginCount{"own": 2, "hearsay": 1})
	if err == nil || !strings.Contains(err.Error(), "1 figures are of none of the kinds own, returned, official, reprint, secondary") {
		t.Errorf("error %v", err)
	}
}

func TestReprintsBearTheMarkOfThePress(t *testing.T) {
	value := 5.0
	for rank, want := range map[string]bool{"primary": false, "reprint": true, "secondary": true, "": false} {
		if r := (Row{Value: &value, SourceRank: rank}); r.Secondary() != want {
			t.Errorf("rank %q is marked %v, want %v", rank, r.Secondary(), want)
		}
	}
}
