package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"jaarcijfers/pipeline/accepted"
	"jaarcijfers/pipeline/acknowledged"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/report"
)

// ErrNoAcknowledgements says that the descriptor has no file of acknowledgements.
var ErrNoAcknowledgements = errors.New("datapackage.json does not describe " + acknowledged.File)

// AcknowledgeOptions say of which data a warning is acknowledged.
type AcknowledgeOptions struct {
	Data  string
	SQL   string // as of Options
	Today string // day of the acknowledgement, as 2026-11-25
}

// A Reading is what a data folder warns of, to be acknowledged.
type Reading struct {
	Warnings []acknowledged.Warning
	Checks   []string // names of all checks, also of those that found nothing
	options  AcknowledgeOptions
	list     []acknowledged.Acknowledgement
	created  string // day of the data
	text     []byte // the file of acknowledgements as it was read
}

// ReadWarnings loads, models and checks the data in a work folder of its own. The error
// is ErrRejected or ErrChecks when the data hold errors; then the report says which.
func ReadWarnings(ctx context.Context, o AcknowledgeOptions) (reading *Reading, told *report.Report, err error) {
	work, err := os.MkdirTemp("", "jaarcijfers-")
	if err != nil {
		return nil, nil, fmt.Errorf("make folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	reading = &Reading{options: o}
	told, err = start(ctx, Options{Data: o.Data, SQL: o.SQL, Work: work, Extract: ingest.Options{}}, func(r *run) error {
		if err := r.inOrder(ctx, r.load, r.model, r.compare, r.signed, r.check); err != nil {
			return err
		}
		if r.input.pkg.At(acknowledged.File) == nil {
			return ErrNoAcknowledgements
		}
		reading.Warnings, reading.list, reading.created = acknowledged.Warnings(r.report), r.acknowledged, r.input.pkg.Created
		for _, c := range r.models.Checks {
			reading.Checks = append(reading.Checks, report.Finding{Check: c.Name}.Name())
		}
		reading.text, err = r.data.ReadFile(acknowledged.File)
		return err
	})
	if told != nil {
		told.Rejects = "" // the folder that holds them goes
	}
	return reading, told, err
}

// Warning finds what a check warns of; not ok when it warns of nothing.
func (r *Reading) Warning(check string) (w acknowledged.Warning, ok bool) {
	at := slices.IndexFunc(r.Warnings, func(w acknowledged.Warning) bool { return w.Check == check })
	if at < 0 {
		return w, false
	}
	return r.Warnings[at], true
}

// New are the rows that acknowledging a warning would add.
func (r *Reading) New(w acknowledged.Warning, given acknowledged.Acknowledgement) []acknowledged.Acknowledgement {
	given.On = r.options.Today
	return w.New(given, r.list)
}

// Write adds acknowledgements to their file and accepts that file, so that nothing else
// must be done. The day of the data stays: no figure changes. When it cannot be accepted
// the file is as it was.
func (r *Reading) Write(ctx context.Context, added []acknowledged.Acknowledgement) error {
	text, err := acknowledged.Add(r.text, added)
	if err != nil {
		return err
	}
	path := filepath.Join(r.options.Data, acknowledged.File)
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("find acknowledgements: %w", err)
	}
	if now, err := os.ReadFile(path); err != nil || string(now) != string(r.text) {
		return errors.Join(fmt.Errorf("write %s: %w", path, accepted.ErrMeanwhile), err)
	}
	if err := file.Write(path, info.Mode().Perm(), text); err != nil {
		return fmt.Errorf("write acknowledgements: %w", err)
	}
	if err := r.accept(ctx); err != nil {
		return errors.Join(err, file.Write(path, info.Mode().Perm(), r.text))
	}
	return nil
}

func (r *Reading) accept(ctx context.Context) error {
	proposal, _, err := Propose(ctx, AcceptOptions{Data: r.options.Data, SQL: r.options.SQL, Files: []string{acknowledged.File}})
	if err != nil {
		return fmt.Errorf("accept %s: %w", acknowledged.File, err)
	}
	if err := proposal.Write(ctx, nil, r.created); err != nil {
		return fmt.Errorf("accept %s: %w", acknowledged.File, err)
	}
	return nil
}
