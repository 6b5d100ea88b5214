package pipeline

import (
	"encoding/json"
	"fmt"
	"slices"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/site"
)

func (f *filler) siteInput(pkg *contract.Package, data charts.Data, drawn []charts.Chart) (site.Input, error) {
	in := site.Input{
		Title: pkg.Title, Version: pkg.Version, Created: pkg.Created,
		Charts: drawn, Codes: data.Codes, Breaks: f.breaks(), Publications: data.Publications,
		Series: f.series(), Key: f.keyFigures(), Others: f.otherFigures(), Measure: f.measures(),
		Letters: f.letters(), History: f.history(), Plan: f.planDocuments(),
		Sources: f.sources(), Facts: f.facts(), Origins: f.origins(),
		Cautions: f.cautions(), Unread: f.unread(), Events: data.Events, Changes: f.changes(), Watch: f.watch(),
	}
	var err error
	if in.Told, err = f.statements(); err != nil {
		return site.Input{}, err
	}
	in.Rules, in.Extract, in.Return = f.rules(), f.extract(), f.odihrReturn()
	in.Marking = data.Marking()
	for i, s := range in.Sources {
		in.Sources[i].Marking = data.Publications[s.ID].Marking
	}
	in.Database, in.Tables = in.Named(release.DatabaseFile), f.described(in.Marking)
	for _, r := range f.rows("mart.inflow_by_year") {
		in.Inflow = append(in.Inflow, f.row(r))
	}
	return in, nil
}

func (f *filler) statements() ([]site.Statement, error) {
	var list []site.Statement
	synthetic := f.synthetic()
	for _, r := range f.rows("mart.statement") {
		s := site.Statement{
			Key: r.text("statement_key"), Theme: r.text("theme"), Group: r.text("statement_group"), KeyFigure: r.text("key_figure_id"),
		}
		s.Synthetic = slices.ContainsFunc(r.list("statement_lineage"), func(id string) bool { return synthetic[id] })
		rank := f.ranks.worst(r.list("statement_lineage")).rank
		s.Secondary = rank != "" && rank != charts.PrimaryRank
		if err := json.Unmarshal([]byte(r.text("arguments")), &s.Arguments); err != nil {
			return nil, fmt.Errorf("read arguments of statement %s: %w", r.text("statement_id"), err)
		}
		if err := json.Unmarshal([]byte(r.text("codes")), &s.Codes); err != nil {
			return nil, fmt.Errorf("read codes of statement %s: %w", r.text("statement_id"), err)
		}
		list = append(list, s)
	}
	return list, nil
}

// synthetic are the observations that a program made up.
func (f *filler) synthetic() map[string]bool {
	madeUp := map[string]bool{}
	for _, r := range f.rows("core.publication") {
		if r["synthetic"] == true {
			madeUp[r.text("publication_id")] = true
		}
	}
	observations := map[string]bool{}
	if len(madeUp) == 0 {
		return observations
	}
	for _, r := range f.rows("core.observation") {
		if madeUp[r.text("publication_id")] {
			observations[r.text("observation_id")] = true
		}
	}
	return observations
}

func (f *filler) rules() []site.Rule {
	var list []site.Rule
	for _, r := range f.rows("mart.classification_rule") {
		list = append(list, site.Rule{
			Article: r.text("article"), Circumstance: r.text("circumstance"), Class: r.text("offence_class"), Basis: r.text("basis"),
			From: r.text("valid_from"), To: r.text("valid_to"), Publication: r.text("publication_id"), Note: r.label("note"),
		})
	}
	return list
}

func (f *filler) series() []site.Series {
	var list []site.Series
	for _, r := range f.rows("core.series") {
		list = append(list, site.Series{
			ID: r.text("series_id"), Body: r.text("body"), CountedBy: r.text("counted_by"), Population: r.text("population"), UnitOfCount: r.text("unit_of_count"),
			Title: r.label("title"), Counts: r.label("counts"), First: r.text("first_period"), Last: r.text("last_period"),
		})
	}
	return list
}

func (f *filler) keyFigures() []site.KeyFigure {
	var list []site.KeyFigure
	for _, r := range f.rows("mart.key_figure") {
		list = append(list, site.KeyFigure{
			Row: f.row(r), ID: r.text("key_figure_id"), PreviousPeriod: r.text("previous_period"),
			PreviousValue: r.number("previous_value"), Change: r.number("change"), ChangePercent: r.number("change_percent"),
			Low: r.number("interval_low"), High: r.number("interval_high"),
		})
	}
	return list
}

