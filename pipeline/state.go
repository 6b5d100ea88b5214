package pipeline

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"jaarcijfers/pipeline/acknowledged"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/rejects"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/source/extract"
	"jaarcijfers/pipeline/workfolder"
)

// state is what a build leaves for the next one, in the work folder.
type state struct {
	Inputs  inputs         `json:"inputs"`
	Release string         `json:"release"` // its mark: from that follow the bytes of all its files
	Report  *report.Report `json:"report"`
	// Used is the mark of an earlier release that someone made the current one since;
	// empty when the one that was built is current.
	Used string `json:"used,omitempty"`
	Keep int    `json:"keep,omitempty"` // how many releases stay; 0 for the default
	// Acknowledged may hold on the day of one build, and have passed on that of the next.
	Acknowledged []acknowledged.Acknowledgement `json:"acknowledged,omitempty"`
	// Extract has the files of an extract, so that another with their names is noticed.
	Extract map[string]ingest.FileState `json:"extract,omitempty"`
}

// stands is the mark of the release that should be current.
func (s state) stands() string { return cmp.Or(s.Used, s.Release) }

// used is the name of the release that someone chose; empty when no one did.
func (s state) used() string {
	name, _, _ := strings.Cut(s.Used, " ")
	return name
}

func (r *run) stateFile() string { return filepath.Join(r.work, workfolder.State) }

// unchanged tells whether the release that stands was made from the same input
// by the same program and still is, byte for byte, what was published. Then there is
// nothing to do, and the report is that of the earlier build. Any doubt means building;
// the report of that says which files of the release were not as published.
func (r *run) unchanged(ctx context.Context) bool {
	r.program = file.IdentifyProgram(ctx)
	before := r.lastState()
	keepsOther := r.options.Keep != 0 && r.options.Keep != cmp.Or(before.Keep, release.DefaultKeep)
	if r.options.Force || keepsOther || before.Report == nil || !r.sameInputs(before.Inputs) {
		return false
	}
	r.report.Damaged = release.Damaged(r.releaseFolder(), before.stands())
	if len(r.report.Damaged) > 0 || !release.Stands(r.releaseFolder()) {
		return false
	}
	if r.options.Extract.Path != "" && !ingest.Unchanged(ctx, r.options.Extract.Path, before.Extract) {
		return false
	}
	r.report = before.Report
	if r.report.Rejects != "" && !file.IsRegular(filepath.Join(r.work, rejects.File)) { // who had done with it took it away
		r.report.Rejects, r.report.RejectsMore, r.report.RejectsUnlisted = "", 0, 0
	}
	r.report.Damaged = nil
	if r.report.Release != "" { // the work folder may be a copy of another
		r.report.Release = r.shown(filepath.Join(r.releaseFolder(), "current", "index.html"))
	}
	r.report.Unchanged = true
	r.report.Used = before.used()
	r.acknowledged = before.Acknowledged
	acknowledged.Apply(r.report, r.acknowledged, r.today())
	return true
}

// Damaged lists the files of the release in a work folder that are not as the last build
// left them, also when someone changed the manifest with them; none when no release stands.
func Damaged(work string) []string {
	return release.Damaged(filepath.Join(work, workfolder.Release), lastState(filepath.Join(work, workfolder.State)).stands())
}

// keep is how many releases stay: as asked, else as the build before.
func (r *run) keep() int {
	return cmp.Or(r.options.Keep, r.lastState().Keep, release.DefaultKeep)
}

// replaced is the name of a release that someone chose and that is current no longer.
func (r *run) replaced() string {
	chosen := r.lastState().used()
	if release.IsCurrent(r.releaseFolder(), chosen) {
		return ""
	}
	return chosen
}

// lastState is what the last build left; a state without report when that is nothing.
func (r *run) lastState() state { return lastState(r.stateFile()) }

func lastState(path string) state {
	text, err := os.ReadFile(path)
	var s state
	if err != nil || json.Unmarshal(text, &s) != nil {
		return state{}
	}
	return s
}

// sameInputs compares what there is to read now, but for the files of an extract, with
// what was read before.
func (r *run) sameInputs(before inputs) bool {
	if r.inputs.Data != before.Data || r.inputs.SQL != before.SQL || r.inputs.Theme != before.Theme {
		return false
	}
	now, err := r.hashInputs()
	return err == nil && now == before // reading the files again will say what is wrong
}

// hashInputs hashes what a run depends on. The files of an extract are looked at by
// themselves: see sameExtract.
func (r *run) hashInputs() (inputs, error) {
	all := r.inputs
	if o := r.options.Extract; o.Path != "" {
		all.Extract = fmt.Sprintf("%q %q %t", o.Path, o.Date, o.AllowSynthetic)
	}
	var err error
	all.Program, err = r.program()
	return all, err
}

// faultsListed counts the faults of an extract in the list of rejects.
func (r *run) faultsListed() int {
	n := 0
	for _, x := range r.rejects {
		if x.Rule != rejects.RuleCut && slices.Contains(r.secret, x.Table) {
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
	text, err := json.Marshal(state{Inputs: inputs, Release: mark, Report: withoutRows(r.report, r.faultsListed()), Acknowledged: r.acknowledged, Keep: r.keep(), Extract: r.extractRead})
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
	kept.Replaced = "" // told once
	kept.Violations = slices.DeleteFunc(slices.Clone(r.Violations), func(v contract.Violation) bool {
		return (v.Folder != "" || v.File == extract.CorrectionsFile) && (v.Line > 0 || v.Cell != "")
	})
	kept.RejectsMore = listed
	return &kept
}

// Releases lists the releases that are kept in a work folder, the newest first.
func Releases(work string) ([]release.Kept, error) {
	return release.List(filepath.Join(work, workfolder.Release))
}

// UseRelease makes a release that is kept the current one. A build that finds nothing
// changed then leaves it, and one that makes a new release says that it took its place.
// It tells which release was current, empty for none, and which is.
func UseRelease(ctx context.Context, work, name string, waiting func(file.Holder)) (before, now string, err error) {
	list, err := Releases(work)
	if err != nil {
		return "", "", err
	}
	if _, err := release.Find(list, name); err != nil { // before a lock is made
		return "", "", err
	}
	unlock, err := file.Lock(ctx, filepath.Join(work, workfolder.Lock), time.Now(), waiting)
	if err != nil {
		return "", "", fmt.Errorf("lock work folder: %w", err)
	}
	defer unlock()
	if list, err = Releases(work); err != nil { // a build may have ended meanwhile
		return "", "", err
	}
	chosen, err := release.Find(list, name)
	if err != nil {
		return "", "", err
	}
	for _, k := range list {
		if k.Current {
			before = k.Name
		}
	}
	folder := filepath.Join(work, workfolder.Release)
	if err := release.Use(folder, chosen, list); err != nil {
		return before, "", err
	}
	if err := rememberUsed(work, folder); err != nil {
		return before, chosen.Name, fmt.Errorf("the switch was made, but the next build will undo it: %w", err)
	}
	return before, chosen.Name, nil
}

// rememberUsed keeps for the next build that the current release was chosen. The one that
// the last build left needs no choice.
func rememberUsed(work, folder string) error {
	path := filepath.Join(work, workfolder.State)
	s := lastState(path)
	mark, err := release.Mark(folder)
	if err != nil {
		return fmt.Errorf("keep state: %w", err)
	}
	if s.Used = mark; mark == s.Release {
		s.Used = ""
	}
	text, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("keep state: %w", err)
	}
	if err := file.Write(path, file.PrivateFile, text); err != nil {
		return fmt.Errorf("keep state: %w", err)
	}
	return nil
}
