package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/report"
)

// The lines of --json are described by docs/events.schema.json, which a test holds them to:
// what is added here is added there.

// stamp is when a line was written, to the millisecond, in UTC.
func stamp() string { return time.Now().UTC().Format("2006-01-02T15:04:05.000Z") }

// An eventLine is what --json prints for every event. Elapsed stands in for
// the event's own: seconds, which people can read.
type eventLine struct {
	Type string `json:"type"`
	report.Event
	Elapsed float64 `json:"elapsed,omitempty"`
	Time    string  `json:"time"`
}

// A reportLine is the last line of --json. It is written however the run ended.
type reportLine struct {
	Type     string `json:"type"`
	ExitCode int    `json:"exit_code"`
	Error    string `json:"error,omitempty"`
	*report.Report
	Violations []violationLine `json:"violations,omitempty"`
	Warnings   int             `json:"warnings"` // those that are not acknowledged
	Elapsed    float64         `json:"elapsed"`
	Time       string          `json:"time"`
}

// A violationLine is a violation with its sentence in every language: Text stands in for
// that of the violation, which only some have.
type violationLine struct {
	contract.Violation
	Text map[string]string `json:"text"`
}

func writeEventLine(w io.Writer, e report.Event) {
	_ = json.NewEncoder(w).Encode(eventLine{Type: "event", Event: e, Elapsed: e.Elapsed.Seconds(), Time: stamp()})
}

// A waitingLine says which run has the work folder that this one waits for; what is
// not known is left out.
type waitingLine struct {
	Type  string    `json:"type"`
	PID   int       `json:"pid,omitempty"`
	Host  string    `json:"host,omitempty"`
	Since time.Time `json:"since,omitzero"`
	Time  string    `json:"time"`
}

func writeWaitingLine(w io.Writer, h file.Holder) {
	_ = json.NewEncoder(w).Encode(waitingLine{Type: "waiting", PID: h.PID, Host: h.Host, Since: h.Since, Time: stamp()})
}

func writeReportLine(w io.Writer, told *report.Report, code int, stopped error) error {
	line := reportLine{Type: "report", ExitCode: code, Report: told, Time: stamp()}
	if told != nil {
		line.Elapsed, line.Warnings = told.Elapsed.Seconds(), told.Warnings()
		var err error
		if line.Violations, err = wordedViolations(told.Violations); err != nil {
			return err
		}
	}
	if stopped != nil {
		line.Error = stopped.Error()
	}
	if err := json.NewEncoder(w).Encode(line); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// wordedViolations gives violations their sentences.
func wordedViolations(violations []contract.Violation) ([]violationLine, error) {
	all, err := messages.Load()
	if err != nil {
		return nil, fmt.Errorf("load messages: %w", err)
	}
	var lines []violationLine
	for _, v := range violations {
		line := violationLine{Violation: v, Text: map[string]string{}}
		for lang, words := range all {
			if line.Text[lang], err = v.Sentence(words); err != nil {
				return nil, fmt.Errorf("word violation %s of %s:%d: %w", v.Rule, v.File, v.Line, err)
			}
		}
		lines = append(lines, line)
	}
	return lines, nil
}
