package charts

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// ranked is the inflow of 2022 to 2024, of which the press gave one figure:
// 9 figures, 8 of them from the body itself, counted by hand.
func ranked() []Row {
	var rows []Row
	for _, r := range inflow() {
		if r.TimePeriod < "2022" {
			continue
		}
		r.SourceRank = "primary"
		if r.TimePeriod == "2023" && r.SeriesID == "om_codis_offence" {
			r.SourceRank = "secondary"
		}
		rows = append(rows, r)
	}
	return rows
}

func TestAFigureFromThePressIsMarkedInEveryForm(t *testing.T) {
	c := builtFrom(t, inflowByYear(), data("mart.inflow_by_year", ranked()), "en")
	var marked []string
	for _, row := range c.Table.Rows {
		for _, cell := range row.Cells {
			if cell.Mark != "" {
				marked = append(marked, row.Heading+" "+cell.Text+" "+cell.Mark+" "+cell.Detail)
			}
		}
	}
	if diff := cmp.Diff([]string{"2023 324 s from the press or another source about the body"}, marked); diff != "" {
		t.Errorf("marks of the table (-want +have):\n%s", diff)
	}
	if want := "From the press or from others about the body: 1 of 9 figures."; !strings.HasSuffix(c.Alt, want) {
		t.Errorf("text alternative does not end with %q:\n%s", want, c.Alt)
	}
	if want := "From the body itself or from a document to parliament: 8 of the 9 figures in this chart. The others come from the press or from others (s in the table)."; c.Origin != want {
		t.Errorf("line under the chart:\n%s\nwant\n%s", c.Origin, want)
	}
	if !strings.Contains(string(c.Options), "2023: 324 (margin of chance 289 to 362)\\nfrom the press or another source about the body") {
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
	c := builtFrom(t, inflowByYear(), data("mart.inflow_by_year", ranked()), "nl")
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
	if diff := cmp.Diff(OriginCount{Primary: 8, Secondary: 1}, CountPublished(all)); diff != "" {
		t.Errorf("count (-want +have):\n%s", diff)
	}
}

func TestAChartSaysWhenAllOrNoneComeFromTheBody(t *testing.T) {
	for _, tt := range []struct{ rank, want string }{
		{"primary", "All figures in this chart (9) come from the body itself or from a document to parliament."},
		{"secondary", "None of the figures in this chart (9) comes from the body itself or from a document to parliament. They come from the press or from others (s in the table)."},
		{"", ""},
	} {
		rows := ranked()
		for i := range rows {
			rows[i].SourceRank = tt.rank
		}
		if c := builtFrom(t, inflowByYear(), data("mart.inflow_by_year", rows), "en"); c.Origin != tt.want {
			t.Errorf("rank %q: %q, want %q", tt.rank, c.Origin, tt.want)
		}
	}
}
