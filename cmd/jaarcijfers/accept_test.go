package main

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/accepted"
	"jaarcijfers/pipeline/messages"
)

// asker is a program that reads answers.
func asker(t *testing.T, in io.Reader) (*program, *strings.Builder) {
	t.Helper()
	all, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	out := &strings.Builder{}
	return &program{words: all["en"], in: in, out: out, err: out}, out
}

// An answer that is empty or no code is asked again; who answers is asked once.
func TestAcceptAsksForEachFile(t *testing.T) {
	p, out := asker(t, strings.NewReader("misprint\ncorrection\n\nDrukfout.\nMisprint.\nanalyst\nmethod\nAnders berekend.\nComputed otherwise.\n"))
	got, err := p.ask(t.Context(), "jaarcijfers accept", []string{"f.csv", accepted.Models}, []string{"correction", "method"}, accepted.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]accepted.Decision{
		"f.csv":         {Reason: "correction", Why: map[string]string{"nl": "Drukfout.", "en": "Misprint."}, By: "analyst"},
		accepted.Models: {Reason: "method", Why: map[string]string{"nl": "Anders berekend.", "en": "Computed otherwise."}, By: "analyst"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(out.String(), "Why does this change: figures that no row of data explains?") {
		t.Errorf("asked %s", out)
	}
}

func TestAcceptStopsAtTheEndOfAnswersAndAtCtrlC(t *testing.T) {
	p, _ := asker(t, strings.NewReader("correction\n"))
	var usage *usageError
	if _, err := p.ask(t.Context(), "jaarcijfers accept", []string{"f.csv"}, []string{"correction"}, accepted.Decision{}); !errors.As(err, &usage) {
		t.Errorf("got %v", err)
	}
	silent, writer := io.Pipe() // nobody answers
	defer func() { _ = writer.Close() }()
	p, _ = asker(t, silent)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := p.ask(ctx, "jaarcijfers accept", []string{"f.csv"}, []string{"correction"}, accepted.Decision{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
