package charts

// measureStatus shows how many measures of the action plan have which status.
func measureStatus() Spec {
	return Spec{
		ID: "measure_status", Model: "mart.measure_status_count", Page: PageMeasures, Form: Bars,
		Panels: []PanelSpec{{
			Series:     []SeriesSpec{{Unit: "count"}},
			ByCategory: true,
			Order:      []string{"completed", "partly_completed", "ongoing"},
		}},
	}
}
