package pipeline

import (
	"slices"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/marking"
)

// row is a record of a table that feeds a chart. What is known to be in a figure
// under it is known to be in it.
func (f *filler) row(r record) charts.Row {
	row := charts.Row{
		TimePeriod: r.text("time_period"), Body: r.text("body"), SeriesID: r.text("series_id"),
		Population: r.text("population"), UnitOfCount: r.text("unit_of_count"),
		Dimension: r.text("dimension"), Category: r.text("category"),
		Value: r.number("obs_value"), Unit: r.text("unit"), Base: r.number("base_value"),
		ObsStatus: r.text("obs_status"), Obtained: r.text("obtained"), Precision: r.text("precision"),
		BreakID: r.text("break_id"), Operation: r.text("operation"),
		Publications: r.list("publications"), Lineage: r.list("lineage"),
		SourceRank: r.text(sourceRank), SourceKind: r.text(sourceKind),
	}
	row.Judged = f.independent[row.UnitOfCount] && row.ObsStatus != "P"
	for _, id := range row.Lineage {
		row.Events = append(row.Events, f.events[id]...)
		row.Judged = row.Judged && !f.eventful[id]
	}
	slices.Sort(row.Events)
	row.Events = slices.Compact(row.Events)
	return row
}

func (f *filler) chartData() charts.Data {
	data := charts.Data{
		Rows: map[string][]charts.Row{}, Breaks: map[string]charts.Break{}, Publications: map[string]charts.Publication{},
		Codes: map[string]map[string]charts.Label{}, Parts: map[string]string{}, Overlap: map[string]bool{},
		Events: f.knownEvents(), Meaning: map[charts.SeriesYear]string{}, PartYears: map[string]string{},
	}
	for _, r := range f.rows("mart.key_figure") {
		if meaning := r.text("change_meaning"); meaning != "" {
			data.Meaning[charts.SeriesYear{SeriesID: r.text("series_id"), Year: r.text("time_period")}] = meaning
		}
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
		data.Publications[r.text("publication_id")] = r.publication()
	}
	for _, r := range f.rows("core.code") {
		list, code := r.text("codelist"), r.text("code")
		if data.Codes[list] == nil {
			data.Codes[list] = map[string]charts.Label{}
		}
		if dimension := r.text("dimension"); dimension != "" {
			code = dimension + "/" + code
		}
		data.Codes[list][code] = r.label("label")
	}
	for _, r := range f.rows("core.series") {
		if whole := r.text("part_of"); whole != "" {
			data.Parts[r.text("series_id")] = whole
		}
	}
	for _, r := range f.rows("core.part_year") {
		data.PartYears[r.text("time_period")] = r.text("last_day")
	}
	for _, r := range f.rows("core.dimension") {
		data.Overlap[r.text("dimension")] = r["overlapping"] == true
	}
	return data
}

// knownEvents are what is known to be in figures, by id.
func (f *filler) knownEvents() map[string]charts.Event {
	all := map[string]charts.Event{}
	for _, r := range f.rows("core.event") {
		all[r.text("event_id")] = charts.Event{
			ID: r.text("event_id"), SeriesID: r.text("series_id"), TimePeriod: r.text("time_period"), Dimension: r.text("dimension"), Category: r.text("category"), Happened: r.label("happened"), Label: r.label("label"), Value: r.number("event_value"), Unit: r.text("unit"),
			Precision: r.text("precision"), Included: r["included"] == true, Publication: r.text("publication_id"),
		}
	}
	return all
}

func (r record) publication() charts.Publication {
	return charts.Publication{
		ID: r.text("publication_id"), Title: r.text("title"), Publisher: r.text("publisher"),
		Published: r.text("published"), Language: r.text("language"), URL: r.text("url"), Rank: r.text("rank"),
		Marking: marking.Marking{Synthetic: r["synthetic"] == true, Internal: r["internal"] == true},
	}
}

func (f *filler) breaks() []charts.Break {
	mayCompare := map[string]bool{}
	for _, r := range f.rows("core.break_kind") {
		mayCompare[r.text("break_kind")] = r["comparable"] == true
	}
	var list []charts.Break
	for _, r := range f.rows("core.series_break") {
		list = append(list, charts.Break{
			Comparable: mayCompare[r.text("kind")],
			ID:         r.text("break_id"), SeriesID: r.text("series_id"), TimePeriod: r.text("time_period"), Kind: r.text("kind"),
			Dimension: r.text("dimension"), Category: r.text("category"), Reason: r.label("reason"), Publication: r.text("publication_id"),
		})
	}
	return list
}
