package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/report"
)

// An eventLine is what --json prints for every event. Elapsed stands in for
// the event's own: seconds, which people can read.
type eventLine struct {
	Type string `json:"type"`
	report.Event
	Elapsed float64 `json:"elapsed,omitempty"`
}

// A reportLine is the last line of --json. It is written however the run ended.
type reportLine struct {
	Type     string `json:"type"`
	ExitCode int    `json:"exit_code"`
	Error    string `json:"error,omitempty"`
	*report.Report
	Elapsed float64 `json:"elapsed"`
}

func writeEventLine(w io.Writer, e report.Event) {
	_ = json.NewEncoder(w).Encode(eventLine{Type: "event", Event: e, Elapsed: e.Elapsed.Seconds()})
}

// A waitingLine says which run has the work folder that this one waits for; what is
// not known is left out.
type waitingLine struct {
	Type  string    `json:"type"`
	PID   int       `json:"pid,omitempty"`
	Host  string    `json:"host,omitempty"`
	Since time.Time `json:"since,omitzero"`
}

func writeWaitingLine(w io.Writer, h file.Holder) {
	_ = json.NewEncoder(w).Encode(waitingLine{Type: "waiting", PID: h.PID, Host: h.Host, Since: h.Since})
}

func writeReportLine(w io.Writer, told *report.Report, code int, stopped error) error {
	line := reportLine{Type: "report", ExitCode: code, Report: told}
	if told != nil {
		line.Elapsed = told.Elapsed.Seconds()
	}
	if stopped != nil {
		line.Error = stopped.Error()
	}
	if err := json.NewEncoder(w).Encode(line); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}
