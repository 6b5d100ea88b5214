package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/workfolder"
)

// prune takes out of the work folder the drawings that the build did not use, so that
// it does not grow with every change. What an earlier build used is made again when it
// is asked for.
func (r *run) prune(context.Context) error {
	drawings := map[string]bool{}
	for _, path := range r.drawings.Used() {
		drawings[stem(path)] = true
	}
	return pruneFolder(filepath.Join(r.work, workfolder.Drawings), drawings)
}

// stem is the name of a file without its ending.
func stem(path string) string {
	name, _, _ := strings.Cut(filepath.Base(path), ".")
	return name
}

func pruneFolder(folder string, keep map[string]bool) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("prune: %w", err)
	}
	var errs []error
	for _, e := range entries {
		if !e.IsDir() && !keep[stem(e.Name())] {
			errs = append(errs, file.Remove(filepath.Join(folder, e.Name())))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("prune: %w", err)
	}
	return nil
}
