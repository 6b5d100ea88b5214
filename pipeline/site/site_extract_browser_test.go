//go:build browser

package site_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jaarcijfers/charts"
	"jaarcijfers/charts/draw"
	"jaarcijfers/pipeline/messages"
	report "jaarcijfers/pipeline/site"
)

// extractSite writes a report with an extract that a program made up, which has
// every page and mark that an extract can bring.
func extractSite(t *testing.T) string {
	t.Helper()
	words, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	assets := report.Assets{ECharts: draw.ECharts(), Notice: draw.EChartsNotice(), ChartCSS: draw.CSS(), Dark: draw.DarkColours()}
	if err := report.Write(t.Context(), report.OpenFolder(t, folder), report.ExtractInput(t, true), words, assets); err != nil {
		t.Fatal(err)
	}
	return folder
}

// extractPages are pages that only a report with an extract has, or that change
// by one.
var extractPages = []string{
	"extractie-fictief.html", "en/extract-synthetic.html", "hate-crime-fictief.html", "en/hate-crime-synthetic.html", "rapport-fictief.html", "index.html", "en/search.html",
	"bronnen-en-methode.html",
}

// extractChartPages are the pages of the charts of an extract, by turns in one
// language and the other.
func extractChartPages() []string {
	var all []string
	for i, s := range slices.DeleteFunc(charts.All(), func(s charts.Spec) bool { return !s.Optional }) {
		name := []string{"-fictief.nl", "-synthetic.en"}[i%2]
		all = append(all, "charts/"+s.ID+name+".html", "charts/"+s.ID+name+".frame.html")
	}
	return all
}

func TestPagesOfAnExtractAreAccessibleInABrowser(t *testing.T) {
	axe, err := os.ReadFile(tool(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	folder := extractSite(t)
	ctx, heard := tab(openBrowser(t), t)
	for _, p := range append(slices.Clone(extractPages), extractChartPages()...) {
		for i, s := range screens {
			if strings.HasPrefix(p, "charts/") && i != 0 && i != 3 { // the same parts as their page
				continue
			}
			t.Run(fmt.Sprintf("%s/%d/%s", p, s.width, s.scheme), func(t *testing.T) {
				look(ctx, t, heard, s, "file://"+filepath.Join(folder, p), string(axe))
			})
		}
	}
}

func TestDrawingsOfAnExtractHaveContrast(t *testing.T) {
	folder := extractSite(t)
	ctx, heard := tab(openBrowser(t), t)
	for _, p := range extractChartPages() {
		if strings.HasSuffix(p, ".frame.html") {
			continue
		}
		for _, s := range screens[:4] {
			var found []string
			err := chromedp.Run(ctx, s.actions(), chromedp.Navigate("file://"+filepath.Join(folder, p)), chromedp.Evaluate(contrasts, &found))
			if err != nil {
				t.Fatal(err)
			}
			if found[0] == "0" || len(found) > 2 {
				t.Errorf("%s at %d px, %s: looked at %s words: %s", p, s.width, s.scheme, found[0], strings.Join(found[2:], "; "))
			}
		}
	}
	heard.check(t)
}

func TestPagesOfAnExtractAreValidAndFit(t *testing.T) {
	folder := extractSite(t)
	validPages(t, folder, append(slices.Clone(extractPages), extractChartPages()...))
	ctx, heard := tab(openBrowser(t), t)
	for _, p := range extractPages {
		var width int64
		err := chromedp.Run(ctx, screen{320, "light"}.actions(), chromedp.Navigate("file://"+filepath.Join(folder, p)), chromedp.Evaluate(spaced, &width))
		if err != nil {
			t.Fatal(err)
		}
		if width > 320 {
			t.Errorf("%s is %d px wide with text spaced out", p, width)
		}
	}
	heard.check(t)
}

// The warning is seen on a screen and on paper, and before anything else.
func TestTheWarningOfSyntheticFiguresIsSeen(t *testing.T) {
	folder := extractSite(t)
	ctx, heard := tab(openBrowser(t), t)
	const warned = `(() => {
		const banner = document.querySelector(".banner"), box = banner.getBoundingClientRect();
		return [banner.checkVisibility() && box.height > 20 && box.top < document.querySelector("h1").getBoundingClientRect().top, banner.textContent];
	})()`
	for _, p := range []string{"extractie-fictief.html", "charts/extract_place-fictief.nl.html", "charts/extract_place-fictief.nl.frame.html"} {
		for _, s := range screens {
			var told []any
			if err := chromedp.Run(ctx, s.actions(), chromedp.Navigate("file://"+filepath.Join(folder, p)), chromedp.Evaluate(warned, &told)); err != nil {
				t.Fatal(err)
			}
			if text, _ := told[1].(string); told[0] != true || !strings.Contains(text, "Fictieve cijfers.") {
				t.Errorf("%s on %v: %v", p, s, told)
			}
		}
	}
	heard.check(t)
}

// The live chart says of a withheld figure that it is withheld, and bears the
// word for synthetic, as the drawing does.
func TestTheLiveChartOfAnExtractTellsWhatIsWithheld(t *testing.T) {
	ctx, heard := tab(openBrowser(t), t)
	var options, said string
	err := chromedp.Run(ctx, screen{1280, "dark"}.actions(),
		chromedp.Navigate("file://"+filepath.Join(extractSite(t), "charts", "extract_article-synthetic.en.html")),
		openMenu, chromedp.Click("[data-live]", chromedp.ByQuery),
		chromedp.WaitVisible(".live canvas", chromedp.ByQuery),
		chromedp.SendKeys(".live", kb.End, chromedp.ByQuery),
		chromedp.Text(".state", &said, chromedp.ByQuery),
		chromedp.Evaluate(`jaarcijfers.options.get("extract_article").title[0].text`, &options))
	if err != nil {
		t.Fatal(err)
	}
	// Articles of which every figure is withheld come last, in the order of their codes.
	if said != "another article, 2025: confidential, withheld" || options != "SYNTHETIC: made-up figures" {
		t.Errorf("said %q under %q", said, options)
	}
	heard.check(t)
}

// A picture to keep has the word for synthetic in its name and in its plot.
func TestThePictureOfASyntheticChartIsNamedSo(t *testing.T) {
	ctx, heard := tab(openBrowser(t), t)
	const picture = `new Promise((done) => {
		const make = URL.createObjectURL;
		URL.createObjectURL = (blob) => { window.picture = blob.size; return make(blob); };
		HTMLAnchorElement.prototype.click = function () { done([this.download, window.picture > 1000]); };
		document.querySelector("[data-png]").click();
	})`
	var told []any
	err := chromedp.Run(ctx, screen{1280, "light"}.actions(),
		chromedp.Navigate("file://"+filepath.Join(extractSite(t), "charts", "extract_article-synthetic.en.html")),
		chromedp.ActionFunc(func(ctx context.Context) error { return chromedp.Evaluate(picture, &told, awaitPromise).Do(ctx) }))
	if err != nil {
		t.Fatal(err)
	}
	if len(told) != 2 || told[0] != "extract_article-synthetic.en-2026.1.png" || told[1] != true {
		t.Errorf("told %v", told)
	}
	heard.check(t)
}
