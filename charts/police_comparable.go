package charts

// policeComparable shows the incidents of the police with those against people
// with a public task in every year, so that it goes over the break of 2019.
func policeComparable() Spec {
	return Spec{
		ID: "police_comparable", Model: "mart.police_comparable", Page: PageChain, Form: Lines,
		Panels: []PanelSpec{{Series: []SeriesSpec{{Key: "incidents", SeriesID: "police_incl_public_task_incident", Unit: "count"}}}},
	}
}
