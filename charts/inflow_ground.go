package charts

// inflowGround shows grounds by year. An offence can carry several grounds, so
// they are lines below each other and never parts of a whole. Sources give
// counts for one kind and percentages for another: a panel for each that exists.
func inflowGround() Spec {
	panel := func(key, series, unit string) PanelSpec {
		return PanelSpec{
			Key: key, ByCategory: true, Optional: true,
			Series: []SeriesSpec{{SeriesID: series, Dimension: "ground", Unit: unit}},
		}
	}
	return Spec{
		ID: "inflow_ground", Model: "mart.inflow_ground", Page: PageArticleGround, Form: Multiples,
		Panels: []PanelSpec{
			panel("specific_percent", "om_specific_offence", "percent"),
			panel("specific_count", "om_specific_offence", "count"),
			panel("codis_percent", "om_codis_offence", "percent"),
			panel("codis_count", "om_codis_offence", "count"),
			panel("total_percent", "om_total_offence", "percent"),
			panel("total_count", "om_total_offence", "count"),
		},
	}
}
