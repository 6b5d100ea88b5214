//go:build browser

package site_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// visibleCells gives the texts of a chart's table that a reader sees, a line a row.
const visibleCells = `[...document.querySelectorAll("#chain table tr")].filter(r => r.checkVisibility())
	.map(r => [...r.cells].filter(c => c.checkVisibility()).map(c => c.innerText.split("\n")[0].trim()).join("|"))`

// A view is made, stands in the address, and comes back from it. The figures are
// those of the OM and the College as published.
func TestAViewOfYearsAndBodiesIsKeptInTheAddress(t *testing.T) {
	folder := siteOnDisk(t)
	ctx, heard := tab(openBrowser(t), t)
	start := "file://" + filepath.Join(folder, "en", "chain.html")
	var address, other string
	var rows []string
	hide := func(part string) chromedp.Action {
		return chromedp.Click(fmt.Sprintf(`#chain .view input[value=%q]`, part), chromedp.ByQuery)
	}
	choose := func(which, year string) chromedp.Action {
		return chromedp.Evaluate(fmt.Sprintf(`(() => { const s = document.querySelector("#chain [data-%s]"); s.value = %q; ["input", "change"].forEach(kind => s.dispatchEvent(new Event(kind, {bubbles: true}))); })()`, which, year), nil)
	}
	err := chromedp.Run(ctx, screen{1280, "light"}.actions(), chromedp.Navigate(start),
		hide("police"), hide("adv"), hide("mind"), choose("from", "2023"), choose("to", "2024"),
		chromedp.WaitVisible("#chain .live canvas", chromedp.ByQuery),
		chromedp.Location(&address), chromedp.Evaluate(visibleCells, &rows),
		chromedp.Evaluate(`document.querySelector(".languages a[lang=nl]").href`, &other))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"Year|Institute: requests for a judgment|Prosecutors: offences", "2023|580|535s, *", "2024|621s|683s"}
	if !slices.Equal(rows, want) {
		t.Errorf("table shows %q, want %q", rows, want)
	}
	if want := start + "?chain=2023-2024&chain.hide=police.adv.mind"; address != want {
		t.Fatalf("address is %s, want %s", address, want)
	}
	if want := "/keten.html?chain=2023-2024&chain.hide=police.adv.mind"; !strings.HasSuffix(other, want) {
		t.Errorf("the other language is at %s, want %s", other, want)
	}
	// Another reader opens the address; then all comes back.
	reader, alsoHeard := tab(ctx, t)
	var again, whole []string
	var said, left string
	var drawing bool
	err = chromedp.Run(reader, screen{320, "dark"}.actions(), chromedp.Navigate(address),
		chromedp.WaitVisible("#chain .live canvas", chromedp.ByQuery), chromedp.Evaluate(visibleCells, &again),
		chromedp.SendKeys("#chain .live", kb.End, chromedp.ByQuery),
		chromedp.Text("#chain .state", &said, chromedp.ByQuery),
		chromedp.Click("#chain [data-reset]", chromedp.ByQuery),
		chromedp.WaitNotPresent("#chain .live", chromedp.ByQuery),
		chromedp.Evaluate(visibleCells, &whole), chromedp.Location(&left),
		chromedp.Evaluate(`document.querySelector("#chain .drawing").checkVisibility()`, &drawing))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(again, want) {
		t.Errorf("from the address the table shows %q, want %q", again, want)
	}
	if want := "Prosecutors: offences, 2024: 683 (margin of chance 632 to 737). from the press, a press release taken over or another source about the body"; said != want {
		t.Errorf("the last point says %q, want %q", said, want)
	}
	if len(whole) != 19 || left != start || !drawing { // a header and 2008 to 2025
		t.Errorf("after showing all: %d rows, address %s, drawing %v", len(whole), left, drawing)
	}
	heard.check(t)
	alsoHeard.check(t)
}

