// Package serve shows a release in a browser of this machine. It watches the files
// that the release is made of, asks for a new build when they change, and reloads
// the open pages after it.
package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"
)

// Options say what to serve.
type Options struct {
	Release func() string // folder of the release that counts now
	Sources []string      // folders whose change asks for a new build
	Public  bool          // answer to any name, not only to those of this machine
	Started time.Time     // makes the names of releases differ between runs
}

// A Preview serves one release.
type Preview struct {
	options  Options
	sources  *watcher
	releases *releases
	failure  atomic.Pointer[Failure]
}

// Fail has every page say why the last build failed; nil takes that away. It is safe to
// call while the preview runs.
func (p *Preview) Fail(f *Failure) { p.failure.Store(f) }

// New starts to watch the sources, so that a build after it misses no change. The
// caller closes the preview.
func New(o Options) (*Preview, error) {
	sources, err := newWatcher(o.Sources)
	if err != nil {
		return nil, err
	}
	return &Preview{options: o, sources: sources, releases: newReleases(strconv.FormatInt(o.Started.UnixNano(), 36))}, nil
}

// Close stops to watch.
func (p *Preview) Close() error { return p.sources.close() }

// Run serves until the context ends, which is no error. It calls build after files
// changed, and reloads the open pages when that tells that they are others: there is a new
// release, or a failure to be told.
func (p *Preview) Run(ctx context.Context, listener net.Listener, build func() bool) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	server := &http.Server{
		Handler:           handler(p.options.Release, p.releases, &p.failure, p.options.Public),
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	watched := make(chan error, 1)
	go func() {
		watched <- p.sources.run(ctx, settleTime, func() {
			if build() {
				p.releases.next()
			}
		})
	}()
	var err error
	select {
	case <-ctx.Done():
	case err = <-watched:
	case err = <-served:
		return fmt.Errorf("serve %s: %w", p.options.Release(), err)
	}
	stop() // ends the open reload streams, so that Shutdown need not wait for them
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return errors.Join(err, server.Shutdown(last))
}
