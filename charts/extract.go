package charts

// extractModel holds every figure that is counted in an extract.
const extractModel = "mart.extract_breakdown"

// extractShareModel holds some of them as a share of the offences of their year as well.
const extractShareModel = "mart.extract_share"

// An extract holds offences as the OM registered them. Its charts are there only
// in a build that has one, and stand apart from what was published.

// extractPublished shows what the extract gives beside what was published. The
// two are counted apart, so each has a panel, on one scale.
func extractPublished() Spec {
	return Spec{
		ID: "extract_published", Model: "mart.extract_published", Page: PageExtract, Form: Columns, SameScale: true, Optional: true,
		Panels: []PanelSpec{
			{Key: "published", Series: []SeriesSpec{{SeriesID: "om_total_offence", Dimension: "total", Unit: "count"}}},
			{Key: "extract", Series: []SeriesSpec{{SeriesID: "extract_total_offence", Dimension: "total", Unit: "count"}}},
		},
	}
}

// extractHeat is a chart with a cell for every year of inflow and category of a
// dimension.
func extractHeat(id, dimension string, order ...string) Spec {
	return Spec{
		ID: id, Model: extractModel, Page: PageExtract, Form: Heat, Optional: true,
		Panels: []PanelSpec{extractPanel(dimension, "count", order...)},
	}
}

// extractPanel has a row for every category of a dimension, in one unit.
func extractPanel(dimension, unit string, order ...string) PanelSpec {
	return PanelSpec{ByCategory: true, Order: order, Series: []SeriesSpec{{SeriesID: "extract_total_offence", Dimension: dimension, Unit: unit}}}
}
