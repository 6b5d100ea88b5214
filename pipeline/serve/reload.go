package serve

import (
	"bytes"
	"fmt"
	"html"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	reloadScriptPath = "/_reload.js"
	reloadEventsPath = "/_reload/events"
	reloadTag        = `<script src="` + reloadScriptPath + `" defer></script>`
)

// reloadScript reloads the page when the server names another release than the
// first one it named, also after the server itself was started again.
const reloadScript = `(() => {
  let shown;
  new EventSource("` + reloadEventsPath + `").addEventListener("release", (event) => {
    if (shown !== undefined && shown !== event.data) location.reload();
    shown = event.data;
  });
})();
`

func serveReloadScript(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", contentTypes[".js"])
	_, _ = w.Write([]byte(reloadScript))
}

// releases tells open pages which release is served. Its id differs between
// builds and between runs of the server.
type releases struct {
	run     string
	mu      sync.Mutex
	count   int
	changed chan struct{} // closed, and replaced, by next
}

func newReleases(run string) *releases {
	return &releases{run: run, changed: make(chan struct{})}
}

// next says that another release is served now.
func (r *releases) next() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.count++
	close(r.changed)
	r.changed = make(chan struct{})
}

func (r *releases) current() (id string, changed <-chan struct{}) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.run + "-" + strconv.Itoa(r.count), r.changed
}

// serve is the stream of releases: the one at hand, then each new one.
func (r *releases) serve(w http.ResponseWriter, request *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	stream := http.NewResponseController(w)
	alive := time.NewTicker(20 * time.Second)
	defer alive.Stop()
	for {
		id, changed := r.current()
		if _, err := fmt.Fprintf(w, "retry: 1000\nevent: release\ndata: %s\n\n", id); err != nil {
			return
		}
		if err := stream.Flush(); err != nil {
			return
		}
		select {
		case <-changed:
		case <-alive.C:
		case <-request.Context().Done():
			return
		}
	}
}

var (
	policyMeta    = regexp.MustCompile(`(?i)<meta\s[^>]*http-equiv="?Content-Security-Policy"?[^>]*>`)
	policyContent = regexp.MustCompile(`(?i)content="([^"]*)"`)
)

// previewPage adds the reload script to a page of the release. The page's own
// policy forbids every connection, so it moves from the page to the answer's
// header, as it was but for the reload stream of this server.
func previewPage(page []byte) (changed []byte, policy string) {
	policy = "default-src 'none'"
	if tag := policyMeta.Find(page); tag != nil {
		if content := policyContent.FindSubmatch(tag); content != nil {
			policy = html.UnescapeString(string(content[1]))
		}
		page = bytes.Replace(page, tag, nil, 1)
	}
	page = bytes.Replace(page, []byte("</head>"), []byte(reloadTag+"\n</head>"), 1)
	return page, previewPolicy(policy)
}

// previewPolicy lets the page run and reach the reload script, and keeps the
// rest as it stands.
func previewPolicy(policy string) string {
	var kept []string
	scripts := []string{"'self'"}
	for directive := range strings.SplitSeq(policy, ";") {
		words := strings.Fields(directive)
		switch {
		case len(words) == 0:
		case words[0] == "script-src":
			for _, source := range words[1:] {
				if source != "'none'" && !slices.Contains(scripts, source) {
					scripts = append(scripts, source)
				}
			}
		case words[0] == "connect-src", words[0] == "frame-ancestors":
		default:
			kept = append(kept, strings.Join(words, " "))
		}
	}
	kept = append(kept, "script-src "+strings.Join(scripts, " "), "connect-src 'self'", "frame-ancestors 'self'")
	return strings.Join(kept, "; ")
}
