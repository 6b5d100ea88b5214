package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"jaarcijfers/charts/draw"
	"jaarcijfers/pipeline/acknowledged"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/rejects"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/site/housestyle"
	"jaarcijfers/pipeline/source"
	"jaarcijfers/pipeline/warehouse"
	"jaarcijfers/pipeline/workfolder"
	"jaarcijfers/sql"
)

// Options say what to build and where. Data and Work must be set.
type Options struct {
	Data    string // folder with datapackage.json
	SQL     string // folder with models, checks and tests of the user, beside those of the program; empty for none
	Theme   string // folder with the house style of who publishes; empty for the look of the report itself
	Work    string // private work folder: snapshots, drawings, warehouse and release; usually "build"
	Program string // version of the program, which a release names
	Force   bool   // build again although nothing changed
	Keep    int    // how many releases stay; 0 for as many as after the build before
	Strict  bool   // stop before publishing at a warning that is not acknowledged
	// Only are the models or checks that CheckOnly runs, with what they need; empty for all.
	Only    []string
	Extract ingest.Options
	Events  func(report.Event) // told of every step; nil for silence. Called from one goroutine
	// OwnSQL is told what is used of the folder SQL, before anything is loaded; nil for silence.
	OwnSQL func(report.OwnSQL)
	// Waiting is told of the run that has the work folder, before this one waits for it;
	// nil for silence.
	Waiting func(file.Holder)
}

// A ReleasedError says what went wrong after the new release was switched in: it
// stands.
type ReleasedError struct {
	Release string // path of its start page
	Err     error
}

func (e *ReleasedError) Error() string { return e.Err.Error() }

// Unwrap gives what went wrong.
func (e *ReleasedError) Unwrap() error { return e.Err }

// A run is one build or check under way.
type run struct {
	options      Options
	work         string // options.Work in full
	data         *file.Copy
	sql          fs.FS
	layers       *model.Layers   // nil without SQL of the user
	sqlProblems  []model.Problem // of files that are not in their place, told with those of all others
	words        map[string]*messages.Catalogue
	report       *report.Report
	input        *input // what was loaded
	style        housestyle.Style
	rejects      []rejects.Reject
	secret       []string      // tables of which no row may be kept
	scratch      *file.Scratch // for what tells of persons; nil before it is needed
	warehouse    *warehouse.Warehouse
	models       *model.Models
	drawings     *draw.Cache
	inputs       inputs // as the folders were read
	program      func() (string, error)
	acknowledged []acknowledged.Acknowledgement
	extractRead  map[string]ingest.FileState // the files of an extract, as they were read
	askedWho     bool                        // whether the data name publisher and contact
	accepting    bool                        // files may differ from the descriptor: they are being accepted
	day          string                      // on which they are accepted; empty for the day that the descriptor says
}

// input is what the load step found.
type input struct {
	pkg    *contract.Package
	result *source.Result
}

// inputs are the hashes of all that a build depends on, each of content: a copy that
// keeps size and time, or a clock that stands still, is no reason to take one file for
// another.
type inputs struct {
	Data    string `json:"data"`
	SQL     string `json:"sql,omitempty"`   // empty for that of the program
	Theme   string `json:"theme,omitempty"` // empty for the report's own look
	Program string `json:"program"`
	Extract string `json:"extract,omitempty"` // how it is taken
}

// rawTables are the tables that the snapshots give, in the order of the descriptor.
func (in *input) rawTables() []ingest.RawTable {
	var tables []ingest.RawTable
	for _, s := range in.result.Snapshots {
		at := slices.IndexFunc(tables, func(t ingest.RawTable) bool { return t.Name == s.Resource.Table })
		if at < 0 {
			at, tables = len(tables), append(tables, ingest.RawTable{Name: s.Resource.Table, Private: s.Resource.Private})
		}
		tables[at].Files = append(tables[at].Files, engine.ParquetFile{Path: s.Path, Source: s.Resource.Path})
	}
	return tables
}

