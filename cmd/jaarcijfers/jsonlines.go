package main

import (
	"encoding/json"
	"fmt"
	"io"

	"jaarcijfers/pipeline"
)

// An eventLine is what --json prints for every event. Elapsed stands in for
// the event's own: seconds, which people can read.
type eventLine struct {
	Type string `json:"type"`
	pipeline.Event
	Elapsed float64 `json:"elapsed,omitempty"`
}

// A reportLine is the last line of --json. It is written however the run ended.
type reportLine struct {
	Type     string `json:"type"`
	ExitCode int    `json:"exit_code"`
	Error    string `json:"error,omitempty"`
	*pipeline.Report
	Elapsed float64 `json:"elapsed"`
}

func writeEventLine(w io.Writer, e pipeline.Event) {
	_ = json.NewEncoder(w).Encode(eventLine{Type: "event", Event: e, Elapsed: e.Elapsed.Seconds()})
}

func writeReportLine(w io.Writer, report *pipeline.Report, code int, stopped error) error {
	line := reportLine{Type: "report", ExitCode: code, Report: report}
	if report != nil {
		line.Elapsed = report.Elapsed.Seconds()
	}
	if stopped != nil {
		line.Error = stopped.Error()
	}
	if err := json.NewEncoder(w).Encode(line); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}
