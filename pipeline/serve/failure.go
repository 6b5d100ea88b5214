package serve

import (
	"bytes"
	_ "embed"
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
)

// A Failure says on every page why the last build failed. All of it is text; none of it
// is markup.
type Failure struct {
	Lang  string // language of the words
	Title string // that it failed, and that the page is of the release before
	Text  string // what the build said
	Do    string // what to do about it
	// Command is what to run for that; empty when there is no one command.
	Command string
}

const failureStylePath = "/_failure.css"

// mostLines is how much of what a build said is shown; the terminal has all of it.
const mostLines = 200

//go:embed failure.css
var failureStyle []byte

func serveFailureStyle(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", contentTypes[".css"])
	_, _ = w.Write(failureStyle)
}

var bodyTag = regexp.MustCompile(`(?i)<body[^>]*>`)

// withFailure puts a bar above the content of a page.
func withFailure(page []byte, f *Failure) []byte {
	at := bodyTag.FindIndex(page)
	if f == nil || at == nil {
		return page
	}
	style := `<link rel="stylesheet" href="` + failureStylePath + `">` + "\n</head>"
	bar := []byte(f.bar())
	page = bytes.Join([][]byte{page[:at[1]], bar, page[at[1]:]}, nil)
	return bytes.Replace(page, []byte("</head>"), []byte(style), 1)
}

// bar is the failure as markup.
func (f *Failure) bar() string {
	lines := strings.Split(strings.TrimRight(f.Text, "\n"), "\n")
	if len(lines) > mostLines {
		lines = append(lines[:mostLines], "…")
	}
	command := ""
	if f.Command != "" {
		command = "\n<pre>" + html.EscapeString(f.Command) + "</pre>"
	}
	return fmt.Sprintf("\n<section class=\"build-failure\" role=\"alert\" lang=\"%s\">\n<p><strong>%s</strong></p>\n<pre tabindex=\"0\">%s</pre>\n<p>%s</p>%s\n</section>\n",
		html.EscapeString(f.Lang), html.EscapeString(f.Title), html.EscapeString(strings.Join(lines, "\n")), html.EscapeString(f.Do), command)
}
