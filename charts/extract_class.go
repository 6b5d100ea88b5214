package charts

// extractClass shows what the offences of an extract are by the working
// definitions; what these leave undecided is counted and shown.
func extractClass() Spec {
	return extractHeat("extract_class", "offence_class", "hate_crime", "hate_speech", "discrimination", "undecided")
}
