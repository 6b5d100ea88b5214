package main

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"jaarcijfers/cmd/faults/tracer"
)

// outcome is what came of one fault. One that did not strike (a call that this run did not
// make) is counted apart: it proves nothing.
type outcome struct {
	struck   bool
	problems []string
}

// internals are words of a program that has lost its way.
var internals = regexp.MustCompile(`goroutine \d|panic:|SIGSEGV|runtime error|INTERNAL Error|nil pointer`)

// try fails one run and looks at what it left, then builds again and looks at that.
func (c *campaign) try(ctx context.Context, s scene, fault tracer.Fault) (outcome, error) {
	work, err := c.fresh(ctx, s)
	if err != nil {
		return outcome{}, err
	}
	var printed bytes.Buffer
	result, err := tracer.Run(ctx, c.command(s, work, &printed), &fault)
	if err != nil {
		return outcome{}, err
	}
	out := outcome{struck: result.Struck}
	if !out.struck {
		return out, nil
	}
	found, err := releaseOf(work)
	if err != nil {
		return out, err
	}
	out.problems = judge(s, fault, result.Exit, printed.String(), found)
	repaired, err := c.repair(ctx, s, work)
	out.problems = append(out.problems, repaired...)
	return out, err
}

// judge says what is wrong with a run that was failed: what it said, and what a reader finds.
func judge(s scene, fault tracer.Fault, exit int, printed, found string) []string {
	var out []string
	switch {
	case found == "" && s.before != "":
		out = append(out, "no release")
	case found != s.before && found != s.after:
		out = append(out, "a release that is neither the old nor the new")
	case exit == 0 && found != s.after:
		out = append(out, "exit code 0 without the new release")
	}
	if internals.MatchString(printed) {
		out = append(out, "words of the program's inside: "+printed)
	}
	if exit > 0 && strings.TrimSpace(printed) == "" {
		out = append(out, "failed without a word")
	}
	if exit > 0 && found == s.after && s.after != s.before && !strings.Contains(printed, "stands") {
		out = append(out, "failed, and did not say that the new release stands: "+printed)
	}
	room := fault.Kind == tracer.ENOSPC || fault.Kind == tracer.Full
	if exit > 0 && room && !strings.Contains(printed, "disk is full") {
		out = append(out, "a full disk is not called one: "+printed)
	}
	return out
}

// repair runs the command again, without a fault, and then once more: it must make the release
// and leave what a whole run leaves.
func (c *campaign) repair(ctx context.Context, s scene, work string) ([]string, error) {
	for range 2 {
		code, printed, err := c.invoke(ctx, append(s.args, "--work", work)...)
		if err != nil {
			return nil, err
		}
		if code != 0 {
			return []string{fmt.Sprintf("the build after it: exit code %d: %s", code, printed)}, nil
		}
	}
	found, err := releaseOf(work)
	if err != nil {
		return nil, err
	}
	listing, err := list(work)
	if err != nil {
		return nil, err
	}
	var out []string
	if found != s.after {
		out = append(out, "the build after it made another release")
	}
	if left := missingFrom(listing, s.listing); len(left) > 0 {
		out = append(out, fmt.Sprintf("left behind: %v", left))
	}
	return out, nil
}

// missingFrom gives the names of a that b does not have.
func missingFrom(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(name string) bool { return slices.Contains(b, name) })
}
