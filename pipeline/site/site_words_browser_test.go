//go:build browser

package site_test

import (
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// torn are the words, or the parts of a word between soft hyphens, that stand on two
// lines with no hyphen between. Names in code and values that changed may break anywhere.
const torn = `(() => {
	const found = [], walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
	for (let n; n = walker.nextNode();) {
		if (!n.parentElement.checkVisibility() || n.parentElement.closest("svg, code, pre, script, .cite, .unseen, .page-changes .words") || (n.parentElement.closest("thead")?.offsetWidth ?? 9) < 2) continue;
		for (const word of n.data.matchAll(/[\p{L}]{5,}/gu)) {
			const range = document.createRange();
			range.setStart(n, word.index + (n.data[word.index - 1] === "\u00ad" ? 1 : 0)); // a hyphen that is shown counts with what follows
			range.setEnd(n, word.index + word[0].length);
			if (new Set([...range.getClientRects()].filter(r => r.width > 1).map(r => Math.round(r.top))).size > 1) found.push(n.parentElement.localName + ": " + word[0]);
		}
	}
	return found;
})()`

func TestNoWordIsTorn(t *testing.T) {
	folder := siteOnDisk(t)
	ctx, heard := tab(openBrowser(t), t)
	for _, p := range pagesOf(t, folder) {
		for _, width := range []int64{320, 360, 768, 1280} {
			var found []string
			err := chromedp.Run(ctx, screen{width, "light"}.actions(), chromedp.Navigate("file://"+filepath.Join(folder, p)), chromedp.Evaluate(torn, &found))
			if err != nil {
				t.Fatal(err)
			}
			if len(found) > 0 {
				t.Errorf("%s at %d px tears %q", p, width, found)
			}
		}
	}
	heard.check(t)
}
