package charts

// inflowChange shows what the last year differs from the one before, for the
// whole of the inflow and for its kinds.
func inflowChange() Spec {
	return Spec{
		ID: "inflow_change", Model: "mart.inflow_by_year", Page: PageInflow, Form: Change,
		Panels: []PanelSpec{{Series: []SeriesSpec{
			{Key: "total", SeriesID: "om_total_offence", Unit: "count"},
			{Key: "specific", SeriesID: "om_specific_offence", Unit: "count"},
			{Key: "codis", SeriesID: "om_codis_offence", Unit: "count"},
		}}},
	}
}
