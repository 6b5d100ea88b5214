package charts

// antisemitismShare shows which share of the figures of a body was about
// antisemitism. Shares of different years are bars side by side, not a line.
func antisemitismShare() Spec {
	panel := func(key, series string) PanelSpec {
		return PanelSpec{Key: key, Series: []SeriesSpec{{SeriesID: series, Dimension: "ground", Category: "antisemitisme", Unit: "percent"}}}
	}
	return Spec{
		ID: "antisemitism_share", Model: topicModel, Page: PageAntisemitism, Form: Columns,
		Panels: []PanelSpec{
			panel("om_specific", "om_specific_offence"),
			panel("om_codis", "om_codis_offence"),
			panel("police", "police_incident"),
			panel("adv", "adv_report"),
			panel("mind", "mind_report"),
		},
	}
}
