//go:build browser

package site_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What is said of the place that a reader walked to.
const spoken = `document.querySelector(".walk").getAttribute("aria-valuetext")`

// The keys walk the drawing that stands in the page, without anything being asked for.
// The figures are those of the OM as published; the differences are by hand: 160-211=-51,
// 51/211 is 24 %; 523-324=199, 61 %; 683-535=148, 28 %. 2018 has no figure, and 2017 has
// none of the year before.
func TestKeysWalkTheDrawing(t *testing.T) {
	ctx, heard := tab(openBrowser(t), t)
	var told []string
	step := func(key string) chromedp.Action {
		var text string
		return chromedp.Tasks{
			chromedp.SendKeys(".walk", key, chromedp.ByQuery), chromedp.Evaluate(spoken, &text),
			chromedp.ActionFunc(func(context.Context) error { told = append(told, text); return nil }),
		}
	}
	var role, tip string
	var rings int
	var loaded bool
	err := chromedp.Run(ctx, screen{1280, "light"}.actions(), chromedp.Navigate("file://"+filepath.Join(siteOnDisk(t), "charts", "inflow_by_year.en.html")),
		step(kb.End), step(kb.Home), step(kb.ArrowRight+kb.ArrowRight+kb.ArrowRight+kb.ArrowRight), step(kb.ArrowRight),
		chromedp.Evaluate(`document.querySelector(".walk").getAttribute("role")`, &role), chromedp.Evaluate(`document.querySelector(".tip").innerText`, &tip),
		chromedp.Evaluate(`document.querySelectorAll(".pointed .band").length`, &rings), chromedp.Evaluate(`"echarts" in window`, &loaded))
	if err != nil {
		t.Fatal(err)
	}
	const press = "from the press, a press release taken over or another source about the body"
	want := []string{
		"2024. specific discrimination offences: 160, " + press + ", −51 (−24%) compared with 2023, margin of chance 136 to 187. codis offences: 523, " + press +
			", +199 (+61%) compared with 2023, margin of chance 479 to 570. total: 683, " + press + ", +148 (+28%) compared with 2023, margin of chance 632 to 737.",
	}
	if !slices.Equal(told[:1], want) {
		t.Errorf("told %q, want %q", told[:1], want)
	}
	if !strings.HasPrefix(told[1], "2013. specific discrimination offences: 88, margin of chance 70 to 109. codis offences: no figure.") || !strings.HasPrefix(told[2], "2017. specific discrimination offences: 144, of which 32% antisemitism around football. codis offences: 187, ") ||
		told[3] != "2018. no figure." {
		t.Errorf("told %q", told[1:])
	}
	if role != "slider" || rings != 1 || loaded || !strings.HasPrefix(tip, "2018") {
		t.Errorf("role %s, %d bands, the library loaded: %v, shown %q", role, rings, loaded, tip)
	}
	heard.check(t)
}

// Categories of two panels are walked one after the other, and nothing is told of a panel
// that does not have the category. The figures are those of the newspapers as published.
func TestKeysWalkCategoriesThroughPanels(t *testing.T) {
	ctx, heard := tab(openBrowser(t), t)
	var first, last, back string
	err := chromedp.Run(ctx, screen{360, "light"}.actions(), chromedp.Navigate("file://"+filepath.Join(siteOnDisk(t), "charts", "police_place.nl.html")),
		chromedp.SendKeys(".walk", kb.Home, chromedp.ByQuery), chromedp.Evaluate(spoken, &first),
		chromedp.SendKeys(".walk", kb.End, chromedp.ByQuery), chromedp.Evaluate(spoken, &last),
		chromedp.SendKeys(".walk", kb.ArrowUp+kb.ArrowUp, chromedp.ByQuery), chromedp.Evaluate(spoken, &back))
	if err != nil {
		t.Fatal(err)
	}
	for said, want := range map[string][]string{first: {"Misdrijven naar gemeente, 2019, Amsterdam. ", ": 60"}, last: {"Incidenten, naar regio, 2024, Oost-Brabant. ", ": 658"}, back: {"Misdrijven naar gemeente, 2019, Eindhoven. ", ": 11"}} {
		if !strings.HasPrefix(said, want[0]) || !strings.Contains(said, want[1]) || strings.Contains(said, "geen cijfer") {
			t.Errorf("told %q, want %q", said, want)
		}
	}
	heard.check(t)
}

