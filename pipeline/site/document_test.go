package site

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"testing"

	"jaarcijfers/pipeline/messages"
)

// The document must open from a mail: it may ask for nothing, and its stylesheet
// must be the one that its policy names.
func TestTheDocumentStandsAlone(t *testing.T) {
	files := written(t, testInput())
	for _, lang := range messages.Languages {
		name := DocumentPath(lang)
		chapters, policy := 0, ""
		for _, n := range elements(t, files[name]) {
			switch {
			case attribute(n, "http-equiv") == "Content-Security-Policy":
				policy = attribute(n, "content")
			case n.Data == "style":
				sum := sha256.Sum256([]byte(n.FirstChild.Data))
				if want := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, "style-src "+want) {
					t.Errorf("%s: the policy does not name the stylesheet %s", name, want)
				}
			case n.Data == "script", n.Data == "link", n.Data == "img", n.Data == "iframe", n.Data == "button", n.Data == "input":
				t.Errorf("%s holds a %s", name, n.Data)
			case strings.HasPrefix(attribute(n, "class"), "chapter "):
				chapters++
			}
			if href := attribute(n, "href"); href != "" && !strings.HasPrefix(href, "#") && !strings.HasPrefix(href, "http") {
				t.Errorf("%s leads to another file: %s", name, href)
			}
		}
		if chapters != 9 {
			t.Errorf("%s has %d chapters, want 9", name, chapters)
		}
		if size := len(files[name]); size > 3<<20 {
			t.Errorf("%s is %d bytes, more than 3 MB", name, size)
		}
	}
}