// An address that somebody broke shows the whole chart; one that asks for years
// in which what is left has no figure says so.
func TestOddAddressesDoNoHarm(t *testing.T) {
	ctx, heard := tab(openBrowser(t), t)
	start := "file://" + filepath.Join(siteOnDisk(t), "en", "chain.html")
	for query, want := range map[string]string{
		"?chain=2024-2019": "whole", "?chain=abc": "whole", "?chain=1900-2024": "whole", "?chain.hide=nobody": "whole", "?other=1&chain=": "whole",
		"?chain.hide=police.adv.mind.crm.om":              "whole",
		"?chain.hide=police.adv.mind.crm.om.om":           "whole",
		"?chain.hide=police.police.police.police.police":  "Use the arrow keys to move from figure to figure.",
		"?chain=2008-2008&chain.hide=adv":                 "None of the parts that were chosen has a figure in these years.",
		"?chain=2025-2025&chain.hide=police.mind":         "Use the arrow keys to move from figure to figure. Without a figure in these years: ADVs: reports, Prosecutors: offences.",
		"?chain=2023-2024&chain.hide=police.nobody#chain": "Use the arrow keys to move from figure to figure.",
	} {
		var state string
		var live bool
		err := chromedp.Run(ctx, screen{1280, "light"}.actions(), chromedp.Navigate("about:blank"), chromedp.Navigate(start+query),
			chromedp.Poll(`document.querySelector("#chain .state").textContent !== "Loading the chart…"`, nil),
			chromedp.Evaluate(`document.querySelector("#chain .state").textContent`, &state), chromedp.Evaluate(`!!document.querySelector("#chain .live canvas")`, &live))
		if err != nil {
			t.Fatal(err)
		}
		if want == "whole" {
			want = ""
		}
		if state != want || live != strings.HasPrefix(want, "Use the arrow") {
			t.Errorf("%s: live %v, state %q, want %q", query, live, state, want)
		}
	}
	heard.check(t)
}

// openMenu opens the menu of the first chart on a page.
var openMenu = chromedp.Click(".share summary", chromedp.ByQuery)

// Margins are a matter of the chart's own page: among others they are off, with the
// words that explain them. Either way a reader without script can choose.
func TestMarginsAreOnOnTheOwnPageAndOffElsewhere(t *testing.T) {
	folder := siteOnDisk(t)
	shown := func(figure string) string {
		return `[...document.querySelectorAll("` + figure + ` .wide :is(.jc-margin-line, .jc-margin)")].filter(w => w.checkVisibility()).length`
	}
	ctx, heard := tab(openBrowser(t), t)
	open := func(name string) chromedp.Action { return chromedp.Navigate("file://" + filepath.Join(folder, name)) }
	var start, before, after, own, off int
	var notes string
	err := chromedp.Run(ctx, screen{1280, "light"}.actions(), emulation.SetScriptExecutionDisabled(true),
		open("index.html"), chromedp.Evaluate(shown(".hero-chart"), &start),
		open("instroom.html"), chromedp.Evaluate(shown("#inflow_by_year"), &before), chromedp.Text("#inflow_by_year figcaption", &notes),
		chromedp.Click("#inflow_by_year .margins", chromedp.ByQuery), chromedp.Evaluate(shown("#inflow_by_year"), &after),
		open("charts/inflow_by_year.nl.html"), chromedp.Evaluate(shown(".own"), &own),
		chromedp.Click(".own .margins", chromedp.ByQuery), chromedp.Evaluate(shown(".own"), &off))
	if err != nil {
		t.Fatal(err)
	}
	if start+before+off != 0 || after == 0 || own != after {
		t.Errorf("marks of margins: %d on the start page, %d and when asked for %d on the page of the theme, %d and when switched off %d on the own page", start, before, after, own, off)
	}
	if strings.Contains(notes, "marge door toeval") {
		t.Error("the notes explain whiskers that are not there")
	}
	heard.check(t)
}

