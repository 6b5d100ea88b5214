package site

import (
	"fmt"

	"jaarcijfers/charts/plot"
)

// origin says whose word the figures on a page are; empty
// for a page without a published figure.
func (w *writer) origin(views []chartView, rows ...plot.Row) (string, error) {
	var all []plot.Published
	for _, v := range views {
		all = append(all, v.Published...)
	}
	for _, r := range rows {
		if one, ok := plot.PublishedRow(r); ok {
			all = append(all, one)
		}
	}
	text, err := plot.Origin(w.words, "site.source.origin", plot.CountPublished(all))
	if err != nil {
		return "", fmt.Errorf("say where the figures come from: %w", err)
	}
	return text, nil
}

// startRows are the figures of the start page.
func (w *writer) startRows() []plot.Row {
	var rows []plot.Row
	for _, k := range w.in.Key {
		rows = append(rows, k.Row)
	}
	return append(rows, w.in.Inflow...)
}

// returnRows are the figures of the return to ODIHR.
func (w *writer) returnRows() []plot.Row {
	var rows []plot.Row
	for _, r := range w.in.Return {
		rows = append(rows, r.Row)
	}
	return rows
}
