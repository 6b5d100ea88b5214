package main

import (
	"time"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline/ingest"
)

// extractFlags say which extract stands beside the published figures.
type extractFlags struct {
	path, date, memory string
	threads            int
	allowSynthetic     bool
	keepRows           bool
}

func (p *program) extractFlags(cmd *cobra.Command, e *extractFlags) {
	flags := cmd.Flags()
	flags.StringVar(&e.path, "extract", "", p.say("flag.extract", nil))
	flags.StringVar(&e.date, "extract-date", "", p.say("flag.extract_date", nil))
	flags.BoolVar(&e.allowSynthetic, "allow-synthetic", false, p.say("flag.allow_synthetic", nil))
	flags.BoolVar(&e.keepRows, "keep-rows", false, p.say("flag.keep_rows", nil))
	flags.StringVar(&e.memory, "memory", "", p.say("flag.memory", nil))
	flags.IntVar(&e.threads, "threads", 0, p.say("flag.threads", nil))
}

func (e extractFlags) options() ingest.Options {
	return ingest.Options{
		Path: e.path, Date: e.date, Today: time.Now(), Memory: e.memory, Threads: e.threads, AllowSynthetic: e.allowSynthetic, KeepRows: e.keepRows,
	}
}
