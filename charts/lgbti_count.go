package charts

// lgbtiCount shows how many incidents and reports were about LGBTI people. Of the
// police there are figures under two wordings, each in a panel of its own; what it and
// the anti-discrimination services count together is published as one sum.
func lgbtiCount() Spec {
	return Spec{
		ID: "lgbti_count", Model: topicModel, Page: PageLGBTI, Form: Lines,
		Panels: []PanelSpec{
			{Key: "police", Series: []SeriesSpec{{SeriesID: "police_incident", Dimension: "ground", Category: "seksuele_gerichtheid", Unit: "count"}}},
			{Key: "police_hetero_homo", Series: []SeriesSpec{{SeriesID: "police_incident", Dimension: "ground", Category: "hetero_homoseksuele_gerichtheid", Unit: "count"}}},
			{Key: "adv", Series: []SeriesSpec{{SeriesID: "adv_report", Dimension: "ground", Category: "seksuele_gerichtheid", Unit: "count"}}},
			{Key: "joint", Series: []SeriesSpec{{SeriesID: "police_plus_adv", Dimension: "ground", Category: "lhbti", Unit: "count"}}},
		},
	}
}

// topicModel holds the figures of the pages on one topic.
const topicModel = "mart.topic"
