package main

import (
	"errors"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/site/handout"
	"jaarcijfers/pipeline/workfolder"
)

func (p *program) publishCommand() *cobra.Command {
	var o handout.Options
	var work, only string
	cmd := &cobra.Command{
		Use:     "publish",
		Short:   p.say("publish.short", nil),
		Long:    p.say("publish.long", nil),
		Example: p.say("publish.example", nil),
		Args:    p.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := workfolder.Sweep(cmd.Context(), work); err != nil {
				return err
			}
			o.Release = release.CurrentIn(filepath.Join(work, workfolder.Release))
			if o.To == "" {
				o.To = filepath.Join(work, "handouts")
			}
			o.Languages = messages.Languages
			if only != "" {
				o.Languages = []string{only}
			}
			// Nothing private is put there, so a folder that is not closed is no reason to stop.
			var open *workfolder.SharedError
			if err := workfolder.Restrict(work); err != nil && !errors.As(err, &open) {
				return err
			}
			if files := pipeline.Damaged(work); len(files) > 0 {
				return p.changedRelease(files)
			}
			return p.publish(cmd, o)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVar(&o.SingleFile, "single-file", false, p.say("flag.single_file", nil))
	flags.BoolVar(&o.PDF, "pdf", false, p.say("flag.pdf", nil))
	flags.StringVar(&o.To, "to", "", p.say("flag.to", nil))
	flags.StringVar(&only, "only", "", p.say("flag.only", nil))
	flags.StringVar(&o.Browser, "browser", "", p.say("flag.browser", nil))
	flags.StringVar(&work, "work", defaultWork, p.say("flag.work", nil))
	_ = cmd.MarkFlagDirname("to")
	_ = cmd.MarkFlagDirname("work")
	_ = cmd.RegisterFlagCompletionFunc("only", cobra.FixedCompletions(messages.Languages, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (p *program) publish(cmd *cobra.Command, o handout.Options) error {
	switch {
	case !o.SingleFile && !o.PDF:
		return p.usage(cmd.CommandPath(), "error.no_handout", nil)
	case !slices.Contains(messages.Languages, o.Languages[0]):
		return p.usage(cmd.CommandPath(), "error.lang_only", messages.Args{"value": o.Languages[0]})
	}
	made, err := handout.Make(cmd.Context(), o)
	for _, path := range made {
		p.tell("publish.made", messages.Args{"path": path})
	}
	var changed *handout.ChangedError
	switch {
	case errors.As(err, &changed):
		return p.changedRelease(changed.Files)
	case errors.Is(err, handout.ErrNoRelease):
		return p.usage("", "error.no_database", messages.Args{"path": o.Release})
	case errors.Is(err, handout.ErrInternal):
		return p.usage("", "error.internal_release", nil)
	case errors.Is(err, handout.ErrNoBrowser):
		return p.usage("", "error.no_browser", nil)
	}
	return err
}

// changedRelease refuses a release of which files are not as they were published.
func (p *program) changedRelease(files []string) error {
	return &faultError{Sentence: p.say("error.release_changed", messages.Args{"files": p.someFiles(files)})}
}
