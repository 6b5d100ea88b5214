// Package charts declares the charts of the report. Each is one file with a
// [Spec]: which rows form which series, in which panels, drawn in which form, on
// which page. To add a chart, write its file, put it in [All] where it is to
// stand, and its words under chart.<id> in the messages.
//
// charts/plot puts rows in place as a Spec says and makes all forms of the chart;
// charts/draw makes the pictures.
package charts

import "slices"

// All returns the charts of the report in the order of its pages.
func All() []Spec {
	return []Spec{
		inflowByYear(),
		inflowArticle(),
		inflowGround(),
		chain(),
		hateCrime(),
		prosecutedSentenced(),
		odihrReturn(),
		rate(),
		policeComparable(),
		policeForm(),
		policePlace(),
		lgbtiCount(),
		lgbtiShare(),
		antisemitismCount(),
		antisemitismShare(),
		extractPublished(),
		extractArticle(),
		extractGround(),
		extractPlace(),
		extractOffice(),
		extractDisposal(),
		extractCohort(),
		extractCaseAge(),
		extractClass(),
		extractCluster(),
		measureStatus(),
	}
}

// Find gives the chart of that id; false when there is none.
func Find(id string) (Spec, bool) {
	all := All()
	i := slices.IndexFunc(all, func(s Spec) bool { return s.ID == id })
	if i < 0 {
		return Spec{}, false
	}
	return all[i], true
}
