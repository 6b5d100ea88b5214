package release

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"jaarcijfers/pipeline/file"
)

// PointerFile is the page that leads to the release that counts, on systems on which a
// link cannot take the place of another in one step. A browser follows it, and so does
// the program.
const PointerFile = "current.html"

// pointed finds in the page the name of the release.
var pointed = regexp.MustCompile(`<meta http-equiv="refresh" content="0; url=([^"/]+)/index\.html">`)

// writePointer makes the page lead to a release, in place of the page that stood there.
func writePointer(folder, name string) error {
	name = html.EscapeString(name)
	var page bytes.Buffer
	_, _ = fmt.Fprintf(&page, "<!doctype html>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"refresh\" content=\"0; url=%s/index.html\">\n"+
		"<title>%[1]s</title>\n<a href=\"%[1]s/index.html\">%[1]s</a>\n", name) // a buffer takes all that is written to it
	return file.Write(filepath.Join(folder, PointerFile), pointerMode, page.Bytes())
}

// pointerMode is no ReleasedFile: what may only be read cannot be replaced everywhere.
const pointerMode fs.FileMode = 0o644

// readPointer gives the name that the page leads to.
func readPointer(folder string) (string, error) {
	text, err := os.ReadFile(filepath.Join(folder, PointerFile))
	if err != nil {
		return "", fmt.Errorf("read page of the current release: %w", err)
	}
	found := pointed.FindSubmatch(text)
	if found == nil {
		return "", fmt.Errorf("read page of the current release %s: %w", filepath.Join(folder, PointerFile), errNoPointer)
	}
	return html.UnescapeString(string(found[1])), nil
}

// errNoPointer is a page that leads to no release.
var errNoPointer = errors.New("it leads to no release")
