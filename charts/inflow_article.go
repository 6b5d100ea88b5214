package charts

// inflowArticle shows the share of the most used article within each kind of
// offence; the rest of the bar is all other articles. The kinds are different populations, so each has a panel.
func inflowArticle() Spec {
	return Spec{
		ID: "inflow_article", Model: "mart.inflow_article", Page: PageArticleGround, Form: Shares, SameScale: true,
		Panels: []PanelSpec{
			{Key: "specific", Series: []SeriesSpec{{SeriesID: "om_specific_offence", Category: "art_137c", Unit: "percent"}}},
			{Key: "codis", Series: []SeriesSpec{{SeriesID: "om_codis_offence", Category: "art_266", Unit: "percent"}}},
		},
	}
}
