package handout

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A PDF as Chromium writes it, cut down by hand: a tree of two branches, with three
// pages that do not stand in the order of their numbers.
const treePDF = `%PDF-1.4
9 0 obj
<</Type /Pages
/Count 3
/Kids [8 0 R 3 0 R]>>
endobj
8 0 obj
<</Type /Pages
/Parent 9 0 R
/Count 2
/Kids [5 0 R 4 0 R]>>
endobj
7 0 obj
<</inflow [4 0 R /XYZ 0 780 0]
/start--a_b-title [5 0 R /XYZ 0 535.1 0]
/sources [3 0 R /XYZ 0 700 0]>>
endobj
`

func TestPagesAreCountedInTheOrderOfTheTree(t *testing.T) {
	have, err := pagesOf([]byte(treePDF))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]int{"start--a_b-title": 1, "inflow": 2, "sources": 3}, have); diff != "" {
		t.Errorf("pages (-want +have):\n%s", diff)
	}
	if _, err := pagesOf([]byte("%PDF-1.4\n")); err == nil {
		t.Error("a PDF without pages has pages")
	}
}

func TestContentsSayThePage(t *testing.T) {
	const document = `<nav class="toc" id="c"><a href="#inflow">Inflow</a><ul><a href="#sources">Sources</a></ul></nav><a href="#inflow">again</a>`
	have, err := numbered([]byte(document), map[string]int{"inflow": 2, "sources": 13})
	const want = `<nav class="toc" id="c"><a href="#inflow">Inflow</a> <span class="page">2</span><ul><a href="#sources">Sources</a> <span class="page">13</span></ul></nav><a href="#inflow">again</a>`
	if err != nil || string(have) != want {
		t.Errorf("contents are %s, %v; want %s", have, err, want)
	}
	if _, err := numbered([]byte(document), map[string]int{"inflow": 2}); err == nil || !strings.Contains(err.Error(), "sources") {
		t.Errorf("a line without a page gives %v", err)
	}
	if _, err := numbered([]byte("<p>no contents</p>"), nil); err == nil {
		t.Error("a report without contents is numbered")
	}
}