// Without script there is no control that does nothing, and all figures are there.
func TestPagesAreWholeWithoutScript(t *testing.T) {
	folder := siteOnDisk(t)
	ctx, heard := tab(openBrowser(t), t)
	if err := chromedp.Run(ctx, emulation.SetScriptExecutionDisabled(true)); err != nil {
		t.Fatal(err)
	}
	for _, p := range pagesOf(t, folder) {
		var idle, hidden int
		var charts, drawings, tables int
		count := func(what, test string) string {
			return fmt.Sprintf(`[...document.querySelectorAll(%q)].filter(e => %se.checkVisibility()).length`, what, test)
		}
		err := chromedp.Run(ctx, screen{1280, "light"}.actions(), chromedp.Navigate("file://"+filepath.Join(folder, p)),
			chromedp.Evaluate(count("button, select, input[type=search], .script", ""), &idle),
			chromedp.Evaluate(count("main section, main table, main p", "!e.closest('details, .script') && !"), &hidden),
			chromedp.Evaluate(count("figure.chart", ""), &charts), chromedp.Evaluate(count(".drawing svg", ""), &drawings), chromedp.Evaluate(count("figure.chart table", "e.closest('details') || "), &tables))
		if err != nil {
			t.Fatal(err)
		}
		if idle > 0 || hidden > 0 || drawings != charts || tables != charts {
			t.Errorf("%s: %d controls that need script, %d parts hidden, %d charts with %d drawings and %d tables", p, idle, hidden, charts, drawings, tables)
		}
	}
	heard.check(t)
}

func TestAPictureIsSavedFromAFile(t *testing.T) {
	ctx, heard := tab(openBrowser(t), t)
	folder := t.TempDir()
	saved := make(chan struct{})
	chromedp.ListenTarget(ctx, func(event any) {
		if e, ok := event.(*browser.EventDownloadProgress); ok && e.State == browser.DownloadProgressStateCompleted {
			close(saved)
		}
	})
	err := chromedp.Run(ctx, screen{1280, "dark"}.actions(),
		browser.SetDownloadBehavior(browser.SetDownloadBehaviorBehaviorAllow).WithDownloadPath(folder).WithEventsEnabled(true),
		chromedp.Navigate("file://"+filepath.Join(siteOnDisk(t), "charts", "inflow_by_year.nl.html")),
		openMenu, chromedp.Click("[data-png]", chromedp.ByQuery))
	if err != nil {
		t.Fatal(err)
	}
	<-saved
	// The name ends with that of the edition.
	names, err := fs.Glob(os.DirFS(folder), "inflow_by_year.nl-20??.*-????????.png")
	if err != nil || len(names) != 1 {
		t.Fatalf("saved as %q (%v)", names, err)
	}
	text, err := os.ReadFile(filepath.Join(folder, names[0]))
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	colours := map[string]bool{}
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			r, g, b, _ := picture.At(x, y).RGBA()
			colours[fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)] = true
		}
	}
	// On paper, though the screen is dark: 760 px wide at twice the pixels.
	if picture.Bounds().Dx() != 1520 || !colours["#ffffff"] || !colours["#154273"] || !colours["#c2570c"] {
		t.Errorf("picture is %v wide; white, specific and codis: %v %v %v", picture.Bounds().Dx(), colours["#ffffff"], colours["#154273"], colours["#c2570c"])
	}
	heard.check(t)
}

// What stands under a chart may not move when the chart comes alive.
func TestNothingMovesWhenAChartComesAlive(t *testing.T) {
	ctx, heard := tab(openBrowser(t), t)
	for _, width := range []int64{320, 768, 1280} {
		for _, id := range []string{"inflow_by_year.nl", "chain.nl", "inflow_ground.nl", "measure_status.nl"} {
			var before, after, shift float64
			var moved string
			place := `document.querySelector("figure table").getBoundingClientRect().top + scrollY`
			err := chromedp.Run(ctx, screen{width, "light"}.actions(),
				chromedp.Navigate("file://"+filepath.Join(siteOnDisk(t), "charts", id+".html")),
				chromedp.Evaluate(`new PerformanceObserver(l => { window.shift = (window.shift ?? 0) + l.getEntries().reduce((s, e) => s + e.value, 0); window.moved = (window.moved ?? "") + l.getEntries().flatMap(e => e.sources.map(s => (s.node?.outerHTML ?? s.node?.textContent ?? "?").slice(0, 60) + JSON.stringify(s.previousRect) + JSON.stringify(s.currentRect))).join("; "); }).observe({type: "layout-shift", buffered: true})`, nil),
				chromedp.Evaluate(place, &before), chromedp.Evaluate(`document.querySelector("[data-live]").click()`, nil),
				chromedp.WaitVisible(".live canvas", chromedp.ByQuery),
				chromedp.Evaluate(place, &after), chromedp.Evaluate(`window.shift ?? 0`, &shift), chromedp.Evaluate(`window.moved ?? ""`, &moved))
			if err != nil {
				t.Fatal(err)
			}
			if d := after - before; d < -1 || d > 1 || shift > 0.001 {
				t.Errorf("%s at %d px: the table moves %.0f px, layout shift %.3f: %s", id, width, d, shift, moved)
			}
		}
	}
	heard.check(t)
}

