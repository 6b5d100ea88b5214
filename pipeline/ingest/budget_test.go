package ingest

import (
	"testing"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/records"
)

// One row in a hundred of a year may be rejected, and one of a year so small that its
// share is less than a row, while such rows are within the share of the table. Rows that
// only follow from another count nowhere, those without a year for the whole table.
func TestABudgetCountsWhatIsAtFaultItself(t *testing.T) {
	year := func(period string, rows, rejected, follows int) records.Tally {
		return records.Tally{Table: "verdict", Period: period, Rows: rows, Rejected: rejected, Follows: follows}
	}
	large := year("2019", 941, 0, 0)
	for _, tt := range []struct {
		name    string
		tallies []records.Tally
		stops   []string // year, rejected and rows
	}{
		{"none", []records.Tally{large}, nil},
		{"one in a hundred", []records.Tally{year("2023", 600, 6, 0)}, nil},
		{"more than that", []records.Tally{year("2023", 610, 8, 0), large}, []string{"2023 8 610"}},
		{"one of a small year", []records.Tally{year("2018", 59, 1, 0), large}, nil},
		{"two of a small year", []records.Tally{year("2018", 59, 2, 0), large}, []string{"2018 2 59"}},
		{"one of a year of one row", []records.Tally{year("2014", 1, 1, 0), large}, nil},
		{"one of a small table", []records.Tally{year("2018", 59, 1, 0)}, []string{"2018 1 59"}},
		{"one of each of many small years", []records.Tally{year("2015", 50, 1, 0), year("2016", 50, 1, 0), year("2017", 50, 1, 0), year("2018", 50, 0, 0)}, []string{"2015 1 50", "2016 1 50", "2017 1 50"}},
		{"one of a hundred and one", []records.Tally{year("2018", 101, 1, 0), large}, nil},
		{"two of a hundred and one", []records.Tally{year("2018", 101, 2, 0), large}, []string{"2018 2 101"}},
		{"all follow", []records.Tally{year("2018", 59, 30, 30), large}, nil},
		{"all but one of a small year follow", []records.Tally{year("2018", 59, 31, 30), large}, nil},
		{"all but two of a small year follow", []records.Tally{year("2018", 59, 32, 30), large}, []string{"2018 2 59"}},
		{"no year: of the table", []records.Tally{year("", 0, 9, 0), large}, nil},
		{"no year, more than one in a hundred of the table", []records.Tally{year("", 0, 10, 0), large}, []string{" 10 941"}},
		{"no year, one of a small table", []records.Tally{year("", 0, 1, 0), year("2018", 59, 0, 0)}, []string{" 1 59"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBudgets(&contract.Package{Resources: []*contract.Resource{{Name: "verdicts", Table: "verdict", RejectBudgetShare: 0.01}}})
			b.add(tt.tallies)
			var stops []string
			for _, v := range b.exceeded() {
				stops = append(stops, v.Column+" "+v.Value+" "+v.Expected)
			}
			if len(stops) != len(tt.stops) {
				t.Fatal(stops)
			}
			for i, want := range tt.stops {
				if stops[i] != want {
					t.Errorf("got %s, want %s", stops[i], want)
				}
			}
			if b.within("verdict") != (len(tt.stops) == 0) {
				t.Error("within differs from what stops")
			}
		})
	}
}
