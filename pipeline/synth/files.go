package synth

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"jaarcijfers/pipeline/file"
)

// A NotEmptyError says that the folder for an extract holds something else.
type NotEmptyError struct {
	Folder string
	Entry  string // the first thing in it
}

func (e *NotEmptyError) Error() string {
	return fmt.Sprintf("folder %s is not empty: it holds %s", e.Folder, e.Entry)
}

// files writes the tables, part by part. A file has a temporary name until it is
// whole.
type files struct {
	folder   string
	made     bool // by us, so that it goes when we fail
	parts    int
	part     int // that is being written, from 1; 0 before the first
	open     [tables]*file.Part
	finished []string
	done     func(file string)
}

// create makes the folder, or takes one that is empty.
func create(folder string, parts int, done func(string)) (*files, error) {
	f := &files{folder: folder, parts: parts, done: done}
	entries, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.made = true
		err = file.MakeFolder(folder, file.ReleasedFolder)
	case err == nil && len(entries) > 0:
		err = &NotEmptyError{folder, entries[0].Name()}
	}
	if err != nil {
		return nil, fmt.Errorf("make folder: %w", err)
	}
	return f, nil
}

// write adds rows to a part, counted from 0. Parts come in order.
func (f *files) write(part int, r *rows) error {
	if err := f.turnTo(part + 1); err != nil {
		return err
	}
	for t, part := range f.open {
		if _, err := part.Write(r[t]); err != nil {
			return fmt.Errorf("write %s: %w", names[t], err)
		}
	}
	return nil
}

// turnTo finishes the parts before the one asked and begins that.
func (f *files) turnTo(part int) error {
	for f.part < part {
		if err := f.finishPart(); err != nil {
			return err
		}
		f.part++
		for t := range f.open {
			part, err := file.Begin(filepath.Join(f.folder, f.name(t)), fileMode)
			if err != nil {
				return fmt.Errorf("begin %s: %w", names[t], err)
			}
			f.open[t] = part
			if _, err := io.WriteString(part, headers[t]); err != nil {
				return fmt.Errorf("begin %s: %w", names[t], err)
			}
		}
	}
	return nil
}

// name gives the name of the file of a table in the part that is being written.
func (f *files) name(table int) string {
	name := names[table] + "-synthetic"
	if f.parts > 1 {
		width := max(2, len(strconv.Itoa(f.parts)))
		name += fmt.Sprintf("-%0*d", width, f.part)
	}
	return name + ".csv"
}

// fileMode is that of a file of an extract.
const fileMode = 0o644

func (f *files) finishPart() error {
	for t, part := range f.open {
		if part == nil {
			continue
		}
		f.open[t] = nil
		if err := f.finishFile(part, f.name(t)); err != nil {
			return err
		}
	}
	return nil
}

// finishFile makes sure that a file is on disk and gives it its name.
func (f *files) finishFile(part *file.Part, name string) error {
	if err := part.CommitNew(); err != nil {
		return fmt.Errorf("name %s: %w", name, err)
	}
	path := filepath.Join(f.folder, name)
	f.finished = append(f.finished, path)
	if f.done != nil {
		f.done(path)
	}
	return nil
}

// finish ends the last part and writes the explanation, which tells that all is
// there.
func (f *files) finish(readme string) error {
	if err := f.turnTo(f.parts); err != nil {
		return err
	}
	if err := f.finishPart(); err != nil {
		return err
	}
	part, err := file.Begin(filepath.Join(f.folder, readmeName), fileMode)
	if err != nil {
		return fmt.Errorf("begin %s: %w", readmeName, err)
	}
	if _, err := io.WriteString(part, readme); err != nil {
		return fmt.Errorf("write %s: %w", readmeName, errors.Join(err, part.Discard()))
	}
	return f.finishFile(part, readmeName)
}

// discard removes all that was written.
func (f *files) discard() error {
	var errs []error
	for _, part := range f.open {
		if part != nil {
			errs = append(errs, part.Discard())
		}
	}
	for _, path := range f.finished {
		errs = append(errs, os.Remove(path))
	}
	if f.made {
		errs = append(errs, os.Remove(f.folder))
	}
	return errors.Join(errs...)
}
