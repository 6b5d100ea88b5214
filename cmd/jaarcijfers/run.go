package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/workfolder"
)

// The exit codes, as `jaarcijfers --help` and the README tell them.
const (
	exitOK          = 0
	exitInternal    = 1
	exitUsage       = 2
	exitRejected    = 3
	exitChecks      = 4
	exitInterrupted = 130
)

// A program is one run of the command: its words and where it reads and writes.
type program struct {
	words    *messages.Catalogue
	in       io.Reader
	out, err io.Writer
}

// A usageError is something the user can set right by asking differently. Its
// sentence is printed as it stands, and then Command's help is pointed at.
type usageError struct {
	Sentence string
	Command  string // "jaarcijfers build"; empty when help would not help
}

func (e *usageError) Error() string { return e.Sentence }

// A faultError is something that the user did not do wrong, in the user's language.
type faultError struct {
	Sentence string
}

func (e *faultError) Error() string { return e.Sentence }

// run is the whole program with its surroundings handed in. It returns the exit
// code.
func run(ctx context.Context, args, environ []string, in io.Reader, out, errOut io.Writer) int {
	keepPrivate()
	catalogues, err := messages.Load()
	if err != nil {
		_, _ = fmt.Fprintln(errOut, err)
		return exitInternal
	}
	lang, known := chooseLanguage(args, environ)
	p := &program{words: catalogues[lang], in: in, out: out, err: errOut}
	if !known {
		return p.explain(ctx, p.usage("", "error.lang", nil))
	}
	root := p.root()
	root.SetArgs(commentsAreSQL(args))
	return p.explain(ctx, root.ExecuteContext(ctx))
}

// explain prints what stopped the run, unless a report has told it already,
// and gives the exit code.
func (p *program) explain(ctx context.Context, err error) int {
	var usage *usageError
	var fault *faultError
	var work *workfolder.SharedError
	var unwritable *workfolder.UnwritableError
	var full *file.FullError
	var released *pipeline.ReleasedError
	err = file.Full("", err)
	stands := errors.As(err, &released)
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &work) && work.Foreign:
		p.warn("error.work_foreign", messages.Args{"folder": work.Folder})
	case errors.As(err, &work):
		p.warn("error.work_shared", messages.Args{"folder": work.Folder})
	case errors.As(err, &unwritable):
		p.warn("error.work_unwritable", messages.Args{"folder": unwritable.Folder, "reason": unwritable.Reason()})
	case ctx.Err() != nil, errors.Is(err, context.Canceled):
		if !stands {
			p.warn("error.interrupted", nil)
		}
	case errors.As(err, &full) && full.Limit:
		p.warn("error.full_limit", messages.Args{"folder": full.Folder})
	case errors.As(err, &full):
		p.warn("error.full", messages.Args{"folder": full.Folder})
	case errors.As(err, &fault):
		_, _ = fmt.Fprintln(p.err, fault.Sentence)
	case errors.As(err, &usage):
		_, _ = fmt.Fprintln(p.err, usage.Sentence)
		if usage.Command != "" {
			p.warn("error.see_help", messages.Args{"command": usage.Command})
		}
	case errors.Is(err, report.ErrRejected), errors.Is(err, report.ErrChecks):
	default:
		p.warn("error.internal", messages.Args{"error": err.Error()})
	}
	if stands {
		p.warn("error.released", messages.Args{"path": released.Release})
	}
	return exitCode(ctx, err)
}

// exitCode is the code for how a run ended.
func exitCode(ctx context.Context, err error) int {
	var usage *usageError
	var work *workfolder.SharedError
	var unwritable *workfolder.UnwritableError
	switch {
	case err == nil:
		return exitOK
	case ctx.Err() != nil, errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &usage), errors.As(err, &work), errors.As(err, &unwritable):
		return exitUsage
	case errors.Is(err, report.ErrRejected):
		return exitRejected
	case errors.Is(err, report.ErrChecks):
		return exitChecks
	default:
		return exitInternal
	}
}

// say gives the sentence under cli.key. A key that is missing shows in the
// text; a test holds that none is.
func (p *program) say(key string, args messages.Args) string {
	text, err := p.words.Text("cli."+key, args)
	if err != nil {
		return "[" + err.Error() + "]"
	}
	return text
}

// tell prints a sentence to the user's standard output.
func (p *program) tell(key string, args messages.Args) {
	_, _ = fmt.Fprintln(p.out, p.say(key, args))
}

// warn prints a sentence to standard error.
func (p *program) warn(key string, args messages.Args) {
	_, _ = fmt.Fprintln(p.err, p.say(key, args))
}

// usage makes a usageError of the sentence under cli.key.
func (p *program) usage(command, key string, args messages.Args) error {
	return &usageError{Sentence: p.say(key, args), Command: command}
}
