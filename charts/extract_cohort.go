package charts

// extractCohort follows the offences that came in in one year: how many of them
// had come how far on the day of an extract. Verdicts that follow no summons are no
// stage, and have a panel of their own.
func extractCohort() Spec {
	s := extractHeat("extract_cohort", "stage", "inflow", "disposed", "prosecuted", "summoned", "verdict", "convicted")
	s.Panels[0].Key = "stage"
	apart := extractHeat("extract_cohort", "verdict_without_summons", "voeging", "overdracht", "overig").Panels[0]
	apart.Key, apart.Optional = "apart", true
	s.Panels = append(s.Panels, apart)
	return s
}
