//go:build browser

package site_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// spaced sets text out as a reader may (WCAG 2.2, 1.4.12) and gives the width of
// the page then.
const spaced = `(() => {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
	document.adoptedStyleSheets = [sheet];
	return document.documentElement.scrollWidth;
})()`

// Nothing then runs out of a telephone's screen.
func TestTextSpacingOfTheReaderFits(t *testing.T) {
	folder := siteOnDisk(t)
	ctx, heard := tab(openBrowser(t), t)
	for _, p := range pagesOf(t, folder) {
		if strings.HasPrefix(p, "charts/") {
			continue
		}
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

// Where a reader's system forces its colours, bars take them, and the kinds still
// differ by their stripes.
func TestForcedColoursReachTheDrawings(t *testing.T) {
	ctx, heard := tab(openBrowser(t), t)
	var colours []string
	err := chromedp.Run(ctx, chromedp.EmulateViewport(1280, 900),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}, {Name: "prefers-color-scheme", Value: "dark"}}),
		chromedp.Navigate("file://"+filepath.Join(siteOnDisk(t), "charts", "inflow_by_year.nl.html")),
		chromedp.Evaluate(`[".wide .jc-c1", ".wide .jc-c2", ".wide .jc-s2", ".wide .jc-text"].map(s => getComputedStyle(document.querySelector(s)).fill).concat(getComputedStyle(document.body).color)`, &colours))
	if err != nil {
		t.Fatal(err)
	}
	bar, other, stripe, words, page := colours[0], colours[1], colours[2], colours[3], colours[4]
	if bar != page || other != page || words != page || stripe == other {
		t.Errorf("bars %s and %s, stripes %s, words %s; the page writes in %s", bar, other, stripe, words, page)
	}
	heard.check(t)
}
