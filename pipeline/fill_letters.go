package pipeline

import "jaarcijfers/pipeline/site"

func (f *filler) letters() []site.Letter {
	var list []site.Letter
	for _, r := range f.rows("core.letter") {
		list = append(list, site.Letter{
			ID: r.text("letter_id"), Title: r.text("letter_title"), Date: r.text("letter_date"), Scope: r.text("scope"),
			Reference: r.text("reference"), Supposed: r.text("reference_supposed"), Note: r.label("reference_note"),
		})
	}
	return list
}

func (f *filler) history() []site.MeasureInLetter {
	var list []site.MeasureInLetter
	for _, r := range f.rows("mart.measure_status_over_time") {
		list = append(list, site.MeasureInLetter{
			Measure: r.text("measure_id"), Letter: r.text("letter_id"), Date: r.text("letter_date"),
			Status: r.text("status"), Change: r.text("change"), From: r.text("from_measure_id"),
			ContinuedAs: r.text("continued_as"), Note: r.label("note"),
		})
	}
	return list
}

func (f *filler) planDocuments() []site.PlanDocument {
	var list []site.PlanDocument
	for _, r := range f.rows("mart.plan_document") {
		list = append(list, site.PlanDocument{
			Date: r.text("date"), Place: r.text("place"), Sender: r.text("sender"), Reference: r.text("reference"),
			Title: r.text("title"), Says: r.label("says"), URL: r.text("url"),
		})
	}
	return list
}
