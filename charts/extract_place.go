package charts

// extractPlace shows in what kind of place the offences of an extract happened.
func extractPlace() Spec { return extractHeat("extract_place", "place") }