// tipWrong gives what is wrong with what is shown: it is out of the screen, or over a mark of
// the year that it tells of.
const tipWrong = `(() => {
	const tip = document.querySelector(".tip"), r = tip.getBoundingClientRect(), wrong = [];
	if (tip.hidden || r.width < 60) return "nothing is told";
	if (r.left < 0 || r.top < 0 || r.right > document.documentElement.clientWidth + 0.5 || r.bottom > innerHeight + 0.5) wrong.push("out of the screen: " + JSON.stringify(r));
	for (const ring of document.querySelectorAll(".pointed .core")) {
		const m = ring.getBoundingClientRect();
		if (m.left < r.right && m.right > r.left && m.top < r.bottom && m.bottom > r.top) wrong.push("over a mark: " + JSON.stringify([r, m]));
	}
	if (document.documentElement.scrollWidth > innerWidth) wrong.push("the page is wider than the screen");
	return wrong.join("; ");
})()`

// What is told covers none of the marks it tells of, stays in the screen, and nothing
// moves; on a telephone, a tablet and a desk, and in a frame.
func TestWhatIsToldCoversNoMarkAndMovesNothing(t *testing.T) {
	ctx, heard := tab(openBrowser(t), t)
	for _, width := range []int64{320, 360, 640, 820, 1280} {
		for _, id := range []string{"inflow_by_year.nl", "inflow_by_year.nl.frame", "chain.nl", "inflow_ground.nl", "measure_status.nl", "rate.en"} {
			var shift float64
			tell := chromedp.Tasks{}
			var wrong []string
			for _, at := range [][2]float64{{0.05, 0.2}, {0.3, 0.5}, {0.5, 0.3}, {0.7, 0.8}, {0.97, 0.6}} {
				var said string
				var place []float64
				tell = append(tell, chromedp.Evaluate(fmt.Sprintf(`(() => { const p = document.querySelector(".plot"), r = () => p.getBoundingClientRect();
						scrollTo({top: scrollY + r().top + r().height * %f - innerHeight / 2, behavior: "instant"});
						return [r().left + r().width * %f, r().top + r().height * %f]; })()`, at[1], at[0], at[1]), &place),
					chromedp.ActionFunc(func(ctx context.Context) error {
						return input.DispatchMouseEvent(input.MouseMoved, place[0], place[1]).Do(ctx)
					}),
					chromedp.Evaluate(tipWrong, &said),
					chromedp.ActionFunc(func(context.Context) error { wrong = append(wrong, said); return nil }))
			}
			err := chromedp.Run(ctx, screen{width, "light"}.actions(), chromedp.Navigate("file://"+filepath.Join(siteOnDisk(t), "charts", id+".html")),
				chromedp.Evaluate(`new PerformanceObserver(l => { window.shift = (window.shift ?? 0) + l.getEntries().reduce((s, e) => s + e.value, 0); }).observe({type: "layout-shift", buffered: true})`, nil),
				tell, chromedp.Evaluate(`window.shift ?? 0`, &shift))
			if err != nil {
				t.Fatal(err)
			}
			for i, one := range wrong {
				if one != "" {
					t.Errorf("%s at %d px, point %d: %s", id, width, i, one)
				}
			}
			if shift > 0.001 {
				t.Errorf("%s at %d px: layout shift %.3f", id, width, shift)
			}
		}
	}
	heard.check(t)
}

// A tap tells, and the next one elsewhere takes it away; the key that closes does too.
func TestATapTells(t *testing.T) {
	ctx, heard := tab(openBrowser(t), t)
	tap := func(selector string) chromedp.Action {
		var place []float64
		return chromedp.Tasks{
			chromedp.Evaluate(fmt.Sprintf(`(() => { const e = document.querySelector(%q); e.scrollIntoView({block: "center", behavior: "instant"}); const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]; })()`, selector), &place),
			chromedp.ActionFunc(func(ctx context.Context) error {
				return chromedp.Run(ctx, input.DispatchTouchEvent(input.TouchStart, []*input.TouchPoint{{X: place[0], Y: place[1]}}), input.DispatchTouchEvent(input.TouchEnd, []*input.TouchPoint{}))
			}),
		}
	}
	shown := `!document.querySelector(".tip").hidden`
	var first, elsewhere, again, closed bool
	err := chromedp.Run(ctx, emulation.SetTouchEmulationEnabled(true), screen{360, "dark"}.actions(), chromedp.Navigate("file://"+filepath.Join(siteOnDisk(t), "charts", "chain.nl.html")),
		tap(".plot"), chromedp.Poll(shown, &first), tap("h1"), chromedp.Poll("!("+shown+")", &elsewhere),
		chromedp.SendKeys(".walk", kb.ArrowLeft, chromedp.ByQuery), chromedp.Evaluate(shown, &again),
		chromedp.SendKeys(".walk", kb.Escape, chromedp.ByQuery), chromedp.Evaluate(shown, &closed))
	if err != nil {
		t.Fatal(err)
	}
	if !first || !elsewhere || !again || closed {
		t.Errorf("told after a tap %v, gone after one elsewhere %v, told by a key %v, and after Escape %v", first, elsewhere, again, closed)
	}
	heard.check(t)
}

