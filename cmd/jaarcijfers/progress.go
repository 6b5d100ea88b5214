package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"golang.org/x/term"

	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/report"
)

// A progress tells how far a run is. close ends it, so that what is printed
// after it stands on a line of its own.
type progress struct {
	event func(report.Event)
	close func()
}

// progressFor picks the form: JSON lines on standard output, nothing, bars on a
// terminal, or one plain line a step.
func (p *program) progressFor(b batch) progress {
	switch {
	case b.json:
		return progress{event: func(e report.Event) { writeEventLine(p.out, e) }, close: func() {}}
	case b.quiet:
		return progress{event: func(report.Event) {}, close: func() {}}
	case isTerminal(p.err):
		return p.bars()
	default:
		return progress{event: p.plainStep, close: func() {}}
	}
}

// waiting tells of the run that has the work folder, however quiet it is: a run that
// waits looks like one that hangs.
func (p *program) waiting(b batch) func(file.Holder) {
	return func(h file.Holder) {
		if b.json {
			writeWaitingLine(p.out, h)
			return
		}
		key := "waiting.known"
		if h == (file.Holder{}) {
			key = "waiting.unknown"
		}
		p.warn(key, messages.Args{
			"folder": b.work, "process": strconv.Itoa(h.PID), "machine": h.Host, "since": h.Since.Local().Format(time.DateTime),
		})
	}
}

// plainStep prints one line when a step is finished.
func (p *program) plainStep(e report.Event) {
	if !e.Finished {
		return
	}
	_, _ = fmt.Fprintf(p.err, "%-18s%-16s  %s\n", p.stepName(e.Step), p.count(e), p.seconds(e.Elapsed))
}

// stepName is the step in words; a step without words shows its own name.
func (p *program) stepName(step report.Step) string {
	if !p.words.Has("cli.step." + string(step)) {
		return string(step)
	}
	return p.say("step."+string(step), nil)
}

func (p *program) count(e report.Event) string {
	return p.say("progress.count", messages.Args{"done": e.Done, "total": e.Total})
}

func (p *program) seconds(d time.Duration) string {
	return p.say("progress.seconds", messages.Args{"seconds": p.words.Number(d.Seconds(), 1)})
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// readsTerminal tells whether someone can be asked.
func readsTerminal(in io.Reader) bool {
	file, ok := in.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// terminalWidth is how many characters fit on a line of w; not ok when w is no
// terminal.
func terminalWidth(w io.Writer) (width int, ok bool) {
	if !isTerminal(w) {
		return 0, false
	}
	width, _, err := term.GetSize(int(w.(*os.File).Fd()))
	return width, err == nil && width > 0
}
