// Package handout makes of a release what can be sent: the report as one file, and its PDF.
package handout

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/site"
)

// Options say which handouts to make of a release, and where.
type Options struct {
	Release    string   // folder of the release: <work>/release/current
	To         string   // folder to write in; made when needed
	Languages  []string // of the handouts
	SingleFile bool     // the whole report as one HTML file
	PDF        bool     // the same, printed by Chromium
	Browser    string   // Chromium's program; empty to look for it
}

// Why no handout was made.
var (
	ErrNoRelease = errors.New("no release")
	ErrNoBrowser = errors.New("no Chromium")
	ErrInternal  = errors.New("the release is internal")
)

// A ChangedError says that a release is not as it was published.
type ChangedError struct{ Files []string }

func (e *ChangedError) Error() string {
	return "the release was changed: " + strings.Join(e.Files, ", ")
}

// browsers are the names that Chromium goes by.
var browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}

// Make makes handouts of a release for those who cannot be sent a folder, and
// returns their paths. Each file appears whole or not at all. The one HTML file is
// the same for the same release; a PDF bears the time of printing.
func Make(ctx context.Context, o Options) ([]string, error) {
	text, err := os.ReadFile(filepath.Join(o.Release, release.ManifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoRelease
	}
	var manifest release.Manifest
	if err != nil || json.Unmarshal(text, &manifest) != nil {
		return nil, &ChangedError{Files: []string{release.ManifestFile}}
	}
	if manifest.CountsRows(o.Release) {
		return nil, ErrInternal
	}
	if changed := release.Changes(o.Release); len(changed) > 0 {
		return nil, &ChangedError{Files: changed}
	}
	if o.PDF && o.Browser == "" {
		if o.Browser = findBrowser(); o.Browser == "" {
			return nil, ErrNoBrowser
		}
	}
	if err := file.MakeFolder(o.To, file.ReleasedFolder); err != nil {
		return nil, err
	}
	to, err := os.OpenRoot(o.To)
	if err != nil {
		return nil, fmt.Errorf("open folder: %w", err)
	}
	defer func() { _ = to.Close() }() // what was written is on disk by then
	var made []string
	for _, lang := range o.Languages {
		name, err := site.FindDocument(os.DirFS(o.Release), lang)
		if err != nil {
			return made, fmt.Errorf("find report of %s: %w", o.Release, err)
		}
		document := filepath.Join(o.Release, filepath.FromSlash(name))
		base := "jaarcijfers-" + manifest.Version + synthetic(name, site.DocumentPath(lang)) + "." + lang
		if o.SingleFile {
			if err := copyWhole(document, to, base+".html"); err != nil {
				return made, err
			}
			made = append(made, filepath.Join(o.To, base+".html"))
		}
		if o.PDF {
			if err := printPDF(ctx, o.Browser, document, to, base+".pdf"); err != nil {
				return made, err
			}
			made = append(made, filepath.Join(o.To, base+".pdf"))
		}
	}
	return made, nil
}

// synthetic is what the name of a report has more than usual: that it holds
// synthetic figures. A handout says so too.
func synthetic(name, usual string) string {
	ending := filepath.Ext(usual)
	return strings.TrimSuffix(strings.TrimPrefix(name, strings.TrimSuffix(usual, ending)), ending)
}

func findBrowser() string {
	for _, name := range browsers {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// handoutMode is that of a file that goes to others, who may change theirs.
const handoutMode = 0o644

func copyWhole(from string, to *os.Root, name string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return fmt.Errorf("read %s: %w", from, err)
	}
	return file.WriteIn(to, name, handoutMode, text)
}

// printPDF has Chromium print a file: with bookmarks, tagged for screen readers, and
// with page numbers in its table of contents. Chromium knows those only once it has
// printed, so it prints twice; the contents have a page of their own, and nothing moves.
// It prints in a folder of its own, since a Chromium that is stopped leaves half a file.
func printPDF(ctx context.Context, browser, document string, folder *os.Root, name string) error {
	to := filepath.Join(folder.Name(), name)
	text, err := os.ReadFile(document)
	if err != nil {
		return fmt.Errorf("print %s: %w", to, err)
	}
	work, err := os.MkdirTemp("", "jaarcijfers-print-")
	if err != nil {
		return fmt.Errorf("print %s: %w", to, err)
	}
	defer func() { _ = file.Remove(work) }()
	p := printer{browser: browser, work: work}
	first, err := p.print(ctx, text)
	if err != nil {
		return fmt.Errorf("print %s with %s: %w", to, browser, err)
	}
	pages, err := pagesOf(first)
	if err == nil {
		text, err = numbered(text, pages)
	}
	if err != nil {
		return fmt.Errorf("print %s with %s: %w", to, browser, err)
	}
	whole, err := p.print(ctx, text)
	if err != nil {
		return fmt.Errorf("print %s with %s: %w", to, browser, err)
	}
	return file.WriteIn(folder, name, handoutMode, whole)
}

// A printer prints documents with Chromium in a folder for what comes between.
type printer struct{ browser, work string }

func (p printer) print(ctx context.Context, text []byte) ([]byte, error) {
	document, part := filepath.Join(p.work, "report.html"), filepath.Join(p.work, "report.pdf")
	if err := os.WriteFile(document, text, 0o600); err != nil {
		return nil, err
	}
	args := []string{
		"--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--user-data-dir=" + filepath.Join(p.work, "profile"),
		"--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf", "--print-to-pdf=" + part,
		(&url.URL{Scheme: "file", Path: filepath.ToSlash(document)}).String(),
	}
	if os.Geteuid() == 0 { // Chromium has no sandbox for root; the file is our own and holds no script
		args = append([]string{"--no-sandbox"}, args...)
	}
	said, err := exec.CommandContext(ctx, p.browser, args...).CombinedOutput()
	if err := errors.Join(ctx.Err(), err); err != nil {
		return nil, fmt.Errorf("%w: %s", err, bytes.TrimSpace(said))
	}
	pdf, err := os.ReadFile(part)
	if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		return nil, fmt.Errorf("no PDF came: %s", bytes.TrimSpace(said))
	}
	return pdf, os.Remove(part)
}
