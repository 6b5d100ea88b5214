package letter_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/source/letter"
)

const htmlPage = "<!DOCTYPE html><html><head><title>x (99)</title><style>.weg, p.ook{display:none}</style></head><body>\n<h2>Aanpak (4)</h2>\n%s\n<p>Status: lopend</p>\n%s</body></html>"

func pageWith(middle, end string) string { return fmt.Sprintf(htmlPage, middle, end) }

// Text that some readers of a page see and others do not is an error with its line.
func TestReadAsksAboutTextThatIsNotShown(t *testing.T) {
	for _, middle := range []string{
		"<p>Z<del>x</del>.</p>", "<p>Z<s>x</s>.</p>", "<p>Z<strike>x</strike>.</p>", "<p>Z<span style='text-decoration: line-through'>x</span>.</p>",
		"<p style='DISPLAY:NONE'>x<p>Z.</p>", "<p>Z<span style='visibility:hidden'>x</span>.</p>", "<p>Z.</p><template><p>x</p></template>",
		"<p>Z.</p><noscript>x</noscript>", "<p>Z<span aria-hidden='true'>x</span>.</p>", "<p class='weg'>x</p><p>Z.</p>", "<p class='ook'>x</p><p>Z.</p>",
		"<p>Z<span class='sr-only'>x</span>.</p>", "<p>Z<span style='mso-hide:all'>x</span>.</p>", "<p>Z<span style='font-size:0'>x</span>.</p>",
		"<p>Z<span style='color:#fff'>x</span>.</p>", "<p>Z<span style='opacity: 0'>x</span>.</p>", "<p>Z<span style='position:absolute;left:-9999px'>x</span>.</p>",
		"<p>Z.</p><textarea>x</textarea>", "<p>Z.</p><dialog>x</dialog>", "<p>Z.</p><iframe>x</iframe>", "<p>Z.</p><div hidden><div>x</div></div>",
	} {
		if diff := cmp.Diff([]string{"4 | Aanpak | Z. | lopend", "error 3 letter_hidden: x"}, told(pageWith(middle, ""), letter.HTML)); diff != "" {
			t.Errorf("%s: %s", middle, diff)
		}
		// Declared to be read as it is shown, it is gone; what only reading programs pass over is shown.
		want := "4 | Aanpak | Z. | lopend"
		if strings.Contains(middle, "aria-hidden") {
			want = "4 | Aanpak | Zx. | lopend"
		}
		if diff := cmp.Diff([]string{want}, told(pageWith(middle, ""), letter.HTML, letter.Lines{First: 3, Last: 3, As: letter.AsShown})); diff != "" {
			t.Errorf("%s as shown: %s", middle, diff)
		}
	}
	got := errorsOf(pageWith("<p>Z.</p>", ""), letter.HTML, letter.Lines{First: 3, Last: 3, As: letter.AsShown})
	if !slices.Equal(got, []string{"letter_lines_unused"}) {
		t.Errorf("a declaration that meets nothing: got %q", got)
	}
}

func TestReadTakesTheRestOfAPageAsItIsShown(t *testing.T) {
	for middle, want := range map[string]string{
		"<p>Z.</p><!-- Status: afgerond --><script>x</script>":                       "Z.",
		"<p>Z.</p><details><summary>Meer.</summary><p>Nog.</p></details>":            "Z.\n\nMeer.\n\nNog.",
		"<p>Alle<ins> dagen</ins>.</p>":                                              "Alle dagen.",
		"<p>Pilots:</p><ul><li>Utrecht<li>Den Haag</ul>":                             "Pilots:\n\nUtrecht\n\nDen Haag",
		"<p>Z&shy;eg <q>ja</q>.</p>":                                                 "Zeg “ja”.",
		"<p>de 1<sup>e</sup> en 2<sup>de</sup> keer, Pride<sup>TM</sup>.</p>":        "de 1e en 2de keer, Pride™.",
		"<p>Op 10<sup>-3</sup> m<sup>3</sup> en 15 km<sup>2</sup>.</p>":              "Op 10⁻³ m³ en 15 km².",
		"<p>Zie de <a href='#n2'>2</a> teams.</p>":                                   "Zie de 2 teams.",
		"<p>CO<span style='vertical-align:sub'>2</span>.</p>":                        "CO₂.",
		"<p>Z.</p><p class='x'>2 Teams zijn gestart.</p>":                            "Z.\n\n2 Teams zijn gestart.",
		"<p>Vooraf <b>vet</b> en <i>schuin</i>.</p><hr><div>Nog<br>een regel.</div>": "Vooraf vet en schuin.\n\nNog een regel.",
	} {
		if diff := cmp.Diff([]string{"4 | Aanpak | " + want + " | lopend"}, told(pageWith(middle, ""), letter.HTML)); diff != "" {
			t.Errorf("%s: %s", middle, diff)
		}
	}
}