// A number is found with and without a separator, in either language, and so are
// subjects. 14,796 are the reports to anti-discrimination services in 2024.
func TestSearchFindsNumbersHoweverTheyAreWritten(t *testing.T) {
	ctx, heard := tab(openBrowser(t), t)
	page := "file://" + filepath.Join(siteOnDisk(t), "zoeken.html")
	english := "file://" + filepath.Join(siteOnDisk(t), "en", "search.html")
	for _, of := range []struct{ page, query, want string }{
		{page, "14796", "14.796"}, {page, "14.796", "14.796"}, {page, "14,796", "14.796"}, {page, "14.7", "14.796"},
		{english, "14796", "14,796"}, {english, "14.796", "14,796"}, {english, "14,796", "14,796"},
		{page, "lhbti", "Lhbti"}, {page, "geweld", "geweld"},
	} {
		var lines []string
		err := chromedp.Run(ctx, chromedp.Navigate(of.page+"?q="+of.query), chromedp.Evaluate(`[...document.querySelectorAll(".found li")].filter(l => l.checkVisibility()).map(l => l.innerText)`, &lines))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(line, of.want) }) {
			t.Errorf("%s of %s finds %q, not %q", of.query, of.page, lines, of.want)
		}
	}
	heard.check(t)
}

func TestSearchFindsFiguresAndMeasures(t *testing.T) {
	ctx, heard := tab(openBrowser(t), t)
	found := `[...document.querySelectorAll(".found li")].filter(l => l.checkVisibility()).map(l => l.innerText)`
	status := `document.querySelector(".search [role=status]").textContent`
	var all, lines, bodies []string
	var count, none, address string
	err := chromedp.Run(ctx, screen{1280, "light"}.actions(),
		chromedp.Navigate("file://"+filepath.Join(siteOnDisk(t), "zoeken.html")),
		chromedp.Evaluate(found, &all),
		chromedp.SendKeys("#q", "683 NAAR SOORT", chromedp.ByQuery), chromedp.Evaluate(found, &lines), chromedp.Evaluate(status, &count), chromedp.Location(&address),
		chromedp.Evaluate(`document.querySelector("#q").value = ""`, nil), chromedp.SendKeys("#q", "hate speech werkdefinities", chromedp.ByQuery), chromedp.Evaluate(found, &bodies),
		chromedp.SendKeys("#q", "zzz", chromedp.ByQuery), chromedp.Evaluate(status, &none))
	if err != nil {
		t.Fatal(err)
	}
	if len(lines) != 1 || !strings.Contains(lines[0], "2024: specifieke discriminatiefeiten 160 (s), codis-feiten 523 (s), totaal 683 (s)") || count != "Gevonden: 1" || !strings.HasSuffix(address, "?q=683+NAAR+SOORT") {
		t.Errorf("found %q, said %q, at %s", lines, count, address)
	}
	if len(bodies) != 1 || !strings.HasPrefix(bodies[0], "34. ") || none == "" || len(all) < 200 {
		t.Errorf("found %q; said %q of nothing; %d lines in all", bodies, none, len(all))
	}
	heard.check(t)
}

