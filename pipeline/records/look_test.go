package records_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/records"
)

// offences makes rows of one year, with an office and a place.
func offences(from, n, year int, office, place string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Z%[1]d;F%[1]d;%[2]d-03-05;art_137c;specific;%[3]s;%[4]s;%[5]t;;;;\n", from+i, year, office, place, i%2 == 0)
	}
	return b.String()
}

// lookedAt stages offences and finds their rejects.
func lookedAt(t *testing.T, rows string) private {
	t.Helper()
	p := openPrivate(t, records.Options{}, codes)
	p.stageAll(files{"offence": {rows}})
	p.NameKeys(map[string]string{"offence": "offence_number"})
	if err := p.RejectRows(context.Background(), tableOrder, tableKeys); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestSingleCodesFindsColumnsThatSayTheSameOfEveryRow(t *testing.T) {
	for _, tt := range []struct{ name, rows, want string }{
		{"in all years", offences(0, 60, 2021, "amsterdam", "street") + offences(100, 60, 2022, "amsterdam", "internet"),
			"[{article art_137c  120} {kind specific  120} {office amsterdam  120} {place street 2021 60} {place internet 2022 60}]"},
		{"in one year", offences(0, 30, 2021, "amsterdam", "street") + offences(50, 30, 2021, "closed", "street") + offences(100, 60, 2022, "amsterdam", "street"),
			"[{article art_137c  120} {kind specific  120} {office amsterdam 2022 60} {place street  120}]"},
		{"too few to say", offences(0, 20, 2021, "amsterdam", "street"), "[]"},
	} {
		found, err := lookedAt(t, tt.rows).SingleCodes(context.Background(), "offence", 50)
		if got := fmt.Sprint(found); got != tt.want || err != nil {
			t.Errorf("%s: %s %v, want %s", tt.name, got, err, tt.want)
		}
	}
}

func TestYearsAndRowsBefore(t *testing.T) {
	ctx := context.Background()
	p := lookedAt(t, offences(0, 2, 2021, "closed", "street")+offences(10, 1, 2012, "amsterdam", "street")+offences(20, 3, 2022, "closed", "street"))
	years, err := p.Years(ctx)
	if got := fmt.Sprint(years); got != "[{2012 1} {2021 2} {2022 3}]" || err != nil {
		t.Error(got, err)
	}
	rows, err := p.RowsBefore(ctx, "offence", "inflow_date", 2021, "few", 3)
	if got := fmt.Sprint(rows); got != "[{offence 0 2 inflow_date few 2012-03-05  }]" || err != nil {
		t.Error(got, err)
	}
}

func TestRejectRowsKeepsTheFirstOfKeysThatAreAlike(t *testing.T) {
	row := func(key string) string {
		return "Z1;" + key + ";2023-01-05;art_137c;specific;amsterdam;street;true;;;\n"
	}
	for _, tt := range []struct {
		name string
		keys []string
		want []string
	}{
		{"capitals", []string{"s24-1", "S24-1", "S24-2"}, []string{"offence 0.1 offence_number: duplicate_alike S24-1 -> s24-1, 2023"}},
		{"noughts at the start", []string{"017", "17", "0017", "18"}, nil},
		{"letters of both kinds", []string{"aB1", "Ab2", "cD3"}, nil},
		{"noughts within", []string{"S24-01", "S24-1", "100", "10"}, nil},
	} {
		var rows strings.Builder
		for _, key := range tt.keys {
			rows.WriteString(row(key))
		}
		if diff := cmp.Diff(tt.want, lookedAt(t, rows.String()).rejects()); diff != "" {
			t.Error(tt.name, diff)
		}
	}
}
