package present

import "jaarcijfers/pipeline/site"

// extract is what the build tells of the extract that it took; empty without one.
func (f *Tables) extract() site.Extract {
	var e site.Extract
	for _, r := range f.rows("mart.extract_source") {
		e.Tables = append(e.Tables, site.ExtractTable{
			Publication: r.Text("publication_id"), Table: r.Text("table_name"),
			Rows: r.number("row_count"), Rejected: r.number("rejected_rows"), Synthetic: r["synthetic"] == true,
		})
	}
	ranks := f.chosenRanks()
	for _, r := range f.rows("core.part_year") {
		e.PartYears = append(e.PartYears, site.PartYear{TimePeriod: r.Text("time_period"), LastDay: r.Text("last_day")})
	}
	for _, r := range f.rows("mart.extract_difference") {
		e.Differences = append(e.Differences, site.ExtractDifference{
			Row: f.row(r), PublishedSeriesID: r.Text("published_series_id"), Published: r.number("published_value"),
			PublishedRank: ranks[r.Text("published_series_id")+"/"+r.Text("time_period")],
			Difference:    r.number("difference"), Percent: r.number("difference_percent"), Rejected: r.number("rejected_rows"),
			Reason: r.Text("reason"), Explanation: r.Label("explanation"),
		})
	}
	for _, r := range f.rows("mart.extract_change") {
		e.Changes = append(e.Changes, site.ExtractChange{
			Row: f.row(r), PreviousPeriod: r.Text("previous_period"), LastDay: r.Text("last_day"), PreviousLastDay: r.Text("previous_last_day"), Previous: r.number("previous_value"),
			PreviousOutside: r.number("outside_previous"), Outside: r.number("outside_value"),
			PreviousClusters: r.number("previous_clusters"), Clusters: r.number("clusters"), Meaning: r.Text("change_meaning"), NotJudged: r.Text("not_judged"),
		})
	}
	for _, r := range f.rows("mart.extract_reject") {
		one := site.ExtractReject{
			Table: r.Text("table_name"), TimePeriod: r.Text("time_period"), Rule: r.Text("rule"),
			Rejected: r.number("rejected_rows"), Rows: r.number("row_count"), Within: r["within_budget"] == true,
		}
		if share := r.number("budget_share"); share != nil {
			one.Budget = *share
		}
		e.Rejects = append(e.Rejects, one)
	}
	for _, r := range f.rows("mart.correction") {
		e.Corrections = append(e.Corrections, site.Correction{
			Table: r.Text("table_name"), Column: r.Text("column_name"), Reason: r.Text("reason_code"), Count: r.number("correction_count"),
		})
	}
	return e
}

// odihrReturn are the figures of the return to ODIHR, published and counted.
func (f *Tables) odihrReturn() []site.ReturnFigure {
	var list []site.ReturnFigure
	for _, r := range f.rows("mart.odihr_return") {
		list = append(list, site.ReturnFigure{Row: f.row(r), Stage: r.Text("stage"), Origin: r.Text("origin")})
	}
	return list
}
