// Package charts turns rows of mart tables into charts a reader can trust.
//
// A chart is one file that holds a [Spec]: which rows form which series, in
// which panels, drawn in which form. [Spec.Build] makes from it, in one
// language, all forms of the chart: drawing, ECharts options, table, text
// alternative, notes, CSV and workbook. All forms come from one [Plot], so they hold the
// same numbers. To add a chart, write its file, add it to [All] and put its
// words under chart.<id> in the messages.
//
// Making the Plot is where the guards stand; a [GuardError] names the rule and
// the series. What shares an axis must share unit, unit of count and
// population; a line ends at a series break and at a year without a figure;
// only disjoint parts of one whole are stacked; nothing is plotted that is not
// a number.
//
// [Drawer] runs ECharts, without a browser, and is started only for a drawing
// that [Cache] does not hold. Drawings carry no style attribute, no style
// element and no script, so they stand in a page under a strict
// Content-Security-Policy. Their colours are presentation attributes for light
// paper, and every coloured mark also bears classes: jc-<role> for its fill and
// jc-<role>-line for its stroke. The roles are
//
//	c1 c2 c3 c4   series
//	s2 s3 s4      their stripes, the second channel beside colour
//	h1 h2 h3 h4   cells of a heat table, low to high
//	text muted    words and numbers; less important ones
//	axis grid     axis lines; grid lines
//	break         the mark of a series break
//	margin        whiskers, which a page can switch off
//	marking       the band that says that figures are made up or internal
//	surface       what lies under the chart: text on bars, hollow marks, halos
//
// The svg element has class jc-chart. [CSS] gives the rules for dark, forced
// colours and print, made from the same [Palette] that the tests check.
package charts

import "slices"

// All returns the charts of the report in the order of its pages.
func All() []Spec {
	return []Spec{
		inflowByYear(),
		inflowChange(),
		inflowArticle(),
		inflowGround(),
		chain(),
		hateCrime(),
		prosecutedSentenced(),
		odihrReturn(),
		rate(),
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