func start(ctx context.Context, o Options, steps func(*run) error) (*report.Report, error) {
	began := time.Now()
	r := &run{options: o, sql: sql.FS, report: &report.Report{}}
	var err error
	if r.words, err = messages.Load(); err != nil {
		return nil, fmt.Errorf("load messages: %w", err)
	}
	if r.work, err = filepath.Abs(o.Work); err != nil {
		return nil, fmt.Errorf("find work folder: %w", err)
	}
	if err := file.MakeFolder(r.work, file.PrivateFolder); err != nil {
		return nil, fmt.Errorf("make work folder: %w", workfolder.Unwritable(o.Work, err))
	}
	if err := workfolder.Restrict(r.work); err != nil {
		return nil, workfolder.Unwritable(o.Work, err)
	}
	unlock, err := file.Lock(ctx, filepath.Join(r.work, workfolder.Lock), began, o.Waiting)
	if err != nil {
		return nil, fmt.Errorf("lock work folder: %w", workfolder.Unwritable(o.Work, err))
	}
	defer unlock()
	if err := workfolder.SweepLocked(ctx, r.work); err != nil {
		return nil, err
	}
	err = r.steps(ctx, steps)
	if r.warehouse != nil {
		err = errors.Join(err, r.saveWarehouse(ctx, err == nil), r.warehouse.Close())
	}
	err = errors.Join(err, r.forgetRows())
	if err = engine.Full(r.work, file.Full("", err)); ctx.Err() != nil {
		err = errors.Join(ctx.Err(), err)
	}
	if err != nil && r.report.Release != "" {
		err = &ReleasedError{Release: r.report.Release, Err: err}
	}
	r.report.Elapsed = time.Since(began)
	return r.report, err
}

// steps runs what a run consists of on the folders as they are now. Snapshots are gone
// when it ends, also those that a run left that was broken off.
func (r *run) steps(ctx context.Context, steps func(*run) error) error {
	if err := file.Remove(r.snapshotFolder()); err != nil {
		return fmt.Errorf("remove old snapshots: %w", err)
	}
	if err := r.readFolders(ctx); err != nil {
		return errors.Join(err, rejects.Remove(r.work))
	}
	return errors.Join(steps(r), file.Remove(r.snapshotFolder()))
}

// saveWarehouse keeps the tables of a check, and of a build that stopped, so that
// the analyst can see the rows that were found wrong. A build that went well has
// published them, and the folder of what is being accepted goes.
func (r *run) saveWarehouse(ctx context.Context, well bool) error {
	if err := ctx.Err(); err != nil || r.accepting {
		return err
	}
	path := filepath.Join(r.work, workfolder.Warehouse)
	if well && r.report.Release != "" {
		return file.Remove(path, path+".wal") // of a run that stopped
	}
	return r.warehouse.Save(ctx, path)
}

func (r *run) inOrder(ctx context.Context, steps ...func(context.Context) error) error {
	for _, step := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// shown gives a path below the work folder as the user wrote that folder.
func (r *run) shown(path string) string {
	rel, err := filepath.Rel(r.work, path)
	if err != nil {
		return path
	}
	return filepath.Join(r.options.Work, rel)
}

// begin tells that a step of total parts began.
func (r *run) begin(step report.Step, total int) *report.Progress {
	return report.Begin(r.options.Events, step, total)
}

// private is the folder of the run for what tells of persons; it goes with the run.
func (r *run) private(ctx context.Context) (string, error) {
	if r.scratch == nil {
		s, err := workfolder.NewScratch(ctx, r.work)
		if err != nil {
			return "", err
		}
		r.scratch = s
	}
	return r.scratch.Path(), nil
}

// forgetRows takes away what the run has on disk of rows, however it ended, but for
// what it was asked to keep.
func (r *run) forgetRows() error {
	var err error
	if r.scratch != nil {
		err = r.scratch.Close()
	}
	if !r.options.Extract.KeepRows {
		err = errors.Join(err, workfolder.RemoveKept(r.work))
	}
	return err
}

// releaseFolder is where releases stand.
func (r *run) releaseFolder() string { return filepath.Join(r.work, workfolder.Release) }

// snapshotFolder is where snapshots of figures are while the run needs them.
func (r *run) snapshotFolder() string { return filepath.Join(r.work, workfolder.Snapshots) }

// today is the day of the run, as 2026-11-25; empty, which is before any day, when the
// caller gave none.
func (r *run) today() string {
	if r.options.Extract.Today.IsZero() {
		return ""
	}
	return r.options.Extract.Today.Format(time.DateOnly)
}

// askProgram answers a question of the program itself, whatever SQL the user has.
func (r *run) askProgram(ctx context.Context, file string) (*engine.ResultSet, error) {
	question, err := sql.FS.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return r.warehouse.Query(ctx, string(question))
}
