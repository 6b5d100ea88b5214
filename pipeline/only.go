package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/report"
)

// An UnknownModelError says that there is no model or check of a name, and which have
// one like it.
type UnknownModelError struct {
	Name string
	Near []string
}

func (e *UnknownModelError) Error() string {
	return fmt.Sprintf("no model or check %q; near it: %s", e.Name, strings.Join(e.Near, ", "))
}

// checkOnlySome runs a few models or checks, what they need, and the checks and unit tests
// of them. What was accepted is not looked at: it is of all models.
func (r *run) checkOnlySome(ctx context.Context) error {
	known, err := modelNames(r.sql)
	if err != nil {
		return err
	}
	for _, name := range r.options.Only {
		if !slices.Contains(known, name) {
			return &UnknownModelError{Name: name, Near: nearNames(name, known)}
		}
	}
	r.report.Only = &report.Selection{Names: r.options.Only}
	if err := r.inOrder(ctx, r.load, r.extract, r.model); err != nil {
		return err
	}
	return errors.Join(r.check(ctx), r.test(ctx)) // both are told, since it is quick to ask again
}

// modelNames are the models and checks of a folder of SQL, by the names of their files.
func modelNames(files fs.FS) ([]string, error) {
	var names []string
	for _, folder := range []string{"core", "mart", "check"} {
		found, err := fs.Glob(files, folder+"/*.sql")
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", folder, err)
		}
		for _, file := range found {
			names = append(names, folder+"."+strings.TrimSuffix(path.Base(file), ".sql"))
		}
	}
	return names, nil
}

// mostNear is how many names are offered for one that is not known.
const mostNear = 5

// nearNames are the names that one may have meant: those written most like it, or else
// those that hold it.
func nearNames(name string, known []string) []string {
	var near []string
	left := slices.Clone(known)
	for len(near) < 3 {
		next := contract.Nearest(name, left)
		if next == "" {
			break
		}
		near = append(near, next)
		left = slices.DeleteFunc(left, func(k string) bool { return k == next })
	}
	_, bare, ok := strings.Cut(name, ".")
	if !ok {
		bare = name
	}
	for _, k := range left {
		if bare != "" && len(near) < mostNear && strings.Contains(k, bare) {
			near = append(near, k)
		}
	}
	return near
}

// selected narrows the models of a run to those that it is of.
func (r *run) selected() {
	only := r.report.Only
	if only == nil {
		return
	}
	all := r.models
	r.models = all.Select(only.Names)
	only.ModelsLeft = len(all.Models) - len(r.models.Models)
	only.ChecksLeft = len(all.Checks) - len(r.models.Checks)
}
