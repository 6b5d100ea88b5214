package site

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/charts"
	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/messages"
)

// A Topic is a subject on which several bodies have figures (core.topic). One
// without a parent has a page of its own, with the figures of those under it.
type Topic struct {
	ID, Parent, Root string // codes of codelist topic
}

// A TopicFigure is one figure on a topic (mart.topic).
type TopicFigure struct {
	plot.Row
	Root, Topic string // the topic of its page, and the part of it that the figure is on
}

// A TopicCoverage says of one series for which periods it has a figure on the
// topic of a page, and for which not (mart.topic_coverage).
type TopicCoverage struct {
	Root, SeriesID string
	Known, Unknown []string
	Undated        int      // estimates of which the source states no year
	Low, High      *float64 // of those
}

// A topicView is the page of one topic, across bodies.
type topicView struct {
	themeView
	Figures  []topicSeries // what no chart on the page shows
	Marks    []mark        // of those
	Coverage []coverageView
	None     []string // parts of the topic on which there is no figure at all
	InPlan   int      // measures of the action plan; 0 where the page does not lead there
	Date     string   // of the last letter on them
}

// A topicSeries is the figures of one series in the table of other figures.
type topicSeries struct {
	Series
	Rows []topicRow
}

type topicRow struct {
	Period, Category string
	Figure           figure
	Source           plot.Publication
}

// A coverageView is a series with the periods that are known and not known, in words.
type coverageView struct {
	Series
	Known, Unknown, Undated string // empty for none
}

// ownTopic tells of an input whether there is any figure on a topic.
func ownTopic(root string) func(Input) (there, invented bool) {
	return func(in Input) (there, invented bool) {
		for _, f := range in.TopicFigures {
			if f.Root == root {
				there, invented = true, invented || in.invented(f.Publications)
			}
		}
		return there, invented
	}
}

// lgbti is the page of the topic that the action plan is about: it leads to its measures.
func (w *writer) lgbti() (any, error) {
	v, err := w.topicView()
	if err != nil {
		return nil, err
	}
	v.InPlan = len(w.in.Measure)
	if last := w.lastLetter(); last != nil {
		v.Date = last.Date
	}
	return v, nil
}

// topic makes the view of the page of a topic.
func (w *writer) topic() (any, error) { return w.topicView() }

func (w *writer) topicView() (topicView, error) {
	root := w.page.id
	rest := w.unshown(root)
	var rows []plot.Row
	for _, f := range rest {
		rows = append(rows, f.Row)
	}
	theme, err := w.themeView(rows...)
	if err != nil {
		return topicView{}, err
	}
	v := topicView{themeView: theme}
	if err := w.topicFigures(&v, rest); err != nil {
		return v, err
	}
	if err := w.topicCoverage(&v, root); err != nil {
		return v, err
	}
	for _, t := range w.in.Topics {
		if t.Root == root && t.Parent != "" && !w.onTopic(t.ID) {
			name, err := w.code("topic", t.ID)
			if err != nil {
				return v, err
			}
			v.None = append(v.None, name)
		}
	}
	return v, nil
}

// onTopic tells whether there is a figure on a topic within that of a page.
func (w *writer) onTopic(id string) bool {
	return slices.ContainsFunc(w.in.TopicFigures, func(f TopicFigure) bool { return f.Topic == id })
}

// unshown are the figures on a topic that no chart on its page shows.
func (w *writer) unshown(root string) []TopicFigure {
	selections := w.selections(root)
	var rest []TopicFigure
	for _, f := range w.in.TopicFigures {
		inChart := slices.ContainsFunc(selections, func(s charts.SeriesSpec) bool { return plot.Matches(s, f.Row) })
		if f.Root == root && !inChart {
			rest = append(rest, f)
		}
	}
	return rest
}

// topicFigures puts figures under their series: the order of the series in the
// data, then the newest first.
func (w *writer) topicFigures(v *topicView, rest []TopicFigure) error {
	var all []figure
	for _, s := range w.in.Series {
		one := topicSeries{Series: s}
		for _, f := range rest {
			if f.SeriesID != s.ID {
				continue
			}
			row, err := w.topicRow(f)
			if err != nil {
				return fmt.Errorf("figure of %s, %s: %w", f.SeriesID, f.TimePeriod, err)
			}
			one.Rows, all = append(one.Rows, row), append(all, row.Figure)
		}
		if len(one.Rows) > 0 {
			slices.SortStableFunc(one.Rows, func(a, b topicRow) int {
				return cmp.Or(cmp.Compare(a.Category, b.Category), cmp.Compare(b.Period, a.Period))
			})
			v.Figures = append(v.Figures, one)
		}
	}
	var err error
	v.Marks, err = w.explained(used(all...))
	return err
}

func (w *writer) topicRow(f TopicFigure) (topicRow, error) {
	row := topicRow{Period: f.TimePeriod}
	var err error
	if row.Category, err = w.code("category", f.Dimension+"/"+f.Category); err != nil {
		return row, err
	}
	if row.Figure, err = w.figure(f.Row); err != nil {
		return row, err
	}
	if len(f.Publications) > 0 {
		row.Source, err = w.publication(f.Publications[0])
	}
	return row, err
}

// topicCoverage says of each series what is known of the topic and what is not.
func (w *writer) topicCoverage(v *topicView, root string) error {
	for _, c := range w.in.TopicCoverage {
		if c.Root != root {
			continue
		}
		s, ok := w.series[c.SeriesID]
		if !ok {
			return fmt.Errorf("topic %s: series %q is not described", root, c.SeriesID)
		}
		one := coverageView{Series: s}
		var err error
		if one.Known, err = w.periods(c.Known); err != nil {
			return err
		}
		if one.Unknown, err = w.periods(c.Unknown); err != nil {
			return err
		}
		if one.Undated, err = w.undated(c); err != nil {
			return err
		}
		v.Coverage = append(v.Coverage, one)
	}
	return nil
}

// undated tells of estimates of which the source states no year.
func (w *writer) undated(c TopicCoverage) (string, error) {
	if c.Undated == 0 || c.Low == nil || c.High == nil {
		return "", nil
	}
	key := "site.topic.undated"
	if *c.Low == *c.High {
		key = "site.topic.undated_one"
	}
	return w.words.Text(key, messages.Args{
		"count": strconv.Itoa(c.Undated), "low": w.words.Number(*c.Low, 0), "high": w.words.Number(*c.High, 0),
	})
}

// periods writes periods in words, with years that follow each other as one: 2013–2018, 2020.
func (w *writer) periods(all []string) (string, error) {
	var parts []string
	for i := 0; i < len(all); {
		next := i + 1
		for next < len(all) && follows(all[next-1], all[next]) {
			next++
		}
		first, err := w.period(all[i])
		if err != nil {
			return "", err
		}
		if next-i > 1 {
			first += "–" + all[next-1]
		}
		parts, i = append(parts, first), next
	}
	return strings.Join(parts, ", "), nil
}

// follows tells whether two periods are years of which the second is the next.
func follows(a, b string) bool {
	first, err1 := strconv.Atoi(a)
	second, err2 := strconv.Atoi(b)
	return err1 == nil && err2 == nil && second == first+1
}
