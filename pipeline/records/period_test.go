package records_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/records"
)

// A row whose date cannot be read counts against the year that its number, its
// neighbours or its file say. Rows are offence(case, number, date, ...); "x" is no date.
func TestRowsWithoutADateCountAgainstAYear(t *testing.T) {
	row := func(key, number, date string) string { return offence(key, number, date, "art_137c", "specific") }
	for _, tt := range []struct {
		name  string
		files []string
		want  string // year of the row without a date
	}{
		{"the number begins with the year", []string{
			row("S23-1", "F1", "2023-01-05") + row("S23-2", "F2", "2023-01-05") + row("S23-3", "F3", "2023-01-05") + row("S24-1", "F4", "2024-01-05") + row("S24-2", "F5", "x"),
		}, "2024"},
		// 13 is an office: half of its rows are of 2023, all that end in 24 of 2024.
		{"the number ends with the year", []string{
			row("13-1-23", "F1", "2023-01-05") + row("13-2-23", "F2", "2023-01-05") + row("16-3-24", "F3", "2024-01-05") + row("13-4-24", "F4", "2024-01-05") + row("13-9-24", "F5", "x"),
		}, "2024"},
		{"the number says nothing: most rows of the file", []string{
			row("a", "F1", "2023-01-05") + row("b", "F2", "2023-02-05") + row("c", "F3", "2024-01-05"), row("d", "F4", "2024-01-05") + row("e", "F5", "x"),
		}, "2024"},
		{"a file without any date: most rows of the table", []string{row("a", "F1", "2023-01-05"), row("e", "F5", "x")}, "2023"},
		{"rows around it, not most of the file", []string{
			strings.Repeat(row("a", "F1", "2022-01-05"), 3000) + strings.Repeat(row("b", "F2", "2024-01-05"), 1000) + row("c", "F2", "2024-01-05") + row("d", "F5", "x"),
		}, "2024"},
		{"no date anywhere", []string{row("a", "F5", "x")}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := openPrivate(t, records.Options{}, codes)
			p.stageAll(files{"offence": tt.files})
			if err := p.RejectRows(context.Background(), tableOrder, nil); err != nil {
				t.Fatal(err)
			}
			list, err := p.Rejects(context.Background(), 10)
			if err != nil || len(list) != 1 || list[0].Rule != "type_date" || list[0].Period != tt.want {
				t.Error(list, err)
			}
			tallies, err := p.Tallies(context.Background(), []string{"offence"})
			at := slices.IndexFunc(tallies, func(x records.Tally) bool { return x.Rule == "type_date" })
			if err != nil || at < 0 || tallies[at].Period != tt.want {
				t.Error(tallies, err)
			}
		})
	}
}

// A record that was held back before it was staged has a number, but no place among
// the rows.
func TestRecordsHeldBackCountAgainstAYear(t *testing.T) {
	p := openPrivate(t, records.Options{}, codes)
	p.stageAll(files{"offence": {
		offence("S23-1", "F1", "2023-01-05", "art_137c", "specific") + offence("S24-1", "F2", "2024-01-05", "art_137c", "specific"),
		offence("S24-2", "F3", "2024-01-05", "art_137c", "specific"),
	}})
	got, err := p.HeldPeriods(context.Background(), []records.Undated{
		{Table: "offence", File: 0, Key: "S23-9"}, {Table: "ground", File: 0, Key: "F1"}, {Table: "offence", File: 1, Key: "\""}, {Table: "offence", File: 0, Key: "S24-9"},
	})
	if diff := cmp.Diff([]string{"2023", "", "2024", "2024"}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}
