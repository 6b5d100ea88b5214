//go:build browser

package site_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"jaarcijfers/pipeline"
)

// nodeModules is where make test-browser puts the tools of these tests.
const nodeModules = "testdata/tools/node_modules"

func tool(t *testing.T, path string) string {
	t.Helper()
	full, err := filepath.Abs(filepath.Join(nodeModules, path))
	if err == nil {
		_, err = os.Stat(full)
	}
	if err != nil {
		t.Fatalf("%v: run make test-browser, or npm ci in testdata/tools", err)
	}
	return full
}

// openBrowser starts Chromium and gives its context. A test opens tabs of it.
func openBrowser(t *testing.T) context.Context {
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatalf("%v: install chromium (apt-get install chromium)", err)
	}
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(program), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.Flag("disable-background-networking", true),
		chromedp.UserDataDir(t.TempDir()), chromedp.WSURLReadTimeout(time.Minute),
	}
	allocator, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, closeBrowser := chromedp.NewContext(allocator)
	t.Cleanup(closeBrowser)
	if err := chromedp.Run(ctx); err != nil {
		t.Fatalf("start chromium: %v", err)
	}
	return ctx
}

// A screen is a size and a colour scheme to look at a page with; "print" is
// paper.
type screen struct {
	width  int64
	scheme string
}

func (s screen) actions() chromedp.Action {
	media := emulation.SetEmulatedMedia()
	if s.scheme == "print" {
		media = media.WithMedia("print")
	} else {
		media = media.WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: s.scheme}})
	}
	return chromedp.Tasks{chromedp.EmulateViewport(s.width, 900), media}
}

var screens = []screen{{320, "light"}, {320, "dark"}, {1280, "light"}, {1280, "dark"}, {700, "print"}}

// complaints collects what a tab writes to its console: errors, uncaught
// exceptions, refusals by the Content-Security-Policy.
type complaints struct {
	mu  sync.Mutex
	all []string
}

func (c *complaints) listen(ctx context.Context) {
	chromedp.ListenTarget(ctx, func(event any) {
		c.mu.Lock()
		defer c.mu.Unlock()
		switch e := event.(type) {
		case *log.EventEntryAdded:
			c.all = append(c.all, e.Entry.Text)
		case *runtime.EventExceptionThrown:
			c.all = append(c.all, e.ExceptionDetails.Error())
		case *runtime.EventConsoleAPICalled:
			c.all = append(c.all, fmt.Sprintf("console.%s %v", e.Type, e.Args))
		}
	})
}

func (c *complaints) check(t *testing.T) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, text := range c.all {
		t.Errorf("console: %s", text)
	}
	c.all = nil
}

func (c *complaints) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all = nil
}

// site builds the release of the real data, once for all tests, and gives its
// folder.
var site = sync.OnceValues(func() (string, error) {
	work, err := os.MkdirTemp("", "jaarcijfers-site-")
	if err != nil {
		return "", err
	}
	_, err = pipeline.Build(context.Background(), pipeline.Options{Data: "../../data", Work: work})
	return filepath.Join(work, "release", "current"), err
})

func TestMain(m *testing.M) {
	code := m.Run()
	if folder, err := site(); err == nil {
		_ = os.RemoveAll(filepath.Dir(filepath.Dir(folder)))
	}
	os.Exit(code)
}

func siteOnDisk(t *testing.T) string {
	t.Helper()
	folder, err := site()
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

// pagesOf lists the pages of a release.
func pagesOf(t *testing.T, folder string) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"*.html", "en/*.html", "charts/*.html"} {
		found, err := fs.Glob(os.DirFS(folder), pattern)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, found...)
	}
	if len(all) != 92 { // 16 a language, and 2 a chart and language
		t.Fatalf("%d pages: %v", len(all), all)
	}
	return all
}

func tab(ctx context.Context, t *testing.T) (context.Context, *complaints) {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(ctx)
	t.Cleanup(closeTab)
	heard := &complaints{}
	heard.listen(ctx)
	return ctx, heard
}
