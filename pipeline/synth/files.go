package synth

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
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
	open     [tables]*os.File
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
		err = os.MkdirAll(folder, 0o755)
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
	for t, file := range f.open {
		if _, err := file.Write(r[t]); err != nil {
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
			file, err := os.OpenFile(f.temporary(f.name(t)), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
			if err != nil {
				return fmt.Errorf("begin %s: %w", names[t], err)
			}
			f.open[t] = file
			if _, err := file.WriteString(headers[t]); err != nil {
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

// temporary gives the path of a file that is not whole. Its name says to no one
// that it is a table.
func (f *files) temporary(name string) string {
	return filepath.Join(f.folder, "."+name+".partial")
}

func (f *files) finishPart() error {
	for t, file := range f.open {
		if file == nil {
			continue
		}
		f.open[t] = nil
		if err := f.finishFile(file, f.name(t)); err != nil {
			return err
		}
	}
	return nil
}

// finishFile makes sure that a file is on disk and gives it its name.
func (f *files) finishFile(file *os.File, name string) error {
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("finish %s: %w", name, errors.Join(err, os.Remove(file.Name())))
	}
	path := filepath.Join(f.folder, name)
	if err := os.Rename(file.Name(), path); err != nil {
		return fmt.Errorf("name %s: %w", name, errors.Join(err, os.Remove(file.Name())))
	}
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
	file, err := os.OpenFile(f.temporary(readmeName), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("begin %s: %w", readmeName, err)
	}
	if _, err := file.WriteString(readme); err != nil {
		return fmt.Errorf("write %s: %w", readmeName, errors.Join(err, file.Close(), os.Remove(file.Name())))
	}
	if err := f.finishFile(file, readmeName); err != nil {
		return err
	}
	return syncFolder(f.folder)
}

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	if err := errors.Join(folder.Sync(), folder.Close()); err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	return nil
}

// discard removes all that was written.
func (f *files) discard() error {
	var errs []error
	for _, file := range f.open {
		if file != nil {
			errs = append(errs, file.Close(), os.Remove(file.Name()))
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
