package main

import (
	"errors"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/messages"
)

// workbookEnding is that of the workbooks that the program writes.
const workbookEnding = ".xlsx"

func (p *program) templateCommand() *cobra.Command {
	var (
		b batch
		t pipeline.TemplateOptions
	)
	cmd := &cobra.Command{
		Use:     "template <" + p.say("template.file", nil) + ">",
		Short:   p.say("template.short", nil),
		Long:    p.say("template.long", nil),
		Example: p.say("template.example", nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return p.usage(cmd.CommandPath(), "template.no_file", nil)
			}
			t.Path, t.Lang = args[0], p.words.Lang
			return p.template(cmd, b, t)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVar(&t.Replace, "force", false, p.say("template.force", nil))
	flags.StringVar(&b.data, "data", "data", p.say("flag.data", nil))
	flags.StringVar(&b.sql, "sql", "", p.say("flag.sql", nil))
	_ = cmd.MarkFlagDirname("data")
	_ = cmd.MarkFlagDirname("sql")
	return cmd
}

func (p *program) template(cmd *cobra.Command, b batch, t pipeline.TemplateOptions) error {
	if ending := filepath.Ext(t.Path); !strings.EqualFold(ending, workbookEnding) {
		key := "template.not_xlsx"
		if strings.EqualFold(ending, ".ods") {
			key = "template.ods"
		}
		suggestion := strings.TrimSuffix(t.Path, ending) + workbookEnding
		return p.usage("", key, messages.Args{"path": t.Path, "suggestion": suggestion})
	}
	if err := p.checkFolders(cmd, b); err != nil {
		return err
	}
	report, err := pipeline.Template(cmd.Context(), pipeline.Options{Data: b.data, SQL: b.sql}, t)
	switch {
	case errors.Is(err, pipeline.ErrRejected), errors.Is(err, pipeline.ErrChecks):
		return errors.Join(err, p.printReport(b, report, err))
	case err != nil:
		return p.handOutError(err, "template", t.Path)
	}
	p.tell("template.done", messages.Args{"path": t.Path})
	return nil
}

// handOutError says in words why a file could not be written, where that is the
// user's to set right.
func (p *program) handOutError(err error, verb, path string) error {
	var exists *pipeline.ExistsError
	switch {
	case errors.As(err, &exists):
		return p.usage("", verb+".exists", messages.Args{"path": path})
	case errors.Is(err, pipeline.ErrNoFolder):
		return p.usage("", verb+".no_folder", messages.Args{"path": path})
	}
	return err
}
