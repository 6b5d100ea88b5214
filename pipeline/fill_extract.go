package pipeline

import "jaarcijfers/pipeline/site"

// extract is what the build tells of the extract that it took; empty without one.
func (f *filler) extract() site.Extract {
	var e site.Extract
	for _, r := range f.rows("mart.extract_source") {
		e.Tables = append(e.Tables, site.ExtractTable{
			Publication: r.text("publication_id"), Table: r.text("table_name"),
			Rows: r.number("row_count"), Rejected: r.number("rejected_rows"), Synthetic: r["synthetic"] == true,
		})
	}
	ranks := f.chosenRanks()
	for _, r := range f.rows("core.part_year") {
		e.PartYears = append(e.PartYears, site.PartYear{TimePeriod: r.text("time_period"), LastDay: r.text("last_day")})
	}
	for _, r := range f.rows("mart.extract_difference") {
		e.Differences = append(e.Differences, site.ExtractDifference{
			Row: f.row(r), PublishedSeriesID: r.text("published_series_id"), Published: r.number("published_value"),
			PublishedRank: ranks[r.text("published_series_id")+"/"+r.text("time_period")],
			Difference:    r.number("difference"), Percent: r.number("difference_percent"), Rejected: r.number("rejected_rows"),
			Reason: r.text("reason"), Explanation: r.label("explanation"),
		})
	}
	for _, r := range f.rows("mart.extract_change") {
		e.Changes = append(e.Changes, site.ExtractChange{
			Row: f.row(r), PreviousPeriod: r.text("previous_period"), LastDay: r.text("last_day"), PreviousLastDay: r.text("previous_last_day"), Previous: r.number("previous_value"),
			PreviousOutside: r.number("outside_previous"), Outside: r.number("outside_value"),
			PreviousClusters: r.number("previous_clusters"), Clusters: r.number("clusters"), Meaning: r.text("change_meaning"), NotJudged: r.text("not_judged"),
		})
	}
	for _, r := range f.rows("mart.extract_reject") {
		one := site.ExtractReject{
			Table: r.text("table_name"), TimePeriod: r.text("time_period"), Rule: r.text("rule"),
			Rejected: r.number("rejected_rows"), Rows: r.number("row_count"), Within: r["within_budget"] == true,
		}
		if share := r.number("budget_share"); share != nil {
			one.Budget = *share
		}
		e.Rejects = append(e.Rejects, one)
	}
	for _, r := range f.rows("mart.correction") {
		e.Corrections = append(e.Corrections, site.Correction{
			Table: r.text("table_name"), Column: r.text("column_name"), Reason: r.text("reason_code"), Count: r.number("correction_count"),
		})
	}
	return e
}

// odihrReturn are the figures of the return to ODIHR, published and counted.
func (f *filler) odihrReturn() []site.ReturnFigure {
	var list []site.ReturnFigure
	for _, r := range f.rows("mart.odihr_return") {
		list = append(list, site.ReturnFigure{Row: f.row(r), Stage: r.text("stage"), Origin: r.text("origin")})
	}
	return list
}
