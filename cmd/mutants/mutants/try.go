package mutants

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/model"
)

// An Outcome is what became of one mutant.
type Outcome struct {
	Mutant Mutant   `json:"mutant"`
	First  []string `json:"first"`  // checks that caught it and need no edition before
	Before []string `json:"before"` // checks that caught it by the edition before
	Tests  []string `json:"tests"`  // unit tests of the SQL that caught it; of models only
}

// CaughtFirst reports whether a build would stop for it as a first entry.
func (o Outcome) CaughtFirst() bool { return len(o.First) > 0 }

// Caught reports whether a build would stop for it.
func (o Outcome) Caught() bool { return len(o.First)+len(o.Before) > 0 }

// Try makes one thing wrong and says what caught it.
func (b *Bench) Try(ctx context.Context, m Mutant) (Outcome, error) {
	outcome := Outcome{Mutant: m}
	models := b.models
	if m.Edit.File != "" {
		var err error
		if models, err = b.edited(ctx, m.Edit); err != nil {
			return outcome, fmt.Errorf("make mutant %s: %w", m.Name, err)
		}
	}
	trial, err := models.Try(ctx, b.warehouse.DB, b.schema, m.Changes, func(ctx context.Context) error { return b.compare(ctx, m, models) })
	if err != nil {
		return outcome, fmt.Errorf("try mutant %s: %w", m.Name, err)
	}
	if len(trial.Problems) > 0 {
		outcome.First = append(outcome.First, "the engine, in "+trial.Problems[0].File)
	}
	for _, f := range trial.Findings {
		switch {
		case f.Check.Severity != string(contract.Error):
		case models.Rests(f.Check.Name, compared...):
			outcome.Before = append(outcome.Before, f.Check.Name)
		default:
			outcome.First = append(outcome.First, f.Check.Name)
		}
	}
	if m.Edit.File != "" && len(trial.Problems) == 0 {
		if outcome.Tests, err = b.test(ctx, models); err != nil {
			return outcome, fmt.Errorf("test mutant %s: %w", m.Name, err)
		}
	}
	return outcome, nil
}

// edited loads the models with one file changed.
func (b *Bench) edited(ctx context.Context, e Edit) (*model.Models, error) {
	changed, err := e.apply(b.sql)
	if err != nil {
		return nil, err
	}
	models, problems, err := b.warehouse.Load(ctx, changed)
	if err != nil {
		return nil, fmt.Errorf("load models: %w", err)
	}
	if len(problems) > 0 {
		return nil, fmt.Errorf("sql/%s: %s %s", problems[0].File, problems[0].Kind, problems[0].Detail)
	}
	return models, nil
}

func (b *Bench) test(ctx context.Context, models *model.Models) ([]string, error) {
	failures, err := models.Test(ctx, b.warehouse.DB, b.tests)
	if err != nil {
		return nil, fmt.Errorf("run unit tests: %w", err)
	}
	var names []string
	for _, f := range failures {
		names = append(names, f.Model+": "+f.Test)
	}
	return names, nil
}

// apply gives the SQL files with the edit made. It is an error when the text to
// replace is not there exactly once: the list of mutants is then out of date.
func (e Edit) apply(files fs.FS) (fs.FS, error) {
	changed, err := copied(files)
	if err != nil {
		return nil, err
	}
	file, ok := changed[e.File]
	if !ok {
		return nil, fmt.Errorf("no file sql/%s", e.File)
	}
	if n := strings.Count(string(file.Data), e.From); n != 1 {
		return nil, fmt.Errorf("sql/%s holds %q %d times, not once; bring cmd/mutants/mutants/models.yaml up to date", e.File, e.From, n)
	}
	file.Data = []byte(strings.Replace(string(file.Data), e.From, e.To, 1))
	return changed, nil
}

// sortedByCount lists names, those counted most first.
func sortedByCount(counts map[string]int) []string {
	names := make([]string, 0, len(counts))
	for name := range counts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	return names
}
