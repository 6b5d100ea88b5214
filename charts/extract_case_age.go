package charts

// extractCaseAge shows how long offences without a disposal have been with the
// OM, on the day of an extract.
func extractCaseAge() Spec {
	return Spec{
		ID: "extract_case_age", Model: extractModel, Page: PageExtract, Form: Bars, Optional: true,
		Panels: []PanelSpec{{
			Series:     []SeriesSpec{{SeriesID: "extract_open_offence", Dimension: "case_age", Unit: "count"}},
			ByCategory: true,
			Order:      []string{"under_3_months", "months_3_6", "months_6_12", "years_1_2", "years_2_plus"},
		}},
	}
}
