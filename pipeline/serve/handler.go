package serve

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"strings"
	"sync/atomic"
	"time"
)

// contentTypes are the kinds of file a release holds. Others are served as
// bytes to save, whatever this machine's registry says of them.
var contentTypes = map[string]string{
	".html":    "text/html; charset=utf-8",
	".css":     "text/css; charset=utf-8",
	".js":      "text/javascript; charset=utf-8",
	".json":    "application/json",
	".svg":     "image/svg+xml; charset=utf-8",
	".png":     "image/png",
	".ico":     "image/x-icon",
	".woff2":   "font/woff2",
	".csv":     "text/csv; charset=utf-8",
	".txt":     "text/plain; charset=utf-8",
	".md":      "text/plain; charset=utf-8",
	".parquet": "application/vnd.apache.parquet",
	".duckdb":  "application/vnd.duckdb",
	".pdf":     "application/pdf",
	".xlsx":    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// filePolicy is for what is not a page: a drawing may style itself, nothing may
// run or load.
const filePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"

// previewHandler serves the release in a folder read-only, with the script that
// reloads a page after a build. Unless it is public it answers only to names of
// this machine, so that another site's page cannot reach it by a name of its own.
func handler(folder func() string, releases *releases, failure *atomic.Pointer[Failure], public bool) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+reloadScriptPath, serveReloadScript)
	mux.HandleFunc("GET "+failureStylePath, serveFailureStyle)
	mux.HandleFunc("GET "+reloadEventsPath, releases.serve)
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) { serveRelease(w, r, folder(), failure.Load()) })
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !public && !IsLoopback(hostname(r.Host)) {
			http.Error(w, http.StatusText(http.StatusForbidden), http.StatusForbidden)
			return
		}
		header := w.Header()
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		header.Set("Cache-Control", "no-cache")
		header.Set("Content-Security-Policy", filePolicy)
		mux.ServeHTTP(w, r)
	})
}

// IsLoopback tells whether only this machine can reach host.
func IsLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

func hostname(hostport string) string {
	if host, _, err := net.SplitHostPort(hostport); err == nil {
		return host
	}
	return strings.Trim(hostport, "[]")
}

// serveRelease answers with one file. The release is opened anew for every
// request, since a build switches another one in; os.Root keeps the path inside.
func serveRelease(w http.ResponseWriter, r *http.Request, folder string, failure *Failure) {
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	file, info, err := openFile(folder, name)
	switch {
	case errors.Is(err, errFolder):
		w.Header().Set("Location", path.Base(r.URL.Path)+"/")
		w.WriteHeader(http.StatusMovedPermanently)
		return
	case err != nil:
		http.NotFound(w, r)
		return
	}
	defer func() { _ = file.Close() }()
	w.Header().Set("Content-Type", contentType(name))
	if path.Ext(name) != ".html" {
		http.ServeContent(w, r, name, info.ModTime(), file)
		return
	}
	page, err := io.ReadAll(file)
	if err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	page, policy := previewPage(page)
	page = withFailure(page, failure)
	w.Header().Set("Content-Security-Policy", policy)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(page))
}

// errFolder says that the name is a folder, whose page is reached with a slash.
var errFolder = errors.New("is a folder")

func openFile(folder, name string) (*os.File, fs.FileInfo, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = root.Close() }()
	file, err := root.Open(name)
	if err != nil {
		return nil, nil, err
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		err = errFolder
	}
	if err != nil {
		_ = file.Close()
		return nil, nil, err
	}
	return file, info, nil
}

func contentType(name string) string {
	if known, ok := contentTypes[path.Ext(name)]; ok {
		return known
	}
	return "application/octet-stream"
}
