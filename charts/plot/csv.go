package plot

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/charts"
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

// csv holds every figure of the plot, unrounded, with its source and lineage, and its
// gaps.
func (p *Plot) csv() ([]byte, error) {
	var out bytes.Buffer
	if err := export.WriteCSV(&out, p.records()); err != nil {
		return nil, fmt.Errorf("write CSV of chart %s: %w", p.Spec.ID, err)
	}
	return out.Bytes(), nil
}

// records are a header, and a line for every figure of the plot and every gap in it.
func (p *Plot) records() [][]any {
	records := [][]any{export.Cells(csvColumns)}
	p.eachPlace(func(series string, point Point) { records = append(records, p.record(series, *point.Row)) })
	return records
}

// eachPlace visits all that files hold, with the name of its series: every figure, and
// every place of the table without one.
func (p *Plot) eachPlace(visit func(series string, point Point)) {
	for _, panel := range p.Panels {
		for _, s := range panel.withTotal() {
			for at, point := range s.Points {
				if point.Row == nil {
					point.Row = p.gapRow(s, panel.Axis[at])
				}
				if point.Row != nil {
					visit(s.Name, point)
				}
			}
		}
		for i := range panel.Other {
			visit(panel.Title, Point{Row: &panel.Other[i]})
		}
	}
}

// gapRow says of a year that a series has no figure for it, in the words of its other
// rows; nil when it has none, or an axis without years.
func (p *Plot) gapRow(s Series, year string) *Row {
	i := slices.IndexFunc(s.Points, func(point Point) bool { return point.Row != nil })
	if i < 0 || p.Spec.Form == charts.Bars {
		return nil
	}
	like := s.Points[i].Row
	return &Row{
		TimePeriod: year, Body: like.Body, SeriesID: like.SeriesID, Population: like.Population, UnitOfCount: like.UnitOfCount,
		Dimension: like.Dimension, Category: like.Category, Unit: like.Unit, ObsStatus: missingValue, ConfStatus: free,
	}
}

// What a place without a figure has for statuses: CL_OBS_STATUS and CL_CONF_STATUS.
const (
	missingValue = "O"
	free         = "F"
)

func (p *Plot) record(series string, r Row) []any {
	low, high := r.bounds()
	mark := p.data.marking(r)
	return []any{
		YearNumber(r.TimePeriod), r.Body, r.SeriesID, series, r.UnitOfCount, r.Dimension, r.Category, p.category(r), export.Number(r.Value), r.Unit, export.Number(low), export.Number(high),
		export.Number(r.Base), r.ObsStatus, r.ConfStatus, strconv.FormatBool(r.Revised), r.Obtained, r.Precision, r.BreakID, p.eventNote(&r), r.Operation, strconv.FormatBool(mark.Synthetic), strconv.FormatBool(mark.Internal), r.SourceRank,
		strings.Join(r.Publications, " "), strings.Join(r.Lineage, " "),
	}
}
