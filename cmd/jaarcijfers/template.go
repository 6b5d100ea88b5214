package main

import (
	"errors"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/report"
)

// workbookEnding is that of the workbooks that the program writes.
const workbookEnding = ".xlsx"

func (p *program) templateCommand() *cobra.Command {
	var (
		b batch
		t pipeline.TemplateOptions
		d ingest.Delivery
	)
	cmd := &cobra.Command{
		Use:     "template <" + p.say("template.file", nil) + ">",
		Short:   p.say("template.short", nil),
		Long:    p.say("template.long", nil),
		Example: p.say("template.example", nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			if d.Path != "" {
				if len(args) > 0 {
					return p.usage(cmd.CommandPath(), "error.argument", messages.Args{"argument": args[0]})
				}
				d.Replace = t.Replace
				return p.describe(cmd, b, d)
			}
			if d.Created != "" {
				return p.usage(cmd.CommandPath(), "template.created_alone", nil)
			}
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
	flags.StringVar(&d.Path, "delivery", "", p.say("template.delivery", nil))
	flags.StringVar(&d.Created, "created", "", p.say("template.created", nil))
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
	told, err := pipeline.Template(cmd.Context(), pipeline.Options{Data: b.data, SQL: b.sqlFolder()}, t)
	switch {
	case errors.Is(err, report.ErrRejected), errors.Is(err, report.ErrChecks):
		return errors.Join(err, p.printReport(b, told, err))
	case err != nil:
		return p.handOutError(err, "template", t.Path)
	}
	p.tell("template.done", messages.Args{"path": t.Path})
	return nil
}

// describe writes the descriptor of a delivery.
func (p *program) describe(cmd *cobra.Command, b batch, d ingest.Delivery) error {
	if d.Created != "" {
		if _, err := time.Parse(time.DateOnly, d.Created); err != nil {
			return p.usage(cmd.CommandPath(), "template.created_wrong", messages.Args{"value": d.Created})
		}
	}
	if err := p.checkFolders(cmd, b); err != nil {
		return err
	}
	path, told, err := pipeline.Describe(cmd.Context(), pipeline.Options{Data: b.data, SQL: b.sqlFolder()}, d)
	if told != nil {
		told.Rejects = "" // none was written
		if err == nil || errors.Is(err, report.ErrRejected) {
			if err := p.printViolations(b, told.Violations); err != nil {
				return err
			}
		}
	}
	switch {
	case errors.Is(err, report.ErrRejected):
		return err
	case err != nil:
		return p.handOutError(err, "template", path)
	}
	p.tell("template.described", messages.Args{"path": path, "delivery": d.Path})
	return nil
}

// handOutError says in words why a file could not be written, where that is the
// user's to set right.
func (p *program) handOutError(err error, verb, path string) error {
	var exists *file.ExistsError
	switch {
	case errors.As(err, &exists):
		return p.usage("", verb+".exists", messages.Args{"path": path})
	case errors.Is(err, file.ErrNoFolder):
		return p.usage("", verb+".no_folder", messages.Args{"path": path})
	}
	return err
}
