package pipeline_test

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
)

// mostWords is how long the start page may be: for many it is the only one they read.
const mostWords = 350

func TestTheStartPageIsShort(t *testing.T) {
	all := files(t, filepath.Join(released(t), "release", "current"))
	for _, name := range []string{"index.html", "en/index.html"} {
		root, err := html.Parse(bytes.NewReader(all[name]))
		if err != nil {
			t.Fatal(err)
		}
		words := wordsIn(root)
		t.Logf("%s: %d words", name, words)
		if words < 100 || words > mostWords {
			t.Errorf("%s has %d words, at most %d are asked", name, words, mostWords)
		}
	}
}

// wordsIn counts the words with a letter that a reader sees in the main part of a
// page when it opens, drawings apart.
func wordsIn(root *html.Node) int {
	count := 0
	for n := range root.Descendants() {
		if n.Type != html.TextNode || !within(n, func(up *html.Node) bool { return up.Data == "main" }) ||
			within(n, func(up *html.Node) bool {
				return up.Data == "svg" || up.Data == "script" || up.Data == "details" || unseen(up)
			}) {
			continue
		}
		for _, word := range strings.Fields(n.Data) {
			if strings.ContainsFunc(word, unicode.IsLetter) {
				count++
			}
		}
	}
	return count
}

func within(n *html.Node, is func(*html.Node) bool) bool {
	for up := n.Parent; up != nil; up = up.Parent {
		if is(up) {
			return true
		}
	}
	return false
}

func unseen(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
		return a.Key == "class" && slices.Contains(strings.Fields(a.Val), "unseen")
	})
}
