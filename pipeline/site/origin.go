package site

import (
	"fmt"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/messages"
)

// origin says whose word the figures on a page are; empty
// for a page without a published figure.
func (w *writer) origin(views []chartView, rows ...plot.Row) (string, error) {
	text, err := plot.Origin(w.words, "site.source.origin", countOrigin(views, rows))
	if err != nil {
		return "", fmt.Errorf("say where the figures come from: %w", err)
	}
	return text, nil
}

// shortOrigin says only how many of the figures on a page rest on the press or
// others; empty for none.
func (w *writer) shortOrigin(views []chartView, rows ...plot.Row) (string, error) {
	n := countOrigin(views, rows)
	if n.Secondary() == 0 {
		return "", nil
	}
	return w.words.Text("site.start.origin", messages.Args{"secondary": n.Secondary(), "total": n.Total()})
}

func countOrigin(views []chartView, rows []plot.Row) plot.OriginCount {
	var all []plot.Published
	for _, v := range views {
		all = append(all, v.Published...)
	}
	for _, r := range rows {
		if one, ok := plot.PublishedRow(r); ok {
			all = append(all, one)
		}
	}
	return plot.CountPublished(all)
}

// returnRows are the figures of the return to ODIHR.
func (w *writer) returnRows() []plot.Row {
	var rows []plot.Row
	for _, r := range w.in.Return {
		rows = append(rows, r.Row)
	}
	return rows
}
