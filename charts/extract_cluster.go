package charts

// extractCluster shows how many offences of an extract belong to a cluster: one
// match or one series of messages that can make a year.
func extractCluster() Spec {
	row := func(category string) SeriesSpec {
		return SeriesSpec{Key: category, SeriesID: "extract_total_offence", Dimension: "cluster", Category: category, Unit: "count"}
	}
	return Spec{
		ID: "extract_cluster", Model: extractModel, Page: PageExtract, Form: Heat, Optional: true,
		Panels: []PanelSpec{{Series: []SeriesSpec{row("in_cluster"), row("outside_cluster")}}},
	}
}
