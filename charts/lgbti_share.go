package charts

// lgbtiShare shows which share of the figures of a body was about sexual
// orientation. Shares of different years are bars side by side, not a line.
func lgbtiShare() Spec {
	return Spec{
		ID: "lgbti_share", Model: topicModel, Page: PageLGBTI, Form: Columns,
		Panels: []PanelSpec{
			{Key: "police", Series: []SeriesSpec{{SeriesID: "police_incident", Dimension: "ground", Category: "seksuele_gerichtheid", Unit: "percent"}}},
			{Key: "om", Series: []SeriesSpec{{SeriesID: "om_specific_offence", Dimension: "ground", Category: "hetero_homoseksuele_gerichtheid", Unit: "percent"}}},
		},
	}
}
