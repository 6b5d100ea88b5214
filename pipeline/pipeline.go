// Package pipeline is the yearly batch in four steps:
//
//	data/ ──load──▶ snapshots ──model──▶ warehouse ──check──▶ (stop, or) ──publish──▶ release
//
// [Build] runs all four, [CheckOnly] the first three. Each step has a file of
// its own here, and does its work with the package it is named for: contract and
// source, warehouse, charts and site, release. A build that fails leaves the
// release that stood as it was.
package pipeline

import (
	"context"
	"errors"
	"slices"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/report"
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

// Build makes a release of data. The report says what was done, also when the
// error is ErrRejected or ErrChecks.
func Build(ctx context.Context, o Options) (*report.Report, error) {
	return start(ctx, o, func(r *run) error {
		if r.unchanged(ctx) {
			return r.strict(ctx)
		}
		if err := r.inOrder(ctx, r.load, r.extract, r.model, r.compare, r.signed, r.check, r.strict, r.publish); err != nil {
			return err
		}
		if err := r.drawings.Prune(); err != nil {
			return err
		}
		return r.remember()
	})
}

// CheckOnly loads, models and checks data, runs the unit tests of the SQL, and
// publishes nothing.
func CheckOnly(ctx context.Context, o Options) (*report.Report, error) {
	return start(ctx, o, func(r *run) error {
		r.report.Damaged = release.Damaged(r.releaseFolder(), r.lastState().stands())
		if len(o.Only) > 0 {
			return r.inOrder(ctx, r.checkOnlySome, r.strict)
		}
		return r.inOrder(ctx, r.load, r.extract, r.model, r.compare, r.check, r.test, r.strict)
	})
}

// checkOnlySome runs a few models or checks, what they need, and the checks and unit tests
// of them. What was accepted is not looked at: it is of all models.
func (r *run) checkOnlySome(ctx context.Context) error {
	known, err := model.FileNames(r.sql)
	if err != nil {
		return err
	}
	for _, name := range r.options.Only {
		if !slices.Contains(known, name) {
			return &model.UnknownError{Name: name, Near: contract.Near(name, known)}
		}
	}
	r.report.Only = &report.Selection{Names: r.options.Only}
	if err := r.inOrder(ctx, r.load, r.extract, r.model); err != nil {
		return err
	}
	return errors.Join(r.check(ctx), r.test(ctx)) // both are told, since it is quick to ask again
}
