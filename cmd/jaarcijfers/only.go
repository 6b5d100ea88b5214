package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/report"
)

// unknownModel refuses a name after --only, with those that may have been meant.
func (p *program) unknownModel(cmd *cobra.Command, unknown *model.UnknownError) error {
	key := "error.only_unknown"
	if len(unknown.Near) > 0 {
		key = "error.only_near"
	}
	return p.usage(cmd.CommandPath(), key, messages.Args{"name": printable(unknown.Name), "near": strings.Join(unknown.Near, ", ")})
}

// printOnly says of a check of a few models what was run and what was left out: also one
// that went well is no whole check.
func (p *program) printOnly(b batch, told *report.Report, stopped error) {
	names := strings.Join(told.Only.Names, ", ")
	failed := 0
	for _, f := range told.Findings {
		if f.Severity == contract.Error {
			failed++
		}
	}
	switch {
	case stopped != nil:
		p.tell("report.only_failed", messages.Args{"names": names, "count": failed})
	case !b.quiet:
		p.tell("report.only_passed", messages.Args{"names": names, "time": p.seconds(told.Elapsed)})
	}
	if b.quiet && stopped == nil {
		return
	}
	for _, line := range []struct {
		key       string
		done, out int
	}{
		{"models", told.Models, told.Only.ModelsLeft},
		{"checks", told.Checks, told.Only.ChecksLeft},
		{"tests", told.Only.Tests, told.Only.TestsLeft},
	} {
		if told.Models > 0 { // else it stopped before any was run
			_, _ = fmt.Fprintf(p.out, "  %-16s%s\n", p.say("report."+line.key, nil), p.say("report.only_count", messages.Args{"done": line.done, "left": line.out}))
		}
	}
	p.tellOwnSQL(told.OwnSQL)
	p.tell("report.only_partial", nil)
}
