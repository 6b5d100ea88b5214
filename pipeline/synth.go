package pipeline

import (
	"context"
	"fmt"

	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/synth"
)

// SynthOptions say what synthetic extract to write.
type SynthOptions struct {
	Folder string // new or empty
	Rows   int    // number of offences; 0 for the published totals by year and kind
	Seed   uint64
	Parts  int // files per table; 0 for one
}

// Synth writes a generated extract that follows the published totals of o.Data,
// and gives the paths of its files. done is called for each. The report holds what is
// wrong with the data, when that is why there is none.
func Synth(ctx context.Context, o Options, s SynthOptions, done func(file string)) ([]string, *report.Report, error) {
	var paths []string
	told, err := o.look(ctx, func(r *run) error {
		plan, err := r.plan(ctx, s.Rows > 0)
		if err != nil {
			return err
		}
		paths, err = synth.Write(ctx, s.Folder, plan, synth.Options{Rows: s.Rows, Seed: s.Seed, Parts: s.Parts}, done)
		return err
	})
	if told != nil {
		told.Rejects = "" // it was in a folder that is gone
	}
	return paths, told, err
}

// plan is what a synthetic extract imitates: the years for which both kinds are
// known. beyond adds a year like the last.
func (r *run) plan(ctx context.Context, beyond bool) (plan synth.Plan, err error) {
	var rows [3][][]any
	for i, question := range []struct{ file, what string }{
		{"synth/total.sql", "published totals"}, {"synth/weight.sql", "weights of synthetic extracts"}, {"synth/ground.sql", "grounds of articles"},
	} {
		found, err := r.ask(ctx, question.file)
		if err != nil {
			return plan, fmt.Errorf("read %s: %w", question.what, err)
		}
		rows[i] = found.Rows
	}
	return synth.NewPlan(rows[0], rows[1], rows[2], beyond), nil
}
