package pipeline

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"jaarcijfers/pipeline/release"
)

// state is what a build leaves for the next one, in the work folder.
type state struct {
	Inputs inputs  `json:"inputs"`
	Report *Report `json:"report"`
}

func (r *run) stateFile() string { return filepath.Join(r.work, "state.json") }

func (r *run) releaseFolder() string { return filepath.Join(r.work, "release") }

// unchanged tells whether the release that stands was made from the same input
// by the same program and still is what its manifest says. Then there is nothing
// to do, and the report is that of the earlier build. Any doubt means building.
func (r *run) unchanged(ctx context.Context) bool {
	r.program = hashProgram(ctx)
	text, err := os.ReadFile(r.stateFile())
	if err != nil || r.options.Force {
		return false
	}
	var before state
	if json.Unmarshal(text, &before) != nil || before.Report == nil || !r.sameInputs(ctx, before.Inputs) {
		return false
	}
	current := filepath.Join(r.releaseFolder(), release.Current)
	if wrong, err := release.Verify(current); err != nil || len(wrong) > 0 {
		return false
	}
	if _, err := os.Stat(release.FindDatabase(current)); err != nil {
		return false
	}
	r.report = before.Report
	r.report.Unchanged = true
	return true
}

// remember keeps the hashes of what was read, and the report, for the next build.
func (r *run) remember(ctx context.Context) error {
	inputs, err := r.hashInputs(ctx, r.extractRead)
	if err != nil {
		return err
	}
	text, err := json.Marshal(state{Inputs: inputs, Report: r.report})
	if err != nil {
		return fmt.Errorf("keep state: %w", err)
	}
	if err := os.WriteFile(r.stateFile(), text, 0o600); err != nil {
		return fmt.Errorf("keep state: %w", err)
	}
	return nil
}
