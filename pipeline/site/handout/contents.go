package handout

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// What Chromium writes of the places that links of a document lead to, and of its
// pages. It compresses what stands on a page, and neither of these.
var (
	placeInPDF = regexp.MustCompile(`/([^\s/\[\]()<>]+) \[(\d+) 0 R /XYZ`)
	pageTree   = regexp.MustCompile(`(?s)(\d+) 0 obj\s*<</Type /Pages\b(.*?)>>\s*endobj`)
	kids       = regexp.MustCompile(`(?s)/Kids \[(.*?)\]`)
	reference  = regexp.MustCompile(`(\d+) 0 R`)
	parent     = regexp.MustCompile(`/Parent \d+ 0 R`)
)

// The table of contents of the report, and the links in it.
var (
	contents     = regexp.MustCompile(`(?s)<nav class="toc".*?</nav>`)
	contentsLink = regexp.MustCompile(`(?s)<a href="#([^"]+)">.*?</a>`)
)

// pagesOf reads from a PDF of Chromium on what page each place stands, counted from 1.
func pagesOf(pdf []byte) (map[string]int, error) {
	trees := map[string][]byte{}
	root := ""
	for _, m := range pageTree.FindAllSubmatch(pdf, -1) {
		trees[string(m[1])] = m[2]
		if !parent.Match(m[2]) {
			root = string(m[1])
		}
	}
	if root == "" {
		return nil, fmt.Errorf("read pages: no page tree")
	}
	number := map[string]int{}
	var walk func(object string)
	walk = func(object string) {
		tree, inner := trees[object]
		if !inner {
			number[object] = len(number) + 1
			return
		}
		delete(trees, object) // a tree that leads to itself would not end
		if list := kids.FindSubmatch(tree); list != nil {
			for _, kid := range reference.FindAllSubmatch(list[1], -1) {
				walk(string(kid[1]))
			}
		}
	}
	walk(root)
	places := map[string]int{}
	for _, m := range placeInPDF.FindAllSubmatch(pdf, -1) {
		if page, ok := number[string(m[2])]; ok {
			places[string(m[1])] = page
		}
	}
	return places, nil
}

// numbered puts the page of each chapter and section behind its line in the table of
// contents. A line whose place the PDF does not name is an error: a reader would think
// that it has no page.
func numbered(document []byte, pages map[string]int) ([]byte, error) {
	at := contents.FindIndex(document)
	if at == nil {
		return nil, fmt.Errorf("number contents: the report has none")
	}
	var unknown []string
	list := contentsLink.ReplaceAllFunc(document[at[0]:at[1]], func(link []byte) []byte {
		id := string(contentsLink.FindSubmatch(link)[1])
		page, ok := pages[id]
		if !ok {
			unknown = append(unknown, id)
		}
		return slices.Concat(link, []byte(` <span class="page">`+strconv.Itoa(page)+`</span>`))
	})
	if len(unknown) > 0 {
		return nil, fmt.Errorf("number contents: no page for %q", unknown)
	}
	return bytes.Join([][]byte{document[:at[0]], list, document[at[1]:]}, nil), nil
}
