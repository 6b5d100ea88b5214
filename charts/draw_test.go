package charts

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// raw is the drawing of a plot as ECharts writes it.
func raw(t testing.TB, p *Plot, width int) string {
	t.Helper()
	options, height, err := p.options()
	if err != nil {
		t.Fatal(err)
	}
	still, err := stillOptions(options)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(still)
	if err != nil {
		t.Fatal(err)
	}
	var d Drawer
	svg, err := d.Draw(context.Background(), text, width, height)
	if err != nil {
		t.Fatal(err)
	}
	return svg
}

// drawn is the wide drawing of a plot as a page gets it.
func drawn(t testing.TB, p *Plot) string {
	t.Helper()
	alt, err := p.alt()
	if err != nil {
		t.Fatal(err)
	}
	svg, err := finish(raw(t, p, wideWidth), "jc-test", p.Title, alt, false)
	if err != nil {
		t.Fatal(err)
	}
	return string(svg)
}

var unsafeParts = regexp.MustCompile(`(?i)<(script|style|foreignobject|image|use|a)\b|\s(style|href|on[a-z]+)\s*=`)

func TestDrawingMayStandInAPageUnderAStrictPolicy(t *testing.T) {
	p, err := policeChart().plot(data("mart.chain", police()), words(t)["nl"])
	if err != nil {
		t.Fatal(err)
	}
	svg := drawn(t, p)
	if found := unsafeParts.FindString(svg); found != "" {
		t.Errorf("holds %q", found)
	}
	for _, part := range []string{`class="jc-chart"`, `role="img"`, `id="jc-test-title"`, `jc-break-line`, `jc-c1-line`} {
		if !strings.Contains(svg, part) {
			t.Errorf("lacks %s", part)
		}
	}
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheSameChartIsTheSameBytes(t *testing.T) {
	p, err := inflowByYear().plot(data("mart.inflow_by_year", inflow()), words(t)["en"])
	if err != nil {
		t.Fatal(err)
	}
	if first, second := drawn(t, p), drawn(t, p); first != second {
		t.Error("two drawers differ")
	}
}

// Hostile words in a label come out as text, in the drawing and in its options.
func TestHostileWordsStayWords(t *testing.T) {
	hostile := `</script><img src=x onerror=alert(1)> "{c}" & __f__ ` + "\u202e" + `🏳️‍🌈`
	d := data("mart.measure_status_count", []Row{{
		TimePeriod: "2020-06", SeriesID: "measure_status", Population: "measures", UnitOfCount: "measure", Dimension: "status",
		Category: "ongoing", Value: number(7), Unit: "count", ObsStatus: "A", Obtained: "computed", Precision: "exact",
	}})
	d.Codes["measure_status"] = map[string]Label{"ongoing": {"nl": hostile, "en": hostile}}
	p, err := measureStatus().plot(d, words(t)["nl"])
	if err != nil {
		t.Fatal(err)
	}
	if svg := drawn(t, p); strings.Contains(svg, "<img") || strings.Contains(svg, "<script") || !strings.Contains(svg, "&lt;") {
		t.Errorf("got %s", svg)
	}
	options, _, err := p.options()
	if err != nil || strings.Contains(string(options), "</script>") || !strings.Contains(string(options), "__f__") {
		t.Errorf("got %s, %v", options, err)
	}
}

func TestTranslateGivesWhatDrawingWouldGive(t *testing.T) {
	all := words(t)
	var plots [2]*Plot
	var options [2]map[string]any
	for i, lang := range []string{"nl", "en"} {
		p, err := policeChart().plot(data("mart.chain", police()), all[lang])
		if err != nil {
			t.Fatal(err)
		}
		text, _, err := p.options()
		if err != nil {
			t.Fatal(err)
		}
		if options[i], err = stillOptions(text); err != nil {
			t.Fatal(err)
		}
		plots[i] = p
	}
	var d Drawer
	var svgs [2]string
	for i := range options {
		text, err := json.Marshal(options[i])
		if err != nil {
			t.Fatal(err)
		}
		if svgs[i], err = d.Draw(context.Background(), text, wideWidth, 200); err != nil {
			t.Fatal(err)
		}
	}
	got, ok := translate(original{options[0], svgs[0]}, options[1])
	if !ok {
		t.Fatal("not translated")
	}
	var finished [2]string
	for i, raw := range []string{svgs[1], got} {
		svg, err := finish(raw, "jc-test", "t", "d", false)
		if err != nil {
			t.Fatal(err)
		}
		finished[i] = touched.ReplaceAllString(string(svg), "")
	}
	if diff := cmp.Diff(finished[0], finished[1]); diff != "" {
		t.Error(diff)
	}
	if plots[0].Title == plots[1].Title {
		t.Error("the languages do not differ")
	}
}

// touched is what a pointer touches of a legend: as wide as its words, and drawn
// nowhere.
var touched = regexp.MustCompile(`<path [^>]*fill="none"( fill-opacity="0" stroke="none" stroke-width="0")?></path>\n`)

func TestCacheGivesBackWhatIsWholeAndNothingElse(t *testing.T) {
	c, err := OpenCache(filepath.Join(t.TempDir(), "drawings"))
	if err != nil {
		t.Fatal(err)
	}
	path := c.path([]byte("{}"), 100)
	if path == c.path([]byte("{}"), 101) || path == c.path([]byte("{ }"), 100) {
		t.Error("different drawings have one name")
	}
	want := "<svg></svg>"
	if _, ok := c.get(t.Context(), path); ok {
		t.Error("a drawing that was never put there is there")
	}
	if err := c.put(path, want); err != nil {
		t.Fatal(err)
	}
	if got, ok := c.get(t.Context(), path); !ok || got != want {
		t.Errorf("got %v", got)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	other := c.path([]byte("{}"), 200)
	if err := c.put(other, "<svg><g/></svg>"); err != nil {
		t.Fatal(err)
	}
	another, err := os.ReadFile(other)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{
		"cut short": []byte("<svg><g>"), "without hash": []byte(want), "a drawing of another": another,
		"empty": {}, "one byte": bytes.Replace(whole, []byte("<svg>"), []byte("<svh>"), 1), "more": append(whole, '\n'),
	} {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		if got, ok := c.get(t.Context(), path); ok {
			t.Errorf("%s: an entry that was changed gave %v", name, got)
		}
	}
	if err := errors.Join(os.Remove(path), os.MkdirAll(filepath.Join(path, "inside"), 0o700)); err != nil {
		t.Fatal(err)
	}
	if _, ok := c.get(t.Context(), path); ok {
		t.Error("a folder is taken for a drawing")
	}
	if err := c.put(path, want); err != nil {
		t.Errorf("a folder stays in the way of a drawing: %v", err)
	}
}

func TestDrawingStopsWhenTheBuildDoes(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var d Drawer
	if _, err := d.Draw(ctx, []byte(`{"series": []}`), wideWidth, 100); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestThinLeavesNoFigureOnAnother(t *testing.T) {
	text := func(x, y, shown string) string {
		return `<text text-anchor="middle" style="font-size:12px;" transform="translate(` + x + ` ` + y + `)" fill="#000">` + shown + "</text>\n"
	}
	a, b, c, year := text("10", "50", "4.561"), text("30", "50", "4.761"), text("30", "90", "12"), `<text style="font-size:13px;" transform="translate(30 50)">2024</text>`
	if got := thin("<svg>"+a+b+c+year+"</svg>", smallSize); got != "<svg>"+b+c+year+"</svg>" {
		t.Errorf("got %s", got)
	}
	far := text("10", "50", "4.561") + text("80", "50", "4.761")
	if got := thin(far, smallSize); got != far {
		t.Errorf("got %s", got)
	}
}

var symbolPlace = regexp.MustCompile(`matrix\([^)]*,(-?[\d.]+),(-?[\d.]+)\)`)

// ECharts itself is the measure: it puts every symbol of a narrow drawing where
// toNarrow does, to a tenth of a pixel.
func TestNarrowIsWhatEChartsWouldDraw(t *testing.T) {
	p, err := policeChart().plot(data("mart.chain", police()), words(t)["nl"])
	if err != nil {
		t.Fatal(err)
	}
	svgs := []string{raw(t, p, wideWidth), raw(t, p, narrowWidth)}
	got, ok := toNarrow(svgs[0], p.plane(wideWidth), p.plane(narrowWidth))
	if !ok {
		t.Fatal("not made narrow")
	}
	have, want := symbolPlace.FindAllStringSubmatch(got, -1), symbolPlace.FindAllStringSubmatch(svgs[1], -1)
	// 2016 has no figure but a sign that says so.
	if len(have) != len(police())+1 || len(want) != len(have) {
		t.Fatalf("%d and %d symbols for %d figures and one gap", len(have), len(want), len(police()))
	}
	for i := range have {
		x, _ := strconv.ParseFloat(have[i][1], 64)
		y, _ := strconv.ParseFloat(want[i][1], 64)
		if math.Abs(x-y) > 0.1 || have[i][2] != want[i][2] {
			t.Errorf("symbol %d at %v, ECharts puts it at %v", i, have[i][1:], want[i][1:])
		}
	}
}

// Each part of the library that has a licence of its own has it in the notice.
func TestNoticeHoldsEveryLicence(t *testing.T) {
	notice := string(EChartsNotice())
	for _, holder := range []string{
		"Apache License", "The Apache Software Foundation", "Mike Bostock", "Baidu Inc", "Microsoft Corporation",
	} {
		if !strings.Contains(notice, holder) {
			t.Errorf("no licence of %s", holder)
		}
	}
	for _, found := range regexp.MustCompile(`Copyright \(c\) (?:\d+, )?([A-Z]\w+)`).FindAllStringSubmatch(string(ECharts()), -1) {
		if !strings.Contains(notice, found[1]) {
			t.Errorf("the library names %s, the notice does not", found[1])
		}
	}
}
