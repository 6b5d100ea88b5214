package charts

// extractOffice ranks the offices of the OM by their share of the offences that came
// in in a year, and gives the counts. What an office then did is not counted by
// office, so that is no rate here.
func extractOffice() Spec {
	share := extractPanel("office", "percent")
	share.Key, share.ByNewest = "share", true
	counted := extractPanel("office", "count")
	counted.Key, counted.ByNewest = "counted", true
	return Spec{ID: "extract_office", Model: extractShareModel, Page: PageExtract, Form: Heat, Optional: true, Panels: []PanelSpec{share, counted}}
}
