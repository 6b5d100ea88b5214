package charts

// prosecutedSentenced shows prosecution and sentencing as reported to ODIHR.
// They are no stages of the same cases, so they do not share an axis.
func prosecutedSentenced() Spec {
	return Spec{
		ID: "prosecuted_sentenced", Model: "mart.prosecuted_sentenced", Page: PageHateCrime, Form: Lines,
		Panels: []PanelSpec{
			{Key: "prosecuted", Series: []SeriesSpec{{SeriesID: "odihr_prosecuted", Unit: "count"}}},
			{Key: "sentenced", Series: []SeriesSpec{{SeriesID: "odihr_sentenced", Unit: "count"}}},
		},
	}
}
