package charts

// extractDisposal shows how the OM and the courts ended the offences of an
// extract. They are different offences: a panel for each, by the year of the
// decision.
func extractDisposal() Spec {
	panel := func(key, series, dimension string) PanelSpec {
		return PanelSpec{Key: key, ByCategory: true, Optional: true, Series: []SeriesSpec{{SeriesID: series, Dimension: dimension, Unit: "count"}}}
	}
	return Spec{
		ID: "extract_disposal", Model: extractModel, Page: PageExtract, Form: Heat, Optional: true,
		Panels: []PanelSpec{
			panel("disposal", "extract_disposed_offence", "disposal"),
			panel("verdict", "extract_judged_offence", "verdict"),
		},
	}
}
