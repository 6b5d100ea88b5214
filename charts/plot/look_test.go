package plot

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"jaarcijfers/charts"
	"jaarcijfers/charts/draw"
)

// built builds a chart and gives its file.
func built(t *testing.T, s charts.Spec, rows []Row) *Chart {
	t.Helper()
	c, _, err := build(t.Context(), new(draw.Drawer), s, data(s.Model, rows), words(t)["en"])
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// What is derived, provisional or revised looks different, and the legend says
// how.
func TestStatesOfFiguresAreSeenAndExplained(t *testing.T) {
	usual := string(built(t, policeChart(), police()).File)
	for _, look := range []string{"derived", "provisional", "r: revised"} {
		if strings.Contains(usual, ">"+look) {
			t.Errorf("a chart without such figures explains %q", look)
		}
	}
	rows := police()
	rows[len(rows)-1].ObsStatus = "P"
	rows[len(rows)-2].Revised, rows[len(rows)-2].BreakID = true, ""
	rows[0].Obtained = "implied"
	c := built(t, policeChart(), rows)
	svg := string(c.File)
	for _, want := range []string{">derived, not published as such<", ">provisional<", ">r: revised<", ">6,141 p<", ">5,487 r<"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the drawing lacks %s", want)
		}
	}
	// Two breaks are broken lines in the one; one break, the point and its entry in
	// the legend in the other.
	if before, after := strings.Count(usual, "stroke-dasharray"), strings.Count(svg, "stroke-dasharray"); before != 2 || after != 3 {
		t.Errorf("%d broken lines without a provisional figure, %d with one", before, after)
	}
	for _, want := range []string{"2020: provisional figure (p)", "2019: revised figure (r)"} {
		if !strings.Contains(strings.Join(c.Notes, "\n"), want) {
			t.Errorf("notes lack %q", want)
		}
	}
}

var whisker = regexp.MustCompile(`<path d="M[\d.]+ ([\d.]+)L[\d.]+ ([\d.]+)" [^>]*jc-margin-line`)

// A whisker is as long as its margin on the scale of the bars, which is read from
// the bar of 523 codis offences beside it. The margin of 683, 632.7 to 736.2, is
// from sums of Poisson chances made apart, in Python.
func TestWhiskersHaveTheLengthOfTheMargin(t *testing.T) {
	rows := inflow()
	rows = rows[len(rows)-3:] // 2024 alone
	c := built(t, declared("inflow_by_year"), rows)
	m := whisker.FindStringSubmatch(string(c.File))
	bar := regexp.MustCompile(`l0 -([\d.]+)l-[\d.]+ 0Z" fill="#c2570c" stroke`).FindStringSubmatch(string(c.File))
	if m == nil || bar == nil {
		t.Fatalf("no whisker or bar in %s", c.File)
	}
	low, _ := strconv.ParseFloat(m[1], 64)
	high, _ := strconv.ParseFloat(m[2], 64)
	height, _ := strconv.ParseFloat(bar[1], 64)
	if want := (736.2 - 632.7) / 523 * height; math.Abs(low-high-want) > 1.1 { // lines stand on half pixels
		t.Errorf("whisker is %.1f px long, want %.1f", low-high, want)
	}
}

// A lower bound and a rounded figure have no margin, so no whisker either.
func TestNoWhiskerWithoutAMargin(t *testing.T) {
	rows := inflow()
	rows = rows[len(rows)-3:]
	for i := range rows {
		rows[i].Precision = "rounded"
	}
	c := built(t, declared("inflow_by_year"), rows)
	if whisker.Match(c.File) || c.Margins {
		t.Error("a rounded figure has a whisker")
	}
}
