package charts

// antisemitismCount shows what each body counted of antisemitism. They count
// different things, so each has a panel with an axis of its own.
func antisemitismCount() Spec {
	panel := func(key, series string) PanelSpec {
		return PanelSpec{Key: key, Series: []SeriesSpec{{SeriesID: series, Dimension: "ground", Category: "antisemitisme", Unit: "count"}}}
	}
	cidi := func(key, series string) PanelSpec {
		return PanelSpec{Key: key, Series: []SeriesSpec{{SeriesID: series, Dimension: "total", Unit: "count"}}}
	}
	return Spec{
		ID: "antisemitism_count", Model: topicModel, Page: PageAntisemitism, Form: Lines,
		Panels: []PanelSpec{
			panel("om_total", "om_total_offence"),
			panel("om_specific", "om_specific_offence"),
			panel("police", "police_incident"),
			cidi("cidi", "cidi_incident"),
			cidi("cidi_online", "cidi_online_incident"),
			panel("adv", "adv_report"),
			panel("mind", "mind_report"),
		},
	}
}
