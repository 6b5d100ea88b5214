package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/workfolder"
)

func (p *program) releasesCommand() *cobra.Command {
	var b batch
	cmd := &cobra.Command{
		Use:     "releases",
		Short:   p.say("releases.short", nil),
		Long:    p.say("releases.long", nil),
		Example: p.say("releases.example", nil),
		Args:    p.knownVerb,
		RunE: func(_ *cobra.Command, _ []string) error {
			return p.releases(b)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&b.work, "work", defaultWork, p.say("flag.work", nil))
	flags.BoolVar(&b.json, "json", false, p.say("releases.json", nil))
	_ = cmd.MarkFlagDirname("work")
	cmd.AddCommand(p.useCommand())
	return cmd
}

func (p *program) useCommand() *cobra.Command {
	var b batch
	cmd := &cobra.Command{
		Use:     "use " + p.say("releases.version", nil),
		Short:   p.say("releases.use_short", nil),
		Long:    p.say("releases.use_long", nil),
		Example: p.say("releases.use_example", nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return p.usage(cmd.CommandPath(), "releases.one", nil)
			}
			return p.useRelease(cmd, b, args[0])
		},
	}
	cmd.Flags().StringVar(&b.work, "work", defaultWork, p.say("flag.work", nil))
	_ = cmd.MarkFlagDirname("work")
	return cmd
}

// releases lists the releases that are kept.
func (p *program) releases(b batch) error {
	list, err := pipeline.Releases(b.work)
	if err != nil {
		return err
	}
	if b.json {
		return p.releasesJSON(list)
	}
	if len(list) == 0 {
		return p.noReleases(b)
	}
	t := table{right: []bool{false, false, true, false, false}, width: 0}
	for _, column := range []string{"version", "made", "size", "hash", "state"} {
		t.columns = append(t.columns, p.say("releases.column."+column, nil))
	}
	for _, k := range list {
		megabytes := p.say("releases.megabytes", messages.Args{"count": p.words.Number(float64(k.Bytes)/1e6, 1)})
		t.rows = append(t.rows, []string{k.Name, k.Made.Local().Format(time.DateTime), megabytes, k.SHA256[:min(len(k.SHA256), 12)], p.releaseState(k)})
	}
	if err := t.write(p.out); err != nil {
		return err
	}
	p.tell("releases.next", nil)
	return nil
}

// releaseState says what a reader of the list must know of a release.
func (p *program) releaseState(k release.Kept) string {
	var words []string
	if k.Current {
		words = append(words, p.say("releases.state.current", nil))
	}
	if k.Internal {
		words = append(words, p.say("releases.state.internal", nil))
	}
	if len(k.Damaged) > 0 {
		words = append(words, p.say("releases.state.damaged", nil))
	}
	return strings.Join(words, ", ")
}

func (p *program) noReleases(b batch) error {
	return p.usage("", "error.no_database", messages.Args{"path": filepath.Join(b.work, workfolder.Release)})
}

func (p *program) releasesJSON(list []release.Kept) error {
	if list == nil {
		list = []release.Kept{}
	}
	out := json.NewEncoder(p.out)
	out.SetEscapeHTML(false)
	err := out.Encode(struct {
		Type     string         `json:"type"`
		Releases []release.Kept `json:"releases"`
	}{"releases", list})
	if err != nil {
		return fmt.Errorf("write releases: %w", err)
	}
	return nil
}

// useRelease goes back to a release that is kept, or on to a later one.
func (p *program) useRelease(cmd *cobra.Command, b batch, name string) error {
	name = filepath.Base(filepath.Clean(name))
	before, now, err := pipeline.UseRelease(cmd.Context(), b.work, name, p.waiting(b))
	var damaged *release.DamagedError
	switch {
	case errors.As(err, &damaged):
		return &faultError{Sentence: p.say("releases.damaged", messages.Args{"version": damaged.Name, "files": p.someFiles(damaged.Files)})}
	case errors.Is(err, release.ErrInternal):
		return p.usage("", "releases.internal", messages.Args{"version": name})
	case errors.Is(err, release.ErrAmbiguous), errors.Is(err, release.ErrUnknown):
		return p.notKept(b, name, err)
	case err != nil:
		return err
	case before == now:
		p.tell("releases.already", messages.Args{"version": now})
		return nil
	}
	p.tell("releases.used", messages.Args{"version": now, "path": filepath.Join(b.release(), "index.html")})
	if strings.Contains(now, (marking.Marking{Synthetic: true}).Suffix()+"-") {
		p.tell("releases.synthetic", nil)
	}
	if before != "" {
		p.tell("releases.back", messages.Args{"version": before})
	}
	return nil
}

// notKept says which releases there are to choose from.
func (p *program) notKept(b batch, name string, reason error) error {
	list, err := pipeline.Releases(b.work)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return p.noReleases(b)
	}
	var names []string
	for _, k := range list {
		names = append(names, k.Name)
	}
	key := "releases.unknown"
	if errors.Is(reason, release.ErrAmbiguous) {
		key = "releases.ambiguous"
	}
	return p.usage("", key, messages.Args{"version": name, "versions": strings.Join(names, ", ")})
}
