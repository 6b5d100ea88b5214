package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"jaarcijfers/pipeline/accepted"
	"jaarcijfers/pipeline/acknowledged"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/edition"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/report"
)

// AcceptOptions say which files of a data folder to accept.
type AcceptOptions struct {
	Data    string
	SQL     string   // as of Options
	Files   []string // by their path in the descriptor; empty for all that differ
	Version string   // that the data get with it; empty to keep the one they have
	Today   string   // nothing in the data may be of a later day; empty for the day they have
}

// ErrVersion says that a version cannot be part of a name.
var ErrVersion = errors.New("not a version: letters and digits, with single points and hyphens between them, like 2026.2")

// Propose reads the data, makes the tables in memory, and compares both with the
// accepted state. The error is ErrRejected or ErrChecks when the data cannot be
// loaded or modelled; then the report says why. It also has what the checks find, which
// will stop the next build.
func Propose(ctx context.Context, o AcceptOptions) (p *accepted.Proposal, told *report.Report, err error) {
	if o.Version != "" && !contract.IsVersion(o.Version) {
		return nil, nil, fmt.Errorf("%q: %w", o.Version, ErrVersion)
	}
	work, err := os.MkdirTemp("", "jaarcijfers-accept-")
	if err != nil {
		return nil, nil, fmt.Errorf("make work folder: %w", err)
	}
	defer func() { err = errors.Join(err, file.Remove(work)) }()
	if err := accepted.Recover(ctx, o.Data); err != nil {
		return nil, nil, err
	}
	var sql fs.FS // as it was read
	told, err = o.model(ctx, work, func(r *run) error {
		if sql = r.sql; len(o.Files) > 0 {
			r.data = accepted.Except(r.data, o.Files)
		}
		return nil
	}, func(r *run, shown []edition.Figure) error {
		if p, err = r.propose(ctx, o, shown); err != nil {
			return err
		}
		// A check that fails is told in the report, and is no reason not to propose: it
		// may be what accepting is a step in correcting.
		if err := r.check(ctx); !errors.Is(err, report.ErrChecks) {
			return err
		}
		return nil
	})
	if told != nil {
		told.Rejects = "" // the folder that holds them goes
	}
	if err == nil && p.Unclear() {
		err = o.attribute(ctx, p, work, sql)
	}
	return p, told, err
}

// model loads and models the data that are to be accepted, once prepare has changed
// what of them is read, and hands over the figures that the report would show.
func (o AcceptOptions) model(ctx context.Context, work string, prepare func(*run) error, act func(*run, []edition.Figure) error) (*report.Report, error) {
	return start(ctx, Options{Data: o.Data, SQL: o.SQL, Work: work}, func(r *run) error {
		r.accepting, r.day = true, o.Today
		if err := prepare(r); err != nil {
			return err
		}
		if err := r.inOrder(ctx, r.load, r.model); err != nil {
			return err
		}
		shown, err := r.warehouse.Figures(ctx, r.models)
		if err != nil {
			return err
		}
		return act(r, shown)
	})
}

// propose asks what accepting the data of a run would take.
func (r *run) propose(ctx context.Context, o AcceptOptions, shown []edition.Figure) (*accepted.Proposal, error) {
	codes, err := r.warehouse.Query(ctx, "select code from core.code where codelist = 'reason'")
	if err != nil {
		return nil, fmt.Errorf("read reasons: %w", err)
	}
	var reasons []string
	for _, row := range codes.Rows {
		reasons = append(reasons, fmt.Sprint(row[0]))
	}
	return accepted.Propose(accepted.Request{
		Dir: o.Data, Data: r.data, Package: r.input.pkg, Shown: shown, Reasons: reasons, Files: o.Files, Version: o.Version,
		Follows: func(rows string) map[string]string {
			return messages.InAll(r.words, "edition.follows", map[string]any{"rows": rows})
		},
	})
}

// attribute asks what the figures would be with the accepted data. When today's contract
// or models cannot read those, what was found without stands.
func (o AcceptOptions) attribute(ctx context.Context, p *accepted.Proposal, work string, sql fs.FS) error {
	_, err := o.model(ctx, work, func(r *run) (err error) {
		r.sql = sql
		r.data, err = p.Before()
		return err
	}, func(_ *run, before []edition.Figure) error {
		p.Attribute(before)
		return nil
	})
	switch {
	case errors.Is(err, report.ErrRejected), errors.Is(err, report.ErrChecks):
		return nil
	case err != nil:
		return fmt.Errorf("model the accepted data: %w", err)
	}
	return nil
}

// AcknowledgeOptions say of which data a warning is acknowledged.
type AcknowledgeOptions struct {
	Data  string
	SQL   string // as of Options
	Theme string // as of Options
	Today string // day of the acknowledgement, as 2026-11-25
	// Extract stands beside the data, as of Options, and is read in the work folder Work.
	Extract ingest.Options
	Work    string // private work folder; not used without an extract
	Events  func(report.Event)
	Waiting func(file.Holder)
}

// ReadWarnings loads, models and checks the data, as [CheckOnly] does. Without an extract
// it does so in a work folder of its own. The error is ErrRejected or ErrChecks when the
// data hold errors; then the report says which.
func ReadWarnings(ctx context.Context, o AcknowledgeOptions) (reading *acknowledged.Reading, told *report.Report, err error) {
	work := o.Work
	if o.Extract.Path == "" {
		if work, err = os.MkdirTemp("", "jaarcijfers-"); err != nil {
			return nil, nil, fmt.Errorf("make folder: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	}
	told, err = start(ctx, Options{Data: o.Data, SQL: o.SQL, Theme: o.Theme, Work: work, Extract: o.Extract, Events: o.Events, Waiting: o.Waiting}, func(r *run) error {
		if err := r.inOrder(ctx, r.load, r.extract, r.model, r.compare, r.signed, r.check); err != nil {
			return err
		}
		if r.input.pkg.At(acknowledged.File) == nil {
			return acknowledged.ErrNoFile
		}
		reading, err = r.reading(o)
		return err
	})
	if told != nil && o.Extract.Path == "" {
		told.Rejects = "" // the folder that holds them goes
	}
	return reading, told, err
}

// reading is what the run found, for who acknowledges it. The day of the data stays: no
// figure changes.
func (r *run) reading(o AcknowledgeOptions) (*acknowledged.Reading, error) {
	created := r.input.pkg.Created
	reading := &acknowledged.Reading{
		Data: o.Data, Today: o.Today, Warnings: acknowledged.Warnings(r.report), List: r.acknowledged,
		Accept: func(ctx context.Context) error {
			proposal, _, err := Propose(ctx, AcceptOptions{Data: o.Data, SQL: o.SQL, Files: []string{acknowledged.File}})
			if err != nil {
				return err
			}
			return proposal.Write(ctx, nil, created)
		},
	}
	for _, c := range r.models.Checks {
		reading.Checks = append(reading.Checks, report.Finding{Check: c.Name}.Name())
	}
	var err error
	reading.Text, err = r.data.ReadFile(acknowledged.File)
	return reading, err
}
