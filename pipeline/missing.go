package pipeline

import (
	"context"
	"fmt"

	"jaarcijfers/pipeline/present"
	"jaarcijfers/pipeline/report"
)

// A Missing is one thing that a year still needs: the figures of one series and
// breakdown that the year before had, or something else.
type Missing struct {
	Kind         string            `json:"kind"` // figure, population, break, letter, sentence or theme
	Body         string            `json:"body,omitempty"`
	BodyName     map[string]string `json:"body_name,omitempty"` // by language
	Subject      map[string]string `json:"subject"`             // by language: the series; of a letter its date
	Breakdown    map[string]string `json:"breakdown,omitempty"` // by language, with the unit or the year of the break
	Missing      int               `json:"missing"`
	Of           int               `json:"of"`           // that the year before had, or the last letter
	Publications []string          `json:"publications"` // that gave them for the year before
	Series       string            `json:"series_id,omitempty"`
	Dimension    string            `json:"dimension,omitempty"`
	Unit         string            `json:"unit,omitempty"`
	Categories   []string          `json:"categories"` // that are missing; of a sentence the numbers of the measures
}

// MissingOf lists what a year still needs. Year 0 stands for the one after the last
// of which the total of the OM is known; the year that was meant is returned. The
// report holds what is wrong with the data, when that is why there is no list.
func MissingOf(ctx context.Context, o Options, year int) (int, []Missing, *report.Report, error) {
	var list []Missing
	told, err := o.look(ctx, func(r *run) error {
		if year == 0 {
			next, err := r.ask(ctx, "missing/year.sql")
			if err != nil {
				return fmt.Errorf("find the next year: %w", err)
			}
			if len(next.Rows) == 0 || next.Rows[0][0] == nil {
				return nil
			}
			year = int(next.Rows[0][0].(int32))
		}
		found, err := r.ask(ctx, "missing/item.sql", year)
		if err != nil {
			return fmt.Errorf("list what %d needs: %w", year, err)
		}
		for _, row := range found.Rows {
			list = append(list, missingOf(found.Columns, row))
		}
		return nil
	})
	return year, list, told, err
}

func missingOf(columns []string, row []any) Missing {
	r := present.Record{}
	for i, c := range columns {
		r[c] = row[i]
	}
	return Missing{
		Kind: r.Text("kind"), Body: r.Text("body"), BodyName: r.Label("body"), Subject: r.Label("subject"), Breakdown: r.Label("breakdown"),
		Missing: r.Whole("missing"), Of: r.Whole("had"), Publications: r.List("publications"),
		Series: r.Text("series_id"), Dimension: r.Text("dimension"), Unit: r.Text("unit"), Categories: r.List("categories"),
	}
}