// A choice of years fades the others in the drawing and loads nothing.
func TestAChoiceOfYearsNeedsNoLibrary(t *testing.T) {
	ctx, heard := tab(openBrowser(t), t)
	var faded int
	var live, library bool
	var chosen, address string
	err := chromedp.Run(ctx, screen{820, "light"}.actions(), chromedp.Navigate("file://"+filepath.Join(siteOnDisk(t), "charts", "inflow_by_year.nl.html")),
		chromedp.SendKeys("[data-from]", kb.ArrowRight+kb.ArrowRight, chromedp.ByQuery),
		chromedp.Evaluate(`document.querySelectorAll(".pointed .outside").length`, &faded), chromedp.Evaluate(`!!document.querySelector(".live")`, &live),
		chromedp.Evaluate(`"echarts" in window`, &library), chromedp.Text(".range .chosen", &chosen, chromedp.ByQuery), chromedp.Location(&address))
	if err != nil {
		t.Fatal(err)
	}
	if faded != 2 || live || library || chosen != "2015" || !strings.HasSuffix(address, "?inflow_by_year=2015-2024") {
		t.Errorf("%d years faded, full chart %v, library %v, chosen %s, address %s", faded, live, library, chosen, address)
	}
	heard.check(t)
}

// On every width one drawing is seen, its letters are at least 11 px, and nothing of it
// is out of the column; in frames too. With letters twice as large it grows.
func TestDrawingsFitEveryWidth(t *testing.T) {
	folder := siteOnDisk(t)
	ctx, heard := tab(openBrowser(t), t)
	const wrong = `[...document.querySelectorAll(".plot")].flatMap(plot => {
		const all = [...plot.querySelectorAll("svg.jc-chart")].filter(s => s.checkVisibility()), svg = all[0];
		if (all.length !== 1) return [all.length + " drawings"];
		const box = svg.getBoundingClientRect(), scale = box.width / svg.viewBox.baseVal.width, found = [];
		if (box.right > document.documentElement.clientWidth || box.left < 0) found.push(svg.id + " is cut");
		for (const text of [...svg.querySelectorAll("text")].filter(t => t.checkVisibility())) {
			const size = parseFloat(getComputedStyle(text).fontSize) * scale, r = text.getBoundingClientRect();
			if (size < 11) found.push(svg.id + " " + text.textContent + ": " + size.toFixed(1) + " px");
			if (r.left < box.left - 2 || r.right > box.right + 2 || r.bottom > box.bottom + 2) found.push(svg.id + " " + text.textContent + " is cut");
		}
		return found;
	})`
	for _, p := range pagesOf(t, folder) {
		for _, width := range []int64{320, 360, 640, 760, 820, 1280} {
			var found []string
			err := chromedp.Run(ctx, screen{width, "light"}.actions(), chromedp.Navigate("file://"+filepath.Join(folder, p)), chromedp.Evaluate(wrong, &found))
			if err != nil {
				t.Fatal(err)
			}
			if len(found) > 0 {
				t.Errorf("%s at %d px: %q", p, width, found)
			}
		}
	}
	var usual, larger float64
	size := `(() => { const s = [...document.querySelectorAll("svg.jc-chart")].find(s => s.checkVisibility()); return 12 * s.getBoundingClientRect().width / s.viewBox.baseVal.width; })()`
	err := chromedp.Run(ctx, screen{1280, "light"}.actions(), chromedp.Navigate("file://"+filepath.Join(folder, "charts", "rate.nl.html")), chromedp.Evaluate(size, &usual),
		chromedp.Evaluate(`(() => { const sheet = new CSSStyleSheet(); sheet.replaceSync("html { font-size: 200% }"); document.adoptedStyleSheets = [sheet]; })()`, nil), chromedp.Evaluate(size, &larger))
	if err != nil {
		t.Fatal(err)
	}
	if larger < 1.5*usual {
		t.Errorf("letters of %.1f px become %.1f px when those of the page are twice as large", usual, larger)
	}
	heard.check(t)
}
