package pipeline

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/source/extract"
)

// state is what a build leaves for the next one, in the work folder.
type state struct {
	Inputs  inputs         `json:"inputs"`
	Release string         `json:"release"` // its mark: from that follow the bytes of all its files
	Report  *report.Report `json:"report"`
	// Extract has the files of an extract, so that another with their names is noticed.
	Extract map[string]fileState `json:"extract,omitempty"`
}

func (r *run) stateFile() string { return filepath.Join(r.work, "state.json") }

func (r *run) releaseFolder() string { return filepath.Join(r.work, "release") }

// unchanged tells whether the release that stands was made from the same input
// by the same program and still is, byte for byte, what was published. Then there is
// nothing to do, and the report is that of the earlier build. Any doubt means building;
// the report of that says which files of the release were not as published.
func (r *run) unchanged(ctx context.Context) bool {
	r.program = identifyProgram(ctx)
	before := r.lastState()
	if r.options.Force || before.Report == nil || !r.sameInputs(before.Inputs) {
		return false
	}
	if r.report.Damaged = r.damaged(before.Release); len(r.report.Damaged) > 0 || !r.released() {
		return false
	}
	if !r.sameExtract(ctx, before.Extract) {
		return false
	}
	r.report = before.Report
	if r.report.Rejects != "" && !isRegular(filepath.Join(r.work, RejectsFile)) { // who had done with it took it away
		r.report.Rejects, r.report.RejectsMore, r.report.RejectsUnlisted = "", 0, 0
	}
	r.report.Damaged = nil
	r.report.Unchanged = true
	return true
}

// lastState is what the last build left; a state without report when that is nothing.
func (r *run) lastState() state {
	text, err := os.ReadFile(r.stateFile())
	var s state
	if err != nil || json.Unmarshal(text, &s) != nil {
		return state{}
	}
	return s
}

// released tells whether any release stands.
func (r *run) released() bool {
	_, err := os.Stat(filepath.Join(r.releaseFolder(), release.Current, release.ManifestFile))
	return err == nil
}

// damaged lists the files of the release that stands that are not as they were
// published; none when no release stands. mark is that of the release as the last build
// left it, empty when that is not known.
func (r *run) damaged(mark string) []string {
	current := filepath.Join(r.releaseFolder(), release.Current)
	if _, err := os.Stat(current); err != nil {
		return nil
	}
	wrong := release.Changes(current)
	now, err := release.Mark(r.releaseFolder())
	if len(wrong) > 0 || mark == "" || err == nil && now == mark {
		return wrong
	}
	was, _, _ := strings.Cut(mark, " ")
	if is, _, _ := strings.Cut(now, " "); is != was {
		return []string{release.Current}
	}
	return []string{release.ManifestFile}
}

// faultsListed counts the faults of an extract in the list of rejects.
func (r *run) faultsListed() int {
	n := 0
	for _, x := range r.rejects {
		if x.Rule != ruleCut && slices.Contains(r.secret, x.table) {
			n++
		}
	}
	return n
}

// remember keeps the hashes of what was read, and the report, for the next build.
func (r *run) remember() error {
	inputs, err := r.hashInputs()
	if err != nil {
		return err
	}
	mark, err := release.Mark(r.releaseFolder())
	if err != nil {
		return fmt.Errorf("keep state: %w", err)
	}
	text, err := json.Marshal(state{Inputs: inputs, Release: mark, Report: withoutRows(r.report, r.faultsListed()), Extract: r.extractRead})
	if err != nil {
		return fmt.Errorf("keep state: %w", err)
	}
	if err := file.Write(r.stateFile(), file.PrivateFile, text); err != nil {
		return fmt.Errorf("keep state: %w", err)
	}
	return nil
}

// withoutRows is the report without what stands in rows of an extract: those faults are
// in the list of rejects, listed of them, and only there.
func withoutRows(r *report.Report, listed int) *report.Report {
	kept := *r
	kept.Violations = slices.DeleteFunc(slices.Clone(r.Violations), func(v contract.Violation) bool {
		return (v.Folder != "" || v.File == extract.CorrectionsFile) && (v.Line > 0 || v.Cell != "")
	})
	kept.RejectsMore = listed
	return &kept
}
