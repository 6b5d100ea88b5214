package present

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/metadata"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/site"
)

// SiteInput is what the pages of a release read.
func (f *Tables) SiteInput(pkg *contract.Package, data plot.Data, drawn []plot.Chart) (site.Input, error) {
	in := site.Input{
		Title: pkg.Title, Version: pkg.Version, Created: pkg.Created, Description: pkg.Description, Licence: metadata.Licence(pkg.Licence),
		Publisher: site.Party(pkg.Publisher), Contact: site.Party(pkg.Contact), NextEdition: pkg.NextEdition, Homepage: pkg.Homepage,
		Charts: drawn, Codes: data.Codes, Breaks: f.breaks(), Publications: data.Publications,
		Series: f.series(), Key: f.keyFigures(), Others: f.otherFigures(), Measure: f.measures(),
		Letters: f.letters(), History: f.history(), Plan: f.planDocuments(),
		Sources: f.sources(), Facts: f.facts(), Origins: f.origins(),
		Cautions: f.cautions(), Unread: f.unread(), Events: data.Events, Changes: f.changes(), Watch: f.watch(), Criteria: f.criteria(),
	}
	var err error
	if in.Told, err = f.statements(); err != nil {
		return site.Input{}, err
	}
	in.Rules, in.Extract, in.Return = f.rules(), f.extract(), f.odihrReturn()
	in.Topics, in.TopicFigures, in.TopicCoverage = f.topics(), f.topicFigures(), f.topicCoverage()
	in.Marking = data.Marking()
	for i, s := range in.Sources {
		in.Sources[i].Marking = data.Publications[s.ID].Marking
	}
	in.Database, in.Tables = in.Named(release.DatabaseFile), f.Described(in.Marking)
	for _, r := range f.rows("mart.inflow_by_year") {
		in.Inflow = append(in.Inflow, f.row(r))
	}
	in.Tiles = f.tiles()
	in.Trend = f.trend(in.Tiles)
	return in, nil
}

// tiles are the series whose key figures stand on the start page, in their order.
func (f *Tables) tiles() []string {
	rows := f.rows("core.start_tile")
	slices.SortStableFunc(rows, func(a, b Record) int { return a.Whole("place") - b.Whole("place") })
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.Text("series_id"))
	}
	return ids
}

// trendTables have the totals by year of the series that can be key figures.
var trendTables = []string{"mart.inflow_by_year", "mart.chain", "mart.hate_crime"}

// total is the dimension and category of what is not broken down.
const total = "total"

