package charts

// odihrReturn shows the return to ODIHR as it follows from an extract. An
// offence with several bias motivations is counted under each.
func odihrReturn() Spec {
	panel := func(key, series, dimension string) PanelSpec {
		return PanelSpec{Key: key, ByCategory: true, Optional: true, Series: []SeriesSpec{{SeriesID: series, Dimension: dimension, Unit: "count"}}}
	}
	return Spec{
		ID: "odihr_return", Model: "mart.odihr_return", Page: PageHateCrime, Form: Heat, Optional: true,
		Panels: []PanelSpec{
			panel("prosecuted_bias", "extract_prosecuted_hate_crime", "bias_motivation"),
			panel("sentenced_bias", "extract_sentenced_hate_crime", "bias_motivation"),
			panel("prosecuted_crime", "extract_prosecuted_hate_crime", "crime_type"),
			panel("sentenced_crime", "extract_sentenced_hate_crime", "crime_type"),
		},
	}
}
