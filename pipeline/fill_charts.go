package pipeline

import "jaarcijfers/charts"

// row is a record of a table that feeds a chart.
func (r record) row() charts.Row {
	return charts.Row{
		TimePeriod: r.text("time_period"), Body: r.text("body"), SeriesID: r.text("series_id"),
		Population: r.text("population"), UnitOfCount: r.text("unit_of_count"),
		Dimension: r.text("dimension"), Category: r.text("category"),
		Value: r.number("obs_value"), Unit: r.text("unit"), Base: r.number("base_value"),
		ObsStatus: r.text("obs_status"), Obtained: r.text("obtained"), Precision: r.text("precision"),
		BreakID: r.text("break_id"), Operation: r.text("operation"),
		Publications: r.list("publications"), Lineage: r.list("lineage"),
	}
}

func (f *filler) chartData() charts.Data {
	data := charts.Data{
		Rows: map[string][]charts.Row{}, Breaks: map[string]charts.Break{}, Publications: map[string]charts.Publication{},
		Codes: map[string]map[string]charts.Label{}, Parts: map[string]string{}, Overlap: map[string]bool{},
	}
	for _, spec := range charts.All() {
		if _, ok := data.Rows[spec.Model]; ok {
			continue
		}
		data.Rows[spec.Model] = nil
		for _, r := range f.rows(spec.Model) {
			data.Rows[spec.Model] = append(data.Rows[spec.Model], r.row())
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
	for _, r := range f.rows("core.dimension") {
		data.Overlap[r.text("dimension")] = r["overlapping"] == true
	}
	return data
}

func (r record) publication() charts.Publication {
	return charts.Publication{
		ID: r.text("publication_id"), Title: r.text("title"), Publisher: r.text("publisher"),
		Published: r.text("published"), Language: r.text("language"), URL: r.text("url"), Rank: r.text("rank"),
		Synthetic: r["synthetic"] == true,
	}
}

func (f *filler) breaks() []charts.Break {
	var list []charts.Break
	for _, r := range f.rows("core.series_break") {
		list = append(list, charts.Break{
			ID: r.text("break_id"), SeriesID: r.text("series_id"), TimePeriod: r.text("time_period"), Kind: r.text("kind"),
			Dimension: r.text("dimension"), Category: r.text("category"), Reason: r.label("reason"), Publication: r.text("publication_id"),
		})
	}
	return list
}
