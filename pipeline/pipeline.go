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
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/report"
)

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

// CheckOnly loads, models and checks data, runs the unit tests of SQL of the
// user, and publishes nothing.
func CheckOnly(ctx context.Context, o Options) (*report.Report, error) {
	return start(ctx, o, func(r *run) error {
		r.report.Damaged = release.Damaged(r.releaseFolder(), r.lastState().stands())
		if len(o.Only) > 0 {
			return r.inOrder(ctx, r.checkOnlySome, r.strict)
		}
		steps := []func(context.Context) error{r.load, r.extract, r.model, r.compare, r.check, r.test, r.strict}
		if o.Strict { // it stops at what a build would stop at
			steps = slices.Insert(steps, 4, r.signed)
		}
		return r.inOrder(ctx, steps...)
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
