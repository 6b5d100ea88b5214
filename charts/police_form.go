package charts

// policeForm shows in which form discrimination came to the police, in the last
// year of which it published that. An incident can have several forms.
func policeForm() Spec {
	return Spec{
		ID: "police_form", Model: "mart.police_detail", Page: PageChain, Form: Bars,
		Panels: []PanelSpec{{ByCategory: true, Series: []SeriesSpec{{SeriesID: "police_incident", Dimension: "form", Unit: "percent"}}}},
	}
}
