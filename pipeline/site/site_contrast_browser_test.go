//go:build browser

package site_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"jaarcijfers/charts"
)

// contrasts measures what axe does not look at: words in drawings against what is
// painted under them, and marks against the page, as Chromium computed the
// colours. A cell of a heat table is no mark: its number stands in it.
const contrasts = `(() => {
	const rgb = c => (c.match(/[\d.]+/g) ?? []).map(Number);
	const light = c => { const [r, g, b] = rgb(c).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
	const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
	const paint = (e, what) => getComputedStyle(e)[what];
	const page = paint(document.body, "backgroundColor");
	const found = {words: 0, marks: 0, weak: []};
	const under = (svg, text) => {
		const box = text.getBoundingClientRect();
		const shapes = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2).filter(e => svg.contains(e) && ["path", "rect"].includes(e.localName));
		const colours = [];
		for (const shape of shapes) {
			const fill = paint(shape, "fill");
			if (fill === "none") continue;
			if (fill.startsWith("url")) {
				const id = fill.match(/#([^"')]+)/)[1];
				document.getElementById(id).querySelectorAll("path").forEach(p => colours.push(paint(p, "fill")));
				continue;
			}
			return [...colours, fill];
		}
		return [...colours, page];
	};
	for (const svg of document.querySelectorAll("svg.jc-chart")) {
		if (!svg.checkVisibility()) continue;
		svg.scrollIntoView({block: "start", behavior: "instant"});
		for (const text of svg.querySelectorAll("text")) {
			text.scrollIntoView({block: "center", behavior: "instant"});
			found.words++;
			const halo = paint(text, "stroke");
			for (const ground of halo !== "none" ? [halo] : under(svg, text)) {
				const r = ratio(paint(text, "fill"), ground);
				if (r < 4.5) found.weak.push(svg.id + " " + text.textContent + " " + r.toFixed(1) + " on " + ground);
			}
		}
		for (const mark of svg.querySelectorAll("[class*=jc-c], [class*=jc-margin], [class*=jc-break]")) {
			if (mark.localName === "text" || mark.closest("defs")) continue;
			const classes = [...mark.classList];
			const fill = classes.find(c => /^jc-c\d$/.test(c)), line = classes.find(c => /^jc-(c\d|margin|break)-line$/.test(c));
			if (!fill && !line) continue;
			found.marks++;
			const r = Math.max(fill ? ratio(paint(mark, "fill"), page) : 0, line ? ratio(paint(mark, "stroke"), page) : 0);
			if (r < 3) found.weak.push(svg.id + " mark " + mark.classList + " " + r.toFixed(1));
		}
	}
	return [String(found.words), String(found.marks), ...found.weak];
})()`

func TestDrawingsHaveContrast(t *testing.T) {
	folder := siteOnDisk(t)
	ctx, heard := tab(openBrowser(t), t)
	for _, c := range charts.All() {
		if c.Optional { // TestDrawingsOfAnExtractHaveContrast
			continue
		}
		for _, s := range screens {
			if s.scheme == "print" {
				continue
			}
			var found []string
			err := chromedp.Run(ctx, s.actions(), chromedp.Navigate("file://"+filepath.Join(folder, "charts", c.ID+".en.html")), chromedp.Evaluate(contrasts, &found))
			if err != nil {
				t.Fatal(err)
			}
			if len(found) > 2 {
				t.Errorf("%s at %d px, %s: %s", c.ID, s.width, s.scheme, strings.Join(found[2:], "; "))
			}
			if found[0] == "0" || found[1] == "0" && c.Form != charts.Heat {
				t.Errorf("%s at %d px, %s: looked at %s words and %s marks", c.ID, s.width, s.scheme, found[0], found[1])
			}
		}
	}
	heard.check(t)
}
