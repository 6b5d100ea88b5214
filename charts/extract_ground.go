package charts

// extractGround shows the grounds of the offences of an extract. An offence can
// carry several, so they are rows beside each other.
func extractGround() Spec { return extractHeat("extract_ground", "ground") }
