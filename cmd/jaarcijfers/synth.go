package main

import (
	"errors"
	"path/filepath"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/synth"
)

func (p *program) synthCommand() *cobra.Command {
	var (
		b batch
		s pipeline.SynthOptions
	)
	cmd := &cobra.Command{
		Use:     "synth [" + p.say("synth.folder", nil) + "]",
		Short:   p.say("synth.short", nil),
		Long:    p.say("synth.long", nil),
		Example: p.say("synth.example", nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return p.usage(cmd.CommandPath(), "error.argument", messages.Args{"argument": args[1]})
			}
			if s.Folder = "extract-synthetic"; len(args) == 1 {
				s.Folder = args[0]
			}
			return p.synth(cmd, b, s)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.IntVar(&s.Rows, "rows", 0, p.say("flag.rows", nil))
	flags.Uint64Var(&s.Seed, "seed", 1, p.say("flag.seed", nil))
	flags.IntVar(&s.Parts, "parts", 1, p.say("flag.parts", nil))
	flags.StringVar(&b.data, "data", "data", p.say("flag.data", nil))
	flags.StringVar(&b.sql, "sql", "", p.say("flag.sql", nil))
	return cmd
}

func (p *program) synth(cmd *cobra.Command, b batch, s pipeline.SynthOptions) error {
	if err := p.checkFolders(cmd, b); err != nil {
		return err
	}
	options := b.options()
	paths, report, err := pipeline.Synth(cmd.Context(), options, s, func(file string) {
		p.warn("synth.wrote", messages.Args{"file": file})
	})
	var notEmpty *synth.NotEmptyError
	if errors.As(err, &notEmpty) {
		return p.usage(cmd.CommandPath(), "synth.not_empty", messages.Args{"folder": notEmpty.Folder, "entry": notEmpty.Entry})
	}
	if err != nil {
		if report != nil {
			err = errors.Join(err, p.printReport(b, report, err))
		}
		return err
	}
	p.tell("synth.done", messages.Args{"count": len(paths), "folder": filepath.Clean(s.Folder)})
	return nil
}
