package main

import (
	"bufio"
	"context"
	"io"
	"slices"
	"strings"

	"jaarcijfers/pipeline/accepted"
	"jaarcijfers/pipeline/messages"
)

// decide gives the decision for everything that needs one: by flags, or asked on a
// terminal. Without either it is a usage error that says what is needed.
func (p *program) decide(ctx context.Context, command string, f acceptFlags, proposal *accepted.Proposal) (map[string]accepted.Decision, error) {
	subjects := proposal.Subjects()
	one := accepted.Decision{
		Reason: strings.TrimSpace(f.reason), By: strings.TrimSpace(f.by),
		Why: map[string]string{"nl": strings.TrimSpace(f.whyNL), "en": strings.TrimSpace(f.whyEN)},
	}
	if one.Reason != "" && !slices.Contains(proposal.Reasons, one.Reason) {
		return nil, p.usage(command, "error.accept_code", messages.Args{"reason": one.Reason, "reasons": strings.Join(proposal.Reasons, ", ")})
	}
	decisions := map[string]accepted.Decision{}
	if one.Reason != "" && one.Why["nl"] != "" && one.Why["en"] != "" && one.By != "" {
		for _, subject := range append(subjects, proposal.Followed()...) {
			decisions[subject] = one
		}
		return decisions, nil
	}
	if len(subjects) == 0 {
		return nil, nil
	}
	if !isTerminal(p.out) || !readsTerminal(p.in) {
		return nil, p.usage(command, "error.accept_reason", messages.Args{
			"subjects": strings.Join(p.named(subjects), ", "), "reasons": strings.Join(proposal.Reasons, ", "),
		})
	}
	return p.ask(ctx, command, subjects, proposal.Reasons, one)
}

// named gives subjects as a user knows them.
func (p *program) named(subjects []string) []string {
	names := slices.Clone(subjects)
	for i, subject := range subjects {
		if subject == accepted.Models {
			names[i] = p.say("accept.models", nil)
		}
	}
	return names
}

// ask asks for each subject what flags did not say. An answer that is empty, or no
// code, is asked again; the end of the input ends it.
func (p *program) ask(ctx context.Context, command string, subjects, reasons []string, given accepted.Decision) (map[string]accepted.Decision, error) {
	lines := readLines(p.in)
	decisions := map[string]accepted.Decision{}
	for i, name := range p.named(subjects) {
		p.tell("accept.ask", messages.Args{"subject": name, "reasons": strings.Join(reasons, ", ")})
		d := accepted.Decision{Reason: given.Reason, Why: map[string]string{"nl": given.Why["nl"], "en": given.Why["en"]}, By: given.By}
		for _, question := range []struct {
			key  string
			take func(string)
			have string
			code bool
		}{
			{"accept.ask_reason", func(s string) { d.Reason = s }, d.Reason, true},
			{"accept.ask_why", func(s string) { d.Why["nl"] = s }, d.Why["nl"], false},
			{"accept.ask_why_en", func(s string) { d.Why["en"] = s }, d.Why["en"], false},
			{"accept.ask_by", func(s string) { d.By = s }, d.By, false},
		} {
			for question.have == "" || question.code && !slices.Contains(reasons, question.have) {
				_, _ = io.WriteString(p.out, p.say(question.key, nil)+" ")
				answer, err := next(ctx, lines)
				if err != nil {
					return nil, err
				}
				if answer == nil {
					return nil, p.usage(command, "error.accept_reason", messages.Args{"subjects": name, "reasons": strings.Join(reasons, ", ")})
				}
				question.have = strings.TrimSpace(*answer)
			}
			question.take(question.have)
		}
		given.By = d.By // who answers is the same for all
		decisions[subjects[i]] = d
	}
	return decisions, nil
}

// readLines reads lines beside the run, so that Ctrl-C need not wait for one.
func readLines(in io.Reader) <-chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		scanner := bufio.NewScanner(in)
		for scanner.Scan() {
			lines <- scanner.Text()
		}
	}()
	return lines
}

// next is the next line; nil at the end of the input.
func next(ctx context.Context, lines <-chan string) (*string, error) {
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case line, ok := <-lines:
		if !ok {
			return nil, nil
		}
		return &line, nil
	}
}
