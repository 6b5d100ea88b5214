package site

import (
	"fmt"
	"slices"

	"jaarcijfers/charts"
	"jaarcijfers/charts/plot"
)

// A Caution is a statement of a publication that says how far the figures of a
// page carry (mart.page_fact).
type Caution struct {
	Page string
	Fact
}

// A cautionView is a caution with the publication it was read in.
type cautionView struct {
	Text, Period string
	Source       plot.Publication
}

// cautions are those of a page, of the bodies asked for; of all when none is.
func (w *writer) cautions(pageID string, bodies ...string) ([]cautionView, error) {
	var all []cautionView
	for _, c := range w.in.Cautions {
		if c.Page != pageID || len(bodies) > 0 && !slices.Contains(bodies, c.Body) {
			continue
		}
		source, err := w.publication(c.Publication)
		if err != nil {
			return nil, fmt.Errorf("statement on page %s: %w", pageID, err)
		}
		text, err := w.label(c.Statement)
		if err != nil {
			return nil, fmt.Errorf("statement on page %s: %w", pageID, err)
		}
		all = append(all, cautionView{text, c.TimePeriod, source})
	}
	return all, nil
}

// chartCautions are those of the page that a chart belongs to, when they are
// about a body whose figures it shows.
func (w *writer) chartCautions(s charts.Spec) ([]cautionView, error) {
	var bodies []string
	for _, p := range s.Panels {
		for _, one := range p.Series {
			if body := w.series[one.SeriesID].Body; body != "" {
				bodies = append(bodies, body)
			}
		}
	}
	if len(bodies) == 0 {
		return nil, nil
	}
	return w.cautions(s.Page, bodies...)
}
