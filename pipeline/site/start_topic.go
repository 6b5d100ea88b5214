package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/charts"
	"jaarcijfers/charts/plot"
)

// A topicStrip is the subject of the action plan on the start page: the last shares of
// the series that has most of them, and what the last of the sentences on it says.
type topicStrip struct {
	Series   Series
	Category string // "dimension/code"
	Bars     []shareBar
	Told     string     // what is known of the body that is last in order; empty for none
	Rows     []plot.Row // that the bars show
}

// A shareBar is the share of one year, as a bar of a hundred parts.
type shareBar struct {
	Period string
	Figure figure
	Width  string
}

// lgbtiStrip is nil without a share on the topic.
func (w *writer) lgbtiStrip() (*topicStrip, error) {
	shares := map[string][]plot.Row{} // by series and category
	best := ""
	for _, f := range w.in.TopicFigures {
		if f.Root != charts.PageLGBTI || f.Unit != "percent" || f.Value == nil {
			continue
		}
		if _, err := strconv.Atoi(f.TimePeriod); err != nil {
			continue // of no single year
		}
		of := f.SeriesID + "/" + f.Category
		shares[of] = append(shares[of], f.Row)
		if len(shares[of]) > len(shares[best]) {
			best = of
		}
	}
	if best == "" {
		return nil, nil
	}
	rows := shares[best]
	slices.SortStableFunc(rows, func(a, b plot.Row) int { return strings.Compare(a.TimePeriod, b.TimePeriod) })
	rows = lastRun(rows)
	v := topicStrip{Series: w.series[rows[0].SeriesID], Category: categoryCode(rows[0].Dimension, rows[0].Category), Rows: rows}
	for _, r := range rows {
		f, err := w.figure(r)
		if err != nil {
			return nil, fmt.Errorf("share of %s: %w", r.TimePeriod, err)
		}
		v.Bars = append(v.Bars, shareBar{r.TimePeriod, f, strconv.FormatFloat(*r.Value, 'f', 1, 64)})
	}
	if groups := w.groups([]string{charts.PageLGBTI}); len(groups) > 1 { // the first says what the bars show
		last, err := w.group(groups[len(groups)-1], sourceUnsaid)
		if err != nil {
			return nil, err
		}
		v.Told = last
	}
	return &v, nil
}

// lastRun are the last years that follow each other without a gap or a series break:
// bars side by side are read as a course.
func lastRun(rows []plot.Row) []plot.Row {
	begin := len(rows) - 1
	for begin > 0 && rows[begin].BreakID == "" {
		year, err := strconv.Atoi(rows[begin].TimePeriod)
		before, errBefore := strconv.Atoi(rows[begin-1].TimePeriod)
		if err != nil || errBefore != nil || before != year-1 {
			break
		}
		begin--
	}
	return rows[begin:]
}
