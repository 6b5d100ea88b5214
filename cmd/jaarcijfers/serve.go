package main

import (
	"net"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/serve"
)

// A serving says where serve listens.
type serving struct {
	host   string
	port   uint16
	public bool
}

func (p *program) serveCommand() *cobra.Command {
	var b batch
	var s serving
	cmd := &cobra.Command{
		Use:     "serve",
		Short:   p.say("serve.short", nil),
		Long:    p.say("serve.long", nil),
		Example: p.say("serve.example", nil),
		Args:    p.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.serve(cmd, b, s)
		},
	}
	p.batchFlags(cmd, &b)
	flags := cmd.Flags()
	flags.StringVar(&s.host, "host", "127.0.0.1", p.say("flag.host", nil))
	flags.Uint16Var(&s.port, "port", 8080, p.say("flag.port", nil))
	flags.BoolVar(&s.public, "public", false, p.say("flag.public", nil))
	return cmd
}

// serve builds, serves the release, and builds again when a source changes. It
// ends well on Ctrl-C.
func (p *program) serve(cmd *cobra.Command, b batch, s serving) error {
	if err := p.checkFolders(cmd, b); err != nil {
		return err
	}
	if !serve.IsLoopback(s.host) {
		if !s.public {
			return p.usage(cmd.CommandPath(), "error.not_loopback", messages.Args{"host": s.host})
		}
		p.warn("serve.public", messages.Args{"host": s.host})
	}
	listener, err := (&net.ListenConfig{}).Listen(cmd.Context(), "tcp", net.JoinHostPort(s.host, strconv.Itoa(int(s.port))))
	if err != nil {
		return p.usage("", "error.listen", messages.Args{"host": s.host, "port": strconv.Itoa(int(s.port)), "error": err.Error()})
	}
	defer func() { _ = listener.Close() }()
	preview, err := serve.New(serve.Options{Release: b.release, Sources: b.sources(), Public: s.public, Started: time.Now()})
	if err != nil {
		return err
	}
	defer func() { _ = preview.Close() }()
	failure, err := p.buildFor(cmd, b)
	if err != nil && (cmd.Context().Err() != nil || !b.released()) {
		return err
	}
	preview.Fail(failure)
	if changed := release.Changes(b.release()); len(changed) > 0 { // it could not be made again
		p.warn("error.release_changed", messages.Args{"files": p.someFiles(changed)})
	}
	p.tell("serve.open", messages.Args{"address": "http://" + listener.Addr().String() + "/"})
	if err := preview.Run(cmd.Context(), listener, func() bool { return p.rebuild(cmd, b, preview) }); err != nil {
		return err
	}
	p.tell("serve.stopped", nil)
	return nil
}

// rebuild builds after a change, and tells whether open pages are others now: there is a
// new release, or the old one stays and a bar says why.
func (p *program) rebuild(cmd *cobra.Command, b batch, preview *serve.Preview) bool {
	b.quiet = true
	p.tell("serve.changed", nil)
	started := time.Now()
	failure, err := p.buildFor(cmd, b)
	if cmd.Context().Err() == nil {
		preview.Fail(failure)
	}
	if err != nil {
		p.explain(cmd.Context(), err)
		return cmd.Context().Err() == nil
	}
	p.tell("serve.rebuilt", messages.Args{"time": p.seconds(time.Since(started))})
	return true
}

// sources are the folders whose change asks for a new build.
func (b batch) sources() []string {
	folders := []string{filepath.Clean(b.data)}
	sql := b.sql
	if sql == "" {
		sql = besideData(b.data) // also when it is not there yet
	}
	for _, given := range []string{sql, b.theme} {
		if given != "" {
			folders = append(folders, filepath.Clean(given))
		}
	}
	return folders
}
