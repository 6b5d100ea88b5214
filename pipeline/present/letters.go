package present

import "jaarcijfers/pipeline/site"

func (f *Tables) letters() []site.Letter {
	var list []site.Letter
	address := map[string]string{}
	for _, r := range f.rows("core.publication") {
		address[r.Text("publication_id")] = r.Text("url")
	}
	for _, r := range f.rows("core.letter") {
		list = append(list, site.Letter{
			ID: r.Text("letter_id"), Title: r.Text("letter_title"), Date: r.Text("letter_date"), Scope: r.Text("scope"),
			Reference: r.Text("reference"), Supposed: r.Text("reference_supposed"), Note: r.Label("reference_note"),
			URL: address[r.Text("letter_id")],
		})
	}
	return list
}

func (f *Tables) history() []site.MeasureInLetter {
	var list []site.MeasureInLetter
	for _, r := range f.rows("mart.measure_status_over_time") {
		list = append(list, site.MeasureInLetter{
			Measure: r.Text("measure_id"), Letter: r.Text("letter_id"), Date: r.Text("letter_date"),
			Status: r.Text("status"), Change: r.Text("change"), From: r.Text("from_measure_id"),
			ContinuedAs: r.Text("continued_as"), Note: r.Label("note"),
		})
	}
	return list
}

func (f *Tables) planDocuments() []site.PlanDocument {
	var list []site.PlanDocument
	for _, r := range f.rows("mart.plan_document") {
		list = append(list, site.PlanDocument{
			Date: r.Text("date"), Place: r.Text("place"), Sender: r.Text("sender"), Reference: r.Text("reference"),
			Title: r.Text("title"), Says: r.Label("says"), URL: r.Text("url"),
		})
	}
	return list
}
