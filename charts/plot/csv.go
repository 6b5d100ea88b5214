package plot

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/formula"
)

var csvColumns = []string{
	"time_period", "body", "series_id", "series", "unit_of_count", "dimension", "category", "category_label", "obs_value", "unit", "interval_low", "interval_high",
	"base_value", "obs_status", "obtained", "precision", "break_id", "event", "operation", "synthetic", "internal", "source_rank", "publications", "lineage",
}

// csv holds every figure of the plot, unrounded, with its source and lineage.
func (p *Plot) csv() ([]byte, error) {
	text, err := CSV(p.records())
	if err != nil {
		return nil, fmt.Errorf("write CSV of chart %s: %w", p.Spec.ID, err)
	}
	return text, nil
}

// CSV writes records, the header first, so that no spreadsheet reads a text in
// them as a formula.
func CSV(records [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for _, r := range records {
		r = slices.Clone(r)
		for i, text := range r {
			r[i] = formula.Guard(text)
		}
		if err := w.Write(r); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// records are a header and every figure of the plot.
func (p *Plot) records() [][]string {
	records := [][]string{csvColumns}
	for _, panel := range p.Panels {
		for _, s := range panel.withTotal() {
			for _, point := range s.Points {
				if point.Row != nil {
					records = append(records, p.record(s, *point.Row))
				}
			}
		}
		for _, r := range panel.Other {
			records = append(records, p.record(Series{Name: panel.Title}, r))
		}
	}
	return records
}

func (p *Plot) record(s Series, r Row) []string {
	low, high := r.bounds()
	mark := p.data.marking(r)
	return []string{
		r.TimePeriod, r.Body, r.SeriesID, s.Name, r.UnitOfCount, r.Dimension, r.Category, p.category(r), exact(r.Value), r.Unit, low, high,
		exact(r.Base), r.ObsStatus, r.Obtained, r.Precision, r.BreakID, p.eventNote(&r), r.Operation, strconv.FormatBool(mark.Synthetic), strconv.FormatBool(mark.Internal), r.SourceRank,
		strings.Join(r.Publications, " "), strings.Join(r.Lineage, " "),
	}
}

func exact(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}
