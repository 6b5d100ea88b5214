package scaffold

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"jaarcijfers/pipeline/file"
)

// A FolderError says that a folder cannot be written in; nothing was written.
type FolderError struct {
	Folder string
	Err    error
}

func (e *FolderError) Error() string { return "write in " + e.Folder + ": " + e.Err.Error() }

// Unwrap gives what the system said.
func (e *FolderError) Unwrap() error { return e.Err }

// Write writes the files of the plan, new ones first: what names them comes after them.
// It writes all of them or none: when one cannot be written, what was written goes again
// and the error is a *FolderError. A file that someone made meanwhile is left, and the
// error is a *TakenError.
func (p *Plan) Write() error {
	w := &writing{}
	err := w.begin(p.ordered())
	if err == nil {
		err = w.commit()
	}
	if err != nil {
		return errors.Join(err, w.undo())
	}
	return nil
}

// A writing is a plan on its way to the disk.
type writing struct {
	folders []string // that were made, the outermost first
	parts   []part
}

// A part is one file of a plan, whole beside its place until it is named.
type part struct {
	File
	part  *file.Part
	named bool
}

// begin writes every file beside its place: whether that can be done is known before the
// first gets its name.
func (w *writing) begin(files []File) error {
	for _, f := range files {
		folder := filepath.Dir(f.Path)
		if err := w.folder(folder); err != nil {
			return &FolderError{Folder: folder, Err: err}
		}
		one, err := file.Begin(f.Path, f.mode)
		if err != nil {
			return &FolderError{Folder: folder, Err: err}
		}
		w.parts = append(w.parts, part{File: f, part: one})
		if _, err := one.Write(f.Text); err != nil {
			return fmt.Errorf("write %s: %w", f.Path, err)
		}
	}
	return nil
}

// folder makes a folder and those above it that are not there.
func (w *writing) folder(path string) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if above := filepath.Dir(path); above != path {
		if err := w.folder(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, 0o755); err != nil {
		return err
	}
	w.folders = append(w.folders, path)
	return nil
}

// commit gives each file its name.
func (w *writing) commit() error {
	for i := range w.parts {
		one := &w.parts[i]
		name := one.part.Commit
		if one.New {
			name = one.part.CommitNew
		}
		err := name()
		one.part = nil // it is named, or taken away
		if one.New && errors.Is(err, fs.ErrExist) {
			return &TakenError{Name: filepath.Base(one.Path), Where: one.Path}
		}
		if err != nil {
			return &FolderError{Folder: filepath.Dir(one.Path), Err: err}
		}
		one.named = true
	}
	return nil
}

// undo takes away what was written, and gives files that were there their text again.
func (w *writing) undo() error {
	var errs []error
	for _, one := range slices.Backward(w.parts) {
		switch {
		case one.part != nil:
			errs = append(errs, one.part.Discard())
		case one.named && one.New:
			errs = append(errs, os.Remove(one.Path))
		case one.named:
			errs = append(errs, file.Write(one.Path, one.mode, one.was))
		}
	}
	for _, folder := range slices.Backward(w.folders) {
		errs = append(errs, os.Remove(folder))
	}
	return errors.Join(errs...)
}

func (p *Plan) ordered() []File {
	files := slices.Clone(p.Files)
	slices.SortStableFunc(files, func(a, b File) int {
		switch {
		case a.New == b.New:
			return 0
		case a.New:
			return -1
		}
		return 1
	})
	return files
}