func (f *filler) otherFigures() []site.OtherFigure {
	var list []site.OtherFigure
	for _, r := range f.rows("mart.other_figure") {
		other := site.OtherFigure{
			TimePeriod: r.text("time_period"), SeriesID: r.text("series_id"), Dimension: r.text("dimension"),
			Category: r.text("category"), Unit: r.text("unit"), Publication: r.text("publication_id"),
			Kind: r.text("kind"), Reason: r.text("reason"), Explanation: r.label("explanation"),
			OtherSeries: r.text("other_series_id"), OtherDimension: r.text("other_dimension"), OtherCategory: r.text("other_category"),
			Sum: r.text("operation") == "sum",
		}
		if shown, value := r.number("shown_value"), r.number("obs_value"); shown != nil && value != nil {
			other.Shown, other.Value = *shown, *value
			list = append(list, other)
		}
	}
	return list
}

func (f *filler) measures() []site.Measure {
	var list []site.Measure
	for _, r := range f.rows("mart.measure_status") {
		list = append(list, site.Measure{
			ID: r.text("measure_id"), Number: r.whole("measure_number"), Title: r.text("title"), Status: r.text("status"), StatusText: r.text("status_text"),
			Sentence: r.text("status_sentence"), Narrative: r.text("narrative"), Theme: r.text("theme"), LetterTitle: r.text("letter_title"), LetterDate: r.text("letter_date"),
			Letter: r.text("letter_id"), InLast: r["in_last_letter"] == true, ContinuedAs: r.text("continued_as"),
			ByHand: r["by_hand"] == true, Pointer: r.text("pointer"), DecidedBy: r.text("decided_by"),
			SourceFile: r.text("source_file"), Line: r.whole("source_line"), LineEnd: r.whole("source_line_end"),
		})
	}
	return list
}

func (f *filler) sources() []site.Source {
	var list []site.Source
	for _, r := range f.rows("mart.source") {
		list = append(list, site.Source{Publication: r.publication(), Figures: r.whole("figures"), Preferred: r.whole("preferred_figures")})
	}
	return list
}

func (f *filler) origins() []site.BodyOrigin {
	var list []site.BodyOrigin
	for _, r := range f.rows("mart.source_rank") {
		count := charts.OriginCount{}
		for _, kind := range charts.SourceKinds {
			if n := r.whole(kind + "_figures"); n > 0 {
				count[kind] = n
			}
		}
		list = append(list, site.BodyOrigin{
			Body: r.text("body"), Figures: count, Own: r.whole("own_publications"),
		})
	}
	return list
}

func (f *filler) facts() []site.Fact {
	var list []site.Fact
	for _, r := range f.rows("core.qualitative_fact") {
		list = append(list, r.fact())
	}
	return list
}

// fact is a statement of a publication, of a table that has its columns.
func (r record) fact() site.Fact {
	return site.Fact{
		Publication: r.text("publication_id"), TimePeriod: r.text("time_period"), Body: r.text("body"),
		SeriesID: r.text("series_id"), Kind: r.text("kind"), Statement: r.label("statement"), Pointer: r.text("pointer"),
	}
}

func (f *filler) cautions() []site.Caution {
	var list []site.Caution
	for _, r := range f.rows("mart.page_fact") {
		list = append(list, site.Caution{Page: r.text("page"), Fact: r.fact()})
	}
	return list
}

func (f *filler) unread() []site.UnreadSource {
	var list []site.UnreadSource
	for _, r := range f.rows("core.unread_source") {
		list = append(list, site.UnreadSource{URL: r.text("url"), Title: r.text("title"), Holds: r.label("holds"), State: r.label("state")})
	}
	return list
}

func (f *filler) changes() []site.Change {
	var list []site.Change
	for _, r := range f.rows("core.change") {
		list = append(list, site.Change{
			ID: r.text("change_id"), Date: r.text("decided_on"), Version: r.text("version"), File: r.text("file"), Key: r.text("row_key"),
			Column: r.text("column_name"), Kind: r.text("kind"), Before: r.text("old_value"), After: r.text("new_value"),
			Reason: r.text("reason"), By: r.text("decided_by"), Explanation: r.label("explanation"),
		})
	}
	return list
}

// described are the tables for the page that documents the database.
func (f *filler) described(m marking.Marking) []site.Table {
	var list []site.Table
	for _, t := range f.tables {
		table := site.Table{
			Name: t.Name, Grain: charts.Label(t.Grain), Rows: t.Rows,
			File: dataFolder(m) + "/" + release.CSVName(t.Name, m),
		}
		for _, c := range t.Columns {
			table.Columns = append(table.Columns, site.Column{Name: c.Name, Type: c.Type, Words: charts.Label(c.Words)})
		}
		list = append(list, table)
	}
	return list
}

// watch leaves out what was not measured yet.
func (f *filler) watch() []site.Watched {
	var list []site.Watched
	for _, r := range f.rows("core.watch") {
		if r.whole("tried") > 0 {
			list = append(list, site.Watched{
				Fault: r.label("label"), OneIn: r.whole("one_in"), Tried: r.whole("tried"), First: r.whole("caught_first"), All: r.whole("caught"),
			})
		}
	}
	return list
}