// Every control can be reached and left by keys alone, and shows that it is
// reached.
func TestKeysReachEverything(t *testing.T) {
	ctx, heard := tab(openBrowser(t), t)
	for _, p := range []string{"index.html", "keten.html", "maatregelen.html", "zoeken.html", "charts/chain.nl.html"} {
		for _, width := range []int64{320, 1280} {
			var want int
			err := chromedp.Run(ctx, screen{width, "light"}.actions(), chromedp.Navigate("file://"+filepath.Join(siteOnDisk(t), p)),
				chromedp.Evaluate(`window.reached = new Set(); window.unseen = [];
					window.focusable = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")].filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled)
						.filter(e => (e.type !== "radio" || e.checked) && e.tabIndex >= 0); // the arrow keys reach the other tabs
					document.addEventListener("focusin", e => { reached.add(e.target); const s = getComputedStyle(e.target);
						if (s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2) unseen.push(e.target.outerHTML.slice(0, 80)); });
					focusable.length`, &want))
			if err != nil {
				t.Fatal(err)
			}
			if err := chromedp.Run(ctx, tabs(want+3)); err != nil {
				t.Fatal(err)
			}
			var missed, unseen []string
			err = chromedp.Run(ctx, chromedp.Evaluate(`focusable.filter(e => !reached.has(e)).map(e => e.outerHTML.slice(0, 80))`, &missed), chromedp.Evaluate(`unseen`, &unseen))
			if err != nil {
				t.Fatal(err)
			}
			if len(missed) > 0 || len(unseen) > 0 || want < 15 {
				t.Errorf("%s at %d px: of %d, keys miss %q; focus does not show on %q", p, width, want, missed, unseen)
			}
		}
	}
	heard.check(t)
}

// Of tabs one is reached by Tab and the others by the arrow keys; what is shown is the
// part of the tab that is chosen, also when the address names it.
func TestArrowKeysChooseATab(t *testing.T) {
	ctx, heard := tab(openBrowser(t), t)
	page := "file://" + filepath.Join(siteOnDisk(t), "charts", "chain.en.html")
	shown := `[...document.querySelectorAll(".tab")].filter(p => !p.hasAttribute("hidden")).map(p => p.id)`
	var first, second, named []string
	var address string
	err := chromedp.Run(ctx, screen{1280, "light"}.actions(), chromedp.Navigate(page), chromedp.Evaluate(shown, &first),
		chromedp.Focus("#tab-chart", chromedp.ByQuery), chromedp.KeyEvent(kb.ArrowRight), chromedp.Evaluate(shown, &second), chromedp.Location(&address),
		chromedp.Navigate("about:blank"), chromedp.Navigate(page+"#about-these-figures"), chromedp.Evaluate(shown, &named))
	if err != nil {
		t.Fatal(err)
	}
	if have := fmt.Sprint(first, second, named, strings.TrimPrefix(address, page)); have != "[chart] [table] [about-these-figures]#table" {
		t.Errorf("shown and address: %s", have)
	}
	heard.check(t)
}

func tabs(n int) chromedp.Action {
	return chromedp.ActionFunc(func(ctx context.Context) error {
		for range n {
			if err := chromedp.KeyEvent(kb.Tab).Do(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestTheBoardPrintsOnOnePage(t *testing.T) {
	ctx, heard := tab(openBrowser(t), t)
	for p, want := range map[string]int{"maatregelenbord.html": 1, "en/measures-board.html": 1} {
		var pdf []byte
		err := chromedp.Run(ctx, chromedp.Navigate("file://"+filepath.Join(siteOnDisk(t), p)), chromedp.ActionFunc(func(ctx context.Context) (err error) {
			pdf, _, err = page.PrintToPDF().WithPreferCSSPageSize(true).Do(ctx)
			return err
		}))
		if err != nil {
			t.Fatal(err)
		}
		if pages := bytes.Count(pdf, []byte("/Type /Page\n")) + bytes.Count(pdf, []byte("/Type /Page ")); pages != want {
			t.Errorf("%s prints on %d pages, want %d (%s)", p, pages, want, base64.StdEncoding.EncodeToString(pdf[:8]))
		}
	}
	heard.check(t)
}
