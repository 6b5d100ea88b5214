package charts

// hateCrime shows the return to ODIHR: hate crime, whose meaning changed twice,
// and hate speech, counted apart.
func hateCrime() Spec {
	return Spec{
		ID: "hate_crime", Model: "mart.hate_crime", Page: PageHateCrime, Form: Lines,
		Panels: []PanelSpec{
			{Key: "hate_crime", Series: []SeriesSpec{{SeriesID: "odihr_hate_crime_incident", Dimension: "total", Unit: "count"}}},
			{Key: "hate_speech", Series: []SeriesSpec{{SeriesID: "odihr_hate_speech_incident", Dimension: "total", Unit: "count"}}},
		},
	}
}
