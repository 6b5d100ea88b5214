package serve

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func preview(t *testing.T, public bool) (*httptest.Server, *releases) {
	t.Helper()
	return failing(t, nil, public)
}

// failing is a preview of which the last build failed.
func failing(t *testing.T, f *Failure, public bool) (*httptest.Server, *releases) {
	t.Helper()
	var failure atomic.Pointer[Failure]
	failure.Store(f)
	folder := t.TempDir()
	page := `<!DOCTYPE html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'"></head><body>hello</body></html>`
	for name, text := range map[string]string{"index.html": page, "en/index.html": page, "a.csv": "a\n1\n", "x.svg": "<svg/>"} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := newReleases("run")
	server := httptest.NewServer(handler(func() string { return folder }, r, &failure, public))
	t.Cleanup(server.Close)
	return server, r
}

func get(t *testing.T, address, host string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if host != "" {
		request.Host = host
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

func TestPreviewServesTheReleaseAndNothingElse(t *testing.T) {
	server, _ := preview(t, false)
	for _, tt := range []struct {
		path   string
		status int
		kind   string
		holds  string
	}{
		{"/", 200, "text/html; charset=utf-8", reloadTag},
		{"/en/", 200, "text/html; charset=utf-8", "hello"},
		{"/en", 301, "", ""},
		{"/a.csv", 200, "text/csv; charset=utf-8", "a\n1\n"},
		{"/x.svg", 200, "image/svg+xml; charset=utf-8", "<svg/>"},
		{"/nowhere", 404, "text/plain; charset=utf-8", ""},
		{"/%2e%2e/%2e%2e/etc/passwd", 404, "text/plain; charset=utf-8", ""},
	} {
		response, body := get(t, server.URL+tt.path, "")
		if response.StatusCode != tt.status || response.Header.Get("Content-Type") != tt.kind || !strings.Contains(body, tt.holds) {
			t.Errorf("%s: %d %q %q", tt.path, response.StatusCode, response.Header.Get("Content-Type"), body)
		}
		if response.Header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(response.Header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: headers %v", tt.path, response.Header)
		}
	}
}

// A build says what stands in files, and that may look like markup.
func TestPreviewSaysOnEveryPageWhyABuildFailed(t *testing.T) {
	server, _ := failing(t, &Failure{
		Lang: "en", Title: "It failed.", Text: "a.csv:2: value: “<script>alert(1)</script>”\n" + strings.Repeat("more\n", 300), Do: "Accept it:", Command: `jaarcijfers accept --data "a&b"`,
	}, false)
	for _, path := range []string{"/", "/en/"} {
		response, body := get(t, server.URL+path, "")
		for _, part := range []string{
			"<body>\n<section class=\"build-failure\" role=\"alert\" lang=\"en\">", "It failed.", "&lt;script&gt;alert(1)&lt;/script&gt;",
			"jaarcijfers accept --data &#34;a&amp;b&#34;", "…</pre>", `href="` + failureStylePath + `"`, "hello",
		} {
			if !strings.Contains(body, part) {
				t.Errorf("%s: %q is not in %s", path, part, body)
			}
		}
		if strings.Contains(body, "<script>alert") || strings.Count(body, "more\n") > mostLines {
			t.Errorf("%s: %s", path, body)
		}
		if policy := response.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "style-src 'self'") {
			t.Errorf("%s: the bar has no style under %s", path, policy)
		}
	}
	if response, body := get(t, server.URL+failureStylePath, ""); response.StatusCode != http.StatusOK || !strings.Contains(body, ".build-failure") {
		t.Errorf("style: %d %s", response.StatusCode, body)
	}
	if _, body := get(t, server.URL+"/a.csv", ""); body != "a\n1\n" {
		t.Errorf("a file is no page: %q", body)
	}
}

func TestPreviewAnswersOnlyToThisMachine(t *testing.T) {
	server, _ := preview(t, false)
	if response, _ := get(t, server.URL+"/", "evil.example"); response.StatusCode != http.StatusForbidden {
		t.Errorf("another name got %d", response.StatusCode)
	}
	public, _ := preview(t, true)
	if response, _ := get(t, public.URL+"/", "report.example"); response.StatusCode != http.StatusOK {
		t.Errorf("public got %d", response.StatusCode)
	}
}

func TestPreviewTellsOpenPagesOfANewRelease(t *testing.T) {
	server, r := preview(t, false)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+reloadEventsPath, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	var seen []string
	lines := bufio.NewScanner(response.Body)
	for len(seen) < 2 && lines.Scan() {
		if id, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			seen = append(seen, id)
			r.next()
		}
	}
	if len(seen) != 2 || seen[0] == seen[1] {
		t.Errorf("got %v", seen)
	}
}

