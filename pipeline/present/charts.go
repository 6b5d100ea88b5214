package present

import (
	"encoding/json"
	"fmt"
	"slices"

	"jaarcijfers/charts"
	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/marking"
)

// row is a record of a table that feeds a chart. What is known to be in a figure
// under it is known to be in it.
func (f *Tables) row(r Record) plot.Row {
	row := plot.Row{
		TimePeriod: r.Text("time_period"), Body: r.Text("body"), SeriesID: r.Text("series_id"),
		Population: r.Text("population"), UnitOfCount: r.Text("unit_of_count"),
		Dimension: r.Text("dimension"), Category: r.Text("category"),
		Value: r.value(), Unit: r.Text("unit"), Base: r.number("base_value"),
		ObsStatus: r.Text("obs_status"), ConfStatus: r.Text("conf_status"), Revised: r["revised"] == true, Obtained: r.Text("obtained"), Precision: r.Text("precision"),
		BreakID: r.Text("break_id"), Operation: r.Text("operation"),
		Publications: r.List("publications"), Lineage: r.List("lineage"),
		SourceRank: r.Text(sourceRank), SourceKind: r.Text(sourceKind),
	}
	row.Judged = f.independent[row.UnitOfCount] && row.ObsStatus != "P"
	for _, id := range row.Lineage {
		row.Events = append(row.Events, f.events[id]...)
		row.Judged = row.Judged && !f.eventful[id] && !f.madeUp[id]
	}
	slices.Sort(row.Events)
	row.Events = slices.Compact(row.Events)
	return row
}

// limits are the parameters that charts hold to.
func (f *Tables) limits() plot.Limits {
	var l plot.Limits
	named := map[string]*float64{"share_from": &l.ShareFrom, "share_drawn": &l.ShareDrawn, "share_alone": &l.ShareAlone}
	for _, r := range f.rows("meta.parameter") {
		if limit, value := named[r.Text("parameter")], r.number("parameter_value"); limit != nil && value != nil {
			*limit = *value
		}
	}
	return l
}

// ChartData is what the charts of a release read.
func (f *Tables) ChartData() (plot.Data, error) {
	data := plot.Data{
		Rows: map[string][]plot.Row{}, Breaks: map[string]plot.Break{}, Publications: map[string]plot.Publication{},
		Codes: map[string]map[string]plot.Label{}, Parts: map[string]string{}, Overlap: map[string]bool{},
		Events: f.knownEvents(), PartYears: map[string]string{},
		Limits: f.limits(),
	}
	for _, spec := range charts.All() {
		if _, ok := data.Rows[spec.Model]; ok {
			continue
		}
		data.Rows[spec.Model] = nil
		for _, r := range f.rows(spec.Model) {
			data.Rows[spec.Model] = append(data.Rows[spec.Model], f.row(r))
		}
	}
	for _, b := range f.breaks() {
		data.Breaks[b.ID] = b
	}
	for _, r := range f.rows("core.publication") {
		data.Publications[r.Text("publication_id")] = r.publication()
	}
	for _, r := range f.rows("core.code") {
		list, code := r.Text("codelist"), r.Text("code")
		if data.Codes[list] == nil {
			data.Codes[list] = map[string]plot.Label{}
		}
		if dimension := r.Text("dimension"); dimension != "" {
			code = dimension + "/" + code
		}
		data.Codes[list][code] = r.Label("label")
	}
	for _, r := range f.rows("core.series") {
		if whole := r.Text("part_of"); whole != "" {
			data.Parts[r.Text("series_id")] = whole
		}
	}
	for _, r := range f.rows("core.part_year") {
		data.PartYears[r.Text("time_period")] = r.Text("last_day")
	}
	for _, r := range f.rows("core.dimension") {
		data.Overlap[r.Text("dimension")] = r["overlapping"] == true
	}
	var err error
	data.Findings, err = f.findings()
	return data, err
}

// findings are the titles of charts that say what the figures bear.
func (f *Tables) findings() (map[string]plot.Finding, error) {
	all := map[string]plot.Finding{}
	for _, r := range f.rows("mart.chart_title") {
		finding := plot.Finding{Key: r.Text("title_key")}
		if err := json.Unmarshal([]byte(r.Text("arguments")), &finding.Arguments); err != nil {
			return nil, fmt.Errorf("read arguments of the title of chart %s: %w", r.Text("chart_id"), err)
		}
		if err := json.Unmarshal([]byte(r.Text("codes")), &finding.Codes); err != nil {
			return nil, fmt.Errorf("read codes of the title of chart %s: %w", r.Text("chart_id"), err)
		}
		all[r.Text("chart_id")] = finding
	}
	return all, nil
}

// knownEvents are what is known to be in figures, by id.
func (f *Tables) knownEvents() map[string]plot.Event {
	all := map[string]plot.Event{}
	for _, r := range f.rows("core.event") {
		all[r.Text("event_id")] = plot.Event{
			ID: r.Text("event_id"), SeriesID: r.Text("series_id"), TimePeriod: r.Text("time_period"), Dimension: r.Text("dimension"), Category: r.Text("category"), Happened: r.Label("happened"), Label: r.Label("label"), Value: r.number("event_value"), Unit: r.Text("unit"),
			Precision: r.Text("precision"), Included: r["included"] == true, Publication: r.Text("publication_id"),
		}
	}
	return all
}

func (r Record) publication() plot.Publication {
	return plot.Publication{
		ID: r.Text("publication_id"), Title: r.Text("title"), Publisher: r.Text("publisher"),
		Published: r.Text("published"), Language: r.Text("language"), URL: r.Text("url"), Rank: r.Text("rank"),
		Marking: marking.Marking{Synthetic: r["synthetic"] == true, Internal: r["internal"] == true},
	}
}

func (f *Tables) breaks() []plot.Break {
	mayCompare := map[string]bool{}
	for _, r := range f.rows("core.break_kind") {
		mayCompare[r.Text("break_kind")] = r["comparable"] == true
	}
	var list []plot.Break
	for _, r := range f.rows("core.series_break") {
		list = append(list, plot.Break{
			Comparable: mayCompare[r.Text("kind")],
			ID:         r.Text("break_id"), SeriesID: r.Text("series_id"), TimePeriod: r.Text("time_period"), Kind: r.Text("kind"),
			Dimension: r.Text("dimension"), Category: r.Text("category"), Reason: r.Label("reason"), Short: r.Label("short"), Publication: r.Text("publication_id"),
		})
	}
	return list
}
