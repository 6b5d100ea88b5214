package plot

import (
	"bytes"
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/export"
)

// csvColumns are the columns of the figures as data; chart.column.<name> says what each is.
var csvColumns = []string{
	"time_period", "body", "series_id", "series", "unit_of_count", "dimension", "category", "category_label", "obs_value", "unit", "interval_low", "interval_high",
	"base_value", "obs_status", "conf_status", "revised", "obtained", "precision", "break_id", "event", "operation", "synthetic", "internal", "source_rank", "publications", "lineage",
}

// csvTypes are the types of those that hold no text.
var csvTypes = map[string]string{
	"obs_value": numberType, "interval_low": numberType, "interval_high": numberType, "base_value": numberType, "synthetic": "BOOLEAN", "internal": "BOOLEAN", "revised": "BOOLEAN",
}

// DataColumns gives the type of columns of a file with figures as data.
func DataColumns(names []string) []FileColumn {
	all := make([]FileColumn, len(names))
	for i, name := range names {
		all[i] = FileColumn{name, cmp.Or(csvTypes[name], textType)}
	}
	return all
}

// ChartColumns are the columns of the data of every chart.
func ChartColumns() []FileColumn { return DataColumns(csvColumns) }

// csv holds every figure of the plot, unrounded, with its source and lineage.
func (p *Plot) csv() ([]byte, error) {
	var out bytes.Buffer
	if err := export.WriteCSV(&out, p.records()); err != nil {
		return nil, fmt.Errorf("write CSV of chart %s: %w", p.Spec.ID, err)
	}
	return out.Bytes(), nil
}

// records are a header and every figure of the plot.
func (p *Plot) records() [][]any {
	records := [][]any{export.Cells(csvColumns)}
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

func (p *Plot) record(s Series, r Row) []any {
	low, high := r.bounds()
	mark := p.data.marking(r)
	return []any{
		YearNumber(r.TimePeriod), r.Body, r.SeriesID, s.Name, r.UnitOfCount, r.Dimension, r.Category, p.category(r), export.Number(r.Value), r.Unit, export.Number(low), export.Number(high),
		export.Number(r.Base), r.ObsStatus, r.ConfStatus, strconv.FormatBool(r.Revised), r.Obtained, r.Precision, r.BreakID, p.eventNote(&r), r.Operation, strconv.FormatBool(mark.Synthetic), strconv.FormatBool(mark.Internal), r.SourceRank,
		strings.Join(r.Publications, " "), strings.Join(r.Lineage, " "),
	}
}
