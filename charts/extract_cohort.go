package charts

// extractCohort follows the offences that came in in one year: how many of them
// had come how far on the day of an extract.
func extractCohort() Spec {
	return extractHeat("extract_cohort", "stage", "inflow", "disposed", "prosecuted", "summoned", "verdict", "convicted")
}
