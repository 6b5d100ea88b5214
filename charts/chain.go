package charts

// chain shows what each body registered. The bodies count different things, so
// each has a panel with an axis of its own.
func chain() Spec {
	panel := func(key, series string) PanelSpec {
		return PanelSpec{Key: key, Series: []SeriesSpec{{SeriesID: series, Unit: "count"}}}
	}
	return Spec{
		ID: "chain", Model: "mart.chain", Page: PageChain, Form: Lines,
		Panels: []PanelSpec{
			panel("police", "police_incident"),
			panel("adv", "adv_report"),
			panel("mind", "mind_report"),
			panel("crm", "crm_request"),
			panel("om", "om_total_offence"),
		},
	}
}
