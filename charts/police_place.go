package charts

// policePlace shows where the police recorded discrimination, as far as figures
// were found: offences by municipality, and incidents by region.
func policePlace() Spec {
	panel := func(key, series, dimension string) PanelSpec {
		return PanelSpec{Key: key, ByCategory: true, Series: []SeriesSpec{{SeriesID: series, Dimension: dimension, Unit: "count"}}}
	}
	return Spec{
		ID: "police_place", Model: "mart.police_detail", Page: PageChain, Form: Bars,
		Panels: []PanelSpec{
			panel("municipality", "police_crime_code_offence", "location"),
			panel("region", "police_incident", "region"),
		},
	}
}
