package site

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStartOpensWithTheFindingOfTheFigures(t *testing.T) {
	for _, tt := range []struct {
		name, want string
		told       []Statement
	}{
		{"a record", "Het OM registreerde 683 discriminatiefeiten in 2024, het hoogste bekende aantal sinds 2017", []Statement{{Key: "headline_highest", Theme: "start", Arguments: map[string]any{"year": "2024", "value": 683.0, "first_year": "2017"}}}},
		{"none", "Jaarcijfers strafbare discriminatie", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := testInput()
			in.Told = tt.told
			var headings []string
			for _, n := range elements(t, written(t, in)["index.html"]) {
				if n.Data == "h1" {
					headings = append(headings, textOf(n))
				}
			}
			if diff := cmp.Diff([]string{tt.want}, headings); diff != "" {
				t.Errorf("heading (-want +have):\n%s", diff)
			}
		})
	}
}

// Of the course of a series the parts stand apart: 2016 and 2017 before the break,
// 2019 and 2020 after it; 2018 has no figure. By hand: five years over 142 units, so
// 4, 39.5, 110.5 and 146 from the left; 6141 at the top, and 4376 is 0.7126 of it.
func TestASparklinePartsAtBreaksAndGaps(t *testing.T) {
	line, err := newSparkline(testTrend())
	if err != nil {
		t.Fatal(err)
	}
	want := &sparkline{
		First: "2016", Last: "2020",
		Lines: []string{"4.0,13.2 39.5,17.8", "110.5,7.4 146.0,4.0"},
		End:   sparkPoint{"146.0", "4.0"},
	}
	if diff := cmp.Diff(want, line); diff != "" {
		t.Errorf("course (-want +have):\n%s", diff)
	}
	if one, err := newSparkline(testTrend()[:1]); one != nil || err != nil {
		t.Errorf("one figure has the course %v, %v", one, err)
	}
}

func TestTheNavigationHasAtMostFiveEntries(t *testing.T) {
	for name, page := range written(t, testInput()) {
		if !strings.HasSuffix(name, ".html") || strings.HasSuffix(name, frameEnding) {
			continue
		}
		for _, n := range elements(t, page) {
			if attribute(n, "class") != "site-nav" {
				continue
			}
			entries := 0
			for d := range n.Descendants() {
				if d.Data == "a" {
					entries++
				}
			}
			if entries == 0 || entries > 5 {
				t.Errorf("%s has %d entries in its navigation", name, entries)
			}
		}
	}
}
