package draw

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
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// police asks for a chart of lines with a gap and a break, in a language.
func police(t testing.TB, lang string) Request {
	t.Helper()
	options, err := os.ReadFile(filepath.Join("testdata", "police."+lang+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return Request{ID: "test", Title: "title " + lang, Description: "description", Options: options, Height: 230, Left: 20, Right: 22, Top: 63}
}

// raw is the drawing of a request as ECharts writes it.
func raw(t testing.TB, r Request, width int) string {
	t.Helper()
	still, err := stillOptions(r.Options)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(still)
	if err != nil {
		t.Fatal(err)
	}
	var e engine
	svg, err := e.render(t.Context(), text, width, r.Height)
	if err != nil {
		t.Fatal(err)
	}
	return svg
}

// drawn is the wide drawing of a request as a page gets it.
func drawn(t testing.TB, r Request) string {
	t.Helper()
	pictures, err := new(Drawer).Draw(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return string(pictures.Wide)
}

var unsafeParts = regexp.MustCompile(`(?i)<(script|style|foreignobject|image|use|a)\b|\s(style|href|on[a-z]+)\s*=`)

func TestDrawingMayStandInAPageUnderAStrictPolicy(t *testing.T) {
	svg := drawn(t, police(t, "nl"))
	if found := unsafeParts.FindString(svg); found != "" {
		t.Errorf("holds %q", found)
	}
	for _, part := range []string{`class="jc-chart"`, `role="img"`, `id="jc-test-wide-title"`, `jc-break-line`, `jc-c1-line`} {
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
	if first, second := drawn(t, police(t, "en")), drawn(t, police(t, "en")); first != second {
		t.Error("two drawers differ")
	}
}

func TestDrawersMayShareACache(t *testing.T) {
	folder := t.TempDir()
	cache, err := OpenCache(folder)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"nl": drawn(t, police(t, "nl")), "en": drawn(t, police(t, "en"))}
	var drawers sync.WaitGroup
	for _, lang := range []string{"nl", "en", "nl", "en"} {
		r := police(t, lang)
		drawers.Go(func() {
			pictures, err := (&Drawer{Cache: cache}).Draw(t.Context(), r)
			if err != nil || string(pictures.Wide) != want[lang] {
				t.Errorf("%s: drawn side by side it is another (%v)", lang, err)
			}
		})
	}
	drawers.Wait()
	left := filepath.Join(folder, "left.svg")
	if err := errors.Join(os.WriteFile(left, nil, 0o600), cache.Prune()); err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadDir(folder)
	if err != nil || len(kept) != len(want) || slices.ContainsFunc(kept, func(e os.DirEntry) bool { return e.Name() == filepath.Base(left) }) {
		t.Errorf("after pruning there are %v (%v)", kept, err)
	}
}

func TestTranslateGivesWhatDrawingWouldGive(t *testing.T) {
	nl, en := police(t, "nl"), police(t, "en")
	from, err := stillOptions(nl.Options)
	if err != nil {
		t.Fatal(err)
	}
	to, err := stillOptions(en.Options)
	if err != nil {
		t.Fatal(err)
	}
	got, ok := translate(original{nl.ID, from, raw(t, nl, WideWidth)}, to)
	if !ok {
		t.Fatal("not translated")
	}
	var finished [2]string
	for i, raw := range []string{raw(t, en, WideWidth), got} {
		svg, err := finish(raw, heading{id: "jc-test", title: "t", desc: "d"})
		if err != nil {
			t.Fatal(err)
		}
		finished[i] = touched.ReplaceAllString(string(svg), "")
	}
	if diff := cmp.Diff(finished[0], finished[1]); diff != "" {
		t.Error(diff)
	}
	if bytes.Equal(nl.Options, en.Options) {
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
	var e engine
	if _, err := e.render(ctx, []byte(`{"series": []}`), WideWidth, 100); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestThinLeavesNoFigureOnAnother(t *testing.T) {
	text := func(x, y, shown string) string {
		return `<text text-anchor="middle" style="font-size:12px;" transform="translate(` + x + ` ` + y + `)" fill="#000">` + shown + "</text>\n"
	}
	a, b, c, year := text("10", "50", "4.561"), text("30", "50", "4.761"), text("30", "90", "12"), `<text style="font-size:13px;" transform="translate(30 50)">2024</text>`
	if got := thin("<svg>"+a+b+c+year+"</svg>", SmallSize, "*"); got != "<svg>"+b+c+year+"</svg>" {
		t.Errorf("got %s", got)
	}
	far := text("10", "50", "4.561") + text("80", "50", "4.761")
	if got := thin(far, SmallSize, "*"); got != far {
		t.Errorf("got %s", got)
	}
}

var symbolPlace = regexp.MustCompile(`matrix\([^)]*,(-?[\d.]+),(-?[\d.]+)\)`)

// ECharts itself is the measure: it puts every symbol of a narrow drawing where
// toNarrow does, to a tenth of a pixel.
func TestNarrowIsWhatEChartsWouldDraw(t *testing.T) {
	r := police(t, "nl")
	svgs := []string{raw(t, r, WideWidth), raw(t, r, NarrowWidth)}
	got, ok := toNarrow(svgs[0], r.plane(WideWidth), r.plane(NarrowWidth), NarrowWidth)
	if !ok {
		t.Fatal("not made narrow")
	}
	have, want := symbolPlace.FindAllStringSubmatch(got, -1), symbolPlace.FindAllStringSubmatch(svgs[1], -1)
	const figures = 7 // of the chart; 2016 has no figure but a sign that says so
	if len(have) != figures+1 || len(want) != len(have) {
		t.Fatalf("%d and %d symbols for %d figures and one gap", len(have), len(want), figures)
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

// A figure that would stand on a break goes beside its mark, and one for which there
// is no room goes; by hand, on a drawing of two marks and a line.
func TestFiguresKeepClearOfLines(t *testing.T) {
	text := func(x, shown string) string {
		return `<text text-anchor="middle" style="font-size:12px;" y="-6" transform="translate(` + x + ` 60)" fill="` + Light["text"] + `">` + shown + "</text>\n"
	}
	mark := func(x string) string {
		return `<path d="M1 0A1 1 0 1 1 1 -0.1Z" transform="matrix(3,0,0,3,` + x + `,70)" fill="` + Light["c1"] + `"></path>` + "\n"
	}
	breakAt := `<path d="M100 10L100 90" fill="none" stroke="` + Light["break"] + `"></path>` + "\n"
	drawing := mark("100") + mark("200") + breakAt + text("100", "583") + text("200", "692")
	got := placeFigures(drawing, 300, "*")
	// 583 is 22 px wide: beside the mark, 3 wide, it begins 4 px from its edge.
	if !strings.Contains(got, "translate(117.8 66)") || !strings.Contains(got, "translate(200 60)") {
		t.Errorf("got %s", got)
	}
	walls := strings.Repeat(`<path d="M80 10L80 110M120 10L120 110" fill="none" stroke="`+Light["break"]+`"></path>`, 1)
	if got := placeFigures(drawing+walls, 300, "*"); strings.Contains(got, "583") || !strings.Contains(got, "692") {
		t.Errorf("a figure without room stays: %s", got)
	}
}

// A figure under the line of a break, close beside it, is nearer to its own mark than to the
// next, where one a step aside is not. By hand: 1.403 is five letters of 0.6 of 12 px, so its
// middle is 18 px from its edge, which is 3 px from the line; and 7 px below the mark.
func TestAFigureBetweenABreakAndTheNextMarkHasItsPlace(t *testing.T) {
	mark := func(at string) string {
		return `<path d="M1 0A1 1 0 1 1 1 -0.1Z" transform="matrix(3,0,0,3,` + at + `)" fill="` + Light["c1"] + "\"></path>\n"
	}
	drawing := mark("60,69") + mark("100,70") + mark("140,60") + `<path d="M100 10L100 90" fill="none" stroke="` + Light["break"] + "\"></path>\n" +
		`<path d="M100 70L140 60" fill="none" stroke="` + Light["c1"] + "\"></path>\n" +
		`<text text-anchor="middle" style="font-size:12px;" y="-6" transform="translate(100 60)" fill="` + Light["text"] + "\">1.403</text>\n"
	if got := placeFigures(drawing, 300, "*"); !strings.Contains(got, "translate(121 86)") {
		t.Errorf("got %s", got)
	}
}

// The figure of a whole that would stand on a higher bar beside its own goes to the
// left, over its own bar. By hand: 535* is four letters of 0.6 of 13 px wide, so its
// middle is 15.6 px from the right edge of its bar. The symbol of no size that bears
// the figure is no mark.
func TestTheFigureOfAWholeKeepsClearOfTheBarBeside(t *testing.T) {
	bar := func(d string) string { return `<path d="` + d + `" fill="` + Light["c2"] + "\"></path>\n" }
	drawing := bar("M228 304l14 0l0 -109l-14 0Z") + bar("M249 322l14 0l0 -178l-14 0Z") +
		`<path d="M1 0A1 1 0 1 1 1 -0.1Z" transform="matrix(0,0,0,0,235,194)" fill="` + Light["text"] + "\"></path>\n" +
		`<text text-anchor="middle" style="font-size:13px;font-weight:bold;" font-weight="bold" y="-6" transform="translate(235 189)" fill="` + Light["text"] + "\">535*</text>\n"
	if got := placeWholes(drawing, 288, "*"); !strings.Contains(got, "translate(226.4 189)") {
		t.Errorf("got %s", got)
	}
}
