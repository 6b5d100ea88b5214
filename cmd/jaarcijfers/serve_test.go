package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func preview(t *testing.T, public bool) (*httptest.Server, *releases) {
	t.Helper()
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
	server := httptest.NewServer(previewHandler(folder, r, public))
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

func TestWatchTellsOfAChangeOnce(t *testing.T) {
	folder := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	changed := make(chan struct{}, 10)
	done := make(chan error, 1)
	ready := make(chan struct{})
	go func() {
		close(ready)
		done <- watch(ctx, []string{folder}, 30*time.Millisecond, func() { changed <- struct{}{} })
	}()
	<-ready
	// The watcher may start after the first writes; write until it has told.
	path := filepath.Join(folder, "a.csv")
	for told := false; !told; {
		if err := os.WriteFile(path, []byte(time.Now().String()), 0o644); err != nil {
			t.Fatal(err)
		}
		select {
		case <-changed:
			told = true
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
			t.Fatal("never told")
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
