package ingest

import (
	"context"
	"fmt"
	"strings"

	"jaarcijfers/pipeline/rejects"
)

// stage lays the typed copies of the files side by side as tables of the private database,
// and loads the models and rules that read them.
func (x *ingestion) stage(ctx context.Context) error {
	files := map[string][]string{}
	for i, s := range x.sources {
		files[s.Resource.Table] = append(files[s.Resource.Table], x.parts[i].Snapshot)
	}
	for _, r := range x.pkg.Resources {
		if err := x.records.Stage(ctx, r.Table, Columns(r), files[r.Table]); err != nil {
			return fmt.Errorf("stage extract: %w", err)
		}
	}
	models, problems, err := x.records.Load(ctx, x.SQL)
	if err != nil {
		return fmt.Errorf("load models of records: %w", err)
	}
	if len(problems) > 0 {
		return x.stopModels(problems, nil)
	}
	x.models, x.rules = models, map[string]*rejects.Rule{}
	for _, c := range models.Checks {
		if rule, ok := strings.CutPrefix(c.Name, "reject."); ok {
			x.rules[rule] = &rejects.Rule{MustNot: c.MustNot, Do: c.Do}
		}
	}
	return nil
}
