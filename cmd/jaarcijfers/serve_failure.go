package main

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/serve"
)

// buildFor builds for a preview. When that fails it gives what pages are to say: what
// build prints, and what to do.
func (p *program) buildFor(cmd *cobra.Command, b batch) (*serve.Failure, error) {
	var said strings.Builder
	saying := *p
	saying.out = io.MultiWriter(p.out, &said)
	var told *report.Report
	err := saying.runBatch(cmd, b, func(ctx context.Context, o pipeline.Options) (*report.Report, error) {
		var err error
		told, err = pipeline.Build(ctx, o)
		return told, err
	})
	if err == nil {
		return nil, nil
	}
	saying.err = &said // the caller decides what to do with err
	saying.explain(cmd.Context(), err)
	failure := &serve.Failure{
		Lang: p.words.Lang, Title: p.say("serve.failed", nil), Text: said.String(), Do: p.say("serve.do_correct", nil),
	}
	if told != nil && asksToAccept(told) {
		failure.Do, failure.Command = p.say("serve.do_accept", nil), acceptCommandLine(b)
	}
	return failure, err
}

// acceptRules are what accept is the way out of, when it was meant.
var acceptRules = []contract.Rule{contract.RuleFileChanged, contract.RuleRowChanged, contract.RuleRowGone}

// asksToAccept tells whether all that stopped a build are changes that someone may have
// meant: accept refuses or warns of anything else.
func asksToAccept(told *report.Report) bool {
	errs := 0
	for _, v := range told.Violations {
		if v.Severity != contract.Error {
			continue
		}
		if !slices.Contains(acceptRules, v.Rule) {
			return false
		}
		errs++
	}
	for _, f := range told.Findings {
		if f.Severity != contract.Error {
			continue
		}
		if !strings.HasPrefix(f.Name(), "accepted_") {
			return false
		}
		errs++
	}
	return errs > 0
}

// acceptCommandLine is what to run to see the changes, in the folders of a batch.
func acceptCommandLine(b batch) string {
	words := []string{programName, "accept"}
	for _, flag := range []struct{ name, value, usual string }{{"--data", b.data, "data"}, {"--sql", b.sql, ""}, {"--work", b.work, defaultWork}} {
		if flag.value != flag.usual {
			words = append(words, flag.name, shellWord(flag.value))
		}
	}
	return strings.Join(append(words, "--dry-run"), " ")
}

// shellWord is a value as a shell takes it whole.
func shellWord(value string) string {
	if strings.Trim(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-") == "" {
		return value
	}
	return "'" + strings.ReplaceAll(value, "'", `'\''`) + "'"
}
