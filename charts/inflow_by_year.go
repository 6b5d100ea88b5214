package charts

// inflowByYear shows how many discrimination offences reached the OM each
// year, by kind. The total is written above the bars.
func inflowByYear() Spec {
	return Spec{
		ID: "inflow_by_year", Model: "mart.inflow_by_year", Page: PageInflow, Form: Stacked,
		Panels: []PanelSpec{{
			Series: []SeriesSpec{
				{Key: "specific", SeriesID: "om_specific_offence", Unit: "count"},
				{Key: "codis", SeriesID: "om_codis_offence", Unit: "count"},
			},
			Total: &SeriesSpec{Key: "total", SeriesID: "om_total_offence", Unit: "count"},
		}},
	}
}
