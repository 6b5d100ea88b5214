package main

import (
	"errors"
	"path"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/accepted"
	"jaarcijfers/pipeline/acknowledged"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/report"
)

// acknowledgeFlags are what acknowledge is asked, besides the check.
type acknowledgeFlags struct {
	batch
	try               bool
	reason, by, until string
}

func (p *program) acknowledgeCommand() *cobra.Command {
	var f acknowledgeFlags
	cmd := &cobra.Command{
		Use:     "acknowledge " + p.say("acknowledge.check", nil),
		Short:   p.say("acknowledge.short", nil),
		Long:    p.say("acknowledge.long", nil),
		Example: p.say("acknowledge.example", nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return p.usage(cmd.CommandPath(), "acknowledge.one", nil)
			}
			return p.acknowledge(cmd, f, args[0])
		},
	}
	p.batchFlags(cmd, &f.batch)
	flags := cmd.Flags()
	flags.StringVar(&f.reason, "reason", "", p.say("acknowledge.reason", nil))
	flags.StringVar(&f.by, "by", "", p.say("flag.by", nil))
	flags.StringVar(&f.until, "until", "", p.say("acknowledge.until", nil))
	flags.BoolVarP(&f.try, "dry-run", "n", false, p.say("flag.dry_run", nil))
	return cmd
}

// acknowledge shows what a check warns of, and writes that it was read.
func (p *program) acknowledge(cmd *cobra.Command, f acknowledgeFlags, check string) error {
	b := f.batch
	b.all = true // what is acknowledged must have been seen
	if err := p.checkFolders(cmd, b); err != nil {
		return err
	}
	now := time.Now()
	if err := p.checkUntil(cmd, f.until, now); err != nil {
		return err
	}
	reading, told, err := p.readWarnings(cmd, b, now)
	if err != nil {
		return p.notRead(b, told, err)
	}
	warning, err := p.warningOf(reading, strings.TrimSuffix(strings.TrimPrefix(path.Base(check), "check."), ".sql"))
	if err != nil {
		return err
	}
	if err := errors.Join(p.printViolations(b, warning.Rows), p.printFindings(b, warning.Findings)); err != nil {
		return err
	}
	var missing []string
	for _, flag := range []struct{ name, value string }{{"--reason", f.reason}, {"--by", f.by}, {"--until", f.until}} {
		if strings.TrimSpace(flag.value) == "" {
			missing = append(missing, flag.name)
		}
	}
	added := reading.New(warning, acknowledged.Acknowledgement{Reason: strings.TrimSpace(f.reason), By: strings.TrimSpace(f.by), Until: f.until})
	switch {
	case f.try && len(missing) > 0:
		p.tell("acknowledge.needs", messages.Args{"flags": strings.Join(missing, ", ")})
	case len(missing) > 0:
		return p.usage(cmd.CommandPath(), "acknowledge.missing", messages.Args{"flags": strings.Join(missing, ", ")})
	case len(added) == 0:
		p.tell("acknowledge.already", messages.Args{"until": f.until})
		return nil
	}
	if f.try {
		p.tell("acknowledge.would", messages.Args{"rows": len(added)})
		p.tell("accept.tried", nil)
		return nil
	}
	if err := reading.Write(cmd.Context(), added); err != nil {
		if errors.Is(err, accepted.ErrMeanwhile) {
			return p.usage("", "error.accept", messages.Args{"error": err.Error()})
		}
		return err
	}
	p.tell("acknowledge.done", messages.Args{"check": warning.Check, "rows": len(added), "until": f.until})
	return nil
}

// readWarnings checks as check does with the same flags; of an extract it shows progress.
func (p *program) readWarnings(cmd *cobra.Command, b batch, now time.Time) (*acknowledged.Reading, *report.Report, error) {
	o := pipeline.AcknowledgeOptions{Data: b.data, SQL: b.sqlFolder(), Theme: b.theme, Today: now.Format(time.DateOnly)}
	if b.extract.path != "" {
		debug.SetGCPercent(extractGarbagePercent)
		progress := p.progressFor(b)
		defer progress.close()
		o.Work, o.Extract, o.Events, o.Waiting = b.work, b.extract.options(), progress.event, p.waiting(b)
	}
	return pipeline.ReadWarnings(cmd.Context(), o)
}

// checkUntil refuses a day on which nothing can come back: one that is over, or so far
// that whoever reads it then no longer knows why.
func (p *program) checkUntil(cmd *cobra.Command, until string, now time.Time) error {
	if until == "" {
		return nil
	}
	args := messages.Args{"value": until, "today": now.Format(time.DateOnly), "last": now.AddDate(1, 0, 0).Format(time.DateOnly)}
	day, err := time.Parse(time.DateOnly, until)
	switch {
	case err != nil || day.Format(time.DateOnly) != until:
		return p.usage(cmd.CommandPath(), "acknowledge.no_day", args)
	case until <= args["today"].(string):
		return p.usage(cmd.CommandPath(), "acknowledge.past", args)
	case until > args["last"].(string):
		return p.usage(cmd.CommandPath(), "acknowledge.far", args)
	}
	return nil
}

// warningOf finds what a check warns of, or says which checks warn.
func (p *program) warningOf(reading *acknowledged.Reading, check string) (acknowledged.Warning, error) {
	if w, ok := reading.Warning(check); ok {
		return w, nil
	}
	var names []string
	for _, w := range reading.Warnings {
		names = append(names, w.Check)
	}
	key := "acknowledge.unknown"
	switch {
	case len(names) == 0:
		key = "acknowledge.none"
	case slices.Contains(reading.Checks, check):
		key = "acknowledge.quiet"
	}
	return acknowledged.Warning{}, p.usage("", key, messages.Args{"check": check, "checks": strings.Join(names, ", ")})
}

// notRead says why nothing can be acknowledged.
func (p *program) notRead(b batch, told *report.Report, err error) error {
	switch {
	case errors.Is(err, acknowledged.ErrNoFile):
		return p.usage("", "acknowledge.no_file", messages.Args{"file": acknowledged.File})
	case (errors.Is(err, report.ErrRejected) || errors.Is(err, report.ErrChecks)) && told != nil:
		printed := errors.Join(p.printViolations(b, told.Violations), p.printFindings(b, told.Findings))
		p.tell("acknowledge.errors", nil)
		return errors.Join(err, printed)
	}
	return err
}