// A raised number is the mark of a footnote, a power, or asked about.
func TestReadKeepsRaisedNumbersApart(t *testing.T) {
	for _, mark := range []string{
		"<sup>1</sup>", "<sup><a href='#n1'>1</a></sup>", "<a href='#n1'><sup>1</sup></a>", "<a href='#n1'>1</a>", "<span style='vertical-align:super'>1</span>",
	} {
		for _, note := range []string{"<div class='noot'>1 Zie.</div>", "<div class='voetnoot'><p><sup>1</sup> Zie.</p></div>", "<p><sup>1</sup> Zie.</p>"} {
			measures, violations := letter.Read("l", []byte(pageWith("<p>Haat"+mark+" in 2019"+mark+" is er.</p>", note)), letter.Guide{Form: letter.HTML, Statuses: statuses})
			if len(violations) > 0 || len(measures) != 1 || measures[0].Narrative != "Haat in 2019 is er." || !slices.Contains(measures[0].Footnotes, "Zie.") {
				t.Errorf("%s %s: %+v %+v", mark, note, measures, violations)
			}
		}
	}
	for _, text := range []string{"x<sup>2</sup>", "Haat<sup>1</sup>", "Haat<sup>*</sup>", "Haat<sup>1,2</sup>", "y<sub>i</sub>", "in 2019<sup>2</sup>", "z<sup>k</sup>"} {
		if diff := cmp.Diff([]string{"letter_raised"}, errorsOf(pageWith("<p>"+text+" is er.</p>", ""), letter.HTML)); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
	// A power of ten or the second footnote?
	got := errorsOf(pageWith("<p>Op 10<sup>2</sup> dagen.</p>", "<div class='noot'>2 Zie.</div>"), letter.HTML)
	if !slices.Contains(got, "letter_raised") {
		t.Errorf("got %q", got)
	}
}

func TestReadRefusesWhatAPageLosesOrGarbles(t *testing.T) {
	for middle, want := range map[string]string{
		"<p>Z.</p><!-- x":                              "letter_unclosed",
		"<p>Z.</p><script>x":                           "letter_unclosed",
		"<p>Z.</p><del>":                               "letter_unclosed",
		"<p>Z.</p><![CDATA[ x ]]>":                     "letter_hidden",
		"<p>Ge&Atilde;&frac14;pdatet.</p>":             "letter_mojibake",
		"<p>Z&#8203;eg.</p><p>Z&#x202e;o.</p>":         "letter_encoding",
		"<p>Z&#0;.</p>":                                "letter_encoding",
		"<h3>Vervolg</h3><p>Z.</p>":                    "heading_unclear",
		"<p><b>Training</b></p><p>Z.</p>":              "heading_unclear",
		"<p>Z.<br>Training (7, 8)<br>Nog.</p>":         "heading_unclear",
		"<p>Z.</p><nav>Training (7)</nav>":             "status_missing",
		"<table><tr><td>lopend</td></tr></table>":      "status_unclear",
		"<p>Status: <del>x</del><ins>lopend</ins></p>": "letter_hidden",
	} {
		if got := errorsOf(pageWith(middle, ""), letter.HTML); !slices.Contains(got, want) {
			t.Errorf("%s: got %q, want %s", middle, got, want)
		}
	}
}
