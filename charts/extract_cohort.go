package charts

// extractCohort follows the offences that came in in one year: which share of them
// had come how far on the day of an extract, and how many. Verdicts that follow no
// summons are no stage, and have a panel of their own.
func extractCohort() Spec {
	share := extractPanel("stage", "percent", "disposed", "prosecuted", "summoned", "verdict", "convicted")
	share.Key = "share"
	stage := extractPanel("stage", "count", "inflow", "disposed", "prosecuted", "summoned", "verdict", "convicted")
	stage.Key = "stage"
	apart := extractPanel("verdict_without_summons", "count", "voeging", "overdracht", "overig")
	apart.Key, apart.Optional = "apart", true
	return Spec{ID: "extract_cohort", Model: extractShareModel, Page: PageExtract, Form: Heat, Optional: true, Panels: []PanelSpec{share, stage, apart}}
}
