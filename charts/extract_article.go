package charts

// extractArticle shows under which articles the offences of an extract came in.
func extractArticle() Spec { return extractHeat("extract_article", "article") }
