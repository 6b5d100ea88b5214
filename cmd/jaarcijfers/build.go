package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/workfolder"
)

// defaultWork is the private work folder when none is given.
const defaultWork = "build"

// A batch is what build, check and serve share: where to read and write, and
// how much to tell.
type batch struct {
	data, work, sql, theme string
	force, quiet, json     bool
	all, strict            bool
	keep                   keepFlag
	only                   []string // models or checks that a check is of; empty for all
	extract                extractFlags
}

// A keepFlag is how many releases stay: at least the current one.
type keepFlag int

// String is empty when the flag was not given.
func (k *keepFlag) String() string {
	if *k == 0 {
		return ""
	}
	return strconv.Itoa(int(*k))
}

// Set takes a number from 1 on.
func (k *keepFlag) Set(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return errors.New("a number from 1 on")
	}
	*k = keepFlag(n)
	return nil
}

// Type is what a value is called.
func (k *keepFlag) Type() string { return "number" }

// An act is one of the pipeline's runs: pipeline.Build or pipeline.CheckOnly.
type act func(context.Context, pipeline.Options) (*report.Report, error)

func (p *program) buildCommand() *cobra.Command {
	var b batch
	cmd := &cobra.Command{
		Use:     "build",
		Short:   p.say("build.short", nil),
		Long:    p.say("build.long", nil),
		Example: p.say("build.example", nil),
		Args:    p.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.runBatch(cmd, b, pipeline.Build)
		},
	}
	p.batchFlags(cmd, &b)
	p.outputFlags(cmd, &b)
	cmd.Flags().Var(&b.keep, "keep", p.say("flag.keep", nil))
	return cmd
}

// batchFlags are the flags that say what to build and where.
func (p *program) batchFlags(cmd *cobra.Command, b *batch) {
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&b.data, "data", "data", p.say("flag.data", nil))
	flags.StringVar(&b.work, "work", defaultWork, p.say("flag.work", nil))
	flags.StringVar(&b.sql, "sql", "", p.say("flag.sql", nil))
	flags.StringVar(&b.theme, "theme", "", p.say("flag.theme", nil))
	for _, name := range []string{"data", "work", "sql", "theme"} {
		_ = cmd.MarkFlagDirname(name)
	}
	p.extractFlags(cmd, &b.extract)
}

// outputFlags are the flags of a run that ends by itself.
func (p *program) outputFlags(cmd *cobra.Command, b *batch) {
	flags := cmd.Flags()
	flags.BoolVar(&b.force, "force", false, p.say("flag.force", nil))
	flags.BoolVar(&b.quiet, "quiet", false, p.say("flag.quiet", nil))
	flags.BoolVar(&b.all, "all", false, p.say("flag.all_rows", nil))
	flags.BoolVar(&b.strict, "strict", false, p.say("flag.strict", nil))
	flags.BoolVar(&b.json, "json", false, p.say("flag.json", nil))
}

// runBatch runs act with progress and prints its report.
func (p *program) runBatch(cmd *cobra.Command, b batch, run act) error {
	if err := p.checkFolders(cmd, b); err != nil {
		return err
	}
	options := b.options()
	if b.extract.path != "" {
		debug.SetGCPercent(extractGarbagePercent)
	}
	progress := p.progressFor(b)
	options.Events = progress.event
	options.Waiting = p.waiting(b)
	options.OwnSQL = p.ownSQL(b)
	told, err := run(cmd.Context(), options)
	progress.close()
	if errors.Is(err, pipeline.ErrSynthetic) {
		err = errors.Join(p.usage(cmd.CommandPath(), "error.synthetic", nil), err)
	}
	if errors.Is(err, pipeline.ErrUnmarked) {
		err = errors.Join(p.usage("", "error.unmarked", nil), err)
	}
	if unknown := (*model.UnknownError)(nil); errors.As(err, &unknown) {
		return p.unknownModel(cmd, unknown)
	}
	if b.json {
		return errors.Join(err, writeReportLine(p.out, b.cut(told), exitCode(cmd.Context(), err), err))
	}
	if told == nil {
		return err
	}
	return errors.Join(err, p.printReport(b, told, err))
}

func (b batch) options() pipeline.Options {
	return pipeline.Options{Data: b.data, SQL: b.sqlFolder(), Theme: b.theme, Work: b.work, Program: programVersion(), Force: b.force, Strict: b.strict, Keep: int(b.keep), Only: b.only, Extract: b.extract.options()}
}

// release is the folder that a reader opens.
func (b batch) release() string { return release.CurrentIn(filepath.Join(b.work, workfolder.Release)) }

// released tells whether an earlier build has been published.
func (b batch) released() bool {
	_, err := os.Stat(filepath.Join(b.release(), "index.html"))
	return err == nil
}

// checkFolders refuses a start in the wrong place, before anything is made.
func (p *program) checkFolders(cmd *cobra.Command, b batch) error {
	if _, err := os.Stat(filepath.Join(b.data, "datapackage.json")); errors.Is(err, fs.ErrNotExist) {
		return p.usage("", "error.no_data", messages.Args{"folder": b.data})
	}
	for _, given := range []struct{ folder, key string }{{b.sql, "error.no_sql"}, {b.theme, "error.no_theme"}} {
		if given.folder == "" {
			continue
		}
		if info, err := os.Stat(given.folder); err != nil || !info.IsDir() {
			return p.usage(cmd.CommandPath(), given.key, messages.Args{"folder": given.folder})
		}
	}
	return nil
}
