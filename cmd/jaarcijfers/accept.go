package main

import (
	"errors"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/accepted"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/workfolder"
)

// acceptFlags are what accept is asked, besides the files.
type acceptFlags struct {
	data, sql, version string
	work               string
	try, all           bool
	reason, by         string
	whyNL, whyEN       string
}

func (p *program) acceptCommand() *cobra.Command {
	var f acceptFlags
	cmd := &cobra.Command{
		Use:     "accept [" + p.say("accept.files", nil) + "]",
		Short:   p.say("accept.short", nil),
		Long:    p.say("accept.long", nil),
		Example: p.say("accept.example", nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.accept(cmd, f, args)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVarP(&f.try, "dry-run", "n", false, p.say("flag.dry_run", nil))
	flags.BoolVar(&f.all, "all", false, p.say("flag.all", nil))
	flags.StringVar(&f.reason, "reason", "", p.say("flag.reason", nil))
	flags.StringVar(&f.whyNL, "why", "", p.say("flag.why", nil))
	flags.StringVar(&f.whyEN, "why-en", "", p.say("flag.why_en", nil))
	flags.StringVar(&f.by, "by", "", p.say("flag.by", nil))
	flags.StringVar(&f.version, "set-version", "", p.say("flag.set_version", nil))
	flags.StringVar(&f.data, "data", "data", p.say("flag.data", nil))
	flags.StringVar(&f.sql, "sql", "", p.say("flag.sql", nil))
	flags.StringVar(&f.work, "work", defaultWork, p.say("flag.work", nil))
	_ = cmd.MarkFlagDirname("data")
	_ = cmd.MarkFlagDirname("work")
	_ = cmd.MarkFlagDirname("sql")
	return cmd
}

// accept shows what it takes, asks why, and writes. Paths are as the user sees
// them, with the data folder before them, or as the descriptor names them.
func (p *program) accept(cmd *cobra.Command, f acceptFlags, args []string) error {
	b := batch{data: f.data, sql: f.sql, work: f.work}
	if err := p.checkFolders(cmd, b); err != nil {
		return err
	}
	if err := workfolder.Sweep(cmd.Context(), f.work); err != nil {
		return err
	}
	var files []string
	for _, path := range args {
		path = filepath.ToSlash(filepath.Clean(path))
		files = append(files, strings.TrimPrefix(path, filepath.ToSlash(filepath.Clean(f.data))+"/"))
	}
	today := time.Now().Format(time.DateOnly)
	proposal, found, err := pipeline.Propose(cmd.Context(), pipeline.AcceptOptions{Data: f.data, SQL: b.sqlFolder(), Files: files, Version: f.version, Today: today})
	if err != nil {
		return p.notProposed(b, found, err)
	}
	if proposal.Nothing() {
		p.tell("accept.nothing", nil)
		return nil
	}
	p.printProposal(proposal, f.all)
	p.hintVersion(f.work, proposal.Version())
	if err := p.printWillFail(b, found); err != nil {
		return err
	}
	if f.try && f.whole() {
		if _, err := p.decide(cmd.Context(), cmd.CommandPath(), f, proposal); err != nil {
			return err
		}
		p.tell("accept.tried", nil)
		return nil
	}
	if f.try {
		p.printNeeds(proposal)
		p.tell("accept.tried", nil)
		return nil
	}
	decisions, err := p.decide(cmd.Context(), cmd.CommandPath(), f, proposal)
	if err != nil {
		return err
	}
	err = proposal.Write(cmd.Context(), decisions, today)
	if errors.Is(err, accepted.ErrNoRegister) || errors.Is(err, accepted.ErrNoVersion) || errors.Is(err, accepted.ErrMeanwhile) || errors.Is(err, accepted.ErrRegister) {
		return p.usage("", "error.accept", messages.Args{"error": err.Error()})
	}
	if err != nil {
		return err
	}
	p.tell("accept.done", messages.Args{"path": filepath.Join(f.data, contract.DescriptorFile)})
	return nil
}

// whole tells whether the flags say all of a decision.
func (f acceptFlags) whole() bool {
	return f.reason != "" && f.by != "" && f.whyNL != "" && f.whyEN != ""
}

// printWillFail says which checks the data fail that are to be accepted: before anything is
// asked or written, so that what is wrong is not taken for what was decided.
func (p *program) printWillFail(b batch, found *report.Report) error {
	var errs []report.Finding
	var warnings []string
	for _, f := range found.Findings {
		if f.Severity == contract.Error {
			errs = append(errs, f)
		} else {
			warnings = append(warnings, f.Name())
		}
	}
	if len(warnings) > 0 {
		p.tell("accept.will_warn", messages.Args{"checks": strings.Join(warnings, ", ")})
	}
	if len(errs) == 0 {
		return nil
	}
	p.tell("accept.will_fail", messages.Args{"count": len(errs)})
	return p.printFindings(b, errs)
}

// notProposed says why nothing can be accepted.
func (p *program) notProposed(b batch, found *report.Report, err error) error {
	switch {
	case errors.Is(err, accepted.ErrNoFile), errors.Is(err, accepted.ErrFirst), errors.Is(err, pipeline.ErrVersion):
		return p.usage("", "error.accept", messages.Args{"error": err.Error()})
	case (errors.Is(err, report.ErrRejected) || errors.Is(err, report.ErrChecks)) && found != nil:
		printed := errors.Join(p.printViolations(b, found.Violations), p.printFindings(b, found.Findings))
		p.tell("accept.refused", nil)
		return errors.Join(err, printed)
	}
	return err
}