// trend are the yearly totals of some series.
func (f *Tables) trend(series []string) []plot.Row {
	var rows []plot.Row
	for _, table := range trendTables {
		for _, r := range f.rows(table) {
			if row := f.row(r); row.Dimension == total && slices.Contains(series, row.SeriesID) {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

func (f *Tables) statements() ([]site.Statement, error) {
	var list []site.Statement
	for _, r := range slices.Concat(f.rows("mart.statement"), f.rows("mart.topic_statement"), f.rows("mart.extract_statement")) {
		s := site.Statement{
			Key: r.Text("statement_key"), Theme: r.Text("theme"), Group: r.Text("statement_group"), KeyFigure: r.Text("key_figure_id"),
		}
		s.Synthetic = slices.ContainsFunc(r.List("statement_lineage"), func(id string) bool { return f.madeUp[id] })
		rank := f.ranks.worst(r.List("statement_lineage")).rank
		s.Secondary = rank != "" && rank != plot.PrimaryRank
		if err := json.Unmarshal([]byte(r.Text("arguments")), &s.Arguments); err != nil {
			return nil, fmt.Errorf("read arguments of statement %s: %w", r.Text("statement_id"), err)
		}
		if err := json.Unmarshal([]byte(r.Text("codes")), &s.Codes); err != nil {
			return nil, fmt.Errorf("read codes of statement %s: %w", r.Text("statement_id"), err)
		}
		list = append(list, s)
	}
	return list, nil
}

// synthetic are the observations that a program made up.
func (f *Tables) synthetic() map[string]bool {
	madeUp := map[string]bool{}
	for _, r := range f.rows("core.publication") {
		if r["synthetic"] == true {
			madeUp[r.Text("publication_id")] = true
		}
	}
	observations := map[string]bool{}
	if len(madeUp) == 0 {
		return observations
	}
	for _, r := range f.rows("core.observation") {
		if madeUp[r.Text("publication_id")] {
			observations[r.Text("observation_id")] = true
		}
	}
	return observations
}

func (f *Tables) rules() []site.Rule {
	var list []site.Rule
	for _, r := range f.rows("core.classification_rule") {
		list = append(list, site.Rule{
			Article: r.Text("article"), Circumstance: r.Text("circumstance"), Class: r.Text("offence_class"), Basis: r.Text("basis"),
			From: r.Text("valid_from"), To: r.Text("valid_to"), Publication: r.Text("publication_id"), Note: r.Label("note"),
		})
	}
	return list
}

func (f *Tables) series() []site.Series {
	var list []site.Series
	for _, r := range f.rows("core.series") {
		list = append(list, site.Series{
			ID: r.Text("series_id"), Body: r.Text("body"), CountedBy: r.Text("counted_by"), Population: r.Text("population"), UnitOfCount: r.Text("unit_of_count"),
			Title: r.Label("title"), Counts: r.Label("counts"), First: r.Text("first_period"), Last: r.Text("last_period"),
		})
	}
	return list
}

func (f *Tables) keyFigures() []site.KeyFigure {
	var list []site.KeyFigure
	for _, r := range f.rows("mart.key_figure") {
		list = append(list, site.KeyFigure{
			Row: f.row(r), ID: r.Text("key_figure_id"), PreviousPeriod: r.Text("previous_period"),
			PreviousValue: r.number("previous_value"), Change: r.number("change"), ChangePercent: r.number("change_percent"),
			Low: r.number("interval_low"), High: r.number("interval_high"),
		})
	}
	return list
}

func (f *Tables) otherFigures() []site.OtherFigure {
	var list []site.OtherFigure
	for _, r := range f.rows("mart.other_figure") {
		other := site.OtherFigure{
			TimePeriod: r.Text("time_period"), SeriesID: r.Text("series_id"), Dimension: r.Text("dimension"),
			Category: r.Text("category"), Unit: r.Text("unit"), Publication: r.Text("publication_id"),
			Kind: r.Text("kind"), Reason: r.Text("reason"), Explanation: r.Label("explanation"),
			OtherSeries: r.Text("other_series_id"), OtherDimension: r.Text("other_dimension"), OtherCategory: r.Text("other_category"),
			Sum: r.Text("operation") == "sum",
		}
		if shown, value := r.number("shown_value"), r.number("obs_value"); shown != nil && value != nil {
			other.Shown, other.Value = *shown, *value
			list = append(list, other)
		}
	}
	return list
}

func (f *Tables) measures() []site.Measure {
	var list []site.Measure
	for _, r := range f.rows("mart.measure_status") {
		list = append(list, site.Measure{
			ID: r.Text("measure_id"), Number: r.Whole("measure_number"), Title: r.Text("title"), Translated: plot.Label{"en": r.Text("title_en")}, Status: r.Text("status"), StatusText: r.Text("status_text"),
			Sentence: r.Text("status_sentence"), Narrative: r.Text("narrative"), Theme: r.Text("theme"), LetterTitle: r.Text("letter_title"), LetterDate: r.Text("letter_date"),
			Letter: r.Text("letter_id"), InLast: r["in_last_letter"] == true, ContinuedAs: r.Text("continued_as"),
			ByHand: r["by_hand"] == true, Pointer: r.Text("pointer"), DecidedBy: r.Text("decided_by"),
			SourceFile: r.Text("source_file"), Line: r.Whole("source_line"), LineEnd: r.Whole("source_line_end"),
		})
	}
	return list
}

func (f *Tables) sources() []site.Source {
	var list []site.Source
	for _, r := range f.rows("mart.source") {
		list = append(list, site.Source{Publication: r.publication(), Figures: r.Whole("figures"), Preferred: r.Whole("preferred_figures")})
	}
	return list
}

func (f *Tables) origins() []site.BodyOrigin {
	var list []site.BodyOrigin
	for _, r := range f.rows("mart.source_rank") {
		count := plot.OriginCount{}
		for _, kind := range plot.SourceKinds {
			if n := r.Whole(kind + "_figures"); n > 0 {
				count[kind] = n
			}
		}
		list = append(list, site.BodyOrigin{
			Body: r.Text("body"), Figures: count, Own: r.Whole("own_publications"),
		})
	}
	return list
}

func (f *Tables) facts() []site.Fact {
	var list []site.Fact
	for _, r := range f.rows("core.qualitative_fact") {
		list = append(list, r.fact())
	}
	return list
}

// fact is a statement of a publication, of a table that has its columns.
func (r Record) fact() site.Fact {
	return site.Fact{
		Publication: r.Text("publication_id"), TimePeriod: r.Text("time_period"), Body: r.Text("body"),
		SeriesID: r.Text("series_id"), Kind: r.Text("kind"), Statement: r.Label("statement"), Pointer: r.Text("pointer"),
	}
}

func (f *Tables) cautions() []site.Caution {
	var list []site.Caution
	for _, r := range f.rows("mart.page_fact") {
		list = append(list, site.Caution{Page: r.Text("page"), Fact: r.fact()})
	}
	return list
}

func (f *Tables) unread() []site.UnreadSource {
	var list []site.UnreadSource
	for _, r := range f.rows("core.unread_source") {
		list = append(list, site.UnreadSource{URL: r.Text("url"), Title: r.Text("title"), Holds: r.Label("holds"), State: r.Label("state")})
	}
	return list
}

func (f *Tables) changes() []site.Change {
	var list []site.Change
	for _, r := range f.rows("core.change") {
		list = append(list, site.Change{
			ID: r.Text("change_id"), Date: r.Text("decided_on"), Version: r.Text("version"), File: r.Text("file"), Key: r.Text("row_key"),
			Column: r.Text("column_name"), Kind: r.Text("kind"), Before: r.Text("old_value"), After: r.Text("new_value"),
			Reason: r.Text("reason"), By: r.Text("decided_by"), Explanation: r.Label("explanation"),
		})
	}
	return list
}

// Described are the tables for those who read them elsewhere than on a page.
func (f *Tables) Described(m marking.Marking) []metadata.Table {
	var list []metadata.Table
	for _, t := range f.tables {
		table := metadata.Table{
			Name: t.Name, Grain: t.Grain, Rows: t.Rows, File: metadata.CSVFile(t.Name, m), Key: t.Key, Unique: t.Unique, Order: t.Order,
		}
		for _, f := range t.Foreign {
			table.Foreign = append(table.Foreign, metadata.ForeignKey(f))
		}
		for _, c := range t.Columns {
			table.Columns = append(table.Columns, metadata.Column{Name: c.Name, Type: c.Type, Words: c.Words})
		}
		list = append(list, table)
	}
	return list
}

// watch leaves out what was not measured yet.
func (f *Tables) watch() []site.Watched {
	var list []site.Watched
	for _, r := range f.rows("core.watch") {
		if r.Whole("tried") > 0 {
			list = append(list, site.Watched{
				Fault: r.Label("label"), OneIn: r.Whole("one_in"), Tried: r.Whole("tried"), First: r.Whole("caught_first"), All: r.Whole("caught"),
			})
		}
	}
	return list
}

func (f *Tables) criteria() []site.Criterion {
	var list []site.Criterion
	for _, r := range f.rows("core.accessibility") {
		list = append(list, site.Criterion{
			ID: r.Text("criterion"), Level: r.Text("level"), Clause: r.Text("en_301_549"), Name: r.Label("name"),
			Outcome: r.Text("outcome"), Tried: r.Text("tried"), Tests: strings.Fields(r.Text("tests")), On: r.Text("tried_on"), Remark: r.Label("remark"),
		})
	}
	return list
}
