package present

import (
	"slices"

	"jaarcijfers/pipeline/site"
)

func (f *Tables) topics() []site.Topic {
	var list []site.Topic
	for _, r := range f.rows("core.topic") {
		list = append(list, site.Topic{ID: r.Text("topic"), Parent: r.Text("parent"), Root: r.Text("root_topic")})
	}
	return list
}

func (f *Tables) topicFigures() []site.TopicFigure {
	var list []site.TopicFigure
	for _, r := range f.rows("mart.topic") {
		list = append(list, site.TopicFigure{Row: f.row(r), Root: r.Text("root_topic"), Topic: r.Text("topic")})
	}
	return list
}

func (f *Tables) topicCoverage() []site.TopicCoverage {
	rows := f.rows("mart.topic_coverage")
	slices.SortStableFunc(rows, func(a, b Record) int { return a.Whole("position") - b.Whole("position") })
	var list []site.TopicCoverage
	for _, r := range rows {
		list = append(list, site.TopicCoverage{
			Root: r.Text("root_topic"), SeriesID: r.Text("series_id"), Known: r.List("known_periods"), Unknown: r.List("unknown_periods"),
			Undated: r.Whole("undated"), Low: r.number("undated_low"), High: r.number("undated_high"),
		})
	}
	return list
}
