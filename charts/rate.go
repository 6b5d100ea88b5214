package charts

// rate shows figures per 100,000 inhabitants, so that growth of the population
// does not read as growth of discrimination.
func rate() Spec {
	return Spec{
		ID: "rate", Model: "mart.rate", Page: PageChain, Form: Lines,
		Panels: []PanelSpec{
			{Key: "om", Series: []SeriesSpec{{SeriesID: "om_total_offence", Unit: "per_100000"}}},
			{Key: "police", Series: []SeriesSpec{{SeriesID: "police_incident", Unit: "per_100000"}}},
		},
	}
}
