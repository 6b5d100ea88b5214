package charts

// extractOffice shows which offices of the OM registered the offences of an
// extract.
func extractOffice() Spec { return extractHeat("extract_office", "office") }
