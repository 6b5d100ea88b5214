package acknowledged

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"jaarcijfers/pipeline/accepted"
	"jaarcijfers/pipeline/file"
)

// ErrNoFile says that the descriptor has no file of acknowledgements.
var ErrNoFile = errors.New("datapackage.json does not describe " + File)

// A Reading is what a data folder warns of, to be acknowledged.
type Reading struct {
	Data     string // the folder
	Today    string // day of the acknowledgement, as 2026-11-25
	Warnings []Warning
	Checks   []string          // names of all checks, also of those that found nothing
	List     []Acknowledgement // that the folder has
	Text     []byte            // its file of them as it was read
	// Accept makes that file, once written, part of the accepted state.
	Accept func(context.Context) error
}

// Warning finds what a check warns of; not ok when it warns of nothing.
func (r *Reading) Warning(check string) (w Warning, ok bool) {
	at := slices.IndexFunc(r.Warnings, func(w Warning) bool { return w.Check == check })
	if at < 0 {
		return w, false
	}
	return r.Warnings[at], true
}

// New are the rows that acknowledging a warning would add.
func (r *Reading) New(w Warning, given Acknowledgement) []Acknowledgement {
	given.On = r.Today
	return w.New(given, r.List)
}

// Write adds acknowledgements to their file and accepts that file, so that nothing else
// must be done. When it cannot be accepted the file is as it was.
func (r *Reading) Write(ctx context.Context, added []Acknowledgement) error {
	text, err := Add(r.Text, added)
	if err != nil {
		return err
	}
	path := filepath.Join(r.Data, File)
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("find acknowledgements: %w", err)
	}
	if now, err := os.ReadFile(path); err != nil || string(now) != string(r.Text) {
		return errors.Join(fmt.Errorf("write %s: %w", path, accepted.ErrMeanwhile), err)
	}
	if err := file.Write(path, info.Mode().Perm(), text); err != nil {
		return fmt.Errorf("write acknowledgements: %w", err)
	}
	if err := r.Accept(ctx); err != nil {
		return errors.Join(fmt.Errorf("accept %s: %w", File, err), file.Write(path, info.Mode().Perm(), r.Text))
	}
	return nil
}