// stateOf is all that files of folders hold.
func stateOf(folders []string) string {
	var all strings.Builder
	for _, folder := range folders {
		for _, pattern := range []string{"*", "*/*"} {
			names, _ := filepath.Glob(filepath.Join(folder, pattern))
			for _, name := range names {
				text, _ := os.ReadFile(name)
				fmt.Fprintf(&all, "%s %s\n", name, text)
			}
		}
	}
	return all.String()
}

// watching starts to watch folders; the function that it returns waits until someone who
// reads them when told has read what is there now.
func watching(t *testing.T, folders ...string) (next func(what string)) {
	t.Helper()
	w, err := newWatcher(folders)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	read, done := make(chan string, 1000), make(chan error, 1)
	go func() { done <- w.run(ctx, 30*time.Millisecond, func() { read <- stateOf(folders) }) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return func(what string) {
		t.Helper()
		for want := stateOf(folders); ; {
			select {
			case got := <-read:
				if got == want {
					return
				}
			case <-ctx.Done():
				t.Fatal("never told that", what)
			}
		}
	}
}

var written int

func write(t *testing.T, path string) {
	t.Helper()
	written++
	err := os.MkdirAll(filepath.Dir(path), 0o755)
	if err = errors.Join(err, os.WriteFile(path, []byte(strconv.Itoa(written)), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func move(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func TestWatchTellsOfAChange(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "figures", "a.csv"))
	next := watching(t, folder)
	write(t, filepath.Join(folder, "a.csv"))
	next("a file was made")
	write(t, filepath.Join(folder, "figures", "a.csv"))
	next("a file was written")
	if err := os.Mkdir(filepath.Join(folder, "more"), 0o755); err != nil {
		t.Fatal(err)
	}
	next("a folder was made")
	write(t, filepath.Join(folder, "more", "a.csv"))
	next("a file was made in a new folder")
}

// Data, or SQL, that is replaced as a whole is watched on, in whatever way that is done.
func TestWatchGoesOnInWhatReplacesAFolder(t *testing.T) {
	base := t.TempDir()
	data, sql := filepath.Join(base, "data"), filepath.Join(base, "sql")
	for _, name := range []string{"data", "other", "third", "fourth", "sql", "sql2"} {
		write(t, filepath.Join(base, name, "figures", "a.csv"))
	}
	next := watching(t, data, sql)
	move(t, data, data+".old")
	move(t, filepath.Join(base, "other"), data)
	next("data was replaced")
	write(t, filepath.Join(data, "figures", "a.csv"))
	next("a file of the new data was written")
	move(t, sql, sql+".old")
	next("sql is gone")
	move(t, filepath.Join(base, "sql2"), sql)
	next("sql is back")
	write(t, filepath.Join(sql, "figures", "a.csv"))
	next("a file of the new sql was written")
	if err := errors.Join(os.RemoveAll(data), os.Symlink("third", data)); err != nil {
		t.Fatal(err)
	}
	next("data is a link")
	write(t, filepath.Join(base, "third", "figures", "a.csv"))
	next("a file behind the link was written")
	if err := os.Symlink("fourth", data+".new"); err != nil {
		t.Fatal(err)
	}
	move(t, data+".new", data)
	next("the link leads elsewhere")
	write(t, filepath.Join(base, "fourth", "figures", "a.csv"))
	next("a file behind the new link was written")
}
